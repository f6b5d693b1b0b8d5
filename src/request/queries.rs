//! Queries that stand in a text, a line each.

use crate::error::{Error, Result};
use crate::message;
use crate::messages::Arg;
use crate::query::Query;
use crate::schema::decoded;

/// Begins a comment.
const COMMENT: char = '#';

/// A query and what it is called.
#[derive(Clone, Debug)]
pub struct NamedQuery {
    /// What stands before a tab in its line; else the query as it was typed.
    pub name: String,
    /// The query.
    pub query: Query,
}

impl NamedQuery {
    /// The queries of a text, a line each; `place`: what the text is called, in errors.
    ///
    /// # Errors
    /// [`Error::Request`] with the line of a query that can't be understood: figures of the others alone would be less than
    /// was asked for; also if there is none.
    pub fn read(text: &str, place: impl Into<Arg>, understood: impl Fn(&str) -> Result<Query>) -> Result<Vec<Self>> {
        let place = place.into();
        let mut queries = Vec::new();
        for (number, line) in (1usize..).zip(text.lines()) {
            let line = line.trim();
            if line.is_empty() || line.starts_with(COMMENT) {
                continue;
            }
            let (name, text) = line.split_once('\t').map_or((line, line), |(name, text)| (name.trim(), text.trim()));
            let wrong = |error: Error| {
                let line = number.to_string();
                Error::Request(message!("wrong-entry", file = place.clone(), line = line, reason = error.message()))
            };
            let query = understood(text).map_err(wrong)?;
            queries.push(Self { name: name.to_owned(), query });
        }
        match queries.is_empty() {
            true => Err(Error::Request(message!("no-queries", place = place))),
            false => Ok(queries),
        }
    }
}

/// The text of a file that its user sent: in UTF-8, or as Chinese versions of editors and spreadsheet programs save it.
///
/// # Errors
/// [`Error::Request`] with the line of what is neither.
pub fn sent_text(name: &str, bytes: Vec<u8>) -> Result<String> {
    decoded(name, bytes).map_err(|error| Error::Request(error.message()))
}
