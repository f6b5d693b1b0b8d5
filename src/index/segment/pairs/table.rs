//! The file of a segment's pairs: written front to back, looked up where it lies.
//!
//! 1. The lists of all pairs ([`super::lists`]), in the order of the pairs' codes.
//! 2. An entry a pair: the distance of its code from the one before, how many positions it has, how many bytes its list
//!    takes, each as a number of seven bits a byte.
//! 3. For each [`ENTRIES`] entries a row of a table: the first one's code, where its list begins, where it itself does.
//! 4. For each document a row of [`DOCUMENT`] numbers of four bytes: the position at which it begins, its section, and
//!    what else is kept of it ([`PassageAttributes`]): three bits, above them the lead in [`LEAD_BITS`], then the heading.
//! 5. For each [`MARK`] positions the number of the document that holds the first of them, in four bytes.
//! 6. The trailer, [`TRAILER`] numbers of eight bytes: where 2, 3, 4 and 5 begin, how many documents there are, at what
//!    position the next one would begin, and [`FORMAT`].

use std::io::{self, Write};
use std::ops::Range;

use tantivy::directory::{FileSlice, OwnedBytes, TerminatingWrite, WritePtr};
use tantivy::index::SegmentComponent;
use tantivy::{DocId, HasLen, TantivyError};

use super::lists::{END, List, pack};
use crate::analysis::Pair;
use crate::index::segment::bytes::{put_number, take_number, u32_at, u64_at};
use crate::report::{MAX_LEAD, PassageAttributes};

/// Entries of a row: more make the table smaller, and a look-up longer.
const ENTRIES: usize = 32;
/// Numbers of eight bytes in a row of the table.
const ROW: usize = 3;
/// Numbers of four bytes in a document's row.
const DOCUMENT: usize = 3;
/// Bits of [`PassageAttributes::lead`].
const LEAD_BITS: u32 = 5;
const _: () = assert!(MAX_LEAD == (1 << LEAD_BITS) - 1);
/// Positions between marks, by which a position's document is found: about as many as a passage has characters.
const MARK: u32 = 256;
/// Numbers of eight bytes at the end of the file.
const TRAILER: usize = 7;
/// Says that a file is of this kind, and of this form.
const FORMAT: u64 = u64::from_le_bytes(*b"pairs  3");
/// Positions between the end of a document and the start of the next: after the last character an end mark's barrier,
/// and one more, so that no phrase reaches over it.
const GAP: u32 = 2;

/// The ending of the file's name.
pub(in crate::index) const EXTENSION: &str = "pairs";

pub(super) fn component() -> SegmentComponent {
    SegmentComponent::Custom(EXTENSION.to_owned())
}

/// The engine writes segments of at most some hundred megabytes of text; only merging could make one so long.
pub(super) fn too_long() -> TantivyError {
    TantivyError::InvalidArgument(format!("a segment of more than {END} characters"))
}

fn packed(attributes: PassageAttributes) -> u32 {
    let numbers = attributes.heading << LEAD_BITS | attributes.lead.min(MAX_LEAD);
    let bits = [attributes.is_recognised, attributes.is_file, attributes.is_boilerplate];
    bits.into_iter().fold(numbers, |packed, bit| packed << 1 | u32::from(bit))
}

fn unpacked(section: u32, packed: u32) -> PassageAttributes {
    let (numbers, bit) = (packed >> 3, |at: u32| packed >> at & 1 == 1);
    let (is_recognised, is_file, is_boilerplate) = (bit(2), bit(1), bit(0));
    let (heading, lead) = (numbers >> LEAD_BITS, numbers & MAX_LEAD);
    PassageAttributes { section, heading, lead, is_boilerplate, is_recognised, is_file }
}

/// Writes the file.
pub(super) struct PairsFile {
    file: WritePtr,
    written: u64,
    entries: Vec<u8>,
    rows: Vec<u8>,
    pairs: usize,
    last: u64,
    list: Vec<u8>,
}

