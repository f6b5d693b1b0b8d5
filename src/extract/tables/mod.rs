//! Tables: the bytes of a file go in, out comes a document whose blocks are rows. [`sheet`] is Excel's, old and new,
//! WPS's and OpenDocument's.

pub(super) mod sheet;
