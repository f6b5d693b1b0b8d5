//! A glance at a folder: whether it changed since it was indexed, without looking at all of it.
//!
//! Beside what an engine keeps lies what of the folder tells most: when each of its folders was last changed, which a new, moved,
//! deleted or newly saved file does to its own, and the files that were changed last, which are likeliest to be changed
//! again. If all of that is as it was, a search says nothing; if not, the whole folder is compared. What a glance misses
//! is an older file that was written over in place; `index`, `status` and `--refresh` look at every file.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::source::{Listing, SourceFile, changed_at};

/// So many files are looked at, those that were changed last: each costs two to four microseconds at each search.
const FILES: usize = 100;
/// More folders than these are looked at side by side: while a search runs beside it, fewer gain nothing from it.
const FOLDERS_FOR_ONE: usize = 5_000;
/// A folder that was changed so shortly before it was listed may have been changed again at the same tick of the clock; in
/// nanoseconds.
pub const TICK: u64 = 20_000_000;
/// The same where the file system counts in whole seconds, or every second one.
const COARSE_TICK: u64 = 2_000_000_000;

/// What a folder was like when it was listed.
#[derive(Serialize, Deserialize)]
struct FolderStamp {
    /// The state of what is known, which it belongs to.
    state: u64,
    /// Folders by their paths within the indexed one, and when each was last changed.
    folders: Vec<(PathBuf, u64)>,
    /// Files likewise, with their sizes.
    files: Vec<(PathBuf, u64, u64)>,
}

/// Keeps in a file what a folder was like, as it was listed at a time (nanoseconds since 1970), with the state of what is
/// known of it; nothing where a glance could not tell. What can't be kept costs the next search a look at all of the folder.
pub fn keep(file: &Path, folder: &Path, listing: &Listing, listed_at: u64, state: u64) {
    let kept = stamp(folder, listing, listed_at, state).and_then(|stamp| postcard::to_stdvec(&stamp).ok());
    // Half written it would not be read: its end would be missing.
    let _ = match kept {
        Some(bytes) => std::fs::write(file, bytes),
        None => std::fs::remove_file(file),
    };
}

/// Whether a glance could tell of the folder if it were listed a moment later.
pub fn is_too_early(listing: &Listing, listed_at: u64) -> bool {
    listing.folders.iter().any(|&(_, changed)| changed <= listed_at && changed.saturating_add(TICK) >= listed_at)
}

fn stamp(folder: &Path, listing: &Listing, listed_at: u64, state: u64) -> Option<FolderStamp> {
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
    let stamps = last.into_iter().flat_map(SourceFile::stamps);
    let files = stamps.map(|(location, size, modified)| Some((within(location)?, size, modified)));
    // What is said of reports may be written over in place.
    let given = listing.left_out.iter().filter_map(|left| {
        let (size, modified) = left.stamp?;
        Some(within(left.location.as_deref()?).map(|path| (path, size, modified)))
    });
    let files = files.chain(given);
    Some(FolderStamp { state, folders: folders.collect::<Option<_>>()?, files: files.collect::<Option<_>>()? })
}

/// Whether a glance, by what such a file keeps, is enough to say that the folder is as it was in this state.
pub fn is_unchanged(file: &Path, folder: &Path, state: u64) -> bool {
    let bytes = std::fs::read(file).unwrap_or_default();
    let Ok(stamp) = postcard::from_bytes::<FolderStamp>(&bytes) else { return false };
    let now = |path: &Path| {
        let metadata = std::fs::metadata(folder.join(path)).ok()?;
        Some((metadata.len(), changed_at(&metadata)))
    };
    let is_as_it_was = |(path, changed): &(PathBuf, u64)| now(path).is_some_and(|(_, now)| now == *changed);
    stamp.state == state
        && match stamp.folders.len() > FOLDERS_FOR_ONE {
            true => stamp.folders.par_iter().all(is_as_it_was),
            false => stamp.folders.iter().all(is_as_it_was),
        }
        && stamp.files.iter().all(|(path, size, changed)| now(path) == Some((*size, *changed)))
}
