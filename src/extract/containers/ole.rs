//! OLE compound files: the container of .doc, .xls, .wps, .msg and encrypted newer documents.

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use crate::extract::limits::MAX_PART_BYTES;
use crate::extract::problem::Problem;
use crate::source::date;

/// An opened compound file.
pub(in crate::extract) struct Container<'a>(CompoundFile<Cursor<&'a [u8]>>);

impl<'a> Container<'a> {
    pub(in crate::extract) fn open(bytes: &'a [u8]) -> Result<Self, Problem> {
        let opened = CompoundFile::open(Cursor::new(bytes));
        opened.map(Self).map_err(|_| Problem::cut_off_or_overwritten())
    }

    /// Whether there is a stream or storage at `path`.
    pub(in crate::extract) fn has(&self, path: &str) -> bool {
        self.0.exists(path)
    }

    /// The names of the storages in a storage; none if it is not there.
    pub(in crate::extract) fn folders(&self, path: &str) -> Vec<String> {
        let entries = self.0.read_storage(path).into_iter().flatten();
        entries.filter(cfb::Entry::is_storage).map(|entry| entry.name().to_owned()).collect()
    }

    /// The bytes of the stream at `path`; of a broken one those that can be read.
    pub(in crate::extract) fn stream(&mut self, path: &str) -> Result<Vec<u8>, Problem> {
        let stream = self.0.open_stream(path).map_err(|_| Problem::cut_off_or_overwritten())?;
        let mut bytes = Vec::new();
        let read = stream.take(MAX_PART_BYTES).read_to_end(&mut bytes);
        match read {
            Err(_) if bytes.is_empty() => Err(Problem::cut_off_or_overwritten()),
            _ => Ok(bytes),
        }
    }

    /// Title, author and date as the program that wrote the document stored them ([MS-OLEPS]).
    pub(in crate::extract) fn properties(&mut self) -> Vec<(String, String)> {
        const KEYS: [(u32, &str); 3] = [(2, "title"), (4, "author"), (12, "date")];
        let Ok(bytes) = self.stream("/\u{5}SummaryInformation") else { return Vec::new() };
        let u32_at = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?) as usize);
        let read = || {
            let set = u32_at(44)?;
            let entries = (0..u32_at(set + 4)?.min(100)).map(|n| (u32_at(set + 8 + 8 * n), u32_at(set + 12 + 8 * n)));
            let entries: Vec<(usize, usize)> =
                entries.map_while(|(id, at)| Some((id?, set.checked_add(at?)?))).collect();
            // The code page of its texts.
            let page =
                entries.iter().find(|entry| entry.0 == 1).and_then(|entry| u32_at(entry.1 + 4)).unwrap_or(936) & 0xFFFF;
            let mut found = Vec::new();
            for (id, key) in KEYS {
                let Some(&(_, at)) = entries.iter().find(|entry| entry.0 == id as usize) else { continue };
                let value = match u32_at(at)? {
                    // A text of one byte a character, of two, a time.
                    30 => {
                        let text = bytes.get(at + 8..(at + 8).checked_add(u32_at(at + 4)?)?)?;
                        let encoding = match page {
                            65001 => encoding_rs::UTF_8,
                            1252 => encoding_rs::WINDOWS_1252,
                            950 => encoding_rs::BIG5,
                            1200 => encoding_rs::UTF_16LE,
                            _ => encoding_rs::GB18030,
                        };
                        encoding.decode_without_bom_handling(text).0.into_owned()
                    }
                    31 => {
                        let text = bytes.get(at + 8..(at + 8).checked_add(2 * u32_at(at + 4)?)?)?;
                        encoding_rs::UTF_16LE.decode_without_bom_handling(text).0.into_owned()
                    }
                    64 => day(u64::from_le_bytes(bytes.get(at + 4..at + 12)?.try_into().ok()?)),
                    _ => continue,
                };
                let value = value.trim_matches(|c: char| c == '\0' || c.is_whitespace()).to_owned();
                found.extend((!value.is_empty()).then(|| (key.to_owned(), value)));
            }
            Some(found)
        };
        read().unwrap_or_default()
    }
}

/// The day of a time in units of 100 ns since 1601, as 2021-01-12; nothing for no time.
fn day(time: u64) -> String {
    let days = time / 864_000_000_000;
    if days == 0 {
        return String::new();
    }
    // 1970-01-01 is the day 134,774 of these.
    let (year, month, day) = date(days as i64 - 134_774);
    format!("{year:04}-{month:02}-{day:02}")
}
