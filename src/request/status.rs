//! What is indexed, and what could not be read.

use std::path::PathBuf;

use clap::Args;

use super::place::IndexArgs;

/// Show what is indexed, and what could not be read and why.
#[derive(Debug, Args)]
pub struct Status {
    /// Folder of reports [default: the nearest one with an index, from here upward].
    pub folder: Option<PathBuf>,
    /// Where its index is.
    #[command(flatten)]
    pub place: IndexArgs,
    /// List every file that could not be read, or only in part, and why.
    #[arg(long)]
    pub problems: bool,
    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
}
