//! Word documents of 1995 to 2003, and WPS: an opened container goes in; out comes text put together from pieces,
//! headings, automatic numbers, tables cell by cell, notes, text boxes; headers and footers as boilerplate. Deleted and
//! hidden text is left out, and so are comments. In order of reading: [`reader`]; [`fib`], where everything lies, in
//! [`bytes`]; [`text`], the characters; [`properties`], [`styles`], [`lists`], what paragraphs and characters are;
//! [`form`], what was chosen in forms; [`fonts`] of signs; [`assemble`], characters to paragraphs; [`word97`], all of these together; [`word95`], what was different then.
//!
//! Own code over `cfb`: `undoc`, the best crate there is, does not say how lists are numbered, and takes the text of
//! Word 95 files without a table of fonts for Western.

mod reader;
mod fib;
mod text;
mod properties;
mod styles;
mod lists;
mod form;
mod fonts;
mod assemble;
mod word97;
mod word95;

use super::containers::bytes;

pub(super) use reader::read;
