//! Many queries, sent with a request: it is asked by POST, and changes nothing then.

use std::time::Duration;

use crate::answer::Deadline;
use crate::error::{Error, Result};
use crate::message;

/// Queries that are answered at once: lists that people keep have some hundred lines.
pub(super) const MAX_QUERIES: usize = 1_000;
/// Each may take as long as a search, and all of them so long.
const MAX_TIME: Duration = Duration::from_secs(60);

/// Whether so many are answered; `of_address`: the query that the address gives, which has no place beside them.
///
/// # Errors
/// [`Error::Request`].
pub(super) fn check(text: &str, of_address: Option<&str>) -> Result<()> {
    if of_address.is_some() {
        return Err(Error::Request(message!("queries-in-body")));
    }
    match text.lines().filter(|line| !line.trim().is_empty()).count() > MAX_QUERIES {
        true => Err(Error::Request(message!("too-many-queries", most = MAX_QUERIES))),
        false => Ok(()),
    }
}

/// Until when each of them must be answered.
pub(super) fn deadline(of_one: Deadline) -> Deadline {
    of_one.of_many(MAX_TIME)
}
