//! What a command prints to and is stopped by: in go results and messages, out comes what stands on the terminal.
//!
//! [`tell`]: messages on standard error. [`stop`]: being asked to stop. [`progress`]: what is told of indexing while it runs.
//! [`pager`], [`output`]: standard output.

pub(super) mod stop;
mod output;
mod pager;
mod progress;
mod tell;

pub(super) use output::{Color, Output};
pub(super) use progress::BuildProgress;
pub(super) use tell::{asked, failed, lang, said, set_lang, tell};
