//! What is indexed, and what became of every file.

use std::path::PathBuf;

use clap::Args;

use super::place::IndexArgs;
use super::table::{TableArgs, TableForm};

/// Show what is indexed, and what became of every file on the disk: read, not read and why, left out, newer than the index.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  baogao status corpus-sample --problems
  every file, as a table:             baogao status corpus-sample --csv > files.csv
  what has changed since that:        baogao status corpus-sample --since files.csv")]
pub struct Status {
    /// Folder of reports [default: the nearest one with an index, from here upward].
    pub folder: Option<PathBuf>,
    /// Where its index is.
    #[command(flatten)]
    pub place: IndexArgs,
    /// List every file that could not be read, or only in part, and why; every one that is left out or newer, too.
    #[arg(long)]
    pub problems: bool,
    /// Tell what differs, file by file, from an earlier status: a file that --json or --csv wrote.
    #[arg(long, value_name = "FILE", conflicts_with = "problems")]
    pub since: Option<PathBuf>,
    /// Exit with 3 where a file could not be read or is newer than the index.
    #[arg(long)]
    pub strict: bool,
    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
    /// Files as a table, a row each.
    #[command(flatten)]
    table: TableArgs,
}

impl Status {
    /// The format of a table, if one is wanted.
    pub fn table(&self) -> Option<TableForm> {
        self.table.form()
    }
}
