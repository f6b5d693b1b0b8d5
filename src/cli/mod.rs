//! The command line: in go arguments, out come results on standard output, all else on standard error, and an exit code.
//!
//! 1. [`command`]: the command line as a whole. [`run`]: runs a command; [`outcome`]: how it ends.
//! 2. [`open`]: opens what is asked; for a search it builds it first; [`watch`]: whether the folder changed since.
//! 3. [`commands`]: one file a command. What several need: [`queries`] in a file, what is said of filters without any report
//!    ([`missing`]), where tables and documents are written ([`export`]).
//! 4. [`terminal`]: what they print to. [`help`]: what the program says of itself.
//!
//! What is asked is defined in [`crate::request`]; nothing below checks it again.

mod command;
mod commands;
mod export;
mod help;
mod missing;
mod open;
mod outcome;
mod queries;
mod run;
mod served;
mod terminal;
mod watch;

pub use command::Cli;
pub use run::run;
