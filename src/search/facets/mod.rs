//! Hits to counts by value: in go the hits of a question, out come the values of a field with their counts.
//!
//! [`count`]: the values of each report or section, by their numbers. [`tree`]: numbers counted, as a tree; [`names`]: the
//! names of the numbers, read from the dictionaries of all segments at once.

mod count;
mod names;
mod tree;

pub(super) use count::count_by;
