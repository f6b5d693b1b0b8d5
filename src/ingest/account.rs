//! Every file on the disk accounted for: what became of it, and whether it is as it was when it was read.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::known::Difference;
use super::sink::Catalogue;
use crate::error::Result;
use crate::extract::{Format, ProblemKind, hash_of};
use crate::messages::Message;
use crate::report::{Date, FileRecord, Outcome, ReadReport};
use crate::source::{LeftOutWhy, Listing, SourceFile, prefixes, weigh};

/// A file, or one in an archive, and what became of it.
#[derive(Clone, Debug)]
pub struct Accounted {
    /// Path within the folder.
    pub path: String,
    /// What became of it.
    pub state: Account,
    /// How it is now.
    pub now: Now,
    /// How many files it stands for: more than one for a folder that is left out, 0 for one in an archive and for what is
    /// gone.
    pub files: usize,
    /// Bytes that it has; of one in an archive those of the archive, as it was read.
    pub bytes: u64,
    /// When it was last changed, in nanoseconds since 1970; 0 where nothing tells.
    pub modified: u64,
    /// BLAKE3 hash of its bytes as they are now; none of what can't be read, and of what is left out.
    pub hash: Option<[u8; 32]>,
    /// What was read of it, if anything was.
    pub read: Option<WhatWasRead>,
    /// The path of another file with the same bytes, the first of them.
    pub same_as: Option<String>,
}

/// What was read of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatWasRead {
    /// Its format.
    pub format: Format,
    /// How many passages it has, those of all reports in it.
    pub passages: u32,
    /// When the report was delivered.
    pub date: Option<Date>,
    /// What of it was not read.
    pub gaps: Vec<Message>,
}

impl WhatWasRead {
    fn of(report: &ReadReport) -> Self {
        let ReadReport { reading, passages, metadata, .. } = report;
        Self {
            format: reading.format,
            passages: *passages,
            date: metadata.date.value().copied(),
            gaps: reading.gaps.clone(),
        }
    }
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Account {
    /// It was read.
    Read,
    /// It was read in part.
    InPart,
    /// It could not be read, or not be listed: why.
    Unread(Message),
    /// It is left out.
    LeftOut(LeftOutWhy),
    /// It is not in the index yet.
    NotYet,
}

/// How a file is now, against how it was when it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Now {
    /// As it was.
    Same,
    /// New since.
    New,
    /// Changed since.
    Changed,
    /// It changes at this moment: it was another one when it was listed than shortly after.
    Changing,
    /// Gone since.
    Gone,
}

impl Account {
    /// The name by which programs know it.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::InPart => "in-part",
            Self::Unread(_) => "unread",
            Self::LeftOut(_) => "left-out",
            Self::NotYet => "not-indexed",
        }
    }
}

impl Now {
    /// The name by which programs know it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::New => "new",
            Self::Changed => "changed",
            Self::Changing => "changing",
            Self::Gone => "gone",
        }
    }
}

/// A listed file against what is known of it.
struct Listed<'a> {
    file: Option<&'a SourceFile>,
    difference: Option<Difference>,
    /// Its hash now, where that must be known: read once, however many files an archive has.
    hash: OnceCell<Option<[u8; 32]>>,
    /// How many records there were of it.
    records: usize,
}

impl Listed<'_> {
    fn hash(&self) -> Option<[u8; 32]> {
        *self.hash.get_or_init(|| self.file.and_then(hash_of))
    }

    /// How it is now, against a record of it, and its hash.
    fn now(&self, record: &FileRecord) -> (Now, Option<[u8; 32]>) {
        let known = Some(record.hash).filter(|hash| *hash != [0; 32]);
        match (self.file, self.difference) {
            // It can't be listed any more: if it could, it was another one.
            (None, _) => (if known.is_some() { Now::Changed } else { Now::Same }, None),
            (Some(_), Some(Difference::Same)) => (Now::Same, known),
            // Its date differs, or says nothing: its bytes tell.
            (Some(_), _) => (if self.hash() == known { Now::Same } else { Now::Changed }, self.hash()),
        }
    }
}

