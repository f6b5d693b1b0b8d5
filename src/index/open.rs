//! An index opened for reading: one commit, which stays as it is while others are made.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use tantivy::columnar::{Column, StrColumn};
use tantivy::directory::MmapDirectory;
use tantivy::{DocAddress, DocId, ReloadPolicy, Searcher, TantivyError};

use super::commit::Commit;
use super::directory::ReadOnlyDirectory;
use super::error::{damaged, engine};
use super::fields::{self, Fields};
use super::location::Location;
use super::segment::pairs::{self, PairTable};
use super::segment::texts::TextStore;
use crate::error::{Error, Result};
use crate::message;
use crate::messages::Message;
use crate::report::FileRecord;
use crate::schema::VERSION;

/// Between two tries to open an index: to swap two folders takes far less.
const BETWEEN_TRIES: Duration = Duration::from_millis(20);

/// An index opened for reading.
pub struct Reader {
    location: Location,
    searcher: Searcher,
    /// One a segment, as the next.
    pub(super) pairs: Vec<PairTable>,
    pub(super) texts: Vec<TextStore>,
    /// What is read when it is first asked for.
    pub(super) reports: Vec<OnceLock<Vec<DocId>>>,
    pub(super) newness: OnceLock<Vec<Column<u64>>>,
    pub(super) paths: OnceLock<Vec<Option<StrColumn>>>,
    pub(super) records: Mutex<HashMap<DocAddress, Arc<FileRecord>>>,
    fields: Fields,
    commit: Commit,
    opstamp: u64,
}

impl Reader {
    /// Opens the index at a location.
    ///
    /// # Errors
    /// [`Error::NoIndex`], [`Error::OtherVersion`] or [`Error::Damaged`].
    pub fn open(location: &Location) -> Result<Self> {
        // An index that is replaced at this moment is there again at the next.
        match Self::open_once(location) {
            Err(Error::NoIndex(_) | Error::Damaged { .. }) => {
                std::thread::sleep(BETWEEN_TRIES);
                Self::open_once(location)
            }
            opened => opened,
        }
    }

    fn open_once(location: &Location) -> Result<Self> {
        if !location.has_index() {
            return Err(Error::NoIndex(location.index.clone()));
        }
        let other_version = |found| Error::OtherVersion { path: location.index.clone(), found, wanted: VERSION };
        let directory = MmapDirectory::open(&location.index).map_err(|e| damaged(location, &e))?;
        let index = fields::open(ReadOnlyDirectory(directory)).map_err(|e| match e {
            TantivyError::IncompatibleIndex(_) => other_version(message!("of-another-engine")),
            e => engine(&location.index)(e),
        })?;
        let metas = index.load_metas().map_err(|e| damaged(location, &e))?;
        let payload = metas.payload.ok_or_else(|| Error::NoIndex(location.index.clone()))?;
        // The version is read apart: other versions may keep other things beside it.
        let commit: serde_json::Value = serde_json::from_str(&payload).map_err(|e| damaged(location, &e))?;
        let version = commit.get("schema_version").and_then(|v| v.as_str()).unwrap_or("none");
        if version != VERSION {
            return Err(other_version(Message::quoted(version)));
        }
        let commit = serde_json::from_value(commit).map_err(|e| damaged(location, &e))?;
        let fields = Fields::of(&index.schema()).map_err(|e| damaged(location, &e))?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
        let searcher = reader.map_err(|e| damaged(location, &e))?.searcher();
        let segments = searcher.segment_readers();
        let pairs = segments.iter().map(pairs::open).collect::<tantivy::Result<_>>();
        let texts = segments.iter().map(TextStore::open).collect::<tantivy::Result<_>>();
        let pairs = pairs.map_err(|e| damaged(location, &e))?;
        let texts = texts.map_err(|e| damaged(location, &e))?;
        let reports = segments.iter().map(|_| OnceLock::new()).collect();
        Ok(Self {
            location: location.clone(),
            searcher,
            pairs,
            texts,
            reports,
            newness: OnceLock::new(),
            paths: OnceLock::new(),
            records: Mutex::default(),
            fields,
            commit,
            opstamp: metas.opstamp,
        })
    }

    /// Checks that the index is of the folder that it is used for. One that lies inside its folder always is, wherever
    /// both were moved to.
    ///
    /// # Errors
    /// [`Error::OtherFolder`].
    pub fn check_folder(&self) -> Result<()> {
        let Location { folder, index, .. } = &self.location;
        let real = folder.canonicalize().map_err(Error::io(message!("cant-read-folder"), folder))?;
        let inside = index.canonicalize().is_ok_and(|index| index.starts_with(&real));
        if inside || real == Path::new(&self.commit.folder) {
            return Ok(());
        }
        Err(Error::OtherFolder { path: index.clone(), folder: self.commit.folder.clone() })
    }

    /// Where it lies.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// What is known of the commit as a whole.
    pub fn commit(&self) -> &Commit {
        &self.commit
    }

    /// Names this commit: what the engine committed (a rebuild numbers its commits anew), and the version.
    pub fn state(&self) -> String {
        /// Digits that tell states apart.
        const DIGITS: usize = 16;
        let mut hasher = blake3::Hasher::new();
        hasher.update(VERSION.as_bytes());
        hasher.update(&self.opstamp.to_le_bytes());
        for segment in self.searcher.segment_readers() {
            hasher.update(segment.segment_id().uuid_string().as_bytes());
        }
        hasher.finalize().to_hex()[..DIGITS].to_owned()
    }

    /// The engine's number of the commit.
    pub(super) fn opstamp(&self) -> u64 {
        self.opstamp
    }

    pub(crate) fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.fields
    }

    /// The error for something in the index that can't be read.
    pub(crate) fn damaged(&self, reason: &dyn std::fmt::Display) -> Error {
        damaged(&self.location, reason)
    }
}
