//! What there is without a query: values of each field, and reading lists.
//!
//! [`values`]: authors, years, organisations, roles and formats, each with how much is of it. [`read`]: the sections of what filters let
//! through, one after the other; [`narrow`]: how a reading list is narrowed.

mod narrow;
mod read;
mod values;

pub(super) use read::read;
pub(super) use values::browse;
