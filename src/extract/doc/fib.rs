//! The file information block at the start of the `WordDocument` stream: where everything else lies ([MS-DOC] 2.5).

use super::bytes::Bytes;
use crate::extract::problem::Problem;
use crate::message;

/// The lengths of the document's texts, in characters; they follow each other in this order.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lengths {
    pub(super) main: u32,
    pub(super) footnotes: u32,
    pub(super) margins: u32,
    pub(super) comments: u32,
    pub(super) endnotes: u32,
    pub(super) text_boxes: u32,
}

/// Where tables lie in the table stream, by their index in `FibRgFcLcb97` ([MS-DOC] 2.5.6).
#[derive(Clone, Copy, Debug)]
pub(super) enum Table {
    Styles = 1,
    FootnoteRefs = 2,
    FootnoteTexts = 3,
    CharacterPages = 12,
    ParagraphPages = 13,
    Fonts = 15,
    Pieces = 33,
    ShapeAnchors = 40,
    EndnoteRefs = 46,
    EndnoteTexts = 47,
    Drawings = 50,
    TextBoxes = 56,
    Lists = 73,
    ListOverrides = 74,
}

/// What the block says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fib<'a> {
    stream: Bytes<'a>,
    /// Word 6.0 and 95: text in a code page, properties in another form.
    pub(super) is_word95: bool,
    /// The language that it was written in.
    pub(super) language: u16,
    pub(super) table_stream: &'static str,
    pub(super) lengths: Lengths,
}

impl<'a> Fib<'a> {
    pub(super) fn read(stream: Bytes<'a>) -> Result<Self, Problem> {
        let short = || Problem::damaged(message!("header-cut-off"));
        let magic = stream.u16(0).ok_or_else(short)?;
        if !matches!(magic, 0xA5EC | 0xA5DC | 0xA59B | 0xA59C) {
            return Err(Problem::damaged(message!("no-word-header")));
        }
        let (version, flags) = (stream.u16(2).ok_or_else(short)?, stream.u16(0x0A).ok_or_else(short)?);
        if flags & 0x0100 != 0 {
            return Err(Problem::encrypted());
        }
        // Word 97 is 0x00C1; WPS and others write higher ones.
        let is_word95 = magic != 0xA5EC || version < 0x00C0;
        let count = |at: usize| stream.u32(at).unwrap_or(0);
        let lengths = if is_word95 {
            Lengths { main: count(0x34), footnotes: count(0x38), ..Lengths::default() }
        } else {
            Lengths {
                main: stream.u32(0x4C).ok_or_else(short)?,
                footnotes: count(0x50),
                margins: count(0x54),
                comments: count(0x5C),
                endnotes: count(0x60),
                text_boxes: count(0x64),
            }
        };
        let table_stream = if flags & 0x0200 != 0 { "/1Table" } else { "/0Table" };
        Ok(Self { stream, is_word95, language: stream.u16(6).unwrap_or(0), table_stream, lengths })
    }

    /// The bytes of a table, as the table stream has them.
    pub(super) fn table<'t>(&self, tables: Bytes<'t>, table: Table) -> Bytes<'t> {
        let (at, length) = self.place(0x9A + 8 * table as usize);
        tables.slice(at, length).unwrap_or_default()
    }

    /// The table stream from where a table begins, on past its stated end: lists keep their levels there.
    pub(super) fn table_and_more<'t>(&self, tables: Bytes<'t>, table: Table) -> Bytes<'t> {
        let (at, length) = self.place(0x9A + 8 * table as usize);
        if length == 0 { Bytes::default() } else { tables.from(at) }
    }

    /// Where a table lies, and its length: both in bytes.
    pub(super) fn place(&self, at: usize) -> (usize, usize) {
        (self.stream.u32(at).unwrap_or(0) as usize, self.stream.u32(at + 4).unwrap_or(0) as usize)
    }
}
