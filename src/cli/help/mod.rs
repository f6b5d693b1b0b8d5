//! What the program says of itself: in goes the command line's definition, out come help, manual pages and completions.
//!
//! [`language`]: the command line in the language of whoever types. [`pages`]: `baogao help`. [`shell`]: completions and manual
//! pages.

mod language;
mod wrap;
mod pages;
mod shell;

pub(super) use language::parse;
pub(super) use pages::explain;
pub(super) use shell::{complete, completions, man};
