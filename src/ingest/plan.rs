//! What is to be done: a folder compared with what is known of it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::known::{Difference, IndexedFile, IndexedFiles};
use super::sink::Catalogue;
use super::summary::{Change, Changes, Summary};
use crate::error::Result;
use crate::extract::hash_of;
use crate::messages::Message;
use crate::report::Part;
use crate::source::{Listing, SourceFile};

/// So many files whose date alone changed are remembered with a commit; more are read again. Each costs some twenty
/// bytes whenever that is read.
const MAX_RESTAMPED: usize = 10_000;

/// What is to be done.
pub struct Plan<'a> {
    /// What is known.
    pub(super) old: Option<&'a dyn Catalogue>,
    /// Whether nothing of what is known stays.
    pub anew: bool,
    /// Files that are gone: their documents are deleted.
    pub(super) gone: Vec<Before>,
    /// What is read.
    pub(super) read: Vec<Task<'a>>,
    /// Files that stay and have lines at their edges that many files may have alike.
    pub(super) noticed: Vec<(&'a SourceFile, IndexedFile)>,
    /// Whether there is something that can't be seen now, and so not be read again.
    pub(super) hides: bool,
    /// Files that are as they were, but for their date: by number, when they were last changed.
    pub(super) restamped: BTreeMap<u64, u64>,
    /// Whether that differs from what is known.
    is_restamped: bool,
    /// What is counted already, and how many files stay as they are.
    pub summary: Summary,
}

/// A file to be read.
pub(super) struct Task<'a> {
    /// Its number: its own of before if it is known.
    pub(super) number: u64,
    pub(super) found: Found<'a>,
    /// What is replaced.
    pub(super) before: Option<Before>,
    /// What reading it is, for the count of changes.
    pub(super) change: Change,
}

/// What is known of a file.
pub(super) struct Before {
    pub(super) number: u64,
    /// What it counts for.
    pub(super) counted: Summary,
}

impl Before {
    pub(super) fn of(old: Option<&dyn Catalogue>, known: &IndexedFile) -> Result<Self> {
        let counted = old.map_or(Ok(Summary::default()), |old| old.counted(known))?;
        Ok(Self { number: known.number, counted })
    }
}

impl<'a> Plan<'a> {
    /// Compares a folder with what is known of it; where nothing is, all is new. Files at `again` are read in any case.
    ///
    /// # Errors
    /// Of the catalogue.
    pub fn new(old: Option<&'a dyn Catalogue>, listing: &'a Listing, again: &BTreeSet<String>) -> Result<Self> {
        let mut known = old.map(|old| old.indexed_files()).transpose()?.unwrap_or_default();
        let mut next = known.next;
        let mut plan = Self {
            old,
            anew: old.is_none(),
            noticed: Vec::new(),
            hides: listing.unlisted.iter().any(|other| other.hides_files),
            gone: Vec::new(),
            read: Vec::new(),
            restamped: BTreeMap::new(),
            is_restamped: false,
            summary: old.map_or_else(Summary::default, |old| old.summary()),
        };
        let mut new = Vec::new();
        let holders = holders(&known, listing);
        let is_again = |path: &str| again.contains(path) || holders.contains(path);
        for file in &listing.files {
            match known.take(&file.path) {
                Some(before) if !is_again(&file.path) && plan.stays(old, &known, &before, file)? => {
                    plan.summary.changes.unchanged += 1;
                    if !before.notices.is_empty() {
                        plan.noticed.push((file, before));
                    }
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
        let mut number = || {
            next += 1;
            next - 1
        };
        let mut gone: HashMap<u64, Vec<IndexedFile>> = HashMap::new();
        for file in known.rest() {
            gone.entry(file.size).or_default().push(file);
        }
        for file in new {
            let moved = old.map_or(Ok(None), |old| take_moved(old, &mut gone, file))?;
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
        // They were not all understood by the same lines.
        plan.is_restamped |= !plan.noticed.is_empty() && old.is_some_and(|old| old.alike().is_none());
        Ok(plan)
    }

    /// Whether what is known of a file stays: it is surely as it was, or its bytes are.
    fn stays(
        &mut self,
        old: Option<&dyn Catalogue>,
        known: &IndexedFiles,
        before: &IndexedFile,
        file: &SourceFile,
    ) -> Result<bool> {
        let Some(old) = old else { return Ok(false) };
        let difference = known.compare(before, file);
        let stays = match difference {
            Difference::Same => true,
            Difference::Other if self.restamped.len() >= MAX_RESTAMPED => false,
            Difference::TooNew | Difference::Other => is_same(old, before, file)?,
            Difference::Size | Difference::Retry => false,
        };
        if stays && file.modified != before.read_modified {
            self.restamped.insert(before.number, file.modified);
            self.is_restamped |= file.modified != before.modified;
        }
        Ok(stays)
    }

    /// Something else is to be remembered, whatever is read.
    pub fn remember(&mut self) {
        self.is_restamped = true;
    }

    /// Whether all is as it should be.
    pub fn is_empty(&self) -> bool {
        let only_said = |task: &Task<'_>| task.change == Change::Said && task.before.is_some();
        !self.anew && !self.is_restamped && self.gone.is_empty() && self.read.iter().all(only_said)
    }
}

/// The files that are to be read again since another one came or went that has the path of a further report in them: while that
/// is there, they hold one report.
fn holders(known: &IndexedFiles, listing: &Listing) -> HashSet<String> {
    let is_listed = |path: &str| listing.files.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok();
    let new = listing.files.iter().map(|file| file.path.as_str()).filter(|path| !known.files.contains_key(*path));
    let gone = known.files.keys().map(String::as_str).filter(|path| Part::of_path(path).is_some() && !is_listed(path));
    new.chain(gone).filter_map(|path| Some(Part::of_path(path)?.0.to_owned())).collect()
}

/// Whether a file's bytes are those that were read.
fn is_same(old: &dyn Catalogue, known: &IndexedFile, file: &SourceFile) -> Result<bool> {
    let hash = old.hash(known)?;
    // Of what could not be read, and still can't, there is no hash.
    Ok(known.size == file.size && hash_of(file).unwrap_or_default() == hash)
}

/// Takes out of what is gone the file that this one was before it was moved.
fn take_moved(
    old: &dyn Catalogue,
    gone: &mut HashMap<u64, Vec<IndexedFile>>,
    file: &SourceFile,
) -> Result<Option<IndexedFile>> {
    let Some(alike) = gone.get_mut(&file.size).filter(|alike| !alike.is_empty()) else { return Ok(None) };
    let Some(hash) = hash_of(file) else { return Ok(None) };
    for at in 0..alike.len() {
        if old.hash(&alike[at])? == hash {
            return Ok(Some(alike.swap_remove(at)));
        }
    }
    Ok(None)
}

/// How a folder differs from what is known of it by names, sizes and dates: a look that reads no file, and can't tell what was
/// moved from what is new.
///
/// # Errors
/// Of the catalogue.
pub fn changes_since(old: &dyn Catalogue, listing: &Listing) -> Result<Changes> {
    let mut known = old.indexed_files()?;
    let mut changes = Changes::default();
    for file in &listing.files {
        match known.take(&file.path) {
            None => changes.new += 1,
            Some(before) => match known.compare(&before, file) {
                Difference::Same | Difference::TooNew | Difference::Retry => changes.unchanged += 1,
                Difference::Other | Difference::Size => changes.changed += 1,
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

/// What the walk found.
pub(super) enum Found<'a> {
    File(&'a SourceFile),
    Unlisted { path: &'a str, reason: &'a Message },
}
