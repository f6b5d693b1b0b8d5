//! What a PDF holds beside the text of its pages, and what its fonts leave open: the bytes of a file go in; out come pages
//! as a reader sees them, with what is filled into fields and what annotations show at their places, without hidden
//! layers and without characters that the file doesn't say; further remarks on the text, files that are attached, and what could not
//! be read of all that. In order of reading: [`file`], the objects, by `hayro-syntax`; [`strings`], those that are texts; [`layers`], which of
//! them are hidden; [`cmap`], [`meaning`] and [`fonts`], which codes have
//! no meaning; [`fields`] and [`annotations`], what stands on a page beside its text; [`copy`], a smaller file made of all this, for the reader of text; [`seen`], the steps;
//! [`attachments`], files within the file.
//!
//! A file that can't be opened here is read as if it held nothing but text.

mod file;
mod strings;
mod layers;
mod cmap;
mod meaning;
mod fonts;
mod fields;
mod annotations;
mod copy;
mod seen;
mod attachments;

pub(super) use attachments::attached;
pub(super) use file::File;
pub(super) use meaning::UNKNOWN;
pub(super) use seen::{Seen, pages};
pub(super) use strings::decoded_text;
