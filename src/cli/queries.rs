//! Queries that stand in a file, a line each.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::message;
use crate::query::Query;
use crate::request::NamedQuery;
use crate::schema::users_text;

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

/// Reads the queries of a file; `-` is standard input.
///
/// # Errors
/// [`Error::Io`], and those of [`NamedQuery::read`].
pub(super) fn read(file: &Path, understood: impl Fn(&str) -> Result<Query>) -> Result<Vec<NamedQuery>> {
    let text = match file == Path::new("-") {
        true => std::io::read_to_string(std::io::stdin()).map_err(Error::io(message!("cant-read"), file))?,
        false => users_text(file)?,
    };
    NamedQuery::read(&text, file, understood)
}
