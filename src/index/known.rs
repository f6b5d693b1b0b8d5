//! What an index knows of the files of its folder: by that a refresh tells which must be read again.

use std::collections::HashMap;

use tantivy::DocAddress;

use super::commit::Summary;
use super::open::Reader;
use super::record::{Outcome, Record};
use super::schema::{PROBLEM, REPORT};
use crate::error::Result;
use crate::extract::ProblemKind;
use crate::source::SourceFile;

/// A file that was changed so shortly before it was indexed may have been changed again in the same tick of the clock:
/// it is read again. In nanoseconds; file systems with the coarsest clocks count in steps of two seconds.
const TICK: u64 = 2_000_000_000;

/// The files that an index knows.
#[derive(Debug, Default)]
pub(super) struct Known {
    files: HashMap<String, KnownFile>,
    /// The first number that no file has.
    pub(super) next: u64,
    /// When the folder was listed for it, in nanoseconds since 1970.
    listed_at: u64,
}

/// A file as it was when it was read.
#[derive(Debug)]
pub(super) struct KnownFile {
    /// Its number, by which its documents are deleted.
    pub(super) number: u64,
    pub(super) size: u64,
    /// When it had last been changed when it was read, in nanoseconds since 1970,
    pub(super) read_modified: u64,
    /// and when it was last looked at: its bytes were the same.
    pub(super) modified: u64,
    /// Whether it could not be read for a reason that need not last: the file itself doesn't tell when that is over.
    retry: bool,
    /// Its own documents: several for an archive.
    pub(super) documents: Vec<DocAddress>,
}

impl Known {
    /// Reads what is known, from columns: records are read only of files that could not be.
    ///
    /// # Errors
    /// Of the index.
    pub(super) fn read(reader: &Reader) -> Result<Self> {
        let mut known = Self { listed_at: reader.commit().listed_at.saturating_mul(1_000_000_000), ..Self::default() };
        for (segment, of_segment) in (0..).zip(reader.searcher().segment_readers()) {
            let columns = of_segment.fast_fields();
            let damaged = |e: tantivy::TantivyError| reader.damaged(&e);
            let number = |name| columns.u64(name).map_err(damaged);
            let (numbers, sizes, times) = (number("file")?, number("size")?, number("modified")?);
            let Some(sources) = columns.str("source").map_err(damaged)? else { continue };
            // By the order of their sources: one look-up after the other costs ten times as much.
            let mut documents = Vec::new();
            for state in [REPORT, PROBLEM] {
                for doc in reader.files_of_segment(segment, state)? {
                    documents.extend(sources.term_ords(doc).next().map(|source| (source, doc, state == PROBLEM)));
                }
            }
            documents.sort_unstable();
            let value = |column: &tantivy::columnar::Column<u64>, doc| column.first(doc).unwrap_or(0);
            let mut groups = documents.chunk_by(|a, b| a.0 == b.0);
            let mut failed = None;
            let ords: Vec<u64> = documents.chunk_by(|a, b| a.0 == b.0).map(|group| group[0].0).collect();
            let read = sources.dictionary().sorted_ords_to_term_cb(&ords, |source| {
                for &(_, doc, is_problem) in groups.next().unwrap_or_default() {
                    let number = value(&numbers, doc);
                    known.next = known.next.max(number + 1);
                    let source = String::from_utf8_lossy(source).into_owned();
                    let entry = known.files.entry(source).or_insert_with(|| KnownFile {
                        number,
                        size: value(&sizes, doc),
                        read_modified: value(&times, doc),
                        modified: reader.commit().restamped.get(&number).copied().unwrap_or_else(|| value(&times, doc)),
                        retry: false,
                        documents: Vec::new(),
                    });
                    let document = DocAddress::new(segment, doc);
                    entry.documents.push(document);
                    if is_problem {
                        match reader.record(document) {
                            Ok(record) => entry.retry |= may_be_over(&record),
                            Err(error) => failed = Some(error),
                        }
                    }
                }
            });
            if let Some(error) = failed {
                return Err(error);
            }
            if !read.map_err(|e| reader.damaged(&e))? {
                return Err(reader.damaged(&"a file without its source"));
            }
        }
        // In the order in which they were read from the file.
        known.files.values_mut().for_each(|file| file.documents.sort_unstable());
        Ok(known)
    }

    /// Takes out the file at a path; what is left in the end is gone from the folder.
    pub(super) fn take(&mut self, path: &str) -> Option<KnownFile> {
        self.files.remove(path)
    }

    /// The paths of the files that were not taken.
    pub(super) fn into_paths(self) -> impl Iterator<Item = String> {
        self.files.into_keys()
    }

    /// The files that were not taken.
    pub(super) fn rest(self) -> impl Iterator<Item = KnownFile> {
        self.files.into_values()
    }

    /// Leaves what lies in a folder out of what is not taken, and says how many files that is.
    pub(super) fn keep_below(&mut self, folder: &str) -> usize {
        let before = self.files.len();
        let is_below =
            |path: &str| path.strip_prefix(folder).is_some_and(|rest| folder.is_empty() || rest.starts_with('/'));
        self.files.retain(|path, _| !is_below(path));
        before - self.files.len()
    }

    /// How a file's stamp differs from the known one.
    pub(super) fn compare(&self, known: &KnownFile, file: &SourceFile) -> Stamp {
        let is_old = file.modified > 0 && file.modified.saturating_add(TICK) < self.listed_at;
        match () {
            () if known.retry => Stamp::Retry,
            () if known.size != file.size => Stamp::Size,
            () if known.modified != file.modified => Stamp::Other,
            () if !is_old => Stamp::TooNew,
            () => Stamp::Same,
        }
    }
}

/// How a file's stamp differs from what is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stamp {
    /// Not at all: the file is as it was.
    Same,
    /// Not at all, but it is as new as the index: what it holds may have changed.
    TooNew,
    /// Its date differs.
    Other,
    /// Its size differs.
    Size,
    /// It could not be read, and may be readable now.
    Retry,
}

impl KnownFile {
    /// The hash of what was read.
    ///
    /// # Errors
    /// Of the index.
    pub(super) fn hash(&self, reader: &Reader) -> Result<[u8; 32]> {
        self.documents.first().map_or(Ok([0; 32]), |&document| Ok(reader.record(document)?.hash))
    }

    /// What it counted for.
    ///
    /// # Errors
    /// Of the index.
    pub(super) fn counted(&self, reader: &Reader) -> Result<Summary> {
        let mut summary = Summary::default();
        for &document in &self.documents {
            let record = reader.record(document)?;
            match record.report() {
                Some(report) => {
                    // Of an archive the first report stands for all of it.
                    summary.bytes += if summary.reports == 0 { record.size } else { 0 };
                    summary.reports += 1;
                    summary.passages += u64::from(report.passages);
                }
                None => summary.problems += 1,
            }
        }
        Ok(summary)
    }
}

/// Whether a file that could not be read may be readable now though nothing of it changed.
fn may_be_over(record: &Record) -> bool {
    match &record.outcome {
        Outcome::Unread(problem) => {
            matches!(problem.kind, ProblemKind::Unreadable | ProblemKind::Failed | ProblemKind::TimedOut)
        }
        Outcome::Read(_) => false,
    }
}
