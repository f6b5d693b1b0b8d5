//! The folder as a whole: what is indexed of it, what is unknown of that, and what became of every file.
//!
//! [`whole`]: counts, formats, years, unknowns, when. [`problems`]: every file that was not read, or only in part, is left out,
//! or newer than the index, and why. [`since`]: what has changed since an earlier time.

mod problems;
mod since;
mod whole;

pub(super) use problems::problems;
pub(super) use since::{since_file, since_form};
pub(super) use whole::{Bar, corpus, year_bars};
