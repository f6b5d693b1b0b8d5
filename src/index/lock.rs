//! The lock that keeps writers of an index apart.

use std::fs::{File, TryLockError};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use super::location::{Location, create_private, is_left_over};
use crate::error::{Error, Result};
use crate::ingest::Progress;
use crate::message;

/// Between two tries to take the lock.
const BETWEEN_TRIES: Duration = Duration::from_millis(50);

/// Takes the right to write, and tells of waiting for it.
pub(super) fn lock(location: &Location, wait: Duration, progress: &dyn Progress) -> Result<WriteLock> {
    let mut is_told = false;
    take(location, wait, |holder| {
        if !wait.is_zero() && !std::mem::replace(&mut is_told, true) {
            progress.waiting(holder);
        }
        if progress.is_stopped() { Waiting::GivenUp } else { Waiting::GoesOn }
    })
}

/// Takes the right to write the index; while another process has it, waits, and tells `waiting` once which one that
/// is, if it said so. The right is given back when the lock is dropped, or its process ends in any way.
///
/// # Errors
/// [`Error::Locked`] if another process still has it after `wait`; [`Error::Io`] if nothing can be written there.
fn take(location: &Location, wait: Duration, mut waiting: impl FnMut(&str) -> Waiting) -> Result<WriteLock> {
    let path = location.beside("lock");
    if let Some(folder) = path.parent() {
        create_private(folder)?;
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
                    return Err(Error::Locked { path: location.index.clone(), holder });
                }
                std::thread::sleep(BETWEEN_TRIES);
            }
        }
    }
    // Who has it: for those who wait. If it can't be said, the lock holds all the same.
    let _ = file.set_len(0).and_then(|()| file.write_all(std::process::id().to_string().as_bytes()));
    Ok(WriteLock { file })
}

/// Whether one who waits for the right to write goes on waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waiting {
    GoesOn,
    GivenUp,
}

/// The right to write an index.
#[derive(Debug)]
pub(super) struct WriteLock {
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
    /// Removes what a killed process left half written in the index. Only the one who may write does it.
    pub(super) fn clear_left_overs(&self, location: &Location) {
        for entry in std::fs::read_dir(&location.index).into_iter().flatten().flatten() {
            if is_left_over(&entry.file_name().to_string_lossy()) {
                // If it can't be removed, it does no harm.
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }

    /// Gives a file the permissions that files here have. The engine makes the list of its segments for its own user
    /// only (it writes it as a temporary file), and nobody else could search.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub(super) fn share(&self, path: &Path) -> Result<()> {
        let permissions = self.file.metadata().map(|metadata| metadata.permissions());
        permissions.and_then(|p| std::fs::set_permissions(path, p)).map_err(Error::io(message!("cant-share"), path))
    }
}
