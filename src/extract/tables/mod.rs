//! Tables: the bytes of a file go in, out comes a document whose blocks are rows. [`sheet`] is Excel's, old and new,
//! WPS's and OpenDocument's; [`drawings`] lie over its cells, in [`ods_drawings`] and [`xls_drawings`] in other forms.

mod drawings;
mod ods_drawings;
mod xls_drawings;
pub(super) mod sheet;
