//! Texts: their characters, and what is said of runs of them, to paragraphs ([MS-PPT] 2.9).

use std::collections::HashSet;

use super::records::kind;
use crate::extract::containers::bytes::Bytes;
use crate::extract::containers::records::Record;
use crate::extract::document::Style;
use crate::extract::drawings::{Role, auto_number, scheme};
use crate::extract::numbering::Counts;

/// A text, as an outline or a shape has it.
#[derive(Clone, Debug, Default)]
pub(super) struct Text<'a> {
    /// What it is: a title, a body …
    pub(super) kind: u32,
    /// In UTF-16.
    units: Vec<u16>,
    /// Units that stand for what is put in when it is shown: the slide's number, the day, a footer.
    marks: HashSet<usize>,
    styles: Bytes<'a>,
    /// How paragraphs are numbered, by what runs of characters refer to.
    pub(super) numbers: Bytes<'a>,
}

/// What is said of characters.
#[derive(Clone, Copy, Debug, Default)]
struct Characters {
    is_bold: bool,
    /// Which of the entries on numbering is that of the paragraph.
    numbers: usize,
}

/// The texts of a list of records: each begins with its header.
pub(super) fn texts<'a>(records: impl Iterator<Item = Record<'a>>) -> Vec<Text<'a>> {
    let mut texts: Vec<Text<'a>> = Vec::new();
    for record in records {
        if record.kind == kind::TEXT_HEADER {
            texts.push(Text { kind: record.body.u32(0).unwrap_or(0), ..Text::default() });
        }
        if let Some(text) = texts.last_mut() {
            text.tell(record);
        }
    }
    texts
}

impl<'a> Text<'a> {
    /// Takes a record that stands after the text's header.
    pub(super) fn tell(&mut self, record: Record<'a>) {
        match record.kind {
            kind::TEXT_CHARS => {
                let (units, _) = record.body.0.as_chunks::<2>();
                self.units = units.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
            }
            // The lower bytes of characters whose upper ones are 0.
            kind::TEXT_BYTES => self.units = record.body.0.iter().map(|byte| u16::from(*byte)).collect(),
            kind::TEXT_STYLES => self.styles = record.body,
            mark if mark == kind::SLIDE_NUMBER_MARK
                || kind::DATE_MARKS.contains(&mark)
                || kind::MARGIN_MARKS.contains(&mark) =>
            {
                self.marks.extend(record.body.u32(0).map(|at| at as usize));
            }
            _ => {}
        }
    }

    /// Whether it is a slide's title.
    pub(super) fn is_title(&self) -> bool {
        matches!(self.kind, 0 | 6)
    }

    /// Its paragraphs, as a shape of a role has them.
    pub(super) fn lines(&self, role: Role) -> Vec<(String, Style)> {
        let (levels, characters) = self.runs();
        let said = |at: usize| characters.get(at).copied().unwrap_or_default();
        let numbers = self.numbering();
        let mut counts = Counts::default();
        let (mut lines, mut begin) = (Vec::new(), 0);
        for units in self.units.split(|unit| *unit == 0x0D) {
            let end = begin + units.len();
            let (mut text, mut chars, mut bold) = (String::new(), 0, 0);
            let mut at = begin;
            for c in char::decode_utf16(units.iter().copied()) {
                let c = c.unwrap_or('\u{FFFD}');
                if !self.marks.contains(&at) {
                    text.push(c);
                    let counted = usize::from(!c.is_whitespace());
                    chars += counted;
                    bold += if said(at).is_bold { counted } else { 0 };
                }
                at += c.len_utf16();
            }
            let number = numbers.get(said(begin).numbers).copied().flatten();
            let number = match number.filter(|_| chars > 0) {
                Some((form, start)) => {
                    auto_number(scheme(form), counts.next(levels.get(begin).copied().unwrap_or(0), start))
                }
                None => String::new(),
            };
            if chars > 0 {
                lines.push((format!("{number}{}", text.trim()), role.style(bold == chars)));
            }
            begin = end + 1;
        }
        lines
    }

    /// Levels of paragraphs, and properties of characters, unit by unit ([MS-PPT] 2.9.44 `StyleTextPropAtom`).
    fn runs(&self) -> (Vec<usize>, Vec<Characters>) {
        let (levels, rest) = self.unit_by_unit(self.styles, paragraph_run);
        let (characters, _) = self.unit_by_unit(rest, character_run);
        (levels, characters)
    }

