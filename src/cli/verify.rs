//! `baogao verify` and `baogao compact`: whether an index is sound, and an index in one piece.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::common::{DEFAULT_WAIT, Place, extract_options};
use super::progress::{BuildProgress, tell};
use super::{Found, Outcome, Output};
use crate::index::{BuildOptions, build, compact, verify};
use crate::message;
use crate::output::json;

/// Check an index: its checksums, and what it holds of each file against the file.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// Folder of reports [default: the nearest one with an index, from here upward].
    folder: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
    /// Read again what differs; build a damaged index anew.
    #[arg(long)]
    repair: bool,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

impl Verify {
    pub(super) fn run(self, output: &mut Output) -> Outcome {
        let location = self.place.find(self.folder.as_deref())?;
        let mut options = options();
        let verified = BuildProgress::watch(&location, &message!("checking-bar"), |progress| {
            verify(&location, &options, progress)
        })?;
        if self.json {
            output.json(&json::Verified::of(&verified))?;
        } else {
            output.people(&location.folder, |terminal| terminal.verified(&verified))?;
        }
        if verified.is_sound() || !self.repair {
            return Ok(if verified.is_sound() { Found::Something } else { Found::Nothing });
        }
        options.rebuild = !verified.damaged.is_empty();
        options.again = verified.differing.into_iter().collect();
        BuildProgress::run(&location, |progress| build(&location, options, progress))?;
        Ok(Found::Something)
    }
}

/// Merge an index into one piece, and remove what killed processes left.
#[derive(Debug, Args)]
pub(super) struct Compact {
    /// Folder of reports [default: the nearest one with an index, from here upward].
    folder: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
}

impl Compact {
    pub(super) fn run(self, _: &mut Output) -> Outcome {
        let location = self.place.find(self.folder.as_deref())?;
        let done = BuildProgress::watch(&location, &message!("indexing-bar"), |progress| {
            compact(&location, &options(), progress)
        })?;
        tell(&message!("compacted", segments = done.segments, orphans = done.orphans));
        Ok(Found::Something)
    }
}

fn options() -> BuildOptions {
    let wait = Duration::from_secs(DEFAULT_WAIT);
    BuildOptions { extract: extract_options(None), wait, ..BuildOptions::default() }
}
