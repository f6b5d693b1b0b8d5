//! Tables: the bytes of a file go in, out comes a document whose blocks are rows. [`sheet`] is Excel's, old and new,
//! WPS's and OpenDocument's; [`drawings`] lie over its cells.

mod drawings;
pub(super) mod sheet;
