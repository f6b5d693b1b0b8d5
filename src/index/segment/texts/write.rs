//! Writing texts.

use std::io::{self, Write};

use tantivy::directory::{TerminatingWrite, WritePtr};
use zstd::bulk::Compressor;
use zstd::dict::from_continuous;

use super::format::{AS_IT_IS, FORMAT, OFFSET_BYTES};

/// As the engine's default: on reports 6 makes a twelfth less of a text, and takes three times as long.
const LEVEL: i32 = 3;
/// Bytes of texts that a dictionary is made from: more make it hardly better, and take longer.
const SAMPLE_BYTES: usize = 3 << 20;
/// From fewer no dictionary is made: it would cost more than it saves.
const LEAST_SAMPLE_BYTES: usize = 1 << 20;
/// Bytes of a dictionary. Twice as many (about what `zstd --train` makes) save less than a hundredth of an index, and each
/// process that searches takes longer to take them in.
const DICTIONARY_BYTES: usize = 64 << 10;

/// Writes a file of texts.
pub(super) struct TextWriter {
    file: WritePtr,
    compressor: Compressor<'static>,
    dictionary: Option<Vec<u8>>,
    /// What waits for a dictionary: texts end to end, and the length of each.
    sample: Vec<u8>,
    sizes: Vec<usize>,
    offsets: Vec<u8>,
    documents: u64,
    written: u64,
    frame: Vec<u8>,
}

impl TextWriter {
    /// `dictionary`: the one to use; without it one is made from the first texts, if there are enough.
    pub(super) fn new(file: WritePtr, dictionary: Option<Vec<u8>>) -> io::Result<Self> {
        let mut writer = Self {
            file,
            compressor: Compressor::new(LEVEL)?,
            dictionary: None,
            sample: Vec::new(),
            sizes: Vec::new(),
            offsets: Vec::new(),
            documents: 0,
            written: 0,
            frame: Vec::new(),
        };
        if let Some(dictionary) = dictionary {
            writer.use_dictionary(dictionary)?;
        }
        Ok(writer)
    }

    /// The next document's text.
    pub(super) fn add(&mut self, text: &[u8]) -> io::Result<()> {
        if self.dictionary.is_some() {
            return self.write(text);
        }
        self.sample.extend_from_slice(text);
        self.sizes.push(text.len());
        if self.sample.len() >= SAMPLE_BYTES { self.write_sample() } else { Ok(()) }
    }

    pub(super) fn memory(&self) -> usize {
        self.sample.capacity() + self.sizes.capacity() * size_of::<usize>() + self.offsets.capacity()
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        if self.dictionary.is_none() {
            self.write_sample()?;
        }
        let dictionary = self.dictionary.unwrap_or_default();
        self.file.write_all(&dictionary)?;
        self.file.write_all(&self.offsets)?;
        let trailer = [self.written, self.written + dictionary.len() as u64, self.documents, FORMAT];
        for number in trailer {
            self.file.write_all(&number.to_le_bytes())?;
        }
        self.file.terminate()
    }

    /// Makes a dictionary of what waits for one, and writes it.
    fn write_sample(&mut self) -> io::Result<()> {
        let (sample, sizes) = (std::mem::take(&mut self.sample), std::mem::take(&mut self.sizes));
        let dictionary = if sample.len() < LEAST_SAMPLE_BYTES {
            Vec::new()
        } else {
            // Texts that are too few or too much alike make none.
            from_continuous(&sample, &sizes, DICTIONARY_BYTES).unwrap_or_default()
        };
        self.use_dictionary(dictionary)?;
        let mut rest = sample.as_slice();
        for size in sizes {
            let (text, others) = rest.split_at(size);
            self.write(text)?;
            rest = others;
        }
        Ok(())
    }

    fn use_dictionary(&mut self, dictionary: Vec<u8>) -> io::Result<()> {
        self.compressor = Compressor::with_dictionary(LEVEL, &dictionary)?;
        self.dictionary = Some(dictionary);
        Ok(())
    }

    fn write(&mut self, text: &[u8]) -> io::Result<()> {
        self.frame.clear();
        self.frame.reserve(zstd::zstd_safe::compress_bound(text.len()));
        self.compressor.compress_to_buffer(text, &mut self.frame)?;
        let (bytes, flag) = if self.frame.len() < text.len() { (self.frame.as_slice(), 0) } else { (text, AS_IT_IS) };
        self.written += bytes.len() as u64;
        self.documents += 1;
        self.offsets.extend(&(self.written | flag).to_le_bytes()[..OFFSET_BYTES]);
        self.file.write_all(bytes)
    }
}
