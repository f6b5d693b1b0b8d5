//! What is asked: a text to a tree of phrases, and filters. The tree knows nothing of the engine.
//!
//! 1. [`tree`]: the types of a query.
//! 2. [`lexer`], [`parse`]: a text to tokens, tokens to a query.
//!    [`pattern`]: a regular expression to one; [`loose`]: a question to one.
//!    [`expand`]: other names for what is asked for.
//! 3. [`filter`]: narrowing by year, author, role, section, organisation, format, title and path.

mod filter;
mod expand;
mod lexer;
mod loose;
mod parse;
mod pattern;
mod tree;

pub use filter::{Boilerplate, Filters, LeftOut, OcrText, Wanted, YearFilter, formats_named};
pub use tree::{CompiledRegex, Expansion, Gapped, Loose, Mark, Near, Node, Pattern, Phrase, Query, Within};
