//! `baogao completions` and `baogao man`: made from the same definitions as the command line itself.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory};
use clap_complete::Shell;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::{CompleteEnv, Shells};

use super::common::Place;
use super::{Cli, Found, Outcome, Output};
use crate::error::Error;
use crate::index::{Location, Reader};
use crate::message;
use crate::query::Filters;
use crate::search::{FacetCount, FacetField, facets};

/// With this in the environment the program completes a command line instead of running one.
const VARIABLE: &str = "COMPLETE";
const PROGRAM: &str = "baogao";

/// Print completions for a shell; they know the authors, years and roles of the index, too.
#[derive(Debug, Args)]
#[command(after_help = "Example: baogao completions bash > ~/.local/share/bash-completion/completions/baogao")]
pub(super) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self, output: &mut Output) -> Outcome {
        let mut script = Vec::new();
        if let Some(shell) = Shells::builtins().completer(&self.shell.to_string()) {
            shell.write_registration(VARIABLE, PROGRAM, PROGRAM, PROGRAM, &mut script)?;
        }
        std::io::Write::write_all(&mut output.raw, &script)?;
        Ok(Found::Something)
    }
}

/// Completes a command line and ends the program, where a shell asks for that.
pub(super) fn complete() {
    CompleteEnv::with_factory(Cli::command).var(VARIABLE).bin(PROGRAM).complete();
}

/// Completes the values of a filter from those that stand in the index.
pub(super) fn values(field: FacetField) -> ArgValueCompleter {
    ArgValueCompleter::new(move |typed: &OsStr| candidates(field, typed).unwrap_or_default())
}

fn candidates(field: FacetField, typed: &OsStr) -> Option<Vec<CompletionCandidate>> {
    let typed = typed.to_str()?;
    // Several values are parted by commas: the last one is completed.
    let last = typed.rfind([',', '，', '、']).map_or(0, |at| at + typed[at..].chars().next().map_or(0, char::len_utf8));
    let (before, typed) = typed.split_at(last);
    let reader = reader_in_sight()?;
    let (_, counts) = facets(&reader, None, &Filters::default(), &[field], usize::MAX).ok()?;
    let mut values = Vec::new();
    flatten(&counts.first()?.values, &mut values);
    let fitting = values.into_iter().filter(|count| count.value.starts_with(typed));
    let candidate = |count: &FacetCount| {
        CompletionCandidate::new(format!("{before}{}", count.value)).help(Some(count.reports.to_string().into()))
    };
    Some(fitting.map(candidate).collect())
}

/// Values and those below them.
fn flatten<'a>(counts: &'a [FacetCount], all: &mut Vec<&'a FacetCount>) {
    for count in counts {
        all.push(count);
        flatten(&count.below, all);
    }
}

/// The index that the command line being completed is about.
fn reader_in_sight() -> Option<Reader> {
    let words: Vec<PathBuf> = std::env::args_os().skip_while(|word| word != "--").map(PathBuf::from).collect();
    let index = words.windows(2).find(|pair| pair[0] == Path::new("--index")).map(|pair| pair[1].clone());
    let has_index = |folder: &&PathBuf| folder.is_dir() && Location::new(folder, None, None).has_index();
    let folder = words.iter().rev().find(has_index);
    Place::at(index).open(folder.map(PathBuf::as_path)).ok()
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
        std::fs::create_dir_all(&self.folder).map_err(Error::io(message!("cant-create-folder"), &self.folder))?;
        clap_mangen::generate_to(super::language::command(super::lang()), &self.folder)
            .map_err(Error::io(message!("cant-write"), &self.folder))?;
        Ok(Found::Something)
    }
}
