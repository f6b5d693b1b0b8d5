//! What a build has to do: the folder compared with what its index knows.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Location;
use super::commit::{Change, Changes, Summary};
use super::glance::is_unchanged;
use super::known::{Known, KnownFile, Stamp};
use super::open::Reader;
use crate::error::Result;
use crate::extract::{ExtractOptions, hash_of};
use crate::messages::Message;
use crate::source::{Given, LinkPolicy, Listing, SourceFile};

/// So many files whose date alone changed are remembered beside the index; more are read again. Each costs some twenty
/// bytes whenever the index is opened.
const MAX_RESTAMPED: usize = 10_000;

/// What a build has to do.
pub(super) struct Plan<'a> {
    /// Whether nothing of the old index stays.
    pub(super) anew: bool,
    /// Files that are gone: their documents are deleted.
    pub(super) gone: Vec<Before>,
    /// What is read.
    pub(super) read: Vec<Task<'a>>,
    /// Files that are as they were, but for their date: by number, when they were last changed.
    pub(super) restamped: BTreeMap<u64, u64>,
    /// Whether that differs from what the index has.
    is_restamped: bool,
    /// What the index counts already, and how many files stay as they are.
    pub(super) summary: Summary,
}

/// A file to be read.
pub(super) struct Task<'a> {
    /// Its number: its own of before if the index knows it.
    pub(super) number: u64,
    pub(super) found: Found<'a>,
    /// What is replaced.
    pub(super) before: Option<Before>,
    /// What reading it is, for the count of changes.
    pub(super) change: Change,
}

/// What the index has of a file.
pub(super) struct Before {
    pub(super) number: u64,
    /// What it counts for.
    pub(super) counted: Summary,
}

impl Before {
    fn of(old: Option<&Reader>, known: &KnownFile) -> Result<Self> {
        let counted = old.map_or(Ok(Summary::default()), |reader| known.counted(reader))?;
        Ok(Self { number: known.number, counted })
    }
}

impl<'a> Plan<'a> {
    /// Compares a folder with what its index knows; without an index all is new. Files at `again` are read in any case.
    ///
    /// # Errors
    /// Of the index.
    pub(super) fn new(old: Option<&Reader>, listing: &'a Listing, again: &BTreeSet<String>) -> Result<Self> {
        let mut known = old.map(Known::read).transpose()?.unwrap_or_default();
        let mut plan = Self {
            anew: old.is_none(),
            gone: Vec::new(),
            read: Vec::new(),
            restamped: BTreeMap::new(),
            is_restamped: false,
            summary: old.map_or_else(Summary::default, |reader| Summary::of(reader.commit())),
        };
        let mut new = Vec::new();
        for file in &listing.files {
            match known.take(&file.path) {
                Some(before) if !again.contains(&file.path) && plan.stays(old, &known, &before, file)? => {
                    plan.summary.changes.unchanged += 1;
                }
                Some(before) => {
                    let (number, before) = (before.number, Some(Before::of(old, &before)?));
                    plan.read.push(Task { number, found: Found::File(file), before, change: Change::Changed });
                }
                None => new.push(file),
            }
        }
        let mut said = Vec::new();
        for other in &listing.unlisted {
            said.push((other, known.take(&other.path)));
            if other.hides_files {
                // What lies in a folder that can't be read now may be there still.
                plan.summary.changes.unchanged += known.keep_below(&other.path);
            }
        }
        let mut next = known.next;
        let mut number = || {
            next += 1;
            next - 1
        };
        let mut gone: HashMap<u64, Vec<KnownFile>> = HashMap::new();
        for file in known.rest() {
            gone.entry(file.size).or_default().push(file);
        }
        for file in new {
            let moved = old.map_or(Ok(None), |reader| take_moved(reader, &mut gone, file))?;
            let change = if moved.is_some() { Change::Moved } else { Change::New };
            let before = moved.map(|known| Before::of(old, &known)).transpose()?;
            let number = before.as_ref().map_or_else(&mut number, |before| before.number);
            plan.read.push(Task { number, found: Found::File(file), before, change });
        }
        for (other, before) in said {
            let before = before.map(|known| Before::of(old, &known)).transpose()?;
            let number = before.as_ref().map_or_else(&mut number, |before| before.number);
            let found = Found::Unlisted { path: &other.path, reason: &other.reason };
            plan.read.push(Task { number, found, before, change: Change::Said });
        }
        for file in gone.into_values().flatten() {
            plan.gone.push(Before::of(old, &file)?);
        }
        Ok(plan)
    }

