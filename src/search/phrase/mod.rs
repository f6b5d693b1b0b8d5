//! A query's tree to the passages of a segment that it is true of: in go phrases and the lists of pairs, out come passages,
//! one after the other.
//!
//! [`matcher`]: where a phrase stands, by pairs; [`unigrams`]: where one character does. [`tree`]: trees of phrases: distances
//! are taken from lists, and what these can't tell is judged on the passage's text, both by [`crate::answer`]'s measure.

mod unigrams;
mod matcher;
mod tree;

pub(super) use matcher::Matcher;
pub(super) use tree::{Evaluator, Segment, align};
pub(super) use unigrams::Unigrams;