    /// What runs say of each unit, and the bytes after them.
    fn unit_by_unit<T: Clone>(
        &self,
        mut rest: Bytes<'a>,
        run: fn(Bytes<'_>) -> Option<(usize, T, usize)>,
    ) -> (Vec<T>, Bytes<'a>) {
        // The end of the text is a paragraph's mark, too.
        let all = self.units.len() + 1;
        let mut units = Vec::new();
        while units.len() < all {
            let Some((count, said, length)) = run(rest) else { break };
            units.extend(std::iter::repeat_n(said, count.min(all - units.len())));
            rest = rest.from(length);
        }
        (units, rest)
    }

    /// Form and first number of each entry on numbering; none where paragraphs are not numbered ([MS-PPT] 2.9.67
    /// `StyleTextProp9Atom`).
    fn numbering(&self) -> Vec<Option<(u16, u32)>> {
        /// Runs of characters refer to no more.
        const MOST: usize = 16;
        let mut rest = self.numbers;
        let mut entries = Vec::new();
        while let Some((entry, length)) = numbering(rest).filter(|_| entries.len() < MOST) {
            entries.push(entry);
            rest = rest.from(length);
        }
        entries
    }
}

/// Units, level, and the length in bytes of what is said of a run of paragraphs ([MS-PPT] 2.9.45 and 2.9.20).
fn paragraph_run(bytes: Bytes<'_>) -> Option<(usize, usize, usize)> {
    let (count, level, mask) = (bytes.u32(0)?, bytes.u16(4)?, bytes.u32(6)?);
    let has = |bits: u32| mask & bits != 0;
    let mut length = 10 + 2 * usize::from(has(0x0F));
    // Mark, font and size; then the colour; alignment, spacing and indents.
    length += 2 * [0x80, 0x10, 0x40].into_iter().filter(|bit| has(*bit)).count() + 4 * usize::from(has(0x20));
    let fields = [0x800, 0x1000, 0x2000, 0x4000, 0x100, 0x400, 0x8000];
    length += 2 * fields.into_iter().filter(|bit| has(*bit)).count();
    if has(0x0010_0000) {
        length += 2 + 4 * usize::from(bytes.u16(length)?);
    }
    length += 2 * [0x0001_0000, 0x000E_0000, 0x0020_0000].into_iter().filter(|bits| has(*bits)).count();
    Some((count as usize, usize::from(level), length))
}

/// Units, properties, and the length in bytes of what is said of a run of characters ([MS-PPT] 2.9.46 and 2.9.12).
fn character_run(bytes: Bytes<'_>) -> Option<(usize, Characters, usize)> {
    let (count, mask) = (bytes.u32(0)?, bytes.u32(4)?);
    let mut length = 8;
    let mut said = Characters::default();
    if mask & 0x3EB7 != 0 {
        let flags = bytes.u16(length)?;
        said = Characters { is_bold: mask & u32::from(flags) & 1 == 1, numbers: usize::from(flags >> 10 & 0x0F) };
        length += 2;
    }
    // Fonts, size and position; the colour.
    let fields = [0x0001_0000, 0x0020_0000, 0x0040_0000, 0x0080_0000, 0x0002_0000, 0x0008_0000];
    length += 2 * fields.into_iter().filter(|bit| mask & bit != 0).count();
    length += if mask & 0x0004_0000 != 0 { 4 } else { 0 };
    Some((count as usize, said, length))
}

/// An entry on numbering, and its length in bytes ([MS-PPT] 2.9.68, 2.9.26, 2.9.13 and 2.9.32).
fn numbering(bytes: Bytes<'_>) -> Option<(Option<(u16, u32)>, usize)> {
    let mask = bytes.u32(0)?;
    let mut length = 4 + if mask & 0x0080_0000 != 0 { 2 } else { 0 };
    let mut is_numbered = false;
    if mask & 0x0200_0000 != 0 {
        is_numbered = bytes.u16(length)? != 0;
        length += 2;
    }
    let mut form = None;
    if mask & 0x0100_0000 != 0 {
        form = Some((bytes.u16(length)?, u32::from(bytes.u16(length + 2)?)));
        length += 4;
    }
    length += 4 + if bytes.u32(length)? & 0x0010_0000 != 0 { 4 } else { 0 };
    let special = bytes.u32(length)?;
    length += 4 + 2 * [0x1, 0x2, 0x4, 0x40].into_iter().filter(|bit| special & bit != 0).count();
    length += if special & 0x20 != 0 { 4 } else { 0 };
    if special & 0x200 != 0 {
        length += 4 + 4 * bytes.u32(length)? as usize;
    }
    // Numbered without a form: 1. 2. 3.
    Some((is_numbered.then(|| form.unwrap_or((3, 1))), length))
}
