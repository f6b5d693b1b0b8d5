//! `baogao completions` and `baogao man`: made from the same definitions as the command line itself.

use std::path::PathBuf;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Cli, Found, Outcome, Output};
use crate::error::Error;

/// Print completions for a shell.
#[derive(Debug, Args)]
#[command(after_help = "Example: baogao completions bash > ~/.local/share/bash-completion/completions/baogao")]
pub(super) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self, output: &mut Output) -> Outcome {
        // The generator panics where it can't write: it is given memory, and that is written as all else is.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "baogao", &mut script);
        std::io::Write::write_all(&mut output.raw, &script)?;
        Ok(Found::Something)
    }
}

/// Write the manual pages into a folder.
#[derive(Debug, Args)]
#[command(after_help = "Example: baogao man ~/.local/share/man/man1")]
pub(super) struct Man {
    /// The folder.
    folder: PathBuf,
}

impl Man {
    pub(super) fn run(self, _: &mut Output) -> Outcome {
        std::fs::create_dir_all(&self.folder).map_err(Error::io("can't create folder", &self.folder))?;
        clap_mangen::generate_to(Cli::command(), &self.folder).map_err(Error::io("can't write to", &self.folder))?;
        Ok(Found::Something)
    }
}