/// Accounts for all that a listing names, and for what is known and gone, by path.
///
/// # Errors
/// Of the catalogue.
pub fn account(old: &dyn Catalogue, listing: &Listing) -> Result<Vec<Accounted>> {
    let mut known = old.indexed_files()?;
    let mut listed: HashMap<&str, Listed<'_>> = HashMap::new();
    let mut accounted = Vec::new();
    for file in &listing.files {
        let difference = known.take(&file.path).map(|before| known.compare(&before, file));
        let entry = Listed { file: Some(file), difference, hash: OnceCell::new(), records: 0 };
        if difference.is_none() {
            let new = Accounted::plain(&file.path, Account::NotYet, Now::New, 1, (file.size, file.modified));
            accounted.push(Accounted { hash: entry.hash(), ..new });
        } else {
            listed.insert(&file.path, entry);
        }
    }
    let hidden: Vec<&str> =
        listing.unlisted.iter().filter(|other| other.hides_files).map(|other| other.path.as_str()).collect();
    for other in &listing.unlisted {
        if known.take(&other.path).is_some() {
            listed.insert(&other.path, Listed { file: None, difference: None, hash: OnceCell::new(), records: 0 });
            continue;
        }
        // What a folder that can't be looked into holds is not known, or what is known of it holds.
        let files = usize::from(!other.hides_files);
        accounted.push(Accounted::plain(&other.path, Account::Unread(other.reason.clone()), Now::New, files, (0, 0)));
    }
    for left in &listing.left_out {
        let (files, bytes) = left.location.as_deref().map_or((1, 0), weigh);
        let state = Account::LeftOut(left.why);
        accounted.push(Accounted::plain(&left.path, state, Now::Same, files, (bytes, 0)));
    }
    // Passages of further reports in a file, by its path.
    let mut further: HashMap<String, u32> = HashMap::new();
    old.each_record(&mut |record| {
        if let Some(report) = record.report().filter(|_| record.is_further()) {
            *further.entry(record.file().to_owned()).or_default() += report.passages;
            return Ok(());
        }
        let source = prefixes(&record.path).find(|path| listed.contains_key(path));
        let (now, hash, files, file) = match source.and_then(|source| listed.get_mut(source)) {
            Some(entry) => {
                entry.records += usize::from(record.left_out().is_none());
                let (now, hash) = entry.now(&record);
                // An archive is a file once, however many there are in it.
                (now, hash, usize::from(entry.records == 1 && record.left_out().is_none()), entry.file)
            }
            None if prefixes(&record.path).any(|path| hidden.contains(&path)) => (Now::Same, None, 1, None),
            None => (Now::Gone, Some(record.hash), 0, None),
        };
        let state = match &record.outcome {
            Outcome::Read(report) if report.reading.is_whole() => Account::Read,
            Outcome::Read(_) => Account::InPart,
            Outcome::Unread(problem) => match problem.kind {
                ProblemKind::LeftOut(why) => Account::LeftOut(why),
                _ => Account::Unread(problem.reason.clone()),
            },
        };
        accounted.push(Accounted {
            state,
            now: match file {
                Some(file) if !file.is_as_listed() => Now::Changing,
                _ => now,
            },
            files,
            bytes: file.map_or(record.size, |file| file.size),
            modified: file.map_or(record.modified, |file| file.modified),
            hash,
            read: record.report().map(|report| WhatWasRead::of(report)),
            same_as: None,
            path: record.path,
        });
        Ok(())
    })?;
    for file in &mut accounted {
        let passages = further.get(&file.path).copied().unwrap_or_default();
        file.read.iter_mut().for_each(|read| read.passages += passages);
    }
    accounted.sort_by(|a, b| a.path.cmp(&b.path));
    let mut first: HashMap<[u8; 32], String> = HashMap::new();
    // Files in an archive have its hash, not their own.
    let is_whole_file = |file: &Accounted| listed.contains_key(file.path.as_str());
    for file in accounted.iter_mut().filter(|file| file.now == Now::Same && is_whole_file(file)) {
        let Some(hash) = file.hash else { continue };
        match first.get(&hash) {
            Some(same) => file.same_as = Some(same.clone()),
            None => drop(first.insert(hash, file.path.clone())),
        }
    }
    Ok(accounted)
}

impl Accounted {
    fn plain(path: &str, state: Account, now: Now, files: usize, (bytes, modified): (u64, u64)) -> Self {
        Self { path: path.to_owned(), state, now, files, bytes, modified, hash: None, read: None, same_as: None }
    }
}
