//! Where reports go, and what is known of those that are there already.

use std::collections::BTreeMap;

use super::budget::Permit;
use super::known::{IndexedFile, IndexedFiles};
use super::summary::Summary;
use crate::error::Result;
use crate::report::{AlikeLines, FileRecord, Report};
use crate::source::LinkPolicy;

/// What an engine knows of the files of a folder.
pub trait Catalogue: Sync {
    /// The files that it knows.
    ///
    /// # Errors
    /// Of the engine, as all of this.
    fn indexed_files(&self) -> Result<IndexedFiles>;
    /// The hash of a file's bytes as they were read; zeros if they could not be.
    fn hash(&self, file: &IndexedFile) -> Result<[u8; 32]>;
    /// What a file counts for.
    fn counted(&self, file: &IndexedFile) -> Result<Summary>;
    /// Gives what is known of each file, and of each in an archive, one after the other, in any order.
    fn each_record(&self, each: &mut dyn FnMut(FileRecord) -> Result<()>) -> Result<()>;
    /// What all of them count for.
    fn summary(&self) -> Summary;
    /// The lines that many files have alike by which all of them were understood; none if not all were by the same.
    fn alike(&self) -> Option<AlikeLines>;
}

/// Where the reports of a folder go. What is put there is seen all at once, when it is committed; until then, and if anything
/// fails, what was there before is. Files are put from several threads at once.
pub trait Sink: Sync {
    /// Removes all that is there.
    ///
    /// # Errors
    /// Of the engine, as all of this.
    fn clear(&self) -> Result<()>;
    /// Removes the file with this number.
    fn remove(&self, number: u64) -> Result<()>;
    /// Puts a file, in place of what there is of it: stopped before or after, the file is whole.
    fn put(&self, file: ReadFile) -> Result<()>;
    /// Makes all of it seen.
    fn commit(&mut self, ingested: Ingested) -> Result<()>;
    /// Leaves everything as it was.
    fn roll_back(&mut self) -> Result<()>;
}

/// A file that was read, or could not be.
#[derive(Debug)]
pub struct ReadFile {
    /// Its number.
    pub number: u64,
    /// Whether there is something of it to replace.
    pub replaces: bool,
    /// Path of the file within the folder: of an archive that of the archive.
    pub source: String,
    /// What is known of it and, if it was read, its report; several for an archive.
    pub members: Vec<(FileRecord, Option<Report>)>,
    /// Room for its texts while they wait; given back when this is dropped.
    pub room: Option<Permit>,
}

impl ReadFile {
    /// What is known of it.
    pub fn records(&self) -> impl Iterator<Item = &FileRecord> {
        self.members.iter().map(|(record, _)| record)
    }
}

/// What was brought in as a whole.
#[derive(Clone, Debug)]
pub struct Ingested {
    /// What is there now, counted.
    pub summary: Summary,
    /// What reports were understood by ([`super::fingerprint`]).
    pub understood_by: String,
    /// What the user had said of reports ([`crate::source::Given::fingerprint`]).
    pub given: String,
    /// The lines that many files have alike by which all were understood; none if not all were by the same.
    pub alike: Option<AlikeLines>,
    /// When the folder had been listed for it, in seconds since 1970; 0 if files were left.
    pub listed_at: u64,
    /// How links were treated.
    pub links: LinkPolicy,
    /// The outside program that recognised pictures.
    pub ocr: Option<String>,
    /// Files whose date changed since they were read, though their bytes did not: by number, that date.
    pub restamped: BTreeMap<u64, u64>,
}
