//! The bytes of a file to the characters of its pages and where they stand.

use pdfni::{
    EdgePart, Error, ExtractQuery, PageSelection, ReaderSettings, TextChar, TextFont,
    extract_text_from_bytes_with_query, read_pages_full_with,
};

use crate::extract::layout::{Direction, Glyph, Page, Rule};
use crate::extract::limits::{MAX_PAGES, MAX_STREAM_BYTES};
use crate::extract::problem::Problem;
use crate::message;
use crate::messages::Message;

/// Page lists in messages are cut after so many.
const SHOWN_PAGES: usize = 8;

/// A page, and what its glyphs are drawn with.
#[derive(Debug, Default)]
pub(super) struct DrawnPage {
    pub(super) page: Page,
    /// The names of its fonts.
    pub(super) fonts: Vec<String>,
    /// For each glyph, its font.
    pub(super) font_of: Vec<u32>,
}

/// The pages, and which could not be read.
pub(super) fn read(bytes: &[u8]) -> Result<(Vec<DrawnPage>, Vec<Message>), Problem> {
    let settings = ReaderSettings { max_decoded_bytes: MAX_STREAM_BYTES, ..ReaderSettings::default() };
    let query = |pages: &str| ExtractQuery { pages: pages.parse::<PageSelection>().ok(), region: None };
    let range = |first: usize, last: usize| {
        extract_text_from_bytes_with_query(bytes, None, &settings, &query(&format!("{first}-{last}")))
    };
    let problem = |e: Error| match e {
        Error::BadPassword | Error::SecurityRestricted => Problem::encrypted(),
        // Its last line says where its table of contents is.
        _ if memchr::memmem::rfind(bytes, b"%%EOF").is_none() => Problem::cut_off(),
        _ => Problem::overwritten(),
    };
    match read_pages_full_with(bytes, None, &settings) {
        Ok(document) => {
            let pages = document.pages.into_iter().take(MAX_PAGES).map(|read| {
                let rules = read.parts.edges.iter().map(|edge| rule(edge, read.norm_rotate, read.width, read.height));
                let rules = rules.collect();
                // The page itself isn't turned back.
                let (width, height) = match read.norm_rotate {
                    90 | 270 => (read.height, read.width),
                    _ => (read.width, read.height),
                };
                let mut drawn = page(width, height, &read.text.fonts, read.text.chars);
                drawn.page.rules = rules;
                drawn
            });
            Ok((pages.collect(), Vec::new()))
        }
        Err(e @ (Error::BadPassword | Error::SecurityRestricted | Error::InvalidFormat)) => Err(problem(e)),
        // One broken page fails all: the others are read one by one.
        Err(first) => {
            let (mut pages, mut broken) = (Vec::new(), Vec::new());
            for number in 1..=MAX_PAGES {
                match range(number, number) {
                    Ok(document) if document.pages.is_empty() => break,
                    Ok(document) => {
                        let read = document.pages.into_iter();
                        pages.extend(read.map(|read| page(read.width, read.height, &read.fonts, read.chars)));
                    }
                    Err(_) => {
                        broken.push(number);
                        pages.push(DrawnPage::default());
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

/// Whether a file has more pages than so many, in so far as that can be told.
pub(super) fn has_more_than(bytes: &[u8], n: usize) -> bool {
    let settings = ReaderSettings { max_decoded_bytes: MAX_STREAM_BYTES, ..ReaderSettings::default() };
    let query = ExtractQuery { pages: (n + 1).to_string().parse::<PageSelection>().ok(), region: None };
    let read = extract_text_from_bytes_with_query(bytes, None, &settings, &query);
    n < MAX_PAGES && read.is_ok_and(|document| !document.pages.is_empty())
}

/// A page as [`layout`](crate::extract::layout) takes it, without its ruling lines.
fn page(width: f64, height: f64, fonts: &[TextFont], mut chars: Vec<TextChar>) -> DrawnPage {
    chars.retain(|c| !c.synthetic);
    let font_of = chars.iter().map(|c| c.font).collect();
    let glyph = |c: TextChar| {
        let bold = fonts.get(c.font as usize).is_some_and(|font| font.bold);
        let vertical = fonts.get(c.font as usize).is_some_and(|font| font.vertical);
        // Counter-clockwise, in degrees.
        let direction = match c.rot {
            90 => Direction::Turned(3),
            180 => Direction::Turned(2),
            270 => Direction::Turned(1),
            _ if !c.upright => Direction::Slanted,
            _ if vertical => Direction::Down,
            _ => Direction::Level,
        };
        let TextChar { text, left, right, top, bottom, font_size: size, transform, .. } = c;
        Glyph { text, left, right, top, bottom, baseline: transform[5], size, bold, direction, aside: false }
    };
    let glyphs = chars.into_iter().map(glyph).collect();
    let page = Page { width, height, glyphs, rules: Vec::new() };
    DrawnPage { page, fonts: fonts.iter().map(|font| font.name.clone()).collect(), font_of }
}

/// A ruling line. Those of a page whose text is turned are given as they stand once it is turned back, by `turn` degrees
/// to a page `width` wide and `height` high; characters are not.
fn rule(edge: &EdgePart, turn: i32, width: f64, height: f64) -> Rule {
    let EdgePart { left, right, top, bottom, .. } = *edge;
    match turn {
        90 => Rule { left: top, right: bottom, top: width - right, bottom: width - left },
        180 => Rule { left: width - right, right: width - left, top: height - bottom, bottom: height - top },
        270 => Rule { left: height - bottom, right: height - top, top: left, bottom: right },
        _ => Rule { left, right, top, bottom },
    }
}

/// Numbers of pages, for people.
pub(in crate::extract) fn listed(pages: &[usize]) -> Message {
    let shown: Vec<String> = pages.iter().take(SHOWN_PAGES).map(ToString::to_string).collect();
    match pages.len().saturating_sub(SHOWN_PAGES) {
        0 => Message::quoted(shown.join(", ")),
        more => message!("pages-and-more", pages = shown.join(", "), more = more),
    }
}