impl PairsFile {
    pub(super) fn new(file: WritePtr) -> Self {
        Self { file, written: 0, entries: Vec::new(), rows: Vec::new(), pairs: 0, last: 0, list: Vec::new() }
    }

    /// The next pair, by its code, and its positions; both ascend strictly.
    pub(super) fn add(&mut self, code: u64, positions: &[u32]) -> io::Result<()> {
        if self.pairs.is_multiple_of(ENTRIES) {
            let row = [code, self.written, self.entries.len() as u64];
            row.iter().for_each(|number| self.rows.extend(number.to_le_bytes()));
        }
        self.list.clear();
        pack(positions, &mut self.list);
        put_number(code - self.last, &mut self.entries);
        put_number(positions.len() as u64, &mut self.entries);
        put_number(self.list.len() as u64, &mut self.entries);
        self.pairs += 1;
        self.last = code;
        self.written += self.list.len() as u64;
        self.file.write_all(&self.list)
    }

    /// Ends the file. `documents`: where each begins, and what is kept of it; `end`: where the next one would begin.
    pub(super) fn finish(
        mut self,
        documents: impl Iterator<Item = (u32, PassageAttributes)> + Clone,
        end: u32,
    ) -> io::Result<()> {
        let entries = self.written;
        let rows = entries + self.entries.len() as u64;
        let begin = rows + self.rows.len() as u64;
        self.file.write_all(&self.entries)?;
        self.file.write_all(&self.rows)?;
        let mut count: u32 = 0;
        for (start, about) in documents.clone() {
            let row: [u32; DOCUMENT] = [start, about.section, packed(about)];
            row.iter().try_for_each(|number| self.file.write_all(&number.to_le_bytes()))?;
            count += 1;
        }
        let marks = begin + u64::from(count) * (DOCUMENT * 4) as u64;
        let ends = documents.clone().skip(1).map(|(start, _)| start).chain([end]);
        for ((document, (start, _)), next) in (0..count).zip(documents).zip(ends) {
            for _ in start.div_ceil(MARK)..next.div_ceil(MARK) {
                self.file.write_all(&document.to_le_bytes())?;
            }
        }
        let trailer: [u64; TRAILER] = [entries, rows, begin, marks, u64::from(count), u64::from(end), FORMAT];
        for number in trailer {
            self.file.write_all(&number.to_le_bytes())?;
        }
        self.file.terminate()
    }
}

/// Where the document after one of so many characters begins; none where the numbers of a segment end.
pub(super) fn after(start: u32, chars: u32) -> Option<u32> {
    start.checked_add(chars)?.checked_add(GAP).filter(|&next| next < END - GAP)
}

/// What stands in the file of a pair beside its list.
pub(super) struct Entry {
    pub(super) code: u64,
    count: u32,
    /// Where its list is, in bytes.
    list: Range<usize>,
}

/// The pairs of a segment, looked up in its file.
#[derive(Clone)]
pub(crate) struct PairTable {
    lists: FileSlice,
    entries: OwnedBytes,
    rows: OwnedBytes,
    about: OwnedBytes,
    marks: OwnedBytes,
    documents: DocId,
    end: u32,
}

