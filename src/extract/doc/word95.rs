//! Word 6.0 and 95: text in a code page, one byte a character or two; paragraph properties in smaller entries.

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS};

use super::bytes::Bytes;
use super::fib::Fib;
use super::text::{self, Char, Piece};
use crate::extract::document::{Blocks, Document, Reading, Style};
use crate::extract::fields::Fields;
use crate::extract::problem::Problem;
use crate::extract::text::encoding::detect;

/// Where the tables of pieces and of paragraphs' pages lie in the file information block.
const PIECES: usize = 0x160;
const PARAGRAPH_PAGES: usize = 0xC0;
const PAGE: usize = 512;
/// In each page the entries of paragraphs take so many bytes.
const ENTRY: usize = 7;

pub(super) fn read(stream: Bytes<'_>, fib: &Fib<'_>) -> Result<Document, Problem> {
    let first = stream.u32(0x18).unwrap_or(0);
    let (at, length) = fib.place(PIECES);
    let pieces = text::pieces(stream.slice(at, length).unwrap_or_default());
    let pieces = if pieces.is_empty() {
        vec![Piece { first: 0, end: fib.lengths.main.saturating_add(fib.lengths.footnotes), at: first, wide: false }]
    } else {
        // The place is that of bytes, without the mark that it has since Word 97.
        pieces
            .into_iter()
            .map(|piece| Piece { at: if piece.wide { piece.at } else { piece.at * 2 }, wide: false, ..piece })
            .collect()
    };
    let sample = stream.from(first as usize);
    let encoding = match fib.language & 0x03FF {
        // Chinese; which script, the rest of the number says.
        0x04 if matches!(fib.language, 0x0404 | 0x0C04 | 0x1404) => BIG5,
        0x04 => GB18030,
        0x11 => SHIFT_JIS,
        0x12 => EUC_KR,
        // Programs wrote what they were set to, not what the text is in.
        _ => chinese_or_western(sample.0),
    };
    let chars = text::chars(stream, &pieces, Some(encoding));
    let styles = styles(stream, fib);
    let mut blocks = Blocks::default();
    let main = &chars[..chars.len().min(fib.lengths.main as usize)];
    let mut text = String::new();
    let mut fields = Fields::default();
    for &Char { char, at } in main {
        match char {
            '\r' | '\u{7}' => {
                let run = styles.partition_point(|run| run.0 <= at).checked_sub(1).map(|run| styles[run].1);
                // The first styles are fixed: 1 to 9 are the headings.
                let style =
                    run.filter(|style| (1..=9).contains(style)).map_or(Style::Plain, |s| Style::Heading(s as u8));
                blocks.paragraph(&std::mem::take(&mut text), style);
            }
            '\u{13}' => fields.begin(),
            '\u{14}' => fields.separate(),
            '\u{15}' => text.extend(fields.end().filter(|shown| !fields.takes(shown))),
            '\u{B}' | '\u{C}' if !fields.in_code() => text.push('\n'),
            '\t' if !fields.in_code() => text.push('\t'),
            '\u{0}'..'\u{20}' => {}
            c if fields.takes(c.encode_utf8(&mut [0; 4])) => {}
            c => text.push(c),
        }
    }
    blocks.paragraph(&text, Style::Plain);
    let notes = &chars[main.len()..];
    let notes: String = notes.iter().map(|c| c.char).filter(|c| *c != '\0').collect();
    blocks.paragraph(&notes, Style::Plain);
    let reading = Reading { encoding: Some(encoding.name().to_owned()), ..Reading::default() };
    Ok(Document { blocks: blocks.blocks, reading, ..Document::default() })
}

fn chinese_or_western(sample: &[u8]) -> &'static Encoding {
    let high = sample.iter().filter(|&&b| b >= 0x80).count();
    if high * 4 > sample.len() { detect(sample) } else { encoding_rs::WINDOWS_1252 }
}

/// Where runs of paragraphs begin, in bytes of the stream, and their styles, ascending.
fn styles(stream: Bytes<'_>, fib: &Fib<'_>) -> Vec<(u32, u16)> {
    let (at, length) = fib.place(PARAGRAPH_PAGES);
    let table = stream.slice(at, length).unwrap_or_default();
    // Ends of pages, then their numbers of two bytes.
    let count = table.len().saturating_sub(4) / 6;
    let mut styles = Vec::new();
    for number in (0..count).filter_map(|n| table.u16(4 * (count + 1) + 2 * n)) {
        let Some(page) = stream.slice(usize::from(number) * PAGE, PAGE) else { continue };
        let entries = usize::from(page.u8(PAGE - 1).unwrap_or(0));
        for entry in 0..entries {
            let at = page.u8(4 * (entries + 1) + ENTRY * entry).map(|words| 2 * usize::from(words));
            // A length of one byte stands before the style.
            let style = at.filter(|&at| at > 0).and_then(|at| page.u8(at + 1)).map_or(0, u16::from);
            styles.extend(page.u32(4 * entry).map(|first| (first, style)));
        }
    }
    styles.sort_unstable();
    styles
}
