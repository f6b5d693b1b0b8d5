//! One report, or a passage of one.

use std::path::PathBuf;

use clap::Args;

use super::place::IndexArgs;

/// Show one report: what is known of it and why, its outline, its text.
#[derive(Debug, Args)]
pub struct Show {
    /// Path of the report, or a part of it that no other has; or a citation, as --markdown and --json print it.
    pub report: String,
    /// Folder of reports [default: the nearest one with an index, from here upward].
    pub folder: Option<PathBuf>,
    /// Where its index is.
    #[command(flatten)]
    pub place: IndexArgs,
    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
}
