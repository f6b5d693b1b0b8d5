//! Where an index lies, and the lock that keeps writers apart.

use std::fs::{File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::glance::GLANCE_FILE;
use crate::error::{Error, Result};
use crate::message;
use crate::source::{LinkPolicy, Listing, walk};

/// The folder that holds a folder's index and its own schema files.
const HOME: &str = ".baogao";

/// Between two tries to take the lock.
const BETWEEN_TRIES: Duration = Duration::from_millis(50);

/// Where things lie for one indexed folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The indexed folder, as the user wrote it.
    pub folder: PathBuf,
    /// The index.
    pub index: PathBuf,
    /// The folder's own schema files.
    pub schema: PathBuf,
}

impl Location {
    /// The places for a folder; `index` and `schema` as the user gave them, or inside the folder.
    pub fn new(folder: &Path, index: Option<&Path>, schema: Option<&Path>) -> Self {
        let home = folder.join(HOME);
        Self {
            folder: folder.to_owned(),
            index: index.map_or_else(|| home.join("index"), Path::to_owned),
            schema: schema.map_or(home, Path::to_owned),
        }
    }

    /// The nearest folder with an index, from `start` upward, as git finds its own; as a path relative to `start`
    /// (`.`, `..`, `../..`).
    pub fn find_upward(start: &Path) -> Option<PathBuf> {
        let real = start.canonicalize().ok()?;
        let steps = real.ancestors().position(|folder| folder.join(HOME).join("index").is_dir())?;
        let up: PathBuf = std::iter::repeat_n("..", steps).collect();
        Some(match steps {
            0 => start.to_owned(),
            _ if start == Path::new(".") => up,
            _ => start.join(up),
        })
    }

    /// Whether an index can be written where it is to lie: over an index, or where nothing is yet.
    ///
    /// # Errors
    /// [`Error::NotForAnIndex`] if anything else lies there: it would be lost.
    pub(crate) fn check_free(&self) -> Result<()> {
        for place in [self.index.clone(), self.fresh_index(), self.old_index()] {
            let entries = match std::fs::read_dir(&place) {
                Ok(entries) => entries,
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => continue,
                Err(e) if e.kind() == std::io::ErrorKind::NotADirectory => return Err(Error::NotForAnIndex(place)),
                Err(e) => return Err(Error::io(message!("cant-read-folder"), place)(e)),
            };
            if entries.flatten().any(|entry| !is_engines(&entry.file_name().to_string_lossy())) {
                return Err(Error::NotForAnIndex(place));
            }
        }
        Ok(())
    }

