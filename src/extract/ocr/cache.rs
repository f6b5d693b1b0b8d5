//! What was recognised, kept: a folder of files, one a page, named by the picture's bytes and the program. It may be removed
//! at any time; what it held is recognised again.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::line::Line;
use crate::extract::limits::MAX_OCR_OUTPUT;

/// So many bytes are kept; beyond that what was not asked for the longest goes. A page takes some three thousand.
pub const MAX_BYTES: u64 = 1 << 30;

/// Names the way in which programs are called and what they say is kept: another one says other things.
const FORM: &[u8] = b"1";

/// Recognised text that is kept.
#[derive(Debug)]
pub(super) struct Cache {
    folder: PathBuf,
    engine: String,
}

impl Cache {
    pub(super) fn new(folder: &Path, engine: &str) -> Self {
        Self { folder: folder.to_owned(), engine: engine.to_owned() }
    }

    fn path(&self, picture: &[u8]) -> PathBuf {
        let mut hasher = blake3::Hasher::new();
        for part in [FORM, self.engine.as_bytes(), picture] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        self.folder.join(hasher.finalize().to_hex().as_str())
    }

    /// What was recognised in a picture; none if that is not known.
    pub(super) fn get(&self, picture: &[u8]) -> Option<Vec<Line>> {
        let path = self.path(picture);
        let bytes = fs::read(&path).ok().filter(|bytes| bytes.len() as u64 <= MAX_OCR_OUTPUT)?;
        let lines = serde_json::from_slice(&bytes).ok()?;
        // Where that can't be noted it goes sooner.
        let _ = File::options().append(true).open(&path).and_then(|file| file.set_modified(SystemTime::now()));
        Some(lines)
    }

    /// Keeps it; where that fails it will be recognised again.
    pub(super) fn put(&self, picture: &[u8], lines: &[Line]) {
        let keep = || -> std::io::Result<()> {
            create_private(&self.folder)?;
            let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
            file.write_all(&serde_json::to_vec(lines)?)?;
            file.persist(self.path(picture))?;
            Ok(())
        };
        let _ = keep();
    }
}

/// What is recognised is the user's alone, as an index is.
fn create_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Removes what was not asked for the longest where more is kept than so many bytes.
pub fn prune(folder: &Path, most: u64) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let kept = |entry: fs::DirEntry| {
        let metadata = entry.metadata().ok().filter(fs::Metadata::is_file)?;
        Some((metadata.modified().ok()?, metadata.len(), entry.path()))
    };
    let mut kept: Vec<_> = entries.flatten().filter_map(kept).collect();
    let mut total: u64 = kept.iter().map(|(_, bytes, _)| bytes).sum();
    kept.sort_unstable();
    for (_, bytes, path) in kept {
        if total <= most {
            break;
        }
        if fs::remove_file(path).is_ok() {
            total -= bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::{Cache, Line, prune};

    #[test]
    fn what_is_kept_is_found_by_picture_and_program() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = |engine| Cache::new(&folder.path().join("kept"), engine);
        let lines = |text: &str| vec![Line { text: text.to_owned(), area: None }];
        cache("a").put(b"picture", &lines("工作"));
        assert_eq!(cache("a").get(b"picture"), Some(lines("工作")));
        assert_eq!((cache("b").get(b"picture"), cache("a").get(b"other")), (None, None));
        // What is broken is not there.
        std::fs::write(cache("a").path(b"picture"), b"[{").expect("a file");
        assert_eq!(cache("a").get(b"picture"), None);
    }

    #[test]
    fn the_oldest_go_first() {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, age) in [("new", 1), ("old", 3), ("older", 5)] {
            let file = std::fs::File::create(folder.path().join(name)).expect("a file");
            file.set_len(10).expect("its length");
            file.set_modified(SystemTime::now() - Duration::from_secs(age)).expect("its time");
        }
        prune(folder.path(), 20);
        assert!(!folder.path().join("older").exists() && folder.path().join("old").exists());
        prune(folder.path(), 5);
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
    }
}
