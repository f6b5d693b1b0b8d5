//! `baogao mcp`: tools for assistants, over standard input and output.

use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use clap::Args;

use crate::cli::outcome::{Failure, Found, Outcome};
use crate::cli::served::served;
use crate::cli::terminal::{lang, stop, tell};
use crate::message;
use crate::request::IndexArgs;
use crate::serve::{ServedFolder, State, mcp};

/// How far a first index is, is told so often.
const BETWEEN_LINES: Duration = Duration::from_secs(2);

/// Give assistants tools to search with (Model Context Protocol, on standard input and output). Nothing leaves this machine but
/// what the assistant asks for.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  for Claude Code:   claude mcp add baogao -- baogao mcp ~/corpus-sample
  for Codex:         codex mcp add baogao -- baogao mcp ~/corpus-sample")]
pub(in crate::cli) struct Mcp {
    /// Folder of reports, or a folder within it [default: the nearest one with an index, from here upward].
    folder: Option<PathBuf>,
    #[command(flatten)]
    place: IndexArgs,
}

impl Mcp {
    pub(in crate::cli) fn run(self) -> Outcome {
        stop::listen();
        let folders: Vec<PathBuf> = self.folder.into_iter().collect();
        let folders = served(&self.place, &folders)?;
        for folder in &folders {
            let folder = Arc::clone(folder);
            thread::spawn(move || tell_progress(&*folder));
        }
        if let Some(folder) = folders.into_iter().next() {
            mcp(folder, lang()).map_err(Failure::Output)?;
        }
        Ok(Found::Something)
    }
}

/// Tells how far the first index of a folder is, until it is there.
fn tell_progress(folder: &dyn ServedFolder) {
    while let State::Indexing(progress) = folder.state() {
        thread::sleep(BETWEEN_LINES);
        if progress.files > 0 {
            tell(&message!("still-indexing", done = progress.done, files = progress.files));
        }
    }
}
