//! Word documents since 2007: an opened package, or one XML file, goes in; out come paragraphs with their styles and
//! automatic numbers, tables cell by cell, text boxes, notes; headers and footers as boilerplate. Deleted and hidden
//! text is left out, and so are reviewers' comments. In order of reading: [`reader`], the parts; [`styles`], what a
//! style says of its paragraphs; [`lists`], automatic numbers; [`notes`]; [`body`], the text of a part.

mod reader;
mod styles;
mod lists;
mod notes;
mod body;

pub(super) use reader::{read, read_flat};
