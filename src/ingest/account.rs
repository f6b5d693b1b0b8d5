//! Every file on the disk accounted for: what became of it, and whether it is as it was when it was read.

use std::collections::{BTreeMap, HashMap};

use super::known::Difference;
use super::sink::Catalogue;
use crate::error::Result;
use crate::extract::hash_of;
use crate::messages::Message;
use crate::report::{FileRecord, Outcome};
use crate::source::{LeftOutWhy, Listing, SourceFile, weigh};

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
    /// What is known of it, if it was read.
    pub record: Option<FileRecord>,
    /// The path of another file with the same bytes, the first of them.
    pub same_as: Option<String>,
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
            Self::Gone => "gone",
        }
    }
}

/// Accounts for all that a listing names, and for what is known and gone, by path.
///
/// # Errors
/// Of the catalogue.
pub fn account(old: &dyn Catalogue, listing: &Listing) -> Result<Vec<Accounted>> {
    let mut known = old.indexed_files()?;
    let mut now: HashMap<&str, (Now, Option<&SourceFile>)> = HashMap::new();
    let mut accounted = Vec::new();
    for file in &listing.files {
        let difference = known.take(&file.path).map(|before| known.compare(&before, file));
        let state = match difference {
            None => Now::New,
            Some(Difference::Same | Difference::TooNew | Difference::Retry) => Now::Same,
            Some(Difference::Other | Difference::Size) => Now::Changed,
        };
        now.insert(&file.path, (state, Some(file)));
        if state == Now::New {
            let new = Accounted::plain(&file.path, Account::NotYet, Now::New, 1, (file.size, file.modified));
            accounted.push(Accounted { hash: hash_of(&file.location), ..new });
        }
    }
    for other in &listing.unlisted {
        let state = if known.take(&other.path).is_some() { Now::Same } else { Now::New };
        now.insert(&other.path, (state, None));
        if state == Now::New {
            accounted.push(Accounted::plain(&other.path, Account::Unread(other.reason.clone()), state, 1, (0, 0)));
        }
    }
    for left in &listing.left_out {
        let (files, bytes) = match (left.why, left.is_folder) {
            (LeftOutWhy::Link, _) => (1, 0),
            _ => left.location.as_deref().map_or((1, 0), weigh),
        };
        let state = Account::LeftOut(left.why);
        accounted.push(Accounted::plain(&left.path, state, Now::Same, files, (bytes, 0)));
    }
    let mut first: BTreeMap<[u8; 32], String> = BTreeMap::new();
    let mut records = old.records()?;
    records.sort_by(|a, b| a.path.cmp(&b.path));
    // An archive is a file once, however many there are in it.
    let mut counted: HashMap<&str, usize> = HashMap::new();
    for record in records {
        let ends = record.path.match_indices('/').map(|(at, _)| at).chain([record.path.len()]);
        let found = ends.rev().find_map(|end| now.get_key_value(&record.path[..end]));
        let (files, state, file) = match found {
            None => (0, Now::Gone, None),
            Some((&source, &(state, file))) => {
                let times = counted.entry(source).or_default();
                *times += 1;
                (usize::from(*times == 1), state, file)
            }
        };
        let is_whole_file = found.is_some_and(|(source, _)| *source == record.path);
        let same_as = if is_whole_file && record.hash != [0; 32] && state == Now::Same {
            match first.get(&record.hash) {
                Some(same) => Some(same.clone()),
                None => {
                    first.insert(record.hash, record.path.clone());
                    None
                }
            }
        } else {
            None
        };
        let account = match &record.outcome {
            Outcome::Read(report) if report.reading.is_whole() => Account::Read,
            Outcome::Read(_) => Account::InPart,
            Outcome::Unread(problem) => Account::Unread(problem.reason.clone()),
        };
        accounted.push(Accounted {
            path: record.path.clone(),
            state: account,
            now: state,
            files,
            bytes: file.map_or(record.size, |file| file.size),
            modified: file.map_or(record.modified, |file| file.modified),
            hash: match (state, file) {
                (Now::Changed, Some(file)) => hash_of(&file.location),
                _ => Some(record.hash).filter(|hash| *hash != [0; 32]),
            },
            record: Some(record),
            same_as,
        });
    }
    accounted.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(accounted)
}

impl Accounted {
    fn plain(path: &str, state: Account, now: Now, files: usize, (bytes, modified): (u64, u64)) -> Self {
        Self { path: path.to_owned(), state, now, files, bytes, modified, hash: None, record: None, same_as: None }
    }
}
