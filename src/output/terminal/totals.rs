//! What matches in all, and what that was drawn from.

use std::io;

use super::page::Terminal;
use crate::answer::{Counted, Coverage, Total};
use crate::message;
use crate::messages::Message;

impl Terminal<'_> {
    /// What matches in all, and what that was drawn from.
    pub(super) fn totals(&mut self, counted: &Counted) -> io::Result<()> {
        self.say(totals(counted))
    }
}

/// What matches in all, and what that was drawn from.
pub fn totals(counted: &Counted) -> Message {
    message!("both", first = found(&counted.total), second = searched_of(&counted.coverage))
}

/// What matches in all.
pub fn found(total: &Total) -> Message {
    match total.passages {
        // Of reports that lack something.
        0 if total.reports > 0 => message!("reports", n = total.reports),
        0 => message!("nothing-found"),
        n => {
            let (sections, reports) =
                (message!("sections", n = total.sections), message!("reports", n = total.reports));
            message!("total", passages = message!("passages", n = n), sections = sections, reports = reports)
        }
    }
}

/// What an answer was drawn from.
pub fn searched(coverage: &Coverage) -> Message {
    let Coverage { searched, in_part, unreadable, .. } = *coverage;
    let files = message!("files", n = searched + unreadable);
    match coverage.is_whole() {
        true => message!("searched", searched = searched, files = files),
        false => {
            message!("searched-not-all", searched = searched, files = files, in_part = in_part, unreadable = unreadable)
        }
    }
}

/// The same, with the command that names what was not.
pub fn searched_of(coverage: &Coverage) -> Message {
    match coverage.is_whole() {
        true => searched(coverage),
        false => message!("see-status", said = searched(coverage)),
    }
}

/// Bytes for people.
pub fn megabytes(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.0} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        1_000_000_000.. => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}
