//! Web pages: the bytes of a file go in; out come paragraphs, headings, lists with their numbers, tables cell by cell.
//! What the page has around its text (menus, paths, footers, lists of links) is boilerplate; scripts and hidden text
//! are left out. In order of reading: [`charset`]; [`declarations`], [`selectors`], [`stylesheet`]: what
//! the page's own style sheets hide, which [`sources`] finds; [`elements`], what tags mean; [`page`], tags to lines;
//! [`reader`].
//!
//! Own code for style sheets: `selectors` and `cssparser` want a tree of the page and 40 crates, and say what holds now,
//! not what may be seen as the page is used.
//!
//! Read as a stream of tags and not as a tree: pages nest without end, and end tags are often missing.

mod charset;
mod declarations;
mod selectors;
mod stylesheet;
mod sources;
mod elements;
mod page;
mod reader;

pub(super) use reader::read;
