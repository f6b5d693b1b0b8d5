//! What is known of a commit as a whole.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::extract::Problem;
use crate::schema::VERSION;

/// What a build did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that were read.
    pub reports: usize,
    /// Files that could not be read.
    pub problems: usize,
    /// Passages of the reports.
    pub passages: u64,
    /// Bytes of the files that were read.
    pub bytes: u64,
    /// What was done for it.
    pub changes: Changes,
    /// Files that were left for the next run: this one was stopped.
    pub left: usize,
}

/// How a file differs from what the index knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    New,
    Changed,
    Moved,
    /// It can't be read, for which the reason is said anew; that alone is no change.
    Said,
}

/// How a folder differed from its index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that the index did not know.
    pub new: usize,
    /// Files that were changed, or are read again for another reason.
    pub changed: usize,
    /// Files that are the same under another name.
    pub moved: usize,
    /// Files that are no longer there.
    pub gone: usize,
    /// Files that were left as they are.
    pub unchanged: usize,
}

impl Changes {
    /// Counts a file that was read.
    pub(super) fn count(&mut self, change: Change) {
        match change {
            Change::New => self.new += 1,
            Change::Changed => self.changed += 1,
            Change::Moved => self.moved += 1,
            Change::Said => {}
        }
    }

    /// Whether anything was done.
    pub fn any(self) -> bool {
        self.new + self.changed + self.moved + self.gone > 0
    }
}

impl Summary {
    /// What an index counts already.
    pub(super) fn of(commit: &Commit) -> Self {
        let Commit { reports, problems, passages, bytes, .. } = *commit;
        Self { reports, problems, passages, bytes, ..Self::default() }
    }

    /// Takes off what a file counted for that is read again, or is gone.
    pub(super) fn take_off(&mut self, other: Self) {
        self.reports = self.reports.saturating_sub(other.reports);
        self.problems = self.problems.saturating_sub(other.problems);
        self.passages = self.passages.saturating_sub(other.passages);
        self.bytes = self.bytes.saturating_sub(other.bytes);
    }

    /// Counts a file of so many bytes: how many passages it has, or why it could not be read.
    pub(super) fn count(&mut self, bytes: u64, read: &Result<u32, Problem>) {
        match read {
            Ok(passages) => {
                self.reports += 1;
                self.passages += u64::from(*passages);
                self.bytes += bytes;
            }
            Err(_) => self.problems += 1,
        }
    }
}

/// What is known of a commit as a whole; tantivy keeps it with the commit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commit {
    /// Version of the schema.
    pub schema_version: String,
    /// The indexed folder, in full.
    pub folder: String,
    /// What reports are understood by, and the user says of them: where it differs, all must be read again.
    pub understood_by: String,
    /// Whether symbolic links were followed.
    #[serde(default)]
    pub follows_links: bool,
    /// The outside program that recognised pictures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ocr: Option<String>,
    /// When it was indexed, in seconds since 1970.
    pub indexed_at: u64,
    /// When its folder had been listed for it, likewise: what was changed later may not be in it. 0 if files were left.
    #[serde(default)]
    pub listed_at: u64,
    /// Files that were read.
    pub reports: usize,
    /// Files that could not be read.
    pub problems: usize,
    /// Passages of the reports.
    pub passages: u64,
    /// Bytes of the files that were read.
    pub bytes: u64,
    /// Files whose date changed since they were read, though their bytes did not: by number, that date.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub restamped: BTreeMap<u64, u64>,
}

impl Commit {
    /// A commit made now, of a folder.
    pub(crate) fn new(folder: &Path, summary: Summary) -> Self {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        Self {
            schema_version: VERSION.to_owned(),
            folder: folder.to_string_lossy().into_owned(),
            understood_by: String::new(),
            follows_links: false,
            ocr: None,
            indexed_at: now(),
            listed_at: 0,
            reports: summary.reports,
            problems: summary.problems,
            passages: summary.passages,
            bytes: summary.bytes,
            restamped: BTreeMap::new(),
        }
    }

    pub(crate) fn to_json(&self) -> String {
        serde_json::to_string(self).expect("strings and numbers")
    }
}

/// Seconds since 1970.
fn now() -> u64 {
    since_1970(SystemTime::now()) / 1_000_000_000
}

/// Nanoseconds since 1970.
pub(super) fn since_1970(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(u64::MAX))
}
