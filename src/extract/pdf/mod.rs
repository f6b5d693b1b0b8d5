//! PDF: characters on pages to lines, lines to paragraphs, with the page that each begins on. Running headers, footers
//! and page numbers are boilerplate. What is no text is said: scanned pages, and fonts that don't say what their
//! characters mean.
//!
//! 1. The characters of a page and where they stand, by `pdfni`. 2. [`lines`]: characters to lines, [`columns`] one after the other. 3. [`margins`]: what
//!    repeats from page to page. 4. [`paragraphs`]: lines to paragraphs.
//!
//! `pdfni` is young and pinned. It alone of the pure Rust readers knows all encodings of Chinese fonts, and neither
//! panicked nor hung on damaged files; nothing but this file knows of it.

mod columns;
mod lines;
mod margins;
mod paragraphs;

use pdfni::{Error, ExtractQuery, PageSelection, ReaderSettings, TextPage, extract_text_from_bytes_with_query};

use super::document::{Block, Document, Format, Reading};
use super::limits::{MAX_PAGES, MAX_STREAM_BYTES};
use super::problem::{Problem, ProblemKind};
use crate::message;
use crate::messages::Message;
use lines::Line;

/// Of a text at least this share are characters that Chinese and English reports are written with; of the garbage that
/// fonts without meanings give, hardly any.
const MIN_USABLE: f64 = 0.5;
/// A text whose characters are nearly all Latin letters and digits is no Chinese garbage.
const MOSTLY: f64 = 0.95;
/// Page lists in messages are cut after so many.
const SHOWN_PAGES: usize = 8;

/// Reads a file.
///
/// # Errors
/// A [`Problem`] if it is broken or encrypted, or holds no usable text.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Problem> {
    let (pages, mut gaps) = pages(bytes)?;
    if pages.is_empty() {
        return Err(Problem::damaged(message!("no-pages")));
    }
    if pages.len() == MAX_PAGES {
        gaps.push(message!("pages-after", n = MAX_PAGES));
    }
    let pages: Vec<Vec<Line>> = pages.iter().map(lines::of_page).collect();
    let total = pages.len();
    let without_text: Vec<usize> = (0..total).filter(|&page| pages[page].is_empty()).map(|page| page + 1).collect();
    if without_text.len() == total {
        let reason = message!("scanned", pages = message!("pages", n = total));
        return Err(Problem::new(ProblemKind::NeedsOcr, reason));
    }
    let share = usable(pages.iter().flatten().flat_map(|line| line.text.chars()));
    if share < MIN_USABLE {
        let reason = message!("garbled", pages = message!("pages", n = total));
        return Err(Problem::new(ProblemKind::Garbled, reason));
    }
    if !without_text.is_empty() {
        gaps.push(message!("pages-without-text", pages = listed(&without_text)));
    }
    let is_margin = margins::find(&pages);
    let blocks: Vec<Block> = paragraphs::join(&pages, &is_margin);
    let reading = Reading { format: Format::Pdf, gaps, ..Reading::default() };
    Ok(Document { blocks, properties: properties(bytes), reading, ..Document::default() })
}

/// The pages, and which could not be read.
fn pages(bytes: &[u8]) -> Result<(Vec<TextPage>, Vec<Message>), Problem> {
    let settings = ReaderSettings { max_decoded_bytes: MAX_STREAM_BYTES, ..ReaderSettings::default() };
    let query = |pages: &str| ExtractQuery { pages: pages.parse::<PageSelection>().ok(), region: None };
    let range = |first: usize, last: usize| {
        extract_text_from_bytes_with_query(bytes, None, &settings, &query(&format!("{first}-{last}")))
    };
    let problem = |e: Error| match e {
        Error::BadPassword | Error::SecurityRestricted => Problem::encrypted(),
        e => Problem::damaged(Message::quoted(e)),
    };
    match range(1, MAX_PAGES) {
        Ok(document) => Ok((document.pages, Vec::new())),
        Err(e @ (Error::BadPassword | Error::SecurityRestricted | Error::InvalidFormat)) => Err(problem(e)),
        // One broken page fails all: the others are read one by one.
        Err(first) => {
            let (mut pages, mut broken) = (Vec::new(), Vec::new());
            for number in 1..=MAX_PAGES {
                match range(number, number) {
                    Ok(document) if document.pages.is_empty() => break,
                    Ok(document) => pages.extend(document.pages),
                    Err(_) => {
                        broken.push(number);
                        pages.push(TextPage { width: 0.0, height: 0.0, fonts: Vec::new(), chars: Vec::new() });
                        if broken.len() == pages.len() && broken.len() > SHOWN_PAGES {
                            return Err(problem(first));
                        }
                    }
                }
            }
            let gap = message!("broken-pages", pages = listed(&broken));
            if broken.len() == pages.len() { Err(problem(first)) } else { Ok((pages, vec![gap])) }
        }
    }
}

