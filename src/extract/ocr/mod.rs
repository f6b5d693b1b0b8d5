//! The text of pages that are pictures, by programs for text recognition: a picture of a page goes in, paragraphs come out. A
//! program may have so much time, is ended with all that it started, and what it recognised of a page is kept. In order of
//! reading: [`line`], what programs say of a page; [`run`], a program within bounds; [`tesseract`], [`rapidocr`] and
//! [`engine`], which of them; [`cache`]; [`recogniser`], pages side by side; [`columns`] and [`paragraphs`], lines to
//! paragraphs; [`pages`], the pages of a file; [`merge`], what becomes of its document.

mod line;
mod run;
mod tesseract;
mod rapidocr;
mod engine;
mod cache;
mod recogniser;
mod columns;
mod paragraphs;
mod merge;
mod pages;

pub use cache::MAX_BYTES as MAX_CACHE_BYTES;
pub use cache::prune;
pub use engine::Engine;
pub(super) use pages::FilePages;
pub(super) use recogniser::Recogniser;
pub use recogniser::is_missing;
