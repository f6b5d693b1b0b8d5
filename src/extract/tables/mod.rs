//! Tables: the bytes of a file go in, out comes a document whose blocks are rows, each with its sheet and its number in
//! it; a cell is what the program that shows it would show. In order of reading: [`rows`],
//! cells to blocks; [`excel`], Excel's workbooks and WPS's, by `calamine`, with the [`formats`] that this does
//! not tell read by [`xls`], [`xlsb`] and [`xlsx`]; [`ods`], OpenDocument's, own code, as `calamine` reads values and not what is shown;
//! [`drawings`] lie over the cells; [`sheet`], which of them a file is.
//!
//! Hidden sheets, rows and columns are none of what a reader sees: they are left out, and on record.

mod rows;
mod formats;
mod xls;
mod xlsb;
mod xlsx;
mod excel;
mod ods;
mod drawings;
pub(super) mod sheet;
