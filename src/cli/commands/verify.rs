//! `baogao verify`: whether an index is sound.

use std::path::PathBuf;

use clap::Args;

use crate::cli::open::{as_built, find, plain_options};
use crate::cli::outcome::{Found, Outcome};
use crate::cli::terminal::{BuildProgress, Output};
use crate::index::{Reader, build, verify};
use crate::message;
use crate::output::json;
use crate::request::IndexArgs;

/// Check an index: its checksums, and what it holds of each file against the file.
#[derive(Debug, Args)]
pub(in crate::cli) struct Verify {
    /// Folder of reports [default: the nearest one with an index, from here upward].
    folder: Option<PathBuf>,
    #[command(flatten)]
    place: IndexArgs,
    /// Read again what differs; build a damaged index anew.
    #[arg(long)]
    repair: bool,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

impl Verify {
    pub(in crate::cli) fn run(self, output: &mut Output) -> Outcome {
        let location = find(&self.place, self.folder.as_deref())?;
        // As it was built it is compared, and repaired.
        let opened = Reader::open(&location);
        let mut options = opened.as_ref().map_or_else(|_| plain_options(), |reader| as_built(reader.commit()));
        let verified = BuildProgress::watch(&location.folder, &message!("checking-bar"), |progress| {
            verify(&location, &options, progress)
        })?;
        if self.json {
            output.json(&json::Verified::of(&verified))?;
        } else {
            output.people(&location.folder, |terminal| terminal.verified(&verified))?;
        }
        if !self.repair || (verified.is_sound() && verified.outdated.is_empty()) {
            return Ok(if verified.is_sound() { Found::Something } else { Found::Nothing });
        }
        // How an index was built that can't be opened is not known: it is for its user to say.
        opened?;
        options.rebuild = !verified.damaged.is_empty();
        options.again = verified.differing.into_iter().chain(verified.outdated).collect();
        let done = BuildProgress::run(&location.folder, |progress| build(&location, options, progress))?;
        Ok(if done.left > 0 { Found::Stopped } else { Found::Something })
    }
}
