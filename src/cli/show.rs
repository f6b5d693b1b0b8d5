//! `baogao show`: one report, with the evidence of all that is known of it.

use std::path::PathBuf;

use clap::Args;

use super::common::Place as Where;
use super::{Found, Outcome, Output};
use crate::index::Reader;
use crate::message;
use crate::output::json;
use crate::search::{self, Place};

/// Show one report: what is known of it and why, its outline, its text.
#[derive(Debug, Args)]
pub(super) struct Show {
    /// Path of the report, or a part of it that no other has; or a citation, as --markdown and --json print it.
    report: String,
    /// Folder of reports [default: the nearest one with an index, from here upward].
    folder: Option<PathBuf>,
    #[command(flatten)]
    place: Where,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

impl Show {
    pub(super) fn run(self, output: &mut Output) -> Outcome {
        let reader = self.place.open(self.folder.as_deref())?;
        if let Some(place) = Place::parse(&self.report) {
            return cited(output, &reader, &place, self.json);
        }
        let listed = search::find_report(&reader, &self.report)?;
        if self.json {
            output.json(&json::Show::of(&listed))?;
        } else {
            output.people(&reader.location().folder, |terminal| terminal.show(&listed))?;
        }
        Ok(Found::Something)
    }
}

/// Prints the passage that a citation means.
fn cited(output: &mut Output, reader: &Reader, place: &Place, json: bool) -> Outcome {
    let (text, is_same) = search::cited(reader, place)?;
    if json {
        output.json(&json::Cited { citation: place.to_string(), text: &text, unchanged: is_same })?;
    } else {
        output.people(&reader.location().folder, |terminal| terminal.cited(place, &text))?;
    }
    if !is_same {
        super::progress::tell(&message!("file-has-changed"));
    }
    Ok(Found::Something)
}
