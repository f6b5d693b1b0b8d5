//! What is said of filters that no report fits.

use super::outcome::Failure;
use super::terminal::Output;
use crate::answer::{Engine, FilterName, Missing, missing};
use crate::message;
use crate::query::{Filters, Query};

/// Says which values of the filters no report has, and what is like them.
pub(super) fn tell_missing(
    engine: &dyn Engine,
    filters: &Filters,
    queries: &[Query],
    output: &mut Output,
) -> Result<(), Failure> {
    for Missing { filter, value, like } in missing(engine, filters, queries)? {
        let filter = match filter {
            FilterName::Author => message!("field-author"),
            FilterName::Role => message!("field-role"),
            FilterName::Org => message!("field-org"),
            FilterName::Section => message!("field-section"),
            FilterName::Part => message!("field-part"),
            FilterName::Topic => message!("field-topic"),
            FilterName::Title => message!("field-title"),
            FilterName::Path => message!("field-path"),
            FilterName::Year => message!("field-year"),
        };
        output.tell(&match like.is_empty() {
            true => message!("no-such-value", filter = filter, value = value),
            false => message!("no-such-value-like", filter = filter, value = value, like = like.join("、")),
        })?;
    }
    Ok(())
}
