//! The query language, explained.

use crate::messages::Lang;

/// The query language, as a text of paragraphs parted by empty lines; lines of examples begin with two spaces, and two or more
/// part the query from what it means. A test runs every example.
pub fn query_language(lang: Lang) -> &'static str {
    match lang {
        Lang::En => include_str!("query_language.txt"),
        Lang::Zh => include_str!("query_language.zh.txt"),
    }
}
