//! `baogao status`: what is indexed, and what could not be read and why.

use std::path::{Path, PathBuf};

use clap::Args;

use super::common::Place;
use super::freshness::said_of;
use super::progress::tell;
use super::{Found, Outcome, Output};
use crate::index::changes_since;
use crate::output::json;
use crate::output::terminal::Named;
use crate::search;

/// Show what is indexed, and what could not be read and why.
#[derive(Debug, Args)]
pub(super) struct Status {
    /// Folder of reports [default: the nearest one with an index, from here upward].
    folder: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
    /// List every file that could not be read, or only in part, and why.
    #[arg(long)]
    problems: bool,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

impl Status {
    pub(super) fn run(self, output: &mut Output) -> Outcome {
        let reader = self.place.open(self.folder.as_deref())?;
        let (problems, partly) = (search::problems(&reader)?, search::partly_read(&reader)?);
        let unknown = search::unknown(&reader)?;
        let location = reader.location();
        let bytes = bytes_of(&location.index);
        if self.json {
            let index = location.index.display().to_string();
            output.json(&json::Status::new(reader.commit(), index, bytes, &problems, &partly, unknown))?;
            return Ok(Found::Something);
        }
        let named = if self.problems { Named::All } else { Named::First };
        output.people(&location.folder, |terminal| {
            if !self.problems {
                terminal.status(reader.commit(), &location.index, bytes, unknown)?;
            }
            terminal.problems(&problems, &partly, named)
        })?;
        // Of the whole folder: a search only glances at it.
        said_of(changes_since(&reader)?).iter().for_each(tell);
        Ok(Found::Something)
    }
}

/// The size of the files in a folder, sub-folders not counted: an index has none.
fn bytes_of(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.metadata().ok()).map(|metadata| metadata.len()).sum()
}
