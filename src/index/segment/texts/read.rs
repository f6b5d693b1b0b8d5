//! Reading texts.

use std::cell::RefCell;
use std::io;
use std::sync::OnceLock;

use tantivy::directory::{FileSlice, OwnedBytes};
use tantivy::{DocId, HasLen, SegmentReader};
use zstd::zstd_safe::{DCtx, DDict, ErrorCode, get_error_name, get_frame_content_size};

use super::format::{AS_IT_IS, FORMAT, OFFSET_BYTES, TRAILER, component};
use crate::index::segment::bytes::u64_at;

/// The texts of a segment.
pub(crate) struct TextStore {
    texts: FileSlice,
    dictionary: OwnedBytes,
    offsets: OwnedBytes,
    /// The dictionary as it is used; made when the first text is asked for, since that takes a moment.
    prepared: OnceLock<Option<DDict<'static>>>,
}

thread_local! {
    /// Unpacks texts. There is one a thread, not one a segment: to make one takes as long as to unpack ten texts in a
    /// virtual machine, where each question to the processor about what it can is answered by the host.
    static CONTEXT: RefCell<DCtx<'static>> = RefCell::new(DCtx::create());
}

impl TextStore {
    /// The texts of a segment.
    ///
    /// # Errors
    /// Of the file.
    pub(crate) fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        Ok(Self::of(&segment.open_read(component())?)?)
    }

    fn of(file: &FileSlice) -> io::Result<Self> {
        let foreign = || io::Error::new(io::ErrorKind::InvalidData, "a file of texts without its end");
        let trailer = file.len().checked_sub(TRAILER * 8).ok_or_else(foreign)?;
        let numbers = file.read_bytes_slice(trailer..file.len())?;
        let number = |at| usize::try_from(u64_at(&numbers, at)).map_err(|_| foreign());
        let (dictionary, offsets, documents) = (number(0)?, number(1)?, number(2)?);
        let is_whole = dictionary <= offsets
            && documents.checked_mul(OFFSET_BYTES).and_then(|bytes| offsets.checked_add(bytes)) == Some(trailer)
            && u64_at(&numbers, 3) == FORMAT;
        if !is_whole {
            return Err(foreign());
        }
        Ok(Self {
            texts: file.slice(0..dictionary),
            dictionary: file.read_bytes_slice(dictionary..offsets)?,
            offsets: file.read_bytes_slice(offsets..trailer)?,
            prepared: OnceLock::new(),
        })
    }

    /// The text of a document.
    ///
    /// # Errors
    /// If there is none, or it can't be unpacked.
    pub(crate) fn get(&self, document: DocId) -> io::Result<Vec<u8>> {
        let missing = || io::Error::new(io::ErrorKind::InvalidData, "a document without its text");
        let end = self.end(document as usize).ok_or_else(missing)?;
        let start = document.checked_sub(1).map_or(Some(0), |before| self.end(before as usize)).ok_or_else(missing)?;
        let place = |offset: u64| (offset & !AS_IT_IS) as usize;
        let range = place(start)..place(end);
        if range.start > range.end || range.end > self.texts.len() {
            return Err(missing());
        }
        let bytes = self.texts.read_bytes_slice(range)?;
        if end & AS_IT_IS != 0 {
            return Ok(bytes.to_vec());
        }
        let size = get_frame_content_size(&bytes).ok().flatten().and_then(|size| u32::try_from(size).ok());
        let mut text = Vec::new();
        text.try_reserve_exact(size.ok_or_else(missing)? as usize)?;
        let dictionary = self.prepared()?;
        let failed = |code: ErrorCode| io::Error::new(io::ErrorKind::InvalidData, get_error_name(code));
        CONTEXT
            .with_borrow_mut(|context| context.decompress_using_ddict(&mut text, &bytes, dictionary))
            .map_err(failed)?;
        Ok(text)
    }

    fn prepared(&self) -> io::Result<&DDict<'static>> {
        let foreign = || io::Error::new(io::ErrorKind::InvalidData, "a dictionary of texts that is none");
        self.prepared.get_or_init(|| DDict::try_create(&self.dictionary)).as_ref().ok_or_else(foreign)
    }

    /// What texts were compressed with; empty if with nothing.
    pub(super) fn dictionary(&self) -> &[u8] {
        &self.dictionary
    }

    /// How many bytes they take up.
    pub(super) fn bytes(&self) -> usize {
        self.texts.len()
    }

    fn end(&self, document: usize) -> Option<u64> {
        let at = document.checked_mul(OFFSET_BYTES)?;
        let bytes = self.offsets.get(at..at + OFFSET_BYTES)?;
        let mut number = [0; 8];
        number[..OFFSET_BYTES].copy_from_slice(bytes);
        Some(u64::from_le_bytes(number))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::collection::vec;
    use proptest::prelude::*;
    use tantivy::Directory;
    use tantivy::directory::RamDirectory;

    use super::TextStore;
    use crate::index::segment::texts::write::TextWriter;

    fn store(texts: &[Vec<u8>], dictionary: Option<Vec<u8>>) -> TextStore {
        let folder = RamDirectory::create();
        let path = Path::new("texts");
        let mut writer = TextWriter::new(folder.open_write(path).expect("a file"), dictionary).expect("a compressor");
        texts.iter().for_each(|text| writer.add(text).expect("in memory"));
        writer.finish().expect("in memory");
        TextStore::of(&folder.open_read(path).expect("what was written")).expect("a whole file")
    }

    proptest! {
        #[test]
        fn texts_come_back(texts in vec(vec(any::<u8>(), 0..60), 0..30), dictionary in vec(any::<u8>(), 0..300)) {
            for store in [store(&texts, None), store(&texts, Some(dictionary))] {
                for (document, text) in (0..).zip(&texts) {
                    prop_assert_eq!(&store.get(document).expect("a text"), text);
                }
                prop_assert!(store.get(texts.len() as u32).is_err());
            }
        }
    }

    #[test]
    fn many_texts_make_a_dictionary_and_take_less_room() {
        let passage = |n: usize| format!("{n}月，全县{}个村完成了第{n}批改造，群众满意度达{}%。", n * 7 % 31, n % 100);
        let texts: Vec<Vec<u8>> = (0..40_000).map(|n| passage(n).into_bytes()).collect();
        let store = store(&texts, None);
        assert!(!store.dictionary().is_empty());
        assert!(store.bytes() * 2 < texts.iter().map(Vec::len).sum());
        assert!((0..).zip(&texts).all(|(document, text)| store.get(document).is_ok_and(|found| found == *text)));
    }
}
