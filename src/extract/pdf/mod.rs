//! PDF: the bytes of a file go in; out come paragraphs, with the page that each begins on. Running headers, footers and
//! page numbers are boilerplate. What is no text is said: scanned pages, and fonts that don't say what their characters
//! mean. In order of reading: [`reader`], the steps; [`pages`], the characters of a page and where they stand, by
//! `pdfni`, which [`layout`](crate::extract::layout) reads; [`objects`], what stands there beside them, what is attached,
//! and what fonts leave open; [`info`], what the file says of itself.
//!
//! `pdfni` is young and pinned. It alone of the pure Rust readers knows all encodings of Chinese fonts, and neither
//! panicked nor hung on damaged files; nothing but this folder knows of it.

mod reader;
mod pages;
mod objects;
mod info;

pub(super) use pages::listed;
pub(super) use reader::read;
