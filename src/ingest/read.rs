//! A file to its reports.

use std::collections::{BTreeSet, HashSet};
use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::sink::{Catalogue, ReadFile};
use crate::error::Error;
use crate::extract::{Document, ExtractOptions, Extracted, Extractor, Problem, ProblemKind, hash_of};
use crate::message;
use crate::messages::Message;
use crate::report::{self, AlikeLines, FileRecord, Outcome, Part, ReadReport, Report, is_said_so};
use crate::schema::Schema;
use crate::source::{Given, Listing, SourceFile, prefixes};

/// What reports are understood by.
#[derive(Clone, Copy)]
pub struct Understanding<'a> {
    /// Reads files.
    pub extractor: &'a Extractor<'a>,
    /// Names of roles, kinds of sections.
    pub schema: &'a Schema,
    /// What the user says of reports.
    pub given: &'a Given,
}

/// A report as its file is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportNow {
    /// BLAKE3 hash of the file's bytes.
    pub hash: [u8; 32],
    /// A title that stands outside the text.
    pub title: Option<String>,
    /// The texts of its passages, in reading order.
    pub texts: Vec<String>,
}

impl Understanding<'_> {
    /// Reads a file: its reports, or why there are none. An archive is no report; its files are, or could not be read.
    /// `count` is given the lines of each that many files may have alike, and gives back those that do.
    pub(super) fn read(
        &self,
        number: u64,
        replaces: bool,
        file: &SourceFile,
        count: &dyn Fn(&[Vec<u64>]) -> AlikeLines,
    ) -> ReadFile {
        let (hash, extracted) = self.extractor.read_hashed(file);
        let documents = extracted.iter().filter_map(|read| read.outcome.as_ref().ok());
        let alike = count(&documents.map(report::notices).collect::<Vec<_>>());
        let members = self.understood(file, hash, extracted, &alike).collect();
        ReadFile { number, replaces, source: file.path.clone(), members, room: None }
    }

    /// Reads the report at a path within a folder as it is now; none if there is no such file, or none in the archive. `alike`:
    /// lines that many files of the folder have.
    ///
    /// # Errors
    /// Why it can't be read.
    pub fn report(&self, folder: &Path, path: &str, alike: &AlikeLines) -> Result<Option<ReportNow>, Problem> {
        let Some(file) = file_holding(folder, path) else { return Ok(None) };
        let (hash, extracted) = self.extractor.read_hashed(&file);
        if hash_of(&file).is_some_and(|now| now != hash) {
            return Err(Problem::new(ProblemKind::Unreadable, message!("file-changing")));
        }
        let found = self.understood(&file, hash, extracted, alike).find(|(record, _)| record.path == path);
        match found {
            None => Ok(None),
            Some((FileRecord { outcome: Outcome::Unread(problem), .. }, _)) => Err(problem),
            Some((_, None)) => Ok(None),
            Some((_, Some(report))) => Ok(Some(ReportNow {
                hash,
                title: report.metadata.title_apart().cloned(),
                texts: report.passages.iter().map(|passage| passage.range.of(&report.text).to_owned()).collect(),
            })),
        }
    }

    /// What is known of a file whose bytes have this hash, from what was read of it.
    pub fn understood(
        &self,
        file: &SourceFile,
        hash: [u8; 32],
        extracted: Vec<Extracted>,
        alike: &AlikeLines,
    ) -> impl Iterator<Item = (FileRecord, Option<Report>)> {
        // Names in an archive that look like those of further reports.
        let numbered = |extracted: &Extracted| Part::of_path(&extracted.inner).map(|_| extracted.inner.clone());
        let taken: HashSet<String> = extracted.iter().filter_map(numbered).collect();
        extracted.into_iter().flat_map(move |extracted| self.members(file, hash, extracted, &taken, alike))
    }

    /// What is known of a file, or of one in an archive: a record, or one for each of the reports in it. `taken`: paths in the
    /// archive that no further report may have.
    fn members(
        &self,
        file: &SourceFile,
        hash: [u8; 32],
        Extracted { inner, outcome }: Extracted,
        taken: &HashSet<String>,
        alike: &AlikeLines,
    ) -> Vec<(FileRecord, Option<Report>)> {
        let path = if inner.is_empty() { file.path.clone() } else { format!("{}/{inner}", file.path) };
        let is_free = |part: Part| match inner.is_empty() {
            true => !beside(&file.location, part).exists(),
            false => !taken.contains(&part.path(&inner)),
        };
        let record = |path, notices, outcome| {
            let SourceFile { size, modified, .. } = *file;
            FileRecord { path, size, modified, hash, notices, outcome }
        };
        let notices = outcome.as_ref().map_or_else(|_| Vec::new(), report::notices);
        // What stands in its midst is its own.
        let alike = AlikeLines::of(alike.among(&notices));
        let understood = outcome.and_then(|document| {
            // A panic is this file's failure and no other's.
            let failed = |_| Problem::new(ProblemKind::Failed, message!("program-failed"));
            catch_unwind(AssertUnwindSafe(|| self.understand(document, &path, &is_free, &alike))).map_err(failed)
        });
        match understood {
            Ok(reports) => {
                let member = |(read, report): (ReadReport, Report)| {
                    let notices = if read.part.is_further() { Vec::new() } else { notices.clone() };
                    (record(read.part.path(&path), notices, Outcome::Read(Arc::new(read))), Some(report))
                };
                reports.into_iter().map(member).collect()
            }
            Err(problem) => vec![(record(path, notices, Outcome::Unread(problem)), None)],
        }
    }

    /// The reports of a document at a path: several, if their paths are free.
    fn understand(
        &self,
        document: Document,
        path: &str,
        is_free: &dyn Fn(Part) -> bool,
        alike: &AlikeLines,
    ) -> Vec<(ReadReport, Report)> {
        let numbered = |of: u32| (1..=of).map(move |number| Part { number, of });
        let documents = report::split(document, |of| numbered(of).skip(1).all(is_free));
        let parts = numbered(documents.len() as u32);
        let read = |(document, part): (Document, Part)| {
            let given = self.given.of(&part.path(path), path);
            // Names say the same of all reports of a file.
            let report = report::understand(&document, path, &given, self.schema, alike);
            let (metadata, sections, pages) =
                (Arc::new(report.metadata.clone()), report.sections.clone(), report.pages.clone());
            let passages = report.passages.len() as u32;
            (ReadReport { metadata, sections, passages, pages, reading: document.reading, part }, report)
        };
        documents.into_iter().zip(parts).map(read).collect()
    }
}

