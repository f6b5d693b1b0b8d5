//! An answer as a table, as arguments.

use std::path::PathBuf;

use clap::Args;

/// An answer as a table.
#[derive(Clone, Debug, Default, Args)]
pub struct TableArgs {
    /// Print all of it as a table that spreadsheet programs open.
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// Write such a table as an Excel workbook.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["json", "csv"])]
    xlsx: Option<PathBuf>,
}

/// The format of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableForm {
    /// CSV, on standard output.
    Csv,
    /// An Excel workbook, into a file.
    Xlsx(PathBuf),
}

impl TableArgs {
    /// The format, if a table is wanted.
    pub fn form(&self) -> Option<TableForm> {
        match &self.xlsx {
            Some(file) => Some(TableForm::Xlsx(file.clone())),
            None => self.csv.then_some(TableForm::Csv),
        }
    }
}
