//! Pages as they are drawn, of any format: characters and ruling lines and where they stand go in; out come paragraphs
//! with the page that each begins on, and rows of tables. What stands around the text is boilerplate: running headers
//! and footers, page numbers, watermarks.
//!
//! 1. [`page`]: what goes in. [`text`]: the characters of a line to its text.
//! 2. [`directions`]: which way the characters are read; [`aside`]: which of them are no text.
//! 3. [`lines`]: characters to pieces of lines. [`grid`] and [`tables`]: ruled tables to rows; [`aligned`]: unruled ones.
//! 4. [`order`]: lines and tables in the order of reading. [`flow`]: these steps, for a page.
//! 5. [`margins`]: what repeats from page to page; [`notes`] at its foot. [`setting`]: how the text is set;
//!    [`paragraphs`]: lines to paragraphs.

mod page;
mod text;
mod directions;
mod aside;
mod lines;
mod grid;
mod tables;
mod aligned;
mod order;
mod flow;
mod margins;
mod notes;
mod setting;
mod paragraphs;

pub(super) use page::{Direction, Glyph, Page, Rule};

use super::document::Block;

/// The paragraphs of a file's pages, in the order in which they are read; each page that is to be counted is given, empty
/// or not.
pub(super) fn blocks(pages: &[Page]) -> Vec<Block> {
    let pages: Vec<flow::PageLines> = pages.iter().map(flow::of_page).collect();
    let is_margin = margins::find(&pages);
    paragraphs::join(&pages, &is_margin)
}
