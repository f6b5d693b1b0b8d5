//! Answers: in goes a call, out comes a page of what the command of the same name would print.
//!
//! [`search`], [`facets`], [`list`], [`report`], [`fetch`]: a file a tool.

mod facets;
mod fetch;
mod list;
mod report;
mod search;

use super::call::Call;
use super::tool::Tool;
use crate::error::Result;

/// The answer to a call.
///
/// # Errors
/// As those of the command.
pub(super) fn answer(call: &Call) -> Result<String> {
    match call.tool {
        Tool::Search => search::answer(call),
        Tool::Fetch => fetch::answer(call),
        Tool::Facets => facets::answer(call),
        Tool::List => list::answer(call),
        Tool::Report => report::answer(call),
    }
}
