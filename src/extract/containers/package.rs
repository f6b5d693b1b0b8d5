//! A zip file: the container of docx, pptx, xlsx, odt, and of archives. Nothing in it is trusted: sizes are counted while
//! unpacking, not believed.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::read::ZipFile;
use zip::{CompressionMethod, ZipArchive};

use super::names;
use crate::extract::limits::{MAX_PART_BYTES, MAX_UNPACKED_BYTES};
use crate::extract::problem::{Problem, ProblemKind};
use crate::message;

/// An opened zip file.
pub(in crate::extract) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How much may still be unpacked, in bytes.
    left: u64,
}

/// An entry that is a file.
pub(in crate::extract) struct Entry {
    /// Number in the package.
    pub(in crate::extract) index: usize,
    /// Path, parts joined with `/`.
    pub(in crate::extract) path: String,
    /// Whether it is a symbolic link.
    pub(in crate::extract) is_link: bool,
}

impl<'a> Package<'a> {
    /// Opens a zip file.
    ///
    /// # Errors
    /// A [`Problem`] if it is broken.
    pub(in crate::extract) fn open(bytes: &'a [u8]) -> Result<Self, Problem> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
            // Its table of contents stands at its end, and this behind it.
            match memchr::memmem::rfind(bytes, b"PK\x05\x06") {
                Some(_) => Problem::overwritten(),
                None => Problem::cut_off(),
            }
        })?;
        Ok(Self { archive, left: MAX_UNPACKED_BYTES })
    }

    /// Its files, in its own order.
    pub(in crate::extract) fn entries(&mut self) -> Vec<Entry> {
        let mut entries = Vec::new();
        for index in 0..self.archive.len() {
            let said = self.archive.name_for_index(index).and_then(Result::ok).map(Cow::into_owned).unwrap_or_default();
            // A broken header of its own is told where it is unpacked.
            let entry = self.archive.by_index_raw(index).ok();
            let raw = entry.as_ref().map(|entry| names::decoded_unless_broken(entry.name_raw()));
            let path = raw.unwrap_or(Err(String::new())).unwrap_or(said).replace('\\', "/");
            if !path.ends_with('/') && !entry.as_ref().is_some_and(ZipFile::is_dir) {
                let is_link = entry.is_some_and(|entry| entry.is_symlink());
                entries.push(Entry { index, path: path.trim_start_matches('/').to_owned(), is_link });
            }
        }
        entries
    }

    /// Whether it holds a part.
    pub(in crate::extract) fn has(&self, path: &str) -> bool {
        self.archive.index_for_name(path).is_some()
    }

    /// The part at `path`; none if there is no such.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub(in crate::extract) fn part(&mut self, path: &str) -> Result<Option<Vec<u8>>, Problem> {
        let same = |name: &str| name.eq_ignore_ascii_case(path);
        let index = self.archive.index_for_name(path);
        // Some programs write [content_types].xml.
        let index = index.or_else(|| {
            (0..self.archive.len()).find(|&i| matches!(self.archive.name_for_index(i), Some(Ok(n)) if same(&n)))
        });
        index.map(|index| self.read(index)).transpose()
    }

    /// Unpacks an entry.
    ///
    /// # Errors
    /// A [`Problem`] if it is broken, encrypted, or too large.
    pub(in crate::extract) fn read(&mut self, index: usize) -> Result<Vec<u8>, Problem> {
        let most = MAX_PART_BYTES.min(self.left);
        let mut bytes = Vec::new();
        self.stream(index, |entry| entry.take(most + 1).read_to_end(&mut bytes).map_err(|_| Problem::overwritten()))?;
        if bytes.len() as u64 > most {
            let reason = message!("unpacks-over", mib = most >> 20);
            return Err(Problem::too_large(reason));
        }
        self.left -= bytes.len() as u64;
        Ok(bytes)
    }

    /// Gives an entry's bytes to a reader, as they are unpacked.
    ///
    /// # Errors
    /// As [`Self::read`], and those of the reader.
    pub(in crate::extract) fn stream<T>(
        &mut self,
        index: usize,
        read: impl FnOnce(&mut dyn Read) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        // Of some ciphers, and ways to pack, it would be said that they are broken.
        if let Ok(entry) = self.archive.by_index_raw(index) {
            if entry.encrypted() {
                return Err(Problem::encrypted());
            }
            let method = entry.compression();
            // The library's own list leaves out one that it reads.
            if method != CompressionMethod::LZMA && !zip::SUPPORTED_COMPRESSION_METHODS.contains(&method) {
                return Err(Problem::new(ProblemKind::UnsupportedFormat, message!("packed-otherwise")));
            }
        }
        let opened = self.archive.by_index(index);
        let mut entry = opened.map_err(|_| Problem::overwritten())?;
        read(&mut entry)
    }
}
