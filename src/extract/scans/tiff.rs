//! The pages of a TIFF file (TIFF 6.0), each as a file of its own: programs read the first page alone. Nothing is unpacked:
//! the directory of a page and what it points to are copied.

use std::collections::HashSet;

use super::picture::{Image, checked_pixels};
use crate::message;
use crate::messages::Message;

/// Tags of which the values are places in the file: of strips, tiles, and of a JPEG in the old form; and the tags that say
/// how long what lies there is.
const PLACES: [(u16, u16); 3] = [(273, 279), (324, 325), (513, 514)];
/// Tags of which the values are places of other directories, which are left out: sub-files, EXIF, GPS.
const DIRECTORIES: [u16; 3] = [330, 34665, 34853];
const NEW_SUBFILE_TYPE: u16 = 254;
const WIDTH: u16 = 256;
const HEIGHT: u16 = 257;
/// Bytes of an entry of a directory.
const ENTRY: usize = 12;

/// The pages of a file, one after the other.
pub(super) struct Pages<'a> {
    bytes: &'a [u8],
    is_big_endian: bool,
    /// Where the next directory is; 0 after the last.
    next: usize,
    seen: HashSet<usize>,
    found: bool,
    /// Bytes of the pages so far.
    copied: usize,
}

/// An entry of a directory.
struct Entry<'a> {
    tag: u16,
    kind: u16,
    count: u32,
    /// Its values.
    value: &'a [u8],
}

impl<'a> Pages<'a> {
    /// The pages of a TIFF file; none if it is no such.
    pub(super) fn of(bytes: &'a [u8]) -> Option<Self> {
        let is_big_endian = match bytes.get(..4)? {
            b"II*\0" => false,
            b"MM\0*" => true,
            _ => return None,
        };
        let mut pages = Self { bytes, is_big_endian, next: 0, seen: HashSet::new(), found: false, copied: 0 };
        pages.next = pages.long(4)? as usize;
        Some(pages)
    }

    fn short(&self, at: usize) -> Option<u16> {
        let bytes = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.is_big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    }

    fn long(&self, at: usize) -> Option<u32> {
        let bytes = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.is_big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    }

    fn of_short(&self, number: u16) -> [u8; 2] {
        if self.is_big_endian { number.to_be_bytes() } else { number.to_le_bytes() }
    }

    fn of_long(&self, number: u32) -> [u8; 4] {
        if self.is_big_endian { number.to_be_bytes() } else { number.to_le_bytes() }
    }

    fn entry(&self, at: usize) -> Option<Entry<'a>> {
        let (tag, kind, count) = (self.short(at)?, self.short(at + 2)?, self.long(at + 4)?);
        let size = match kind {
            1 | 2 | 6 | 7 => 1,
            3 | 8 => 2,
            4 | 9 | 11 | 13 => 4,
            5 | 10 | 12 => 8,
            _ => return None,
        };
        let length = (count as usize).checked_mul(size)?;
        let start = if length <= 4 { at + 8 } else { self.long(at + 8)? as usize };
        Some(Entry { tag, kind, count, value: self.bytes.get(start..start.checked_add(length)?)? })
    }

    /// The values of an entry, where they are whole numbers.
    fn numbers(&self, entry: &Entry<'_>) -> Vec<u32> {
        let is_short = entry.kind == 3;
        let number = |bytes: &[u8]| match (is_short, self.is_big_endian) {
            (true, true) => u32::from(u16::from_be_bytes([bytes[0], bytes[1]])),
            (true, false) => u32::from(u16::from_le_bytes([bytes[0], bytes[1]])),
            (false, true) => u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]),
            (false, false) => u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]),
        };
        match entry.kind {
            3 | 4 | 13 => entry.value.chunks_exact(if is_short { 2 } else { 4 }).map(number).collect(),
            1 => entry.value.iter().map(|&byte| u32::from(byte)).collect(),
            _ => Vec::new(),
        }
    }

    /// A file of one directory.
    fn alone(&self, entries: &[Entry<'_>]) -> Result<Image, Message> {
        let one =
            |tag| entries.iter().find(|entry| entry.tag == tag).and_then(|entry| self.numbers(entry).first().copied());
        let size = one(WIDTH).zip(one(HEIGHT));
        let (width, height) = size.unwrap_or_default();
        checked_pixels(width, height)?;
        // Entries may point to the same bytes again and again.
        let bounded = |values: &[u8]| match values.len() + self.copied > 2 * self.bytes.len() {
            true => Err(message!("picture-broken")),
            false => Ok(()),
        };
        let kept: Vec<&Entry<'_>> = entries.iter().filter(|entry| !DIRECTORIES.contains(&entry.tag)).collect();
        let mut file = self.bytes[..4].to_vec();
        file.extend(self.of_long(8));
        file.extend(self.of_short(kept.len() as u16));
        // What doesn't fit into an entry lies after the directory, and the pixels after that.
        let mut place = file.len() + kept.len() * ENTRY + 4;
        let mut values = Vec::new();
        for entry in kept {
            let lengths = PLACES.iter().find(|(places, _)| *places == entry.tag).map(|(_, lengths)| *lengths);
            let (kind, value) = match lengths {
                None => (entry.kind, entry.value.to_vec()),
                Some(lengths) => {
                    let lengths = entries.iter().find(|entry| entry.tag == lengths).map(|entry| self.numbers(entry));
                    let mut new = Vec::new();
                    for (start, length) in self.numbers(entry).into_iter().zip(lengths.unwrap_or_default()) {
                        let start = (start as usize).min(self.bytes.len());
                        let pixels = &self.bytes[start..start.saturating_add(length as usize).min(self.bytes.len())];
                        new.extend(self.of_long((place + values.len()) as u32));
                        values.extend_from_slice(pixels);
                        bounded(&values)?;
                    }
                    (4, new)
                }
            };
            let count = if lengths.is_some() { value.len() as u32 / 4 } else { entry.count };
            file.extend(self.of_short(entry.tag));
            file.extend(self.of_short(kind));
            file.extend(self.of_long(count));
            if value.len() <= 4 {
                file.extend(value.iter().copied().chain(std::iter::repeat(0)).take(4));
            } else {
                values.resize(values.len() + (place + values.len()) % 2, 0);
                file.extend(self.of_long((place + values.len()) as u32));
                values.extend(value);
                bounded(&values)?;
            }
        }
        file.extend([0; 4]);
        place -= file.len();
        debug_assert_eq!(place, 0, "the directory is as long as was said");
        file.extend(values);
        Image::new(file, "tif", size)
    }
}

