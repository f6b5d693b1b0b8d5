//! What a build has to do: the folder compared with what its index knows.

use super::Location;
use super::commit::Summary;
use super::known::Known;
use super::open::Reader;
use crate::error::Result;
use crate::extract::ExtractOptions;
use crate::messages::Message;
use crate::source::{Given, Listing, SourceFile};

/// What a build has to do.
pub(super) struct Plan<'a> {
    /// Whether nothing of the old index stays.
    pub(super) anew: bool,
    /// Numbers of files whose documents are deleted.
    pub(super) delete: Vec<u64>,
    /// What is read, with the numbers that it gets.
    pub(super) read: Vec<(u64, Found<'a>)>,
    /// What stays counts already.
    pub(super) summary: Summary,
}

impl<'a> Plan<'a> {
    /// Compares a folder with what its index knows; without an index all is new.
    ///
    /// # Errors
    /// Of the index.
    pub(super) fn new(old: Option<&Reader>, listing: &'a Listing) -> Result<Self> {
        let mut known = old.map(Known::read).transpose()?.unwrap_or_default();
        let summary = old.map_or_else(Summary::default, |reader| Summary::of(reader.commit()));
        let mut plan = Self { anew: old.is_none(), delete: Vec::new(), read: Vec::new(), summary };
        let mut numbers = known.next..;
        let mut replaced = Vec::new();
        for file in &listing.files {
            match known.take(&file.path) {
                Some(before) if known.is_unchanged(&before, file) => plan.summary.changes.unchanged += 1,
                before => {
                    let count = &mut plan.summary.changes;
                    *(if before.is_some() { &mut count.changed } else { &mut count.new }) += 1;
                    replaced.extend(before);
                    plan.read.extend(numbers.next().map(|number| (number, Found::File(file))));
                }
            }
        }
        for other in &listing.unlisted {
            // Why it can't be read is said anew; that alone is no change.
            replaced.extend(known.take(&other.path));
            let found = Found::Unlisted { path: &other.path, reason: &other.reason };
            plan.read.extend(numbers.next().map(|number| (number, found)));
        }
        let gone = known.rest();
        for file in gone {
            plan.summary.changes.gone += 1;
            replaced.push(file);
        }
        for file in &replaced {
            plan.delete.push(file.number);
            if let Some(reader) = old {
                plan.summary.take_off(file.counted(reader)?);
            }
        }
        Ok(plan)
    }

    /// Whether the index is as it should be.
    pub(super) fn is_empty(&self) -> bool {
        !self.anew && !self.summary.changes.any() && self.delete.len() == self.read.len()
    }
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
