//! The engine's directory, for the writer: files are read, not mapped.
//!
//! A merge goes through all of its sources once. Mapped, each page that it has read counts as this process's memory until
//! the merge ends, so that a build took as much memory as the segments it merged. Read through a window, a source takes
//! the window.

use std::fmt::{self, Debug, Formatter};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, WatchCallback, WatchHandle, WritePtr,
};
use tantivy::{Directory, HasLen};

/// Bytes that are read at once of a file that is read from front to back: a merge has some hundred files open.
const WINDOW_BYTES: usize = 128 << 10;

/// A directory whose files are not mapped.
#[derive(Clone, Debug)]
pub(in crate::index) struct UnmappedDirectory {
    inner: MmapDirectory,
    /// As `inner` was opened, which doesn't tell it.
    folder: Arc<Path>,
}

impl UnmappedDirectory {
    /// Opens a folder.
    ///
    /// # Errors
    /// If it is none.
    pub(in crate::index) fn open(folder: &Path) -> tantivy::Result<Self> {
        Ok(Self { inner: MmapDirectory::open(folder)?, folder: folder.canonicalize()?.into() })
    }
}

impl Directory for UnmappedDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let opened = ReadFile::open(&self.folder.join(path)).map_err(|e| match e.kind() {
            io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
            _ => OpenReadError::wrap_io_error(e, path.to_owned()),
        });
        Ok(Arc::new(opened?))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.inner.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.inner.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.inner.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.inner.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.inner.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

/// A file that is read where it is asked for; ahead of that, where it is read from front to back.
struct ReadFile {
    len: usize,
    reading: Mutex<Reading>,
}

struct Reading {
    file: File,
    /// Where the last read ended.
    last: usize,
    /// Where the window begins, and what is in it.
    start: usize,
    window: OwnedBytes,
}

impl ReadFile {
    fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let len = usize::try_from(file.metadata()?.len()).map_err(io::Error::other)?;
        let reading = Reading { file, last: 0, start: 0, window: OwnedBytes::empty() };
        Ok(Self { len, reading: Mutex::new(reading) })
    }
}

impl FileHandle for ReadFile {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let mut reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        let Reading { file, last, start, window } = &mut *reading;
        let goes_on = range.start >= *last && range.start - *last < WINDOW_BYTES;
        *last = range.end;
        if range.start < *start || *start + window.len() < range.end {
            let ahead = if goes_on { (range.start + WINDOW_BYTES).min(self.len) } else { range.end };
            let mut bytes = vec![0; ahead.max(range.end) - range.start];
            file.seek(SeekFrom::Start(range.start as u64))?;
            file.read_exact(&mut bytes)?;
            let bytes = OwnedBytes::new(bytes);
            if bytes.len() > WINDOW_BYTES {
                return Ok(bytes);
            }
            (*start, *window) = (range.start, bytes);
        }
        Ok(window.slice(range.start - *start..range.end - *start))
    }
}

impl HasLen for ReadFile {
    fn len(&self) -> usize {
        self.len
    }
}

impl Debug for ReadFile {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadFile").field("len", &self.len).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use tantivy::directory::FileHandle;

    use super::{ReadFile, WINDOW_BYTES};

    proptest! {
        /// Whatever was read before, and wherever the window lies, the bytes are the file's.
        #[test]
        fn reads_give_the_bytes_of_the_file(
            len in 1..4 * WINDOW_BYTES,
            reads in vec((any::<u32>(), prop_oneof![0..200usize, 0..2 * WINDOW_BYTES], any::<bool>()), 1..20),
        ) {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("file");
            let bytes: Vec<u8> = (0..len).map(|at| (at ^ at >> 8 ^ at >> 16) as u8).collect();
            std::fs::write(&path, &bytes).expect("written");
            let file = ReadFile::open(&path).expect("opened");
            let mut next = 0;
            for (start, count, goes_on) in reads {
                let start = if goes_on { next } else { start as usize % len };
                next = len.min(start + count);
                let read = file.read_bytes(start..next).expect("read");
                prop_assert_eq!(read.as_slice(), &bytes[start..next]);
            }
        }
    }
}
