//! Rich Text Format: the bytes of a file go in; out comes text in the encodings of its fonts and in Unicode, headings
//! by outline level and style, numbers of lists as the writing program wrote them out, headers and footers as
//! boilerplate; objects of other programs are counted. In order of reading: [`tokens`]; [`words`], what some control words
//! mean; [`tables`] of fonts and styles; [`state`], what they set; [`paragraphs`], where text goes; [`reader`].
//!
//! Own code, as no small crate reads GBK in RTF (`rtf-parser` loses paragraphs, too).

mod tokens;
mod words;
mod tables;
mod state;
mod paragraphs;
mod reader;

pub(super) use reader::read;
