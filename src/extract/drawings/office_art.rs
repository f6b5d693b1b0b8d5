//! Shapes as Office kept them until 2003 ([MS-ODRAW] 2.2): in presentations, and of documents the letters that are drawn.

use crate::extract::containers::bytes::Bytes;
use crate::extract::containers::records::{HEADER, MAX_DEPTH, Record};

/// Types of records.
pub(in crate::extract) mod kind {
    pub(in crate::extract) const SHAPES: u16 = 0xF002;
    pub(in crate::extract) const GROUP: u16 = 0xF003;
    pub(in crate::extract) const SHAPE: u16 = 0xF004;
    pub(in crate::extract) const SHAPE_ATOM: u16 = 0xF00A;
    pub(in crate::extract) const SHAPE_OPTIONS: [u16; 3] = [0xF00B, 0xF121, 0xF122];
    pub(in crate::extract) const TEXT_BOX: u16 = 0xF00D;
    pub(in crate::extract) const CHILD_ANCHOR: u16 = 0xF00F;
    pub(in crate::extract) const ANCHOR: u16 = 0xF010;
    pub(in crate::extract) const CLIENT_DATA: u16 = 0xF011;
}

/// What the options of a shape say.
#[derive(Default)]
pub(in crate::extract) struct Options {
    pub(in crate::extract) is_hidden: bool,
    pub(in crate::extract) is_table: bool,
    /// Drawn letters.
    pub(in crate::extract) letters: String,
}

/// The options of a shape: numbers and values, then the values that are longer ([MS-ODRAW] 2.2.9, 2.3).
pub(in crate::extract) fn options(shape: Record<'_>) -> Options {
    const LETTERS: u16 = 0x00C0;
    const TABLE: u16 = 0x039F;
    const SHAPE_FLAGS: u16 = 0x03BF;
    /// In these flags: hidden, and that this is said.
    const HIDDEN: u32 = 0x0002_0002;
    let mut options = Options::default();
    for table in shape.children().filter(|child| kind::SHAPE_OPTIONS.contains(&child.kind)) {
        let mut long = 6 * usize::from(table.instance);
        for entry in 0..usize::from(table.instance) {
            let (Some(id), Some(value)) = (table.body.u16(6 * entry), table.body.u32(6 * entry + 2)) else { break };
            let is_long = id & 0x8000 != 0;
            match id & 0x3FFF {
                LETTERS if is_long => {
                    let text = table.body.slice(long, value as usize).unwrap_or_default();
                    let (units, _) = text.0.as_chunks::<2>();
                    let units: Vec<u16> = units.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
                    options.letters = String::from_utf16_lossy(&units).trim_matches('\0').replace('\r', "\n");
                }
                TABLE => options.is_table = value & 1 == 1,
                SHAPE_FLAGS => options.is_hidden = value & HIDDEN == HIDDEN,
                _ => {}
            }
            long = long.saturating_add(if is_long { value as usize } else { 0 });
        }
    }
    options
}

/// Letters that are drawn in a document.
pub(in crate::extract) struct Letters {
    /// By which the text refers to the shape.
    pub(in crate::extract) shape: u32,
    /// Whether they stand in a header or footer.
    pub(in crate::extract) in_margin: bool,
    pub(in crate::extract) text: String,
}

/// The letters in the drawings of a document ([MS-DOC] 2.9.172 `OfficeArtContent`): what all have in common, then each
/// drawing after a byte that says whether it is that of the headers.
pub(in crate::extract) fn letters(drawings: Bytes<'_>) -> Vec<Letters> {
    let mut letters = Vec::new();
    let Some(common) = Record::at(drawings, 0) else { return letters };
    let mut at = HEADER + common.body.len();
    while let (Some(of_headers), Some(drawing)) = (drawings.u8(at), Record::at(drawings, at + 1)) {
        at += 1 + HEADER + drawing.body.len();
        collect(drawing, of_headers != 0, 0, &mut letters);
    }
    letters
}

fn collect(container: Record<'_>, in_margin: bool, depth: usize, letters: &mut Vec<Letters>) {
    for child in container.children() {
        match child.kind {
            kind::GROUP if depth < MAX_DEPTH => collect(child, in_margin, depth + 1, letters),
            kind::SHAPE => {
                let Options { letters: text, is_hidden, .. } = options(child);
                let shape = child.child(kind::SHAPE_ATOM).and_then(|atom| atom.body.u32(0)).unwrap_or(0);
                if !is_hidden && !text.trim().is_empty() {
                    letters.push(Letters { shape, in_margin, text });
                }
            }
            _ => {}
        }
    }
}
