//! What is said of filters that no report fits.

use crate::answer::{Engine, FilterName, Missing, missing};
use crate::error::Result;
use crate::message;
use crate::messages::Message;
use crate::query::{Filters, Query};

/// Which values of the filters no report has, and what is like them.
///
/// # Errors
/// Of the engine.
pub fn said_missing(engine: &dyn Engine, filters: &Filters, queries: &[Query]) -> Result<Vec<Message>> {
    Ok(missing(engine, filters, queries)?.iter().map(said_of_missing).collect())
}

/// What is said of a value that no report has.
pub fn said_of_missing(Missing { filter, value, like }: &Missing) -> Message {
    let filter = match filter {
        FilterName::Author => message!("field-author"),
        FilterName::Role => message!("field-role"),
        FilterName::Org => message!("field-org"),
        FilterName::Format => message!("field-format"),
        FilterName::Section => message!("field-section"),
        FilterName::Part => message!("field-part"),
        FilterName::Topic => message!("field-topic"),
        FilterName::Title => message!("field-title"),
        FilterName::Path => message!("field-path"),
        FilterName::Year => message!("field-year"),
    };
    match like.is_empty() {
        true => message!("no-such-value", filter = filter, value = value),
        false => message!("no-such-value-like", filter = filter, value = value, like = like.join("、")),
    }
}
