//! OpenDocument texts and presentations (tables are read with those of other formats, in `tables`): an opened package,
//! or one XML file, goes in; out come paragraphs with their styles and automatic numbers; headers and footers as
//! boilerplate. In order of reading: [`reader`], the parts; [`styles`], headings and numbers; [`forms`], what
//! their controls show; [`content`], the text.

mod reader;
mod styles;
mod forms;
mod content;

pub(super) use reader::{read, read_flat};
