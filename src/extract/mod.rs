//! The bytes of a file to blocks of text.
//!
//! Entry point: [`Extractor`]. It gives a [`Document`] or a [`Problem`] for a file and each file within it, and never
//! fails in another way: a file that can't be read is a fact about the folder, to be put on record.
//!
//! 1. [`limits`]; [`document`], [`problem`]: what comes out.
//! 2. What several formats stand on: [`encoding`], [`numbering`], and the containers [`package`] (zip) with [`xml`] and
//!    [`ooxml`], and [`ole`].
//! 3. The formats: [`text`], [`html`], [`rtf`], [`docx`], [`pptx`], [`odf`], [`doc`], [`sheet`], [`pdf`], [`mail`].
//! 4. [`format`]: what a file is, by its content. [`read`]: the file, and those within it.
//! 5. [`worker`], [`extractor`]: reading in other processes, which can be ended.

mod doc;
mod document;
mod docx;
mod encoding;
mod extractor;
mod format;
mod html;
pub mod limits;
mod mail;
mod numbering;
mod odf;
mod ole;
mod ooxml;
mod package;
mod pdf;
mod pptx;
mod problem;
mod read;
mod rtf;
mod sheet;
mod text;
mod worker;
mod xml;

pub use document::{Block, Document, Format, Place, Reading, Style};
pub use extractor::{ExtractOptions, Extractor, hash_of};
pub use problem::{Problem, ProblemKind};
pub use read::Extracted;
pub use worker::serve;
