//! What a file says of itself: its information dictionary (ISO 32000, 14.3.3).

use super::objects::{File, decoded_text};

/// Title, author and date as the file's information dictionary has them.
pub(super) fn properties(file: &File) -> Vec<(String, String)> {
    let said = file.metadata();
    let text = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(decoded_text).unwrap_or_default();
    let date = said.creation_date.map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    let found = [("title", text(&said.title)), ("author", text(&said.author)), ("date", date.unwrap_or_default())];
    let clean = |value: &str| value.trim_matches(|c: char| c == '\0' || c.is_whitespace()).to_owned();
    let found = found.into_iter().map(|(name, value)| (name.to_owned(), clean(&value)));
    found.filter(|(_, value)| !value.is_empty()).collect()
}
