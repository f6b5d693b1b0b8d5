//! Filters to what they let through of a segment: in go filters, out come reports and sets of passages.
//!
//! [`bits`]: sets of documents. [`filtered`]: what filters let through, each answered from the values that stand in the index.

mod bits;
mod filtered;

pub(super) use bits::DocSetBits;
pub(super) use filtered::{Filtered, wanted_files};
