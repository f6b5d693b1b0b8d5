//! A file to its reports.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use super::sink::ReadFile;
use crate::extract::{Document, ExtractOptions, Extracted, Extractor, Problem, ProblemKind, Reading};
use crate::message;
use crate::messages::Message;
use crate::report::{self, FileRecord, Outcome, ReadReport, Report};
use crate::schema::Schema;
use crate::source::{Given, SourceFile};

/// What reports are understood by.
#[derive(Clone, Copy)]
pub struct Understanding<'a> {
    /// Reads files.
    pub extractor: &'a Extractor,
    /// Names of roles, kinds of sections.
    pub schema: &'a Schema,
    /// What the user says of reports.
    pub given: &'a Given,
}

impl Understanding<'_> {
    /// Reads a file: its reports, or why there are none. An archive is no report; its files are, or could not be read.
    pub fn read(&self, number: u64, replaces: bool, file: &SourceFile) -> ReadFile {
        let (hash, extracted) = self.extractor.read_hashed(&file.location);
        let members = self.understood(file, hash, extracted).collect();
        ReadFile { number, replaces, source: file.path.clone(), members, room: None }
    }

    /// What is known of a file whose bytes have this hash, from what was read of it.
    pub fn understood(
        &self,
        file: &SourceFile,
        hash: [u8; 32],
        extracted: Vec<Extracted>,
    ) -> impl Iterator<Item = (FileRecord, Option<Report>)> {
        extracted.into_iter().map(move |extracted| self.member(file, hash, extracted))
    }

    fn member(
        &self,
        file: &SourceFile,
        hash: [u8; 32],
        Extracted { inner, outcome }: Extracted,
    ) -> (FileRecord, Option<Report>) {
        let path = if inner.is_empty() { file.path.clone() } else { format!("{}/{inner}", file.path) };
        let (outcome, report) = match outcome.and_then(|document| self.understand(document, &path)) {
            Ok((reading, report)) => {
                let (metadata, sections, pages) =
                    (Arc::new(report.metadata.clone()), report.sections.clone(), report.pages.clone());
                let passages = report.passages.len() as u32;
                let read = ReadReport { metadata, sections, passages, pages, reading };
                (Outcome::Read(Arc::new(read)), Some(report))
            }
            Err(problem) => (Outcome::Unread(problem), None),
        };
        (FileRecord { path, size: file.size, modified: file.modified, hash, outcome }, report)
    }

    fn understand(&self, document: Document, path: &str) -> Result<(Reading, Report), Problem> {
        let understand = || report::understand(&document, path, self.given.of(path), self.schema);
        // A panic is this file's failure and no other's.
        let report = catch_unwind(AssertUnwindSafe(understand));
        let failed = |_| Problem::new(ProblemKind::Failed, message!("program-failed"));
        report.map(|report| (document.reading.clone(), report)).map_err(failed)
    }
}

/// What lies at a path and can't be listed, and so not be read.
pub(super) fn unlisted(number: u64, replaces: bool, path: &str, reason: &Message) -> ReadFile {
    let outcome = Outcome::Unread(Problem::new(ProblemKind::Unreadable, reason.clone()));
    let record = FileRecord { path: path.to_owned(), size: 0, modified: 0, hash: [0; 32], outcome };
    ReadFile { number, replaces, source: path.to_owned(), members: vec![(record, None)], room: None }
}

/// What reports are understood by: the program, the folder's own schema files, what the user says of reports, and how
/// pictures are read.
pub fn fingerprint(folder: &Path, own_schema: &Path, extract: &ExtractOptions) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    hasher.update(extract.ocr.as_deref().unwrap_or_default().as_bytes());
    let own = ["dictionary.txt", "roles.txt", "sections.txt"].map(|name| own_schema.join(name));
    for path in own.into_iter().chain(Given::files(folder)) {
        // What isn't there says nothing; what can't be read was said where it was to be used.
        let bytes = std::fs::read(path).unwrap_or_default();
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(&bytes);
    }
    hasher.finalize().to_hex().to_string()
}
