//! How fresh answers are, as pages say it.

use std::time::{Duration, SystemTime};

use super::folder::Snapshot;
use crate::message;
use crate::messages::Message;

/// How what answers stands to the folder on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Freshness {
    /// The system tells of changes, and they are taken up.
    Watched,
    /// It is looked through every so often, the last time then.
    LookedAt(SystemTime),
    /// It is being compared, or changes of it are being taken up.
    Comparing,
    /// It could not be brought up to date the last time.
    Not(Message),
}

impl Freshness {
    /// Of what answers now.
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let is_reading = snapshot.refreshing.is_some_and(|progress| progress.done > 0);
        match (&snapshot.not_refreshed, snapshot.looked_at) {
            (Some(why), _) => Self::Not(why.clone()),
            (None, Some(_)) if is_reading => Self::Comparing,
            (None, Some(_)) if snapshot.is_watched => Self::Watched,
            (None, Some(then)) => Self::LookedAt(then),
            (None, None) => Self::Comparing,
        }
    }

    /// It in words, at a time.
    pub(super) fn said(&self, now: SystemTime) -> Message {
        match self {
            Self::Watched => message!("folder-watched"),
            Self::LookedAt(then) => {
                message!("folder-looked-at", ago = ago(now.duration_since(*then).unwrap_or_default()))
            }
            Self::Comparing => message!("folder-comparing"),
            Self::Not(why) => message!("folder-not-refreshed", reason = why),
        }
    }

    /// Names it, so that a page that says it is known to be another when it is.
    pub(super) fn tag(&self) -> String {
        /// Digits that tell one from another.
        const DIGITS: usize = 8;
        blake3::hash(format!("{self:?}").as_bytes()).to_hex()[..DIGITS].to_owned()
    }
}

fn ago(past: Duration) -> Message {
    match past.as_secs() {
        seconds @ 0..60 => message!("seconds-ago", n = seconds),
        seconds @ 60..3_600 => message!("minutes-ago", n = seconds / 60),
        seconds => message!("hours-ago", n = seconds / 3_600),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_past_is_told_in_its_own_units() {
        for (seconds, said) in
            [(0, "0 s ago"), (59, "59 s ago"), (60, "1 min ago"), (3_599, "59 min ago"), (7_200, "2 h ago")]
        {
            assert_eq!(ago(Duration::from_secs(seconds)).to_string(), said);
        }
    }
}
