//! `baogao list`: every section of the reports that the filters let through.

use std::path::PathBuf;

use clap::Args;

use super::common::{FilterArgs, Place};
use super::{Found, Outcome, Output};
use crate::message;
use crate::output::json;
use crate::search::{self, Texts};

/// List every section of the reports of an author, a year, a role …, as an outline per report.
#[derive(Debug, Args)]
#[command(after_help = "Example: baogao list corpus-sample --author 林国栋 --section 廉洁自律 --text")]
pub(super) struct List {
    /// Folder of reports [default: the nearest one with an index, from here upward].
    folder: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
    /// Print the sections' texts, too.
    #[arg(long)]
    text: bool,
    /// Print one JSON object a report.
    #[arg(long)]
    json: bool,
    // Last: the heading of the filters goes on to the end.
    #[command(flatten)]
    filters: FilterArgs,
}

impl List {
    pub(super) fn run(self, output: &mut Output) -> Outcome {
        let filters = self.filters.parse()?;
        let reader = self.place.open(self.folder.as_deref())?;
        let texts = if self.text { Texts::Read } else { Texts::Left };
        let mut found = Found::Nothing;
        for listed in search::list(&reader, &filters, texts)? {
            let listed = listed?;
            found = Found::Something;
            if self.json {
                output.json(&json::ListLine::of(&listed))?;
            } else {
                output.people(&reader.location().folder, |terminal| terminal.listed(&listed))?;
            }
        }
        if let Some(unreadable) = super::progress::unreadable(&reader) {
            output.tell(&unreadable)?;
        }
        if found == Found::Nothing {
            output.tell(&message!("no-report-has-this"))?;
        }
        Ok(found)
    }
}
