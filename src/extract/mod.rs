//! The bytes of a file to blocks of text.
//!
//! Entry point: [`Extractor`]. It gives a [`Document`] or a [`Problem`] for a file and each file within it, and never
//! fails in another way: a file that can't be read is a fact about the folder, to be put on record.
//!
//! 1. [`limits`]; [`document`], [`problem`], [`unread`]: what comes out.
//! 2. What several formats stand on: [`text`] with its encodings, [`numbering`], [`number_formats`], [`fields`],
//!    [`symbols`], [`containers`] of parts and files, [`layout`] of drawn pages, [`drawings`] of office programs.
//! 3. A folder a format: [`html`], [`rtf`], [`docx`], [`doc`], [`odf`], [`slides`], [`tables`], [`pdf`],
//!    [`ofd`]; [`scans`], pages that are pictures.
//! 4. [`format`]: what a file is, by its content. [`read`]: the file, and those within it.
//! 5. [`ocr`]: the text of such pages, by other programs. [`process`]: reading in other processes, which can be ended.

mod limits;
mod document;
mod problem;
mod unread;
mod text;
mod numbering;
mod number_formats;
mod fields;
mod symbols;
mod containers;
mod layout;
mod drawings;
mod html;
mod rtf;
mod docx;
mod doc;
mod odf;
mod slides;
mod tables;
mod pdf;
mod ofd;
mod format;
mod scans;
mod read;
mod ocr;
mod process;

pub use document::{Block, Document, Format, Place, Reading, Style};
pub use limits::MAX_FILE_BYTES;
pub use ocr::{Engine as OcrEngine, MAX_CACHE_BYTES, is_missing, prune};
pub use problem::{Problem, ProblemKind};
pub use process::{ExtractOptions, Extractor, Watch, bytes_of, hash_of, serve};
pub use read::Extracted;
