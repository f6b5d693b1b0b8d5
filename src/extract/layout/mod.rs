//! Pages as they are drawn, of any format: characters and ruling lines and where they stand go in; out come paragraphs
//! with the page that each begins on. Running headers, footers and page numbers are boilerplate. In order of reading:
//! [`page`], what goes in; [`lines`], characters to lines, [`columns`] one after the other; [`margins`], what repeats
//! from page to page; [`paragraphs`], lines to paragraphs.

mod page;
mod columns;
mod lines;
mod margins;
mod paragraphs;

pub(super) use page::{Direction, Glyph, Page, Rule};

use super::document::Block;

/// The paragraphs of a file's pages, in the order in which they are read; each page that is to be counted is given, empty
/// or not.
pub(super) fn blocks(pages: &[Page]) -> Vec<Block> {
    let pages: Vec<Vec<lines::Line>> = pages.iter().map(lines::of_page).collect();
    let is_margin = margins::find(&pages);
    paragraphs::join(&pages, &is_margin)
}
