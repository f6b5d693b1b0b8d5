//! A folder that is served, and the state that others see of it.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use super::progress::Counting;
use crate::cli::open::{Opened, as_built, may_be_indexed_unasked, plain_options};
use crate::error::{Error, Result};
use crate::index::{Location, Reader, build};
use crate::ingest::{Accounted, file_holding};
use crate::message;
use crate::messages::Message;
use crate::report::says_something;
use crate::schema::Schema;
use crate::serve::{ServedFolder, Snapshot, State};
use crate::source::Edit;

/// A folder that is served.
pub(super) struct Served {
    name: String,
    pub(super) location: Location,
    under: Option<String>,
    seen: Mutex<Seen>,
    /// Held while the index is written.
    writing: Mutex<()>,
}

/// What others see of it.
#[derive(Default)]
struct Seen {
    /// What answers, if anything does.
    opened: Option<Opened>,
    /// Why nothing does.
    failed: Option<(Message, Option<Message>)>,
    /// Whether someone must say yes before it is indexed.
    asks: bool,
    looked_at: Option<SystemTime>,
    is_watched: bool,
    reading: Option<Arc<Counting>>,
    not_refreshed: Option<Message>,
}

impl Served {
    pub(super) fn new(name: String, location: Location, under: Option<String>) -> Self {
        Self { name, location, under, seen: Mutex::default(), writing: Mutex::default() }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Opens the index as it is now, if there is one; else says why nothing answers.
    pub(super) fn open(&self) {
        let opened = Reader::open(&self.location).and_then(|reader| {
            reader.check_folder()?;
            Ok(Opened::new(reader, self.under.clone()))
        });
        let mut seen = self.seen();
        match opened {
            Ok(opened) => {
                seen.looked_at.get_or_insert_with(SystemTime::now);
                (seen.opened, seen.failed) = (Some(opened), None);
            }
            Err(error) => (seen.opened, seen.failed) = (None, Some((error.message(), error.hint()))),
        }
    }

    /// Whether the system tells of changes.
    pub(super) fn is_watched(&self, is_watched: bool) {
        self.seen().is_watched = is_watched;
    }

    /// Whether there is an index now.
    pub(super) fn has_index(&self) -> bool {
        self.location.has_index()
    }

    /// Whether something was opened that answers.
    pub(super) fn is_open(&self) -> bool {
        self.seen().opened.is_some()
    }

    /// Whether a folder without an index may be indexed now; else it is asked for.
    pub(super) fn may_be_indexed(&self) -> bool {
        match may_be_indexed_unasked(&self.location.folder) {
            Ok(true) => true,
            Ok(false) => {
                self.seen().asks = true;
                false
            }
            Err(error) => {
                self.seen().failed = Some((error.message(), error.hint()));
                false
            }
        }
    }

    /// Builds the index, or refreshes it as it was built, and opens what comes of it.
    pub(super) fn refresh(&self) -> Result<()> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let counting = Arc::new(Counting::default());
        let options = {
            let mut seen = self.seen();
            (seen.reading, seen.asks) = (Some(Arc::clone(&counting)), false);
            seen.opened.as_ref().map_or_else(plain_options, |opened| as_built(opened.reader.commit()))
        };
        let before = SystemTime::now();
        let built = build(&self.location, options, &*counting);
        let is_same = built.as_ref().is_ok_and(|done| !done.changes.any());
        let mut seen = self.seen();
        seen.reading = None;
        let is_open = seen.opened.is_some();
        match &built {
            Ok(_) => (seen.looked_at, seen.not_refreshed) = (Some(before), None),
            Err(error) if is_open => seen.not_refreshed = Some(error.message()),
            Err(error) => seen.failed = Some((error.message(), error.hint())),
        }
        drop(seen);
        if built.is_ok() && !(is_same && is_open) {
            self.open();
        }
        built.map(drop)
    }
}

impl ServedFolder for Served {
    fn name(&self) -> &str {
        &self.name
    }

    fn folder(&self) -> &Path {
        &self.location.folder
    }

    fn state(&self) -> State {
        let seen = self.seen();
        let reading = seen.reading.as_ref().map(|counting| counting.so_far());
        match (&seen.opened, reading, &seen.failed) {
            (Some(opened), refreshing, _) => State::Ready(Snapshot {
                engine: Arc::clone(&opened.engine),
                under: opened.under.clone(),
                looked_at: seen.looked_at.unwrap_or(SystemTime::UNIX_EPOCH),
                is_watched: seen.is_watched,
                refreshing,
                not_refreshed: seen.not_refreshed.clone(),
            }),
            (None, Some(progress), _) => State::Indexing(progress),
            (None, None, _) if seen.asks => State::Asks,
            (None, None, Some((message, hint))) => State::Failed(message.clone(), hint.clone()),
            (None, None, None) => State::Indexing(Default::default()),
        }
    }

    fn index(self: Arc<Self>) {
        std::thread::spawn(move || self.refresh());
    }

    fn account(&self) -> Result<Vec<Accounted>> {
        let reader = self.seen().opened.as_ref().map(|opened| Arc::clone(&opened.reader));
        reader.ok_or_else(|| Error::NoIndex(self.location.index.clone()))?.account()
    }

    fn correct(&self, path: &str, edit: &Edit) -> Result<()> {
        let schema = Schema::load(&self.location.schema)?;
        for (key, value) in &edit.values {
            if !says_something(*key, value, &schema) {
                return Err(Error::Filter { value: value.clone(), reason: message!("set-not-understood") });
            }
        }
        edit.apply(&self.location.folder, &[path.to_owned()])?;
        self.refresh()
    }

    fn original(&self, path: &str) -> Result<Option<Vec<u8>>> {
        let Some(file) = file_holding(&self.location.folder, path) else { return Ok(None) };
        let mut bytes = Vec::new();
        let read = File::open(&file.location).and_then(|mut file| file.read_to_end(&mut bytes));
        read.map_err(Error::io(message!("cant-read"), &file.location))?;
        Ok(Some(bytes))
    }

    fn kept(&self) -> PathBuf {
        self.location.kept()
    }
}
