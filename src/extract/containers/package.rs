//! A zip file: the container of docx, pptx, xlsx, odt, and of archives. Nothing in it is trusted: sizes are counted while
//! unpacking, not believed.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use encoding_rs::{GB18030, UTF_8};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::extract::limits::{MAX_PART_BYTES, MAX_UNPACKED_BYTES};
use crate::extract::problem::{Problem, ProblemKind};
use crate::extract::text::encoding;
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
            let Ok(entry) = self.archive.by_index_raw(index) else { continue };
            if !entry.is_dir() {
                let path = name(entry.name_raw(), entry.name().ok()).replace('\\', "/");
                entries.push(Entry { index, path: path.trim_start_matches('/').to_owned() });
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
        let entry = self.archive.by_index(index).map_err(|e| match e {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Problem::encrypted(),
            ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
                Problem::new(ProblemKind::UnsupportedFormat, message!("packed-otherwise"))
            }
            _ => Problem::overwritten(),
        })?;
        let mut bytes = Vec::new();
        entry.take(most + 1).read_to_end(&mut bytes).map_err(|_| Problem::overwritten())?;
        if bytes.len() as u64 > most {
            let reason = message!("unpacks-over", mib = most >> 20);
            return Err(Problem::too_large(reason));
        }
        self.left -= bytes.len() as u64;
        Ok(bytes)
    }
}

/// An entry's name: UTF-8 where it is that, whatever is said of it; else GBK, as Windows in China writes it; else as the
/// zip says.
fn name(raw: &[u8], said: Option<Cow<'_, str>>) -> String {
    let detected = encoding::detect(raw);
    if let Ok(name) = std::str::from_utf8(raw)
        && detected == UTF_8
    {
        return name.to_owned();
    }
    // Too short to be anything else for sure.
    let encoding = if detected == UTF_8 { GB18030 } else { detected };
    let (name, broken) = encoding.decode_without_bom_handling(raw);
    if broken { said.map_or_else(|| name.into_owned(), Cow::into_owned) } else { name.into_owned() }
}
