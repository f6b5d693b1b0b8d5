//! The command line: one file a command. In go arguments, out come results on standard output, all else on standard error, and
//! an exit code.
//!
//! 1. [`command`]: the command line as a whole. [`run`]: runs a command; [`outcome`]: how it ends.
//! 2. [`open`]: opens what is asked; for a search it builds it first; [`watch`]: whether the folder changed since.
//! 3. [`index`], [`search`], [`list`], [`facets`], [`show`], [`status`], [`verify`], [`compact`], [`extract`]: the commands.
//! 4. [`terminal`]: what they print to. [`help`]: what the program says of itself.
//!
//! What is asked is defined in [`crate::request`]; nothing below checks it again.

mod command;
mod compact;
mod extract;
mod facets;
mod help;
mod index;
mod list;
mod open;
mod outcome;
mod run;
mod search;
mod show;
mod status;
mod terminal;
mod verify;
mod watch;

pub use command::Cli;
pub use run::run;
