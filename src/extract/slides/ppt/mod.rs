//! Presentations of PowerPoint 97 to 2003, and WPS: an opened container goes in; out come the slides in the order of
//! their list, each with its title, texts and tables, and its notes after it; what masters and footers show on every
//! slide as boilerplate. In order of reading: [`reader`]; [`records`] that streams are made of; [`persist`], where parts
//! lie; [`text`], characters to paragraphs; [`drawing`], shapes with their texts.

mod reader;
mod records;
mod persist;
mod text;
mod drawing;

pub(in crate::extract) use reader::read;
