//! The command line as a whole: its commands, and the options that all of them share.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::commands::{Compact, Extract, Index, Mcp, Open, Serve, Set, Verify};
use super::terminal::Color;
use crate::request;

/// Full-text search for folders of Chinese reports: exact phrases, ranked passages, authors, years, sections.
#[derive(Debug, Parser)]
#[command(name = "baogao", version, term_width = 0, propagate_version = true)]
#[command(disable_help_subcommand = true)]
#[command(
    after_help = "baogao help query explains the query language. Exit codes: 0 found, 1 nothing found, 2 error, 3 incomplete (--strict), or what was cited is gone."
)]
pub struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
    /// When to use colours and links.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(super) color: Color,
    /// Don't use a pager, however long the output is; else $PAGER is used, or less.
    #[arg(long, global = true)]
    pub(super) no_pager: bool,
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

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Index(Index),
    Search(request::Search),
    List(request::List),
    Facets(request::Facets),
    Show(request::Show),
    Open(Open),
    Set(Set),
    Serve(Serve),
    Mcp(Mcp),
    Status(request::Status),
    Verify(Verify),
    Compact(Compact),
    Extract(Extract),
    Help(Help),
    Completions(Completions),
    Man(Man),
    /// Read files for another process.
    #[command(hide = true)]
    ExtractWorker {
        /// Tell of pages that are pictures, too.
        #[arg(long)]
        pictures: bool,
    },
}

/// Explain a command, or the query language.
#[derive(Debug, Args)]
pub(super) struct Help {
    /// A command, or "query".
    pub(super) topic: Option<String>,
}

/// Print completions for a shell; they know the authors, years, roles, organisations and formats of the index, too.
#[derive(Debug, Args)]
#[command(after_help = "Example: baogao completions bash > ~/.local/share/bash-completion/completions/baogao")]
pub(super) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    pub(super) shell: Shell,
}

/// Write the manual pages into a folder.
#[derive(Debug, Args)]
#[command(after_help = "Example: baogao man ~/.local/share/man/man1")]
pub(super) struct Man {
    /// The folder.
    pub(super) folder: PathBuf,
}
