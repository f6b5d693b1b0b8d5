//! Properties of paragraphs and characters: changes of a style, kept in pages of 512 bytes by the place of the text
//! ([MS-DOC] 2.9.33 `ChpxFkp`, 2.9.174 `PapxFkp`, 2.6.1 `Sprm`).

use super::bytes::Bytes;

/// Size of a page, in bytes.
const PAGE: usize = 512;

/// Runs of text with the same properties, ascending.
#[derive(Debug, Default)]
pub(super) struct Runs<T> {
    /// First byte, byte after the last, properties.
    runs: Vec<(u32, u32, T)>,
}

impl<T: Clone + Default> Runs<T> {
    /// Reads the pages that a table lists; what can't be read has no properties.
    pub(super) fn read(stream: Bytes<'_>, table: Bytes<'_>, of_page: impl Fn(Bytes<'_>, usize) -> Option<T>) -> Self {
        let count = table.len().saturating_sub(4) / 8;
        let mut runs = Vec::new();
        for number in table.from(4 * (count + 1)).u32s().take(count) {
            let at = (number & 0x003F_FFFF) as usize * PAGE;
            let Some(page) = stream.slice(at, PAGE) else { continue };
            let entries = usize::from(page.u8(PAGE - 1).unwrap_or(0));
            for entry in 0..entries {
                let (Some(first), Some(end)) = (page.u32(4 * entry), page.u32(4 * entry + 4)) else { break };
                let properties = of_page(page, entry).unwrap_or_default();
                runs.push((first, end, properties));
            }
        }
        runs.sort_by_key(|run| run.0);
        Self { runs }
    }

    /// The properties of the text at a byte of the stream.
    pub(super) fn at(&self, at: u32) -> T {
        let run = self.runs.partition_point(|run| run.0 <= at).checked_sub(1).map(|run| &self.runs[run]);
        run.filter(|run| at < run.1).map(|run| run.2.clone()).unwrap_or_default()
    }
}

/// What of a paragraph's properties matters here; nothing where its style decides.
#[derive(Clone, Debug, Default)]
pub(super) struct ParagraphProperties {
    pub(super) style: u16,
    pub(super) own: Own,
}

/// Properties that a paragraph or a style states.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Own {
    /// 0 to 8 are headings, 9 is body text.
    pub(super) outline: Option<u8>,
    /// List, from 1; 0 is none.
    pub(super) list: Option<u16>,
    pub(super) level: Option<u8>,
    pub(super) bold: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) deleted: bool,
    /// Number of the font of its ASCII characters.
    pub(super) font: Option<u16>,
    /// A sign that stands for the character: its font, and its code.
    pub(super) sign: Option<(u16, u16)>,
    /// Where in the `Data` stream a field of a form lies.
    pub(super) data: Option<u32>,
}

/// A paragraph's entry in its page.
pub(super) fn of_paragraph(page: Bytes<'_>, entry: usize) -> Option<ParagraphProperties> {
    let entries = usize::from(page.u8(PAGE - 1)?);
    let at = 2 * usize::from(page.u8(4 * (entries + 1) + 13 * entry)?);
    // The length in words, in this byte or, where that is 0, the next.
    let (at, length) = match page.u8(at)? {
        0 => (at + 2, 2 * usize::from(page.u8(at + 1)?)),
        words => (at + 1, 2 * usize::from(words) - 1),
    };
    let papx = page.slice(at, length).unwrap_or_else(|| page.from(at));
    Some(ParagraphProperties { style: papx.u16(0)?, own: changes(papx.from(2)) })
}

/// A character run's entry in its page.
pub(super) fn of_characters(page: Bytes<'_>, entry: usize) -> Option<Own> {
    let entries = usize::from(page.u8(PAGE - 1)?);
    let at = 2 * usize::from(page.u8(4 * (entries + 1) + entry)?);
    if at == 0 {
        return None;
    }
    let length = usize::from(page.u8(at)?);
    Some(changes(page.slice(at + 1, length)?))
}

/// Reads a list of changes.
pub(super) fn changes(list: Bytes<'_>) -> Own {
    let mut own = Own::default();
    let mut at = 0;
    while let (Some(code), operand) = (list.u16(at), list.from(at + 2)) {
        let value = operand.u8(0).unwrap_or(0);
        // 0x80 and 0x81 mean the style's value and its opposite: left to the style.
        let toggled = (value <= 1).then_some(value == 1);
        match code {
            0x2640 => own.outline = Some(value),
            0x460B => own.list = operand.u16(0),
            0x260A => own.level = Some(value),
            0x0835 => own.bold = toggled.or(own.bold),
            0x083C => own.hidden = toggled.or(own.hidden),
            0x0800 => own.deleted = value == 1,
            0x4A4F => own.font = operand.u16(0),
            0x6A09 => own.sign = operand.u16(0).zip(operand.u16(2)),
            0x6A03 => own.data = operand.u32(0),
            _ => {}
        }
        let length = match code >> 13 {
            0 | 1 => 1,
            2 | 4 | 5 => 2,
            3 => 4,
            7 => 3,
            // The table definition has a length of two bytes, one less than it is.
            _ if code == 0xD608 => usize::from(operand.u16(0).unwrap_or(0)) + 1,
            _ => usize::from(value) + 1,
        };
        at += 2 + length;
    }
    own
}
