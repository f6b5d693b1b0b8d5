//! `baogao index`: builds or refreshes the index of a folder.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;

use super::common::{Place, extract_options};
use super::progress::BuildProgress;
use super::{Found, Outcome, Output};
use crate::index::{BuildOptions, Location, build};
use crate::output::json;
use crate::source::LinkPolicy;

/// Build or refresh the index of a folder.
///
/// Reads texts in any encoding, Word, WPS, RTF, OpenDocument, PowerPoint, tables, PDF, web pages, mails and zip archives
/// of them, whatever they are called. The index lies in FOLDER/.baogao; until the new one is whole, the old one answers.
#[derive(Debug, Args)]
pub(super) struct Index {
    /// Folder of reports [default: the nearest one with an index, from here upward, else the current one].
    folder: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
    /// Build from nothing: when the index is damaged or of another version.
    #[arg(long)]
    rebuild: bool,
    /// Follow symbolic links, also out of the folder.
    #[arg(long)]
    follow: bool,
    /// Have an outside program recognise pictures and scanned pages: a command that is given a file's path and prints
    /// the text in it.
    #[arg(long, value_name = "COMMAND")]
    ocr: Option<String>,
    /// Print what was done as JSON.
    #[arg(long)]
    json: bool,
}

impl Index {
    pub(super) fn run(self, output: &mut Output) -> Outcome {
        let location: Location = self.place.find(self.folder.as_deref())?;
        let links = if self.follow { LinkPolicy::Follow } else { LinkPolicy::Ignore };
        let options = BuildOptions { links, rebuild: self.rebuild, extract: extract_options(self.ocr) };
        let started = Instant::now();
        let summary = BuildProgress::run(&location, |progress| build(&location, options, progress))?;
        if self.json {
            output.json(&json::Indexed::new(summary, started.elapsed().as_micros() as u64))?;
        }
        Ok(Found::Something)
    }
}
