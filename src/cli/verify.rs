//! `baogao verify` and `baogao compact`: whether an index is sound, and an index in one piece.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::common::{DEFAULT_WAIT, Place, as_built, extract_options};
use super::progress::{BuildProgress, tell};
use super::{Found, Outcome, Output};
use crate::index::{BuildOptions, Reader, build, compact, verify};
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
        // As it was built it is compared, and repaired.
        let opened = Reader::open(&location);
        let mut options = opened.as_ref().map_or_else(|_| options(), |reader| as_built(reader.commit()));
        let verified = BuildProgress::watch(&location, &message!("checking-bar"), |progress| {
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
        let done = BuildProgress::run(&location, |progress| build(&location, options, progress))?;
        Ok(if done.left > 0 { Found::Stopped } else { Found::Something })
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
