//! A glance at a folder: whether it changed since it was indexed, without looking at all of it.
//!
//! Beside the index lies what of the folder tells most: when each of its folders was last changed, which a new, moved,
//! deleted or newly saved file does to its own, and the files that were changed last, which are likeliest to be changed
//! again. If all of that is as it was, a search says nothing; if not, the whole folder is compared. What a glance misses
//! is an older file that was written over in place; `index`, `status` and `--refresh` look at every file.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::location::Location;
use super::open::Reader;
use crate::source::{Listing, SourceFile, changed_at};

/// The file's name.
pub(super) const GLANCE_FILE: &str = "folder.glance";
/// So many files are looked at, those that were changed last: each costs two to four microseconds at each search.
const FILES: usize = 100;
/// More folders than these are looked at side by side: while a search runs beside it, fewer gain nothing from it.
const FOLDERS_FOR_ONE: usize = 5_000;
/// A folder that was changed so shortly before it was listed may have been changed again at the same tick of the clock; in
/// nanoseconds.
pub(super) const TICK: u64 = 20_000_000;
/// The same where the file system counts in whole seconds, or every second one.
const COARSE_TICK: u64 = 2_000_000_000;

/// What a folder was like when it was listed.
#[derive(Serialize, Deserialize)]
struct Glance {
    /// The commit that it belongs to.
    opstamp: u64,
    /// Folders by their paths within the indexed one, and when each was last changed.
    folders: Vec<(PathBuf, u64)>,
    /// Files likewise, with their sizes.
    files: Vec<(PathBuf, u64, u64)>,
}

/// Keeps what a folder was like, as it was listed at a time (nanoseconds since 1970), with a commit; nothing where a glance
/// could not tell. What can't be kept costs the next search a look at all of the folder.
pub(super) fn keep(location: &Location, listing: &Listing, listed_at: u64, opstamp: u64) {
    let file = location.index.join(GLANCE_FILE);
    let kept =
        glance(&location.folder, listing, listed_at, opstamp).and_then(|glance| postcard::to_stdvec(&glance).ok());
    // Half written it would not be read: its end would be missing.
    let _ = match kept {
        Some(bytes) => std::fs::write(file, bytes),
        None => std::fs::remove_file(file),
    };
}

/// Whether a glance could tell of the folder if it were listed a moment later.
pub(super) fn is_too_early(listing: &Listing, listed_at: u64) -> bool {
    listing.folders.iter().any(|&(_, changed)| changed <= listed_at && changed.saturating_add(TICK) >= listed_at)
}

fn glance(folder: &Path, listing: &Listing, listed_at: u64, opstamp: u64) -> Option<Glance> {
    let is_old = |changed: u64| {
        let tick = if changed.is_multiple_of(1_000_000_000) { COARSE_TICK } else { TICK };
        changed > 0 && changed.saturating_add(tick) < listed_at
    };
    let tells = listing.folders.iter().all(|&(_, changed)| is_old(changed))
        && !listing.unlisted.iter().any(|unlisted| unlisted.hides_files);
    if !tells {
        return None;
    }
    let within = |path: &Path| path.strip_prefix(folder).ok().map(Path::to_owned);
    let mut last: Vec<&SourceFile> = listing.files.iter().collect();
    last.sort_by_key(|file| std::cmp::Reverse(file.modified));
    last.truncate(FILES);
    let folders = listing.folders.iter().map(|(path, changed)| Some((within(path)?, *changed)));
    let files = last.into_iter().map(|file| Some((within(&file.location)?, file.size, file.modified)));
    Some(Glance { opstamp, folders: folders.collect::<Option<_>>()?, files: files.collect::<Option<_>>()? })
}

/// Whether a glance is enough to say that the folder is as it was.
pub(super) fn is_unchanged(reader: &Reader) -> bool {
    let location = reader.location();
    let bytes = std::fs::read(location.index.join(GLANCE_FILE)).unwrap_or_default();
    let Ok(glance) = postcard::from_bytes::<Glance>(&bytes) else { return false };
    let now = |path: &Path| {
        let metadata = std::fs::metadata(location.folder.join(path)).ok()?;
        Some((metadata.len(), changed_at(&metadata)))
    };
    let is_as_it_was = |(path, changed): &(PathBuf, u64)| now(path).is_some_and(|(_, now)| now == *changed);
    glance.opstamp == reader.opstamp()
        && match glance.folders.len() > FOLDERS_FOR_ONE {
            true => glance.folders.par_iter().all(is_as_it_was),
            false => glance.folders.iter().all(is_as_it_was),
        }
        && glance.files.iter().all(|(path, size, changed)| now(path) == Some((*size, *changed)))
}
