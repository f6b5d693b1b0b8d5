//! Queries that stand in a file, a line each.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::message;
use crate::query::Query;
use crate::schema::users_text;

/// A query and what it is called.
pub(super) struct NamedQuery {
    /// What stands before a tab in its line; else the query as it was typed.
    pub(super) name: String,
    pub(super) query: Query,
}

/// Begins a comment.
const COMMENT: char = '#';

/// The folder, where queries stand in a file: what stands first is no query, then.
///
/// # Errors
/// [`Error::Query`] if both stand there.
pub(super) fn folder_alone(query: Option<String>, folder: Option<PathBuf>) -> Result<Option<PathBuf>> {
    match (query, folder) {
        (Some(query), Some(_)) => Err(Error::Query { query, reason: message!("queries-in-file") }),
        (query, folder) => Ok(query.map(PathBuf::from).or(folder)),
    }
}

/// Reads the queries of a file.
///
/// # Errors
/// [`Error::Io`], or [`Error::Request`] with the line of a query that can't be understood: figures of the others alone would
/// be less than was asked for.
pub(super) fn read(file: &Path, understood: impl Fn(&str) -> Result<Query>) -> Result<Vec<NamedQuery>> {
    let text = match file == Path::new("-") {
        true => std::io::read_to_string(std::io::stdin()).map_err(Error::io(message!("cant-read"), file))?,
        false => users_text(file)?,
    };
    let mut queries = Vec::new();
    for (number, line) in (1usize..).zip(text.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with(COMMENT) {
            continue;
        }
        let (name, text) = line.split_once('\t').map_or((line, line), |(name, text)| (name.trim(), text.trim()));
        let wrong = |error: Error| {
            let (file, line) = (file.display().to_string(), number.to_string());
            Error::Request(message!("wrong-entry", file = file, line = line, reason = error.message()))
        };
        let query = understood(text).map_err(wrong)?;
        queries.push(NamedQuery { name: name.to_owned(), query });
    }
    match queries.is_empty() {
        true => Err(Error::Query { query: file.display().to_string(), reason: message!("no-queries") }),
        false => Ok(queries),
    }
}
