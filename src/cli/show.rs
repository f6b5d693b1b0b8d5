//! `baogao show`: one report, with the evidence of all that is known of it.

use std::path::PathBuf;

use clap::Args;

use super::common::Place;
use super::{Found, Outcome, Output};
use crate::output::json;
use crate::search;

/// Show one report: what is known of it and why, its outline, its text.
#[derive(Debug, Args)]
pub(super) struct Show {
    /// Path of the report, or a part of it that no other has.
    report: String,
    /// Folder of reports [default: the nearest one with an index, from here upward].
    folder: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

impl Show {
    pub(super) fn run(self, output: &mut Output) -> Outcome {
        let reader = self.place.open(self.folder.as_deref())?;
        let listed = search::find_report(&reader, &self.report)?;
        if self.json {
            output.json(&json::Show::of(&listed))?;
        } else {
            output.people(&reader.location().folder, |terminal| terminal.show(&listed))?;
        }
        Ok(Found::Something)
    }
}
