//! `baogao status`: what is indexed, and what could not be read and why.

use std::path::{Path, PathBuf};

use clap::Args;

use super::common::Place;
use super::{Found, Outcome, Output};
use crate::output::json;
use crate::search;

/// Show what is indexed, and what could not be read and why.
#[derive(Debug, Args)]
pub(super) struct Status {
    /// Folder of reports [default: the nearest one with an index, from here upward].
    folder: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

impl Status {
    pub(super) fn run(self, output: &mut Output) -> Outcome {
        let reader = self.place.open(self.folder.as_deref())?;
        let problems = search::problems(&reader)?;
        let unknown = search::unknown(&reader)?;
        let location = reader.location();
        let bytes = bytes_of(&location.index);
        if self.json {
            let index = location.index.display().to_string();
            output.json(&json::Status::new(reader.commit(), index, bytes, &problems, unknown))?;
        } else {
            output
                .people(&location.folder, |t| t.status(reader.commit(), &location.index, bytes, &problems, unknown))?;
        }
        Ok(Found::Something)
    }
}

/// The size of the files in a folder, sub-folders not counted: an index has none.
fn bytes_of(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.metadata().ok()).map(|metadata| metadata.len()).sum()
}