fn listed(pages: &[usize]) -> Message {
    let shown: Vec<String> = pages.iter().take(SHOWN_PAGES).map(ToString::to_string).collect();
    match pages.len().saturating_sub(SHOWN_PAGES) {
        0 => Message::quoted(shown.join(", ")),
        more => message!("pages-and-more", pages = shown.join(", "), more = more),
    }
}

/// The share of characters that reports are written with: frequent Chinese ones, their punctuation, digits; and Latin
/// letters where nearly all are such.
fn usable(chars: impl Iterator<Item = char>) -> f64 {
    let (mut all, mut common, mut rarer, mut latin) = (0_usize, 0_usize, 0_usize, 0_usize);
    for c in chars.filter(|c| !c.is_whitespace()) {
        all += 1;
        match encoding_rs::GBK.encode(c.encode_utf8(&mut [0; 4])).0.as_ref() {
            // GB2312's first level, and its punctuation.
            [0xB0..=0xD7 | 0xA1 | 0xA3, 0xA1..=0xFE] => common += 1,
            _ if c.is_ascii_digit() => common += 1,
            _ if c.is_ascii() => latin += 1,
            // Traditional characters are not in that level.
            _ => rarer += usize::from(('\u{4E00}'..='\u{9FFF}').contains(&c)),
        }
    }
    let is_latin = (common + latin) as f64 > MOSTLY * all as f64;
    let usable = 2 * common + rarer + if is_latin { 2 * latin } else { 0 };
    if all == 0 { 0.0 } else { usable as f64 / (2 * all) as f64 }
}

/// Title, author and date as the file's information dictionary has them, in so far as it lies open in the file.
fn properties(bytes: &[u8]) -> Vec<(String, String)> {
    const KEYS: [(&[u8], &str); 3] = [(b"/Title", "title"), (b"/Author", "author"), (b"/CreationDate", "date")];
    let mut found = Vec::new();
    for (key, name) in KEYS {
        let at = bytes.windows(key.len()).position(|window| window == key);
        let Some(value) = at.and_then(|at| string(&bytes[at + key.len()..])) else { continue };
        let value = match name {
            // D:20210112093000+08'00'
            "date" => match value.strip_prefix("D:").and_then(|date| date.get(..8)).filter(|d| d.is_ascii()) {
                Some(date) => format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]),
                None => continue,
            },
            _ => value.trim().to_owned(),
        };
        found.extend((!value.is_empty()).then(|| (name.to_owned(), value)));
    }
    found
}

/// The string object at the start of `bytes`: (…) or <FEFF…>.
fn string(bytes: &[u8]) -> Option<String> {
    let at = bytes.iter().position(|b| !b.is_ascii_whitespace())?;
    let bytes = &bytes[at..bytes.len().min(at + 2000)];
    let raw: Vec<u8> = match bytes.first()? {
        b'(' => {
            let mut raw = Vec::new();
            let mut rest = bytes[1..].iter().copied();
            loop {
                match rest.next()? {
                    b')' => break,
                    b'\\' => match rest.next()? {
                        b'n' => raw.push(b'\n'),
                        b'r' => raw.push(b'\r'),
                        digit @ b'0'..=b'7' => {
                            let digits = [digit, rest.next()?, rest.next()?];
                            raw.push(
                                digits.iter().fold(0_u8, |n, d| n.wrapping_mul(8).wrapping_add(d.wrapping_sub(b'0'))),
                            );
                        }
                        other => raw.push(other),
                    },
                    byte => raw.push(byte),
                }
            }
            raw
        }
        b'<' if bytes.get(1) != Some(&b'<') => {
            let digits: Vec<u8> =
                bytes[1..].iter().copied().take_while(|b| *b != b'>').filter(u8::is_ascii_hexdigit).collect();
            let (pairs, _) = digits.as_chunks::<2>();
            let byte = |pair: &[u8; 2]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
            pairs.iter().filter_map(byte).collect()
        }
        _ => return None,
    };
    match raw.strip_prefix(&[0xFE, 0xFF]) {
        Some(wide) => Some(encoding_rs::UTF_16BE.decode_without_bom_handling(wide).0.into_owned()),
        None if raw.is_ascii() => String::from_utf8(raw).ok(),
        None => Some(encoding_rs::GB18030.decode_without_bom_handling(&raw).0.into_owned()),
    }
}
