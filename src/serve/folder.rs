//! What is served: a folder, whatever becomes of it and its index meanwhile.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::answer::{Detail, Engine, ReportView};
use crate::error::{Error, Result};
use crate::ingest::{Accounted, ReportNow};
use crate::messages::Message;
use crate::query::Filters;
use crate::source::Edit;

/// A folder that is served. Whoever implements it keeps it fresh, and gives the state of the moment when it is asked.
pub trait ServedFolder: Send + Sync {
    /// What it is called in addresses, and on pages; no other that is served has this name.
    fn name(&self) -> &str;

    /// As the user wrote it, for command lines.
    fn folder(&self) -> &Path;

    /// Whether it can answer now.
    fn state(&self) -> State;

    /// Indexes it, though it is large, or builds its index again, which can't be read: someone said yes. It goes on while others
    /// ask; does nothing where nobody was asked.
    fn index(&self);

    /// What became of each file of it on the disk, as it is now.
    ///
    /// # Errors
    /// Of the index, as all of this.
    fn account(&self) -> Result<Vec<Accounted>>;

    /// A report, given by its whole path, as its file is now; none if that is gone.
    ///
    /// # Errors
    /// [`crate::error::Error::Unread`] if it can't be read any more; of the index.
    fn now(&self, path: &str) -> Result<Option<ReportNow>>;

    /// Where it and its index lie.
    fn place(&self) -> Place;

    /// The size of its index in bytes.
    fn index_bytes(&self) -> u64;

    /// Writes what the user knows of a report, given by its whole path, and returns when answers know it.
    ///
    /// # Errors
    /// [`crate::error::Error::Filter`] for a value that makes no sense; of the file system.
    fn correct(&self, path: &str, edit: &Edit) -> Result<()>;

    /// The file that holds a report, given by its whole path: of one in an archive the archive. None if nothing is indexed
    /// under that path, if the file is no longer the one that was indexed, or lies in several volumes, or if a link leads to it.
    ///
    /// # Errors
    /// Of the index.
    fn original(&self, path: &str) -> Result<Option<Original>>;

    /// When the file that holds a report, given by its whole path, was last changed, in nanoseconds since 1970.
    fn modified(&self, path: &str) -> Option<u64>;

    /// Where what users keep of it is: one file, beside the index, that no rebuild touches.
    fn kept(&self) -> PathBuf;
}

/// Where a folder and its index lie on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The indexed folder, as the user wrote it: what stands before paths that are printed.
    pub written: PathBuf,
    /// It in full.
    pub folder: PathBuf,
    /// The index.
    pub index: PathBuf,
}

/// A file as it was indexed.
pub struct Original {
    /// Its name, without the way to it.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Whether a folder can answer.
#[derive(Clone)]
pub enum State {
    /// It can.
    Ready(Snapshot),
    /// It has no index, and is too large to be indexed unasked.
    Asks,
    /// It is indexed for the first time.
    Indexing(Progress),
    /// It can't.
    Failed(Unanswering),
}

/// Why a folder can't answer.
#[derive(Clone, Debug)]
pub struct Unanswering {
    /// What is wrong.
    pub why: Message,
    /// What can be done about it.
    pub hint: Option<Message>,
    /// Whether that is to build its index again, which [`ServedFolder::index`] does.
    pub wants_rebuild: bool,
}

impl From<&Error> for Unanswering {
    fn from(error: &Error) -> Self {
        let wants_rebuild = matches!(error, Error::OtherVersion { .. } | Error::Damaged { .. });
        Self { why: error.message(), hint: error.hint(), wants_rebuild }
    }
}

/// What answers now: one state of the folder, which never changes.
#[derive(Clone)]
pub struct Snapshot {
    /// What is asked.
    pub engine: Arc<dyn Engine>,
    /// The folder within the indexed one that is served, if not all of it.
    pub under: Option<String>,
    /// When it was last compared with the disk; none if it was not yet.
    pub looked_at: Option<SystemTime>,
    /// Whether the system tells of changes; else the folder is looked through every so often.
    pub is_watched: bool,
    /// Whether it is being refreshed now, and how far that is.
    pub refreshing: Option<Progress>,
    /// Why it could not be refreshed, if that failed the last time.
    pub not_refreshed: Option<Message>,
}

impl Snapshot {
    /// Filters that want only what lies in the folder that is served.
    pub fn narrowed(&self, filters: Filters) -> Filters {
        Filters { under: self.under.clone(), ..filters }
    }

    /// The report at a path, if that lies in the folder that is served.
    ///
    /// # Errors
    /// Of the engine.
    pub fn report(&self, path: &str, detail: Detail) -> Result<Option<ReportView>> {
        let is_served = self.narrowed(Filters::default()).is_under(path);
        if is_served { self.engine.report(path, detail) } else { Ok(None) }
    }
}

/// How far reading a folder is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files that were read.
    pub done: usize,
    /// Files that are to be read; 0 as long as that is not known.
    pub files: usize,
}
