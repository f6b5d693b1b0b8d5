//! Answers to be passed on: in go hits, counts, lists and files, out come tables ([`csv`], [`xlsx`]) and quotations with
//! their sources ([`markdown`], [`docx`]).
//!
//! [`table`]: what a table is made of, whatever its format. [`search`], [`facets`], [`list`], [`files`]: the columns and rows
//! of each answer. Heads are in the reader's language.

mod csv;
mod docx;
mod facets;
mod files;
mod list;
mod markdown;
mod search;
mod source;
mod table;
mod xlsx;

pub use csv::CsvTable;
pub use docx::{Headings, Quotations};
pub use facets::{count_columns, count_rows, figure_columns, figure_row};
pub use files::{file_columns, file_row, since_columns, since_row};
pub use list::{list_columns, list_rows};
pub use markdown::markdown;
pub use search::{Column, hit_columns, hit_row, line_columns, line_row, report_columns, report_row};
pub use source::{QuotedPlace, source, source_at};
pub use table::{Cell, Table};
pub use xlsx::XlsxTable;