impl Iterator for Pages<'_> {
    type Item = Result<Image, Message>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let at = self.next;
            self.next = 0;
            if at == 0 || !self.seen.insert(at) {
                // A file without a page is told of once.
                return (!std::mem::replace(&mut self.found, true)).then(|| Err(message!("picture-broken")));
            }
            let Some(count) = self.short(at) else { continue };
            let end = at + 2 + usize::from(count) * ENTRY;
            self.next = self.long(end).unwrap_or_default() as usize;
            let entries: Vec<_> = (0..usize::from(count)).filter_map(|n| self.entry(at + 2 + n * ENTRY)).collect();
            let kind = entries.iter().find(|entry| entry.tag == NEW_SUBFILE_TYPE).map(|entry| self.numbers(entry));
            // A smaller copy of another page, or a mask.
            let is_extra = kind.and_then(|kind| kind.first().copied()).is_some_and(|kind| kind & 0b101 != 0);
            if entries.is_empty() || is_extra {
                continue;
            }
            self.found = true;
            let page = self.alone(&entries);
            self.copied += page.as_ref().map_or(0, |page| page.bytes.len());
            return Some(page);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pages;

    /// A file of pages of one strip each.
    fn file(pages: &[&[u8]]) -> Vec<u8> {
        let mut file = b"II*\0\x08\0\0\0".to_vec();
        for (at, strip) in pages.iter().enumerate() {
            let start = file.len() as u32;
            let entries: [(u16, u32); 5] =
                [(254, 2), (256, 8), (257, strip.len() as u32), (273, start + 66), (279, strip.len() as u32)];
            file.extend(5_u16.to_le_bytes());
            for (tag, value) in entries {
                file.extend(tag.to_le_bytes());
                file.extend(4_u16.to_le_bytes());
                file.extend(1_u32.to_le_bytes());
                file.extend(value.to_le_bytes());
            }
            let next = start + 66 + strip.len() as u32;
            file.extend(if at + 1 < pages.len() { next } else { 0 }.to_le_bytes());
            file.extend(*strip);
        }
        file
    }

    #[test]
    fn each_page_is_a_file() {
        let both = file(&[b"first", b"second!"]);
        let pages: Vec<_> = Pages::of(&both).expect("a TIFF").map(|page| page.expect("a page")).collect();
        assert_eq!(
            pages.iter().map(|page| page.bytes.clone()).collect::<Vec<_>>(),
            [file(&[b"first"]), file(&[b"second!"])]
        );
        assert_eq!(pages[1].pixels, 56);
    }

    #[test]
    fn nothing_in_a_file_is_believed() {
        let both = file(&[b"first", b"second"]);
        for at in 4..both.len() {
            for byte in [0, 1, 0x7F, 0xFF] {
                let mut broken = both.clone();
                broken[at] = byte;
                assert!(Pages::of(&broken).expect("its head is whole").count() <= 3);
            }
            assert!(Pages::of(&both[..at]).is_none_or(|pages| pages.count() <= 2));
        }
    }
}