    /// Whether what the index has of a file stays: it is surely as it was, or its bytes are.
    fn stays(&mut self, old: Option<&Reader>, known: &Known, before: &KnownFile, file: &SourceFile) -> Result<bool> {
        let Some(reader) = old else { return Ok(false) };
        let stamp = known.compare(before, file);
        let stays = match stamp {
            Stamp::Same => true,
            Stamp::Other if self.restamped.len() >= MAX_RESTAMPED => false,
            Stamp::TooNew | Stamp::Other => is_same(reader, before, file)?,
            Stamp::Size | Stamp::Retry => false,
        };
        if stays && file.modified != before.read_modified {
            self.restamped.insert(before.number, file.modified);
            self.is_restamped |= file.modified != before.modified;
        }
        Ok(stays)
    }

    /// Whether the index is as it should be.
    pub(super) fn is_empty(&self) -> bool {
        let only_said = |task: &Task<'_>| task.change == Change::Said && task.before.is_some();
        !self.anew && !self.is_restamped && self.gone.is_empty() && self.read.iter().all(only_said)
    }
}

/// Whether a file's bytes are those that were read.
fn is_same(reader: &Reader, known: &KnownFile, file: &SourceFile) -> Result<bool> {
    let hash = known.hash(reader)?;
    // Of what could not be read, and still can't, there is no hash.
    Ok(known.size == file.size && hash_of(&file.location).unwrap_or_default() == hash)
}

/// Takes out of what is gone the file that this one was before it was moved.
fn take_moved(
    reader: &Reader,
    gone: &mut HashMap<u64, Vec<KnownFile>>,
    file: &SourceFile,
) -> Result<Option<KnownFile>> {
    let Some(alike) = gone.get_mut(&file.size).filter(|alike| !alike.is_empty()) else { return Ok(None) };
    let Some(hash) = hash_of(&file.location) else { return Ok(None) };
    for at in 0..alike.len() {
        if alike[at].hash(reader)? == hash {
            return Ok(Some(alike.swap_remove(at)));
        }
    }
    Ok(None)
}

/// How a folder differs from its index by names, sizes and dates: a look that reads no file, and can't tell what was
/// moved from what is new.
///
/// # Errors
/// Of the folder and of the index.
pub fn changes_since(reader: &Reader) -> Result<Changes> {
    let links = if reader.commit().follows_links { LinkPolicy::Follow } else { LinkPolicy::Ignore };
    let listing = reader.location().list(links)?;
    let mut known = Known::read(reader)?;
    let mut changes = Changes::default();
    for file in &listing.files {
        match known.take(&file.path) {
            None => changes.new += 1,
            Some(before) => match known.compare(&before, file) {
                Stamp::Same | Stamp::TooNew | Stamp::Retry => changes.unchanged += 1,
                Stamp::Other | Stamp::Size => changes.changed += 1,
            },
        }
    }
    for other in &listing.unlisted {
        known.take(&other.path);
        if other.hides_files {
            changes.unchanged += known.keep_below(&other.path);
        }
    }
    changes.gone = known.rest().count();
    Ok(changes)
}

/// As [`changes_since`], unless a glance says that nothing changed ([`super::glance`]): then nothing is counted.
///
/// # Errors
/// As [`changes_since`].
pub fn changes_at_a_glance(reader: &Reader) -> Result<Changes> {
    if is_unchanged(reader) { Ok(Changes::default()) } else { changes_since(reader) }
}

/// What the walk found.
pub(super) enum Found<'a> {
    File(&'a SourceFile),
    Unlisted { path: &'a str, reason: &'a Message },
}

/// What reports are understood by: the program, the folder's own schema files, what the user says of reports, and how
/// pictures are read.
pub(super) fn fingerprint(location: &Location, extract: &ExtractOptions) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    hasher.update(extract.ocr.as_deref().unwrap_or_default().as_bytes());
    let own = ["dictionary.txt", "roles.txt", "sections.txt"].map(|name| location.schema.join(name));
    for path in own.into_iter().chain(Given::files(&location.folder)) {
        // What isn't there says nothing; what can't be read was said where it was to be used.
        let bytes = std::fs::read(path).unwrap_or_default();
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(&bytes);
    }
    hasher.finalize().to_hex().to_string()
}
