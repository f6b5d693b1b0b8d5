//! What is said of filters that no report fits.

use super::outcome::Failure;
use super::terminal::Output;
use crate::answer::Engine;
use crate::output::forms::said_missing;
use crate::query::{Filters, Query};

/// Says which values of the filters no report has, and what is like them.
pub(super) fn tell_missing(
    engine: &dyn Engine,
    filters: &Filters,
    queries: &[Query],
    output: &mut Output,
) -> Result<(), Failure> {
    let all = said_missing(engine, filters, queries)?;
    Ok(all.iter().try_for_each(|said| output.tell(said))?)
}
