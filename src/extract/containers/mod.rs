//! What holds other things: the bytes of a file go in, out come the parts of a document, or the files that it holds,
//! each bounded in size. In order of reading: [`package`], a zip file, with [`xml`] of its parts and [`ooxml`], how
//! parts refer to each other; [`ole`], the container before it, with [`bytes`] and [`records`] of its streams; [`mail`], a text with files
//! attached to it, and [`flowed`], its lines; [`archive`], files in files, by their [`names`].

pub(super) mod names;
pub(super) mod package;
pub(super) mod xml;
pub(super) mod ooxml;
pub(super) mod ole;
pub(super) mod bytes;
pub(super) mod records;
mod flowed;
pub(super) mod mail;
pub(super) mod archive;
