//! The steps from the bytes of a file to its paragraphs, and whether what was read is text.

use super::info;
use super::objects::{self, File, Seen, UNKNOWN};
use crate::extract::containers::mail::Attachment;
use crate::extract::document::{Block, Blocks, Document, Format, Place, Reading, Style};
use crate::extract::layout;
use crate::extract::limits::MAX_PAGES;
use crate::extract::problem::{Problem, ProblemKind};
use crate::extract::unread::{Thing, Unread};
use crate::message;
use crate::messages::Message;

/// Of a text at least this share are characters that Chinese and English reports are written with; of the garbage that
/// fonts without meanings give, hardly any.
const MIN_USABLE: f64 = 0.5;
/// A text whose characters are nearly all Latin letters and digits is no Chinese garbage.
const MOSTLY: f64 = 0.95;

/// Reads a file, and hands out the files that are attached to it.
///
/// # Errors
/// A [`Problem`] if it is broken or encrypted, or holds no usable text; what `attach` returns.
pub(in crate::extract) fn read(
    bytes: &[u8],
    attach: &mut dyn FnMut(Attachment) -> Result<(), Problem>,
) -> Result<Document, Problem> {
    let file = File::open(bytes);
    let mut unread = Unread::default();
    if let Some(file) = &file {
        unread.add(Thing::Attachment, objects::attached(file, attach)?);
    }
    let Seen { pages, remarks, mut gaps } = objects::pages(bytes, file.as_ref(), &mut unread)?;
    if pages.is_empty() {
        return Err(Problem::damaged(message!("no-pages")));
    }
    if pages.len() == MAX_PAGES {
        gaps.push(message!("pages-after", n = MAX_PAGES));
    }
    let total = pages.len();
    let without_text: Vec<u32> = (1..).zip(&pages).filter(|(_, page)| !page.has_text()).map(|(page, _)| page).collect();
    if without_text.len() == total && remarks.is_empty() {
        let reason = message!("scanned", pages = message!("pages", n = total));
        return Err(Problem::new(ProblemKind::NeedsOcr, reason));
    }
    let mut blocks = layout::blocks(&pages);
    let share = usable(blocks.iter().flat_map(|block| block.text.chars()));
    if !blocks.is_empty() && share < MIN_USABLE {
        let reason = message!("garbled", pages = message!("pages", n = total));
        return Err(Problem::new(ProblemKind::Garbled, reason));
    }
    gaps.extend(without_meaning(&mut blocks));
    gaps.extend(unread.gap());
    add_remarks(&mut blocks, remarks);
    let reading = Reading { format: Format::Pdf, gaps, ..Reading::default() };
    Ok(Document {
        blocks,
        properties: file.as_ref().map(info::properties).unwrap_or_default(),
        reading,
        without_text,
        ..Document::default()
    })
}

/// How many characters no font says the meaning of. A paragraph of nothing else says nothing.
fn without_meaning(blocks: &mut Vec<Block>) -> Option<Message> {
    let unknown = blocks.iter().map(|block| block.text.matches(UNKNOWN).count()).sum::<usize>();
    if unknown > 0 {
        blocks.retain(|block| block.text.contains(|c: char| c != UNKNOWN && !c.is_whitespace()));
    }
    (unknown > 0).then(|| message!("characters-without-meaning", n = unknown))
}

/// Adds what people remarked on a page after what stands there: a reader opens it there, and it breaks no paragraph.
fn add_remarks(blocks: &mut Vec<Block>, remarks: Vec<(u32, String)>) {
    for (page, text) in remarks.into_iter().rev() {
        let at = blocks.partition_point(|block| block.place.page().is_none_or(|of| of <= page));
        let mut remark = Blocks::default();
        remark.push(&text, Style::Plain, Place::Page(page));
        blocks.splice(at..at, remark.blocks);
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