/// Where a file would lie that has the path of a further report of another.
fn beside(location: &Path, part: Part) -> PathBuf {
    let mut path = OsString::from(location);
    path.push(part.path(""));
    PathBuf::from(path)
}

/// The file within a folder that a path of a report names ([`SourceFile::holding`]): of a further report in it, too.
pub fn file_holding(folder: &Path, path: &str) -> Option<SourceFile> {
    match Part::of_path(path) {
        Some((file, _)) if !folder.join(path).exists() => SourceFile::holding(folder, file),
        _ => SourceFile::holding(folder, path),
    }
}

/// The paths of the known files of which something else is said now than when they were read.
///
/// # Errors
/// Of the catalogue.
pub fn said_otherwise(
    old: &dyn Catalogue,
    listing: &Listing,
    given: &Given,
    schema: &Schema,
) -> Result<BTreeSet<String>, Error> {
    let sources: HashSet<&str> = listing.files.iter().map(|file| file.path.as_str()).collect();
    let mut paths = BTreeSet::new();
    old.each_record(&mut |record| {
        let Some(report) = record.report() else { return Ok(()) };
        if !is_said_so(&report.metadata, &given.of(&record.path, record.file()), schema) {
            // Of an archive all is read again, and of a file that holds several reports.
            paths.extend(prefixes(record.file()).find(|path| sources.contains(path)).map(str::to_owned));
        }
        Ok(())
    })?;
    Ok(paths)
}

/// What lies at a path and can't be listed, and so not be read.
pub(super) fn unlisted(number: u64, replaces: bool, path: &str, reason: &Message) -> ReadFile {
    let outcome = Outcome::Unread(Problem::new(ProblemKind::Unreadable, reason.clone()));
    let notices = Vec::new();
    let record = FileRecord { path: path.to_owned(), size: 0, modified: 0, hash: [0; 32], notices, outcome };
    ReadFile { number, replaces, source: path.to_owned(), members: vec![(record, None)], room: None }
}

/// What reports are understood by: the program, the folder's own schema files, and how pictures are read.
pub fn fingerprint(own_schema: &Path, extract: &ExtractOptions) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    hasher.update(extract.ocr.as_deref().unwrap_or_default().as_bytes());
    let own =
        ["dictionary.txt", "roles.txt", "parts.txt", "topics.txt", "sections.txt"].map(|name| own_schema.join(name));
    for path in own {
        // What isn't there says nothing; what can't be read was said where it was to be used.
        let bytes = std::fs::read(path).unwrap_or_default();
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(&bytes);
    }
    hasher.finalize().to_hex().to_string()
}
