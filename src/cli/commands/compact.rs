//! `baogao compact`: an index in one piece.

use std::path::PathBuf;

use clap::Args;

use crate::cli::open::{find, plain_options};
use crate::cli::outcome::{Found, Outcome};
use crate::cli::terminal::{BuildProgress, Output, tell};
use crate::index::compact;
use crate::message;
use crate::request::IndexArgs;

/// Merge an index into one piece, and remove what killed processes left.
#[derive(Debug, Args)]
pub(in crate::cli) struct Compact {
    /// Folder of reports [default: the nearest one with an index, from here upward].
    folder: Option<PathBuf>,
    #[command(flatten)]
    place: IndexArgs,
}

impl Compact {
    pub(in crate::cli) fn run(self, _: &mut Output) -> Outcome {
        let location = find(&self.place, self.folder.as_deref())?;
        let done = BuildProgress::watch(&location.folder, &message!("indexing-bar"), |progress| {
            compact(&location, &plain_options(), progress)
        })?;
        tell(&message!("compacted", segments = done.segments, orphans = done.orphans));
        Ok(Found::Something)
    }
}
