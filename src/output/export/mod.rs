//! Hits to be passed on: in go hits, out comes a table or quotations with citations.

mod csv;
mod markdown;

pub use csv::csv;
pub use markdown::markdown;
