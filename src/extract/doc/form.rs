//! Fields of forms in the `Data` stream ([MS-DOC] 2.9.157 `NilPICFAndBinData`, 2.9.78 `FFData`).

use super::bytes::Bytes;
use crate::extract::fields::Form;

/// Size of the header before the field's own bytes, by its second number.
const HEADER: u16 = 0x44;
/// A field's version.
const VERSION: u32 = 0xFFFF_FFFF;
/// Stands for nothing chosen.
const NONE: u16 = 25;

/// What is chosen or ticked in the field that lies at a byte of the stream.
pub(super) fn read(data: Bytes<'_>, at: usize) -> Option<Form> {
    let length = data.u32(at)? as usize;
    let header = data.u16(at.checked_add(4)?)?;
    if header != HEADER {
        return None;
    }
    let field = data.slice(at, length)?.from(usize::from(header));
    if field.u32(0)? != VERSION {
        return None;
    }
    let bits = field.u16(4)?;
    let kind = bits & 0b11;
    let chosen = Some(bits >> 2 & 0b1_1111).filter(|chosen| *chosen != NONE).map(u32::from);
    if kind == 0 {
        return None;
    }
    // Its name, then the number that is chosen at first.
    let mut at = after_text(field, 10)?;
    let default = Some(field.u16(at)?.into());
    at += 2;
    // Format, help, status line, macros at entry and exit.
    for _ in 0..5 {
        at = after_text(field, at)?;
    }
    let entries = if kind == 2 { entries(field.from(at)) } else { Vec::new() };
    Some(Form { entries, chosen, default })
}

/// Where a text that begins with its length and ends with a NUL ends.
fn after_text(bytes: Bytes<'_>, at: usize) -> Option<usize> {
    Some(at + 2 + 2 * (usize::from(bytes.u16(at)?) + 1))
}

/// The entries of a list: a table of texts in UTF-16 ([MS-DOC] 2.2.4 `STTB`).
fn entries(table: Bytes<'_>) -> Vec<String> {
    let (Some(0xFFFF), Some(count), Some(extra)) = (table.u16(0), table.u16(2), table.u16(4)) else {
        return Vec::new();
    };
    let mut at = 6;
    let mut entries = Vec::new();
    for _ in 0..count {
        let Some(chars) = table.u16(at).map(usize::from) else { break };
        let Some(text) = table.slice(at + 2, 2 * chars) else { break };
        let units: Vec<u16> = text.0.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
        entries.push(String::from_utf16_lossy(&units));
        at += 2 + 2 * chars + usize::from(extra);
    }
    entries
}
