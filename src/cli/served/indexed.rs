//! An index that is served, as it is now on the disk; and how fresh it is.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use super::progress::Counting;
use crate::answer::Engine;
use crate::cli::open::{Opened, as_built, may_be_indexed_unasked, plain_options};
use crate::error::{Error, Result};
use crate::index::{BuildOptions, Location, Reader, build};
use crate::messages::Message;
use crate::serve::{Snapshot, State, Unanswering};

/// An index that is served, and its folder.
pub(super) struct Indexed {
    pub(super) location: Location,
    seen: Mutex<Seen>,
    /// What lay on the disk when it was last opened; held while it is, so that nothing older takes its place.
    opened_as: Mutex<Option<Written>>,
    /// Held while the index is written.
    writing: Mutex<()>,
}

/// What others see of it.
struct Seen {
    /// What answers, if anything does.
    opened: Option<Opened>,
    /// Whether anything ever did.
    was_open: bool,
    /// Why nothing does.
    failed: Option<Unanswering>,
    /// Whether someone must say yes before it is indexed.
    asks: bool,
    /// Whether it is to be built again from nothing: someone said so, as it can't be read.
    rebuilds: bool,
    looked_at: Option<SystemTime>,
    is_watched: bool,
    /// How far comparing it with its folder is: from the start on, since that is the first that is done.
    reading: Option<Arc<Counting>>,
    not_refreshed: Option<Message>,
}

/// What tells one state of an index from another without opening it: when its list of segments was written, and its size.
type Written = Option<(SystemTime, u64)>;

impl Indexed {
    /// An index that may be there, opened if it is.
    pub(super) fn new(location: Location) -> Self {
        let seen = Seen {
            opened: None,
            was_open: false,
            failed: None,
            asks: false,
            rebuilds: false,
            looked_at: None,
            is_watched: false,
            reading: Some(Arc::default()),
            not_refreshed: None,
        };
        let indexed = Self { location, seen: Mutex::new(seen), opened_as: Mutex::default(), writing: Mutex::default() };
        indexed.look();
        indexed
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Opens the index anew if anyone wrote it since it was last opened; where it is gone, says why nothing answers.
    pub(super) fn look(&self) {
        let mut opened_as = self.opened_as.lock().unwrap_or_else(PoisonError::into_inner);
        // Looked at before it is opened: what is written meanwhile is seen the next time.
        let written = self.written();
        if *opened_as == Some(written) {
            return;
        }
        *opened_as = Some(written);
        let opened = Reader::open(&self.location).and_then(|reader| {
            reader.check_folder()?;
            Ok(Opened::new(reader, None))
        });
        let mut seen = self.seen();
        match opened {
            Ok(opened) => (seen.opened, seen.was_open, seen.failed) = (Some(opened), true, None),
            Err(error) => (seen.opened, seen.failed) = (None, Some(Unanswering::from(&error))),
        }
    }

    fn written(&self) -> Written {
        let metadata = std::fs::metadata(self.location.index.join("meta.json")).ok()?;
        Some((metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH), metadata.len()))
    }

    /// Notes whether the system tells of changes.
    pub(super) fn is_watched(&self, is_watched: bool) {
        self.seen().is_watched = is_watched;
    }

    /// Whether it is to be built, or refreshed. An index that is removed while it is served is its user's to build again; one that
    /// was never there is built if its folder is small, else asked for.
    pub(super) fn wants_refresh(&self) -> bool {
        if self.location.has_index() {
            return true;
        }
        if self.seen().was_open {
            self.seen().reading = None;
            return false;
        }
        let may_be = may_be_indexed_unasked(&self.location.folder);
        let mut seen = self.seen();
        match may_be {
            Ok(true) => return true,
            Ok(false) => seen.asks = true,
            Err(error) => seen.failed = Some(Unanswering::from(&error)),
        }
        seen.reading = None;
        false
    }

    /// Whether someone must still say yes before it is indexed.
    pub(super) fn asks(&self) -> bool {
        let seen = self.seen();
        seen.asks && seen.opened.is_none()
    }

    /// Someone says yes.
    pub(super) fn says_yes(&self) {
        let mut seen = self.seen();
        seen.rebuilds |= seen.opened.is_none() && seen.failed.as_ref().is_some_and(|failed| failed.wants_rebuild);
        if std::mem::take(&mut seen.asks) || seen.rebuilds {
            seen.reading = Some(Arc::default());
        }
    }

    /// Whether someone said that it is to be built again.
    pub(super) fn rebuilds(&self) -> bool {
        self.seen().rebuilds
    }

    /// Builds the index, or refreshes it as it was built, and opens what comes of it.
    pub(super) fn refresh(&self) -> Result<()> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let counting = Arc::new(Counting::default());
        let options = {
            let mut seen = self.seen();
            seen.reading = Some(Arc::clone(&counting));
            let options = seen.opened.as_ref().map_or_else(plain_options, |opened| as_built(opened.reader.commit()));
            BuildOptions { rebuild: std::mem::take(&mut seen.rebuilds), ..options }
        };
        let begun = SystemTime::now();
        let built = build(&self.location, options, &*counting);
        self.look();
        let mut seen = self.seen();
        seen.reading = None;
        match &built {
            Ok(_) => (seen.looked_at, seen.not_refreshed) = (Some(begun), None),
            Err(error) if seen.opened.is_some() => seen.not_refreshed = Some(error.message()),
            Err(error) => seen.failed = Some(Unanswering::from(error)),
        }
        built.map(drop)
    }

    /// What it is for whoever asks; `under`: the folder in its own that is served.
    pub(super) fn state(&self, under: Option<&str>) -> State {
        let seen = self.seen();
        let so_far = seen.reading.as_ref().map(|counting| counting.so_far());
        match (&seen.opened, so_far) {
            (Some(opened), refreshing) => State::Ready(Snapshot {
                engine: Arc::clone(&opened.engine) as Arc<dyn Engine>,
                under: under.map(str::to_owned),
                looked_at: seen.looked_at,
                is_watched: seen.is_watched,
                refreshing,
                not_refreshed: seen.not_refreshed.clone(),
            }),
            (None, Some(progress)) => State::Indexing(progress),
            (None, None) if seen.asks => State::Asks,
            (None, None) => {
                let missing = || Unanswering::from(&Error::NoIndex(self.location.index.clone()));
                State::Failed(seen.failed.clone().unwrap_or_else(missing))
            }
        }
    }

    /// What it stands on.
    ///
    /// # Errors
    /// [`Error::NoIndex`] if there is none.
    pub(super) fn reader(&self) -> Result<Arc<Reader>> {
        Ok(self.opened()?.reader)
    }

    /// What answers.
    ///
    /// # Errors
    /// [`Error::NoIndex`] if nothing does.
    pub(super) fn opened(&self) -> Result<Opened> {
        self.seen().opened.clone().ok_or_else(|| Error::NoIndex(self.location.index.clone()))
    }

    /// Whether it lies where another is to lie.
    pub(super) fn is_at(&self, location: &Location) -> bool {
        let places = |of: &Location| -> Vec<PathBuf> { of.own_places() };
        places(&self.location) == places(location)
    }
}
