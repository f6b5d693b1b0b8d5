//! The command line: one file a command, its arguments and its run together.
//!
//! Raw arguments become the types of the other stages once, here; nothing below checks them again. Results go to
//! standard output, everything else to standard error.

mod common;
mod extract;
mod facets;
mod freshness;
mod help;
mod index;
mod language;
mod list;
mod output;
mod pager;
mod progress;
mod search;
mod shell;
mod show;
mod status;
mod stop;
mod verify;

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::OnceLock;

use clap::{Parser, Subcommand, ValueEnum};
use output::{Color, Output};
use progress::said;

use crate::error::Error;
use crate::extract::serve;
use crate::message;
use crate::messages::{Lang, Message};
use crate::output::terminal::shown_lines;

/// Full-text search for folders of Chinese reports: exact phrases, ranked passages, authors, years, sections.
#[derive(Debug, Parser)]
#[command(name = "baogao", version, max_term_width = 100, propagate_version = true)]
#[command(disable_help_subcommand = true)]
#[command(after_help = "baogao help query explains the query language. Exit codes: 0 found, 1 nothing found, 2 error.")]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    /// When to use colours and links.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    color: Color,
    /// Don't use a pager, however long the output is; else $PAGER is used, or less.
    #[arg(long, global = true)]
    no_pager: bool,
    /// Language of messages: zh or en [default: that of the locale].
    #[arg(long, global = true, value_name = "LANG", value_enum)]
    lang: Option<LangArg>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LangArg {
    #[value(alias = "中文")]
    Zh,
    En,
}

/// The language of this run's messages, set once before anything is said.
static LANG: OnceLock<Lang> = OnceLock::new();

fn lang() -> Lang {
    *LANG.get_or_init(Lang::of_environment)
}

#[derive(Debug, Subcommand)]
enum Command {
    Index(index::Index),
    Search(search::Search),
    List(list::List),
    Facets(facets::Facets),
    Show(show::Show),
    Status(status::Status),
    Verify(verify::Verify),
    Compact(verify::Compact),
    Extract(extract::Extract),
    Help(help::Help),
    Completions(shell::Completions),
    Man(shell::Man),
    /// Read files for another process.
    #[command(hide = true)]
    ExtractWorker,
}

/// What a command found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    /// The command was stopped before it was done.
    Stopped,
    Something,
    Nothing,
}

/// Why a command ended early.
#[derive(Debug)]
enum Failure {
    Error(Error),
    /// Standard output is closed or can't be written.
    Output(io::Error),
    /// The program itself failed, with these words.
    Panic(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}

type Outcome = Result<Found, Failure>;

/// Runs the command that was given.
pub fn run() -> ExitCode {
    shell::complete();
    let cli = language::parse();
    // A failure is told below, in one line.
    std::panic::set_hook(Box::new(|_| {}));
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        if let Command::ExtractWorker = cli.command {
            return serve().map(|()| Found::Something).map_err(Failure::Output);
        }
        let mut output = Output::new(cli.color, !cli.no_pager);
        let found = match cli.command {
            Command::Index(command) => command.run(&mut output),
            Command::Search(command) => command.run(&mut output),
            Command::List(command) => command.run(&mut output),
            Command::Facets(command) => command.run(&mut output),
            Command::Show(command) => command.run(&mut output),
            Command::Status(command) => command.run(&mut output),
            Command::Verify(command) => command.run(&mut output),
            Command::Compact(command) => command.run(&mut output),
            Command::Extract(command) => command.run(&mut output),
            Command::Help(command) => command.run(&mut output),
            Command::Completions(command) => command.run(&mut output),
            Command::Man(command) => command.run(&mut output),
            Command::ExtractWorker => Ok(Found::Nothing),
        };
        // What was said before a failure is not lost.
        let finished = output.raw.finish();
        let found = found?;
        finished?;
        Ok(found)
    }));
    let outcome = outcome.unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
        Err(Failure::Panic(said.unwrap_or("no reason given").to_owned()))
    });
    match &outcome {
        Ok(Found::Something) => ExitCode::SUCCESS,
        Ok(Found::Nothing) => ExitCode::from(1),
        Ok(Found::Stopped) | Err(Failure::Error(Error::Stopped | Error::StoppedPartly)) if stop::is_asked_for() => {
            if let Err(Failure::Error(error)) = &outcome {
                progress::tell(&error.message());
            }
            ExitCode::from(stop::EXIT_CODE)
        }
        Ok(Found::Stopped) => ExitCode::from(stop::EXIT_CODE),
        // Whoever reads has seen enough.
        Err(Failure::Output(e)) if e.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(e)) => failed(&message!("cant-write-output", reason = e.to_string()), None),
        // The engine checks little of what it reads: where bytes of an index are wrong it may stop anywhere.
        Err(Failure::Panic(said)) => {
            failed(&message!("program-stopped", reason = said), Some(message!("hint-rebuild-damaged")))
        }
        Err(Failure::Error(error)) => failed(&error.message(), error.hint()),
    }
}

fn failed(message: &Message, hint: Option<Message>) -> ExitCode {
    let style = anstyle::AnsiColor::Red.on_default().bold();
    let mut stderr = anstream::stderr().lock();
    // If standard error is gone as well, there is nobody left to tell.
    let error = said(&message!("error"));
    let _ = writeln!(stderr, "{style}{error}{style:#}{}", shown_lines(&said(message)));
    if let Some(hint) = hint {
        let _ = writeln!(stderr, "{}", shown_lines(&said(&message!("hint", text = hint))));
    }
    ExitCode::from(2)
}
