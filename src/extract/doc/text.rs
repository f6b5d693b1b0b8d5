//! The text of a document, put together from its pieces ([MS-DOC] 2.4.1, "Retrieving Text").

use encoding_rs::Encoding;

use super::bytes::Bytes;

/// A character and where it lies in the `WordDocument` stream: its properties are found by that.
#[derive(Clone, Copy, Debug)]
pub(super) struct Char {
    pub(super) char: char,
    /// Byte of the stream.
    pub(super) at: u32,
}

/// A run of text that lies in one place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// Number of its first character in the document.
    pub(super) first: u32,
    /// Number of the character after its last.
    pub(super) end: u32,
    /// Byte of the stream at which it lies.
    pub(super) at: u32,
    /// Two bytes a character, or one.
    pub(super) wide: bool,
}

/// The pieces that a `Clx` lists.
pub(super) fn pieces(clx: Bytes<'_>) -> Vec<Piece> {
    let mut at = 0;
    while clx.u8(at) == Some(1) {
        at += 3 + usize::from(clx.u16(at + 1).unwrap_or(u16::MAX));
    }
    if clx.u8(at) != Some(2) {
        return Vec::new();
    }
    let length = clx.u32(at + 1).unwrap_or(0) as usize;
    let plc = clx.from(at + 5);
    let plc = plc.slice(0, length).unwrap_or(plc);
    let count = plc.len().saturating_sub(4) / 12;
    let piece = |number: usize| {
        let (first, end) = (plc.u32(4 * number)?, plc.u32(4 * number + 4)?);
        let at = plc.u32(4 * (count + 1) + 8 * number + 2)?;
        let wide = at & 0x4000_0000 == 0;
        let at = at & 0x3FFF_FFFF;
        (first < end).then_some(Piece { first, end, at: if wide { at } else { at / 2 }, wide })
    };
    (0..count).filter_map(piece).collect()
}

/// The characters of pieces, each at its number. One byte a character is Windows-1252 since Word 97; before, it is the
/// document's code page, in which two bytes are one Chinese character, which then stands at the number of the second.
pub(super) fn chars(stream: Bytes<'_>, pieces: &[Piece], code_page: Option<&'static Encoding>) -> Vec<Char> {
    let mut chars: Vec<Char> = Vec::new();
    for piece in pieces {
        // What the pieces leave out, or a lost piece, is no text; a table of pieces can't make it long.
        let count = (piece.end - piece.first) as usize;
        let width = if piece.wide { 2 } else { 1 };
        let bytes = stream.from(piece.at as usize);
        let bytes = &bytes.0[..bytes.len().min(count.saturating_mul(width))];
        // The numbers of characters are those of all that stands before.
        let gap = (piece.first as usize).saturating_sub(chars.len());
        if gap > stream.len() {
            break;
        }
        chars.extend(std::iter::repeat_n(Char { char: '\0', at: 0 }, gap));
        match code_page {
            _ if piece.wide => wide(bytes, piece.at, &mut chars),
            None => narrow(bytes, piece.at, encoding_rs::WINDOWS_1252, &mut chars),
            Some(encoding) => narrow(bytes, piece.at, encoding, &mut chars),
        }
    }
    chars
}

fn wide(bytes: &[u8], at: u32, chars: &mut Vec<Char>) {
    let (units, _) = bytes.as_chunks::<2>();
    let decoded = char::decode_utf16(units.iter().map(|unit| u16::from_le_bytes(*unit)));
    let mut unit = 0;
    for c in decoded {
        let c = c.unwrap_or('\u{FFFD}');
        // A character of two units takes two numbers.
        for n in 0..c.len_utf16() as u32 {
            chars.push(Char { char: if n == 0 { c } else { '\0' }, at: at + 2 * (unit + n) });
        }
        unit += c.len_utf16() as u32;
    }
}

fn narrow(bytes: &[u8], at: u32, encoding: &'static Encoding, chars: &mut Vec<Char>) {
    let mut rest = 0;
    while rest < bytes.len() {
        let is_pair = !encoding.is_single_byte() && bytes[rest] >= 0x81 && rest + 1 < bytes.len();
        let length = if is_pair { 2 } else { 1 };
        let (text, _) = encoding.decode_without_bom_handling(&bytes[rest..rest + length]);
        let c = text.chars().next().unwrap_or('\u{FFFD}');
        for n in 0..length {
            let char = if n + 1 == length { c } else { '\0' };
            chars.push(Char { char, at: at + (rest + n) as u32 });
        }
        rest += length;
    }
}
