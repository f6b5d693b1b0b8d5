//! What is asked of: a collection of files at one moment.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::error::Result;
use crate::extract::{Problem, Reading};
use crate::schema::{Roles, Synonyms};

/// What is known of a collection as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collection {
    /// The folder, in full.
    pub folder: String,
    /// Version of the schema by which its reports were understood.
    pub schema_version: String,
    /// When it was last compared with its folder and written, in seconds since 1970.
    pub indexed_at: u64,
    /// Files that were read.
    pub reports: usize,
    /// Files that could not be read.
    pub problems: usize,
    /// Passages of the reports.
    pub passages: u64,
    /// Bytes of the files that were read.
    pub bytes: u64,
    /// What recognised the text of pictures, if anything did.
    pub ocr: Option<String>,
    /// Names this state: another one has another name.
    pub state: Arc<str>,
}

/// What a question is resolved by; each table is read when it is first asked for.
#[derive(Debug, Default)]
pub struct Vocabulary {
    own: PathBuf,
    roles: OnceLock<Roles>,
    synonyms: OnceLock<Synonyms>,
}

impl Vocabulary {
    /// The built-in one with the changes of `own`, a folder that may hold tables of its own.
    pub fn new(own: &Path) -> Self {
        Self { own: own.to_owned(), ..Self::default() }
    }

    /// Names of roles, and where each stands in the hierarchy.
    ///
    /// # Errors
    /// [`crate::error::Error::Schema`] with file and line of a wrong entry; [`crate::error::Error::Io`] for a file that can't
    /// be read.
    pub fn roles(&self) -> Result<&Roles> {
        read_once(&self.roles, || Roles::load(&self.own))
    }

    /// Other names, for questions that ask for them.
    ///
    /// # Errors
    /// As [`Self::roles`].
    pub fn synonyms(&self) -> Result<&Synonyms> {
        read_once(&self.synonyms, || Synonyms::load(&self.own))
    }
}

fn read_once<T>(known: &OnceLock<T>, read: impl FnOnce() -> Result<T>) -> Result<&T> {
    if let Some(known) = known.get() {
        return Ok(known);
    }
    let read = read()?;
    // Another thread may have been faster: with the same.
    Ok(known.get_or_init(|| read))
}

/// What became of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// They were read, wholly or in part: each report in them.
    Read,
    /// They were read only in part.
    InPart,
    /// They could not be read.
    Unread,
}

/// A file, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileEntry {
    /// It was read, wholly or in part: its path.
    Read(String),
    /// It was read in part: its path, and how.
    InPart(String, Reading),
    /// It could not be read: its path, and why.
    Unread(String, Problem),
}

impl FileEntry {
    /// Path within the folder.
    pub fn path(&self) -> &str {
        match self {
            Self::Read(path) | Self::InPart(path, _) | Self::Unread(path, _) => path,
        }
    }

    /// Path within the folder.
    pub fn into_path(self) -> String {
        match self {
            Self::Read(path) | Self::InPart(path, _) | Self::Unread(path, _) => path,
        }
    }
}
