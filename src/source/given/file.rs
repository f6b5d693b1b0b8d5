//! A file in which the user says something of reports: its text, its paths and values, and what is wrong with it.

use crate::error::{Error, Result};
use crate::message;
use crate::messages::Message;
use crate::schema::Key;

/// The table in which the user says something of reports.
pub(super) const CSV: &str = "metadata.csv";

/// A file's text and the name by which errors call it.
pub(super) struct Reading<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a str,
}

/// A path as reports have it.
pub(super) fn normal(path: &str) -> String {
    path.trim().trim_start_matches("./").replace('\\', "/")
}

/// Whether what is said is that something is not known.
pub fn is_unknown(value: &str) -> bool {
    ["unknown", "未知", "不详"].contains(&value.trim().to_lowercase().as_str())
}

pub(super) fn check(key: Key, value: &str) -> Result<(), Message> {
    let has_year = value.trim().is_empty()
        || is_unknown(value)
        || value.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    match key {
        Key::Year | Key::Date if !has_year => Err(message!("no-year-in", text = value)),
        _ => Ok(()),
    }
}

pub(super) fn wrong(file: &str, line: usize, reason: Message) -> Error {
    Error::Schema { file: file.to_owned(), line, reason }
}