impl PairTable {
    /// Opens a file. All but the lists is read; these are, each when it is asked for.
    ///
    /// # Errors
    /// If it can't be read, or is none of this kind.
    pub(crate) fn open(file: &FileSlice) -> io::Result<Self> {
        let foreign = || io::Error::new(io::ErrorKind::InvalidData, "a file of pairs without its end");
        let trailer = file.len().checked_sub(TRAILER * 8).ok_or_else(foreign)?;
        let numbers = file.read_bytes_slice(trailer..file.len())?;
        let place = |at| usize::try_from(u64_at(&numbers, at)).map_err(|_| foreign());
        let number = |at| u32::try_from(u64_at(&numbers, at)).map_err(|_| foreign());
        let (entries, rows, about, marks) = (place(0)?, place(1)?, place(2)?, place(3)?);
        let (documents, end) = (number(4)?, number(5)?);
        let is_whole = entries <= rows
            && rows <= about
            && about.checked_add(documents as usize * DOCUMENT * 4) == Some(marks)
            && marks.checked_add(end.div_ceil(MARK) as usize * 4) == Some(trailer)
            && u64_at(&numbers, 6) == FORMAT;
        if !is_whole {
            return Err(foreign());
        }
        Ok(Self {
            lists: file.slice(0..entries),
            entries: file.read_bytes_slice(entries..rows)?,
            rows: file.read_bytes_slice(rows..about)?,
            about: file.read_bytes_slice(about..marks)?,
            marks: file.read_bytes_slice(marks..trailer)?,
            documents,
            end,
        })
    }

    /// The positions of a pair; none if it stands nowhere in the segment.
    pub(crate) fn list(&self, pair: Pair) -> Option<List> {
        let code = pair.code();
        let entry = self.entries_from(code).next().filter(|entry| entry.code == code)?;
        self.list_of(&entry)
    }

    /// All lists whose pairs begin with a character.
    pub(crate) fn lists_of(&self, first: char) -> impl Iterator<Item = List> {
        let codes = Pair { first, second: None }.code()..Pair { first, second: Some(char::MAX) }.code() + 1;
        let entries = self.entries_from(codes.start).take_while(move |entry| codes.contains(&entry.code));
        entries.filter_map(|entry| self.list_of(&entry))
    }

    /// The list of an entry. Of a file that is mapped, as all are that are searched, only one that is damaged can't be
    /// read: it is left out, and `verify` compares its checksum.
    fn list_of(&self, entry: &Entry) -> Option<List> {
        self.read(entry).ok()
    }

