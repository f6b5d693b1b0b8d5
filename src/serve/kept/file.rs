//! The file that holds what is kept: read and written as a whole, one writer at a time.

use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::entries::Entries;
use crate::error::{Error, Result};
use crate::message;

/// A larger file is none that was written here: what is kept is bounded.
const MAX_BYTES: u64 = 4 << 20;
/// Files that could not be read are kept aside under as many names; then the oldest is written over.
const MAX_ASIDE: usize = 9;

/// Whoever changes the file reads it first: two at once would lose what the other keeps.
static CHANGES: Mutex<()> = Mutex::new(());

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::serve) enum Kept {
    /// This; nothing, where there is no file.
    Entries(Entries),
    /// It can't be read: it is damaged, or of a later program.
    Damaged,
}

/// Reads what is kept.
///
/// # Errors
/// [`Error::Io`] for a file that may not be read.
pub(in crate::serve) fn read(path: &Path) -> Result<Kept> {
    let failed = Error::io(message!("cant-read"), path);
    let file = match std::fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Kept::Entries(Entries::default())),
        Err(error) => return Err(failed(error)),
    };
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    let entries = Some(&bytes).filter(|bytes| bytes.len() as u64 <= MAX_BYTES);
    Ok(entries.and_then(|bytes| serde_json::from_slice(bytes).ok()).map_or(Kept::Damaged, Kept::Entries))
}

/// Changes what is kept. A file that can't be read stays as it is, under another name beside it.
///
/// # Errors
/// [`Error::Io`].
pub(in crate::serve) fn change(path: &Path, change: impl FnOnce(&mut Entries)) -> Result<()> {
    let _alone = CHANGES.lock().unwrap_or_else(PoisonError::into_inner);
    let mut entries = match read(path)? {
        Kept::Entries(entries) => entries,
        Kept::Damaged => {
            std::fs::rename(path, aside(path)).map_err(Error::io(message!("cant-write"), path))?;
            Entries::default()
        }
    };
    change(&mut entries);
    write(path, &entries)
}

/// A free name beside the file.
fn aside(path: &Path) -> PathBuf {
    let named = |number: usize| path.with_extension(format!("damaged-{number}"));
    (1..MAX_ASIDE).map(named).find(|path| !path.exists()).unwrap_or_else(|| named(MAX_ASIDE))
}

fn write(path: &Path, entries: &Entries) -> Result<()> {
    let failed = || Error::io(message!("cant-write"), path);
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    std::fs::create_dir_all(folder).map_err(failed())?;
    // It is there as a whole or not at all.
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed())?;
    let bytes = serde_json::to_vec_pretty(entries).map_err(|error| failed()(error.into()))?;
    file.write_all(&bytes).map_err(failed())?;
    file.persist(path).map_err(|error| failed()(error.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Kept, change, read};
    use crate::serve::kept::{Entries, Entry};

    fn entry(name: &str) -> Entry {
        Entry { name: name.to_owned(), search: format!("/search?q={name}"), at: 1 }
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("kept.json");
        assert_eq!(read(&path).expect("nothing"), Kept::Entries(Entries::default()));
        change(&path, |entries| entries.name(entry("党建"))).expect("kept");
        change(&path, |entries| entries.remember(entry("招商"))).expect("kept");
        let kept = Entries { named: vec![entry("党建")], recent: vec![entry("招商")] };
        assert_eq!(read(&path).expect("entries"), Kept::Entries(kept));
    }

    #[test]
    fn what_is_damaged_is_kept_aside() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("kept.json");
        for (number, damaged) in [(1, "{\"named\":["), (2, "{\"named\":[],\"later\":1}"), (3, "")] {
            std::fs::write(&path, damaged).expect("a file");
            assert_eq!(read(&path).expect("read"), Kept::Damaged);
            assert_eq!(std::fs::read_to_string(&path).expect("a file"), damaged);
            change(&path, |entries| entries.name(entry("党建"))).expect("kept");
            let aside = path.with_extension(format!("damaged-{number}"));
            assert_eq!(std::fs::read_to_string(aside).expect("kept aside"), damaged);
            assert_eq!(
                read(&path).expect("read"),
                Kept::Entries(Entries { named: vec![entry("党建")], recent: vec![] })
            );
        }
    }

    #[test]
    fn several_that_keep_at_once_lose_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("kept.json");
        std::thread::scope(|scope| {
            for number in 0..20 {
                let path = &path;
                scope.spawn(move || change(path, |entries| entries.name(entry(&number.to_string()))).expect("kept"));
            }
        });
        let Kept::Entries(entries) = read(&path).expect("read") else { panic!("damaged") };
        assert_eq!(entries.named.len(), 20);
    }
}
