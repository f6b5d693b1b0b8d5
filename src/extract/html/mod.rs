//! Web pages: the bytes of a file go in; out come paragraphs, headings, lists with their numbers, tables cell by cell.
//! What the page has around its text (menus, paths, footers, lists of links) is boilerplate; scripts and hidden text
//! are left out. In order of reading: [`charset`]; [`elements`], what tags mean; [`page`], tags to lines; [`reader`].
//!
//! Read as a stream of tags and not as a tree: pages nest without end, and end tags are often missing.

mod charset;
mod elements;
mod page;
mod reader;

pub(super) use reader::read;
