//! Text: the bytes of a file go in, out come characters, or the blocks of a text file. In order of reading:
//! [`encoding`], on which most formats stand; [`plain`], text and Markdown.

pub(super) mod encoding;
pub(super) mod plain;