    /// The list of an entry.
    ///
    /// # Errors
    /// If it can't be read.
    pub(super) fn read(&self, entry: &Entry) -> io::Result<List> {
        if entry.list.end > self.lists.len() {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "a list of positions without its end"));
        }
        Ok(List { bytes: self.lists.read_bytes_slice(entry.list.clone())?, count: entry.count })
    }

    /// The entries of all pairs, in order, from a code on.
    pub(super) fn entries_from(&self, code: u64) -> impl Iterator<Item = Entry> {
        let row_of = |row: usize, number: usize| u64_at(&self.rows, row * ROW + number);
        let (mut low, mut high) = (0, self.rows.len() / (ROW * 8));
        while low < high {
            let middle = usize::midpoint(low, high);
            if row_of(middle, 0) <= code {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let row = low.saturating_sub(1);
        let mut list_at = row_of(row, 1) as usize;
        let mut entries = self.entries.get(row_of(row, 2) as usize..).unwrap_or_default();
        let mut last = None;
        std::iter::from_fn(move || {
            loop {
                let (distance, count, bytes) =
                    (take_number(&mut entries)?, take_number(&mut entries)?, take_number(&mut entries)? as usize);
                // The first is the row's own.
                let found = last.map_or(row_of(row, 0), |last: u64| last.wrapping_add(distance));
                last = Some(found);
                let list = list_at..list_at.checked_add(bytes)?;
                list_at = list.end;
                if found >= code {
                    return Some(Entry { code: found, count: count as u32, list });
                }
            }
        })
    }

    /// How many documents the segment has.
    pub(crate) fn documents(&self) -> DocId {
        self.documents
    }

    /// How many characters its documents have.
    pub(crate) fn chars(&self) -> u64 {
        u64::from(self.end) - u64::from(self.documents) * u64::from(GAP)
    }

    /// The position at which a document begins; of the one after the last where that would.
    #[inline]
    pub(crate) fn start(&self, document: DocId) -> u32 {
        if document < self.documents { u32_at(&self.about, document as usize * DOCUMENT) } else { self.end }
    }

    /// What is kept of a document.
    #[inline]
    pub(crate) fn attributes(&self, document: DocId) -> PassageAttributes {
        let number = |at: usize| u32_at(&self.about, document as usize * DOCUMENT + at);
        unpacked(number(1), number(2))
    }

    /// The position after the last character of a document.
    #[inline]
    pub(crate) fn end(&self, document: DocId) -> u32 {
        self.start(document + 1).saturating_sub(GAP)
    }

    /// How many characters a document has.
    pub(crate) fn len(&self, document: DocId) -> u32 {
        self.end(document).saturating_sub(self.start(document))
    }

    /// The document that holds a position: the last that begins at or before it.
    #[inline]
    pub(crate) fn document_at(&self, position: u32) -> DocId {
        let mut document = u32_at(&self.marks, (position / MARK) as usize).min(self.documents.saturating_sub(1));
        while document + 1 < self.documents && self.start(document + 1) <= position {
            document += 1;
        }
        document
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use proptest::collection::vec;
    use proptest::prelude::*;
    use tantivy::Directory;
    use tantivy::directory::RamDirectory;

    use super::{PairTable, PairsFile, PassageAttributes, after};
    use crate::analysis::{Pair, pairs};
    use crate::index::segment::pairs::runs::Runs;

    fn about(start: u32) -> PassageAttributes {
        let (is_boilerplate, is_file, is_recognised) = (start % 2 == 1, start % 3 == 1, start % 5 == 1);
        let (heading, lead) = (start, start % 32);
        PassageAttributes { section: start / 2, heading, lead, is_boilerplate, is_recognised, is_file }
    }

    fn table(forms: &[String]) -> PairTable {
        let folder = RamDirectory::create();
        let path = Path::new("pairs");
        let mut file = PairsFile::new(folder.open_write(path).expect("a file"));
        let (mut runs, mut documents, mut next) = (Runs::default(), Vec::new(), 0);
        for form in forms {
            documents.push((next, about(next)));
            next = after(next, runs.add(form, next)).expect("a short segment");
        }
        runs.merge(|code, positions| file.add(code, positions)).expect("in memory");
        file.finish(documents.into_iter(), next).expect("in memory");
        PairTable::open(&folder.open_read(path).expect("what was written")).expect("a whole file")
    }

    proptest! {
        /// Each pair has the positions at which it stands, each position its document, and no pair more.
        #[test]
        fn pairs_stand_where_the_forms_have_them(forms in vec("[一二三四五六七八九十\n]{0,12}|[一二]{250,600}", 0..40)) {
            let table = table(&forms);
            let mut expected: BTreeMap<Pair, Vec<u32>> = BTreeMap::new();
            for (document, form) in (0..).zip(&forms) {
                prop_assert_eq!(table.len(document) as usize, form.chars().count());
                prop_assert_eq!(table.attributes(document), about(table.start(document)));
                for (offset, pair) in pairs(form.chars()) {
                    let position = table.start(document) + offset;
                    prop_assert_eq!(table.document_at(position), document);
                    expected.entry(pair).or_default().push(position);
                }
            }
            let mut found = BTreeMap::new();
            for (&pair, positions) in &expected {
                let mut list = Vec::new();
                table.list(pair).into_iter().for_each(|found| found.for_each(|position| list.push(position)));
                prop_assert_eq!(&list, positions);
                found.insert(pair.code(), list);
            }
            prop_assert_eq!(table.entries_from(0).count(), found.len());
            for first in "一二三四五六七八九十百".chars() {
                let of_first = expected.keys().filter(|pair| pair.first == first).count();
                prop_assert_eq!(table.lists_of(first).count(), of_first);
                let absent = Pair { first, second: Some('百') };
                prop_assert!(table.list(absent).is_none());
            }
        }
    }
}
