//! What is asked: a text to a tree of phrases, and filters. The tree knows nothing of the engine.
//!
//! 1. [`tree`]: the types of a query.
//! 2. [`parse`]: a text to a query.
//! 3. [`filter`]: narrowing by year, author, role, section and organisation.

pub mod filter;
mod parse;
mod tree;

pub use filter::{Filters, YearFilter};
pub use tree::{Node, Phrase, Query};