    /// Removes what a killed process left half written in the index. Only the one who may write does it.
    pub(crate) fn clear_left_overs(&self, _: &WriteLock) {
        for entry in std::fs::read_dir(&self.index).into_iter().flatten().flatten() {
            if is_left_over(&entry.file_name().to_string_lossy()) {
                // If it can't be removed, it does no harm.
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }

    /// Whether the folder that the index lies in is there.
    pub(crate) fn has_home(&self) -> bool {
        self.index.parent().is_some_and(Path::is_dir)
    }

    /// Whether there is an index.
    pub fn has_index(&self) -> bool {
        self.index.join("meta.json").is_file()
    }

    /// Where an index is built before it takes the place of another.
    pub(crate) fn fresh_index(&self) -> PathBuf {
        self.beside("new")
    }

    /// Where the index that was replaced waits to be removed.
    pub(crate) fn old_index(&self) -> PathBuf {
        self.beside("old")
    }

    fn beside(&self, ending: &str) -> PathBuf {
        let mut name = self.index.file_name().unwrap_or_default().to_owned();
        name.push(".");
        name.push(ending);
        self.index.with_file_name(name)
    }

    /// What lies in the folder, but for the index itself where that lies in it, too.
    ///
    /// # Errors
    /// As [`walk`].
    pub(crate) fn list(&self, links: LinkPolicy) -> Result<Listing> {
        let mut listing = walk(&self.folder, links)?;
        let own = self.own_places();
        let is_own = |path: &Path| {
            let full = path.canonicalize().unwrap_or_else(|_| path.to_owned());
            own.iter().any(|own| full.starts_with(own))
        };
        let folder = self.folder.canonicalize().unwrap_or_else(|_| self.folder.clone());
        // Seldom: looking up every file's full name costs more than the walk.
        if own.iter().any(|own| own.starts_with(&folder) && !own.starts_with(folder.join(HOME))) {
            listing.files.retain(|file| !is_own(&file.location));
        }
        Ok(listing)
    }

    /// In full, the places that are written for the index.
    pub fn own_places(&self) -> Vec<PathBuf> {
        let places = [self.index.clone(), self.beside("lock"), self.fresh_index(), self.old_index()];
        let full = |place: PathBuf| {
            let real = place.parent().and_then(|parent| parent.canonicalize().ok());
            match (real, place.file_name()) {
                (Some(parent), Some(name)) => parent.join(name),
                _ => std::path::absolute(&place).unwrap_or(place),
            }
        };
        places.map(full).to_vec()
    }

    /// Where the index of a folder lies in the user's own data folder, for a folder that may not be written.
    pub fn in_data_folder(folder: &Path) -> Option<PathBuf> {
        let real = folder.canonicalize().ok()?;
        let name = real.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let digits = blake3::hash(real.as_os_str().as_encoded_bytes()).to_hex();
        Some(dirs::data_dir()?.join("baogao").join(format!("{name}-{}", &digits[..12])).join("index"))
    }

    /// Whether the folder of the index can be made, or is there.
    pub fn may_be_written(&self) -> bool {
        let Some(home) = self.index.parent() else { return true };
        std::fs::create_dir_all(home).is_ok_and(|()| tempfile_in(home).is_ok())
    }

    /// Takes the right to write the index; while another process has it, waits, and tells `waiting` once which one that
    /// is, if it said so. The right is given back when the lock is dropped, or its process ends in any way.
    ///
    /// # Errors
    /// [`Error::Locked`] if another process still has it after `wait`; [`Error::Io`] if nothing can be written there.
    pub(crate) fn lock(&self, wait: Duration, mut waiting: impl FnMut(&str) -> Waiting) -> Result<WriteLock> {
        let path = self.beside("lock");
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(Error::io(message!("cant-create-folder"), folder))?;
        }
        let open = File::options().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = open.map_err(Error::io(message!("cant-write"), &path))?;
        let started = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(e)) => return Err(Error::io(message!("cant-lock"), &path)(e)),
                Err(TryLockError::WouldBlock) => {
                    let holder = std::fs::read_to_string(&path).unwrap_or_default().trim().to_owned();
                    if waiting(&holder) == Waiting::GivenUp {
                        return Err(Error::Stopped);
                    }
                    if started.elapsed() >= wait {
                        return Err(Error::Locked { path: self.index.clone(), holder });
                    }
                    std::thread::sleep(BETWEEN_TRIES);
                }
            }
        }
        // Who has it: for those who wait. If it can't be said, the lock holds all the same.
        let _ = file.set_len(0).and_then(|()| file.write_all(std::process::id().to_string().as_bytes()));
        Ok(WriteLock { file })
    }
}

/// Makes a file, and removes it.
fn tempfile_in(folder: &Path) -> std::io::Result<()> {
    let path = folder.join(format!(".writable-{}", std::process::id()));
    File::create(&path)?;
    std::fs::remove_file(path)
}

/// Whether one who waits for the right to write goes on waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Waiting {
    GoesOn,
    GivenUp,
}

/// Whether a file is one that the engine was writing when its process was killed: it is written whole under such a name
/// and then renamed (tantivy's `atomic_write`, by the crate `tempfile`).
fn is_left_over(name: &str) -> bool {
    name.strip_prefix(".tmp").is_some_and(|rest| rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Whether a file is called as the engine calls its own: nothing else is ever removed.
pub(super) fn is_engines(name: &str) -> bool {
    is_left_over(name)
        || [".managed.json", "meta.json", ".tantivy-meta.lock", ".tantivy-writer.lock", GLANCE_FILE].contains(&name)
        || name.split_once('.').is_some_and(|(id, _)| id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// The right to write an index.
#[derive(Debug)]
pub(crate) struct WriteLock {
    file: File,
}

/// Given back in so many words: a process that is being started at this moment shares the open file until it runs its
/// own program, and closing ours would leave the lock with it.
impl Drop for WriteLock {
    fn drop(&mut self) {
        let _ = self.file.unlock();
    }
}

impl WriteLock {
    /// Gives a file the permissions that files here have. The engine makes the list of its segments for its own user
    /// only (it writes it as a temporary file), and nobody else could search.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub(crate) fn share(&self, path: &Path) -> Result<()> {
        let permissions = self.file.metadata().map(|metadata| metadata.permissions());
        permissions.and_then(|p| std::fs::set_permissions(path, p)).map_err(Error::io(message!("cant-share"), path))
    }
}
