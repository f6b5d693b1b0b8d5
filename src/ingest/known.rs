//! What an engine knows of the files of its folder: by that a refresh tells which must be read again.

use std::collections::HashMap;

use crate::extract::{Problem, ProblemKind, is_missing};
use crate::report::Outcome;
use crate::source::SourceFile;

/// A file that was changed so shortly before it was indexed may have been changed again in the same tick of the clock:
/// it is read again. In nanoseconds; file systems with the coarsest clocks count in steps of two seconds.
const TICK: u64 = 2_000_000_000;

/// The files that an engine knows.
#[derive(Debug, Default)]
pub struct IndexedFiles {
    /// By path within the folder: an archive is one.
    pub files: HashMap<String, IndexedFile>,
    /// When the folder was listed for it, in nanoseconds since 1970.
    pub listed_at: u64,
    /// The first number that no file has.
    pub next: u64,
}

/// A file as it was when it was read.
#[derive(Clone, Debug)]
pub struct IndexedFile {
    /// Its number, by which it is replaced and removed.
    pub number: u64,
    /// Bytes that it had.
    pub size: u64,
    /// When it had last been changed when it was read, in nanoseconds since 1970,
    pub read_modified: u64,
    /// and when it was last looked at: its bytes were the same.
    pub modified: u64,
    /// Whether it, or a part of it, could not be read for a reason that need not last: the file itself doesn't tell when
    /// that is over.
    pub retry: bool,
    /// Lines at its edges that many files may have alike, by their hashes; of an archive those of each file in it.
    pub notices: Vec<u64>,
    /// By which the engine finds what it has of it: several for an archive, in the order in which they were read from it.
    pub members: Vec<u64>,
}

impl IndexedFiles {
    /// Takes out the file at a path; what is left in the end is gone from the folder.
    pub fn take(&mut self, path: &str) -> Option<IndexedFile> {
        self.files.remove(path)
    }

    /// The paths of the files that were not taken.
    pub fn into_paths(self) -> impl Iterator<Item = String> {
        self.files.into_keys()
    }

    /// The files that were not taken.
    pub fn rest(self) -> impl Iterator<Item = IndexedFile> {
        self.files.into_values()
    }

    /// Leaves what lies in a folder out of what is not taken, and says how many files that is.
    pub fn keep_below(&mut self, folder: &str) -> usize {
        let before = self.files.len();
        let is_below =
            |path: &str| path.strip_prefix(folder).is_some_and(|rest| folder.is_empty() || rest.starts_with('/'));
        self.files.retain(|path, _| !is_below(path));
        before - self.files.len()
    }

    /// How a file's stamp differs from the known one.
    pub fn compare(&self, known: &IndexedFile, file: &SourceFile) -> Difference {
        let is_old = file.modified > 0 && file.modified.saturating_add(TICK) < self.listed_at;
        match () {
            () if known.retry => Difference::Retry,
            () if known.size != file.size => Difference::Size,
            () if known.modified != file.modified => Difference::Other,
            () if !is_old => Difference::TooNew,
            () => Difference::Same,
        }
    }
}

/// How a file's stamp differs from what is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Not at all: the file is as it was.
    Same,
    /// Not at all, but it is as new as the index: what it holds may have changed.
    TooNew,
    /// Its date differs.
    Other,
    /// Its size differs.
    Size,
    /// It, or a part of it, could not be read, and may be readable now.
    Retry,
}

/// Whether what was not read of a file may be readable now though nothing of it changed.
pub fn may_be_over(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Read(report) => report.reading.gaps.iter().any(is_missing),
        Outcome::Unread(Problem { kind, reason }) => {
            matches!(kind, ProblemKind::Unreadable | ProblemKind::Failed | ProblemKind::TimedOut) || is_missing(reason)
        }
    }
}
