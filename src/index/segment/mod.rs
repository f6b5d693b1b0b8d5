//! The parts of a segment that are ours, beside the engine's: in go documents, out comes what decides what matches, and what is
//! given back.
//!
//! [`document`]: a document as they take it. [`pairs`]: where pairs of characters stand; [`texts`]: what was put in, to be given
//! back. [`bytes`]: how both write numbers.

mod bytes;
mod document;
pub(in crate::index) mod pairs;
pub(in crate::index) mod texts;

pub(in crate::index) use document::IndexDocument;
