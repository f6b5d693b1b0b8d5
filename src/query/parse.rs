//! A text to a query: words parted by white space, full-width or not, each an exact phrase, all of which must stand in
//! a passage.

use super::tree::{Node, Phrase, Query};
use crate::analysis::MatchingForm;
use crate::error::{Error, Result, TOO_LONG, TOO_MANY};

/// Longer queries are refused: a query this long is a text pasted by mistake, and each character costs a look-up.
const MAX_QUERY_CHARS: usize = 10_000;

/// More words are refused: each costs memory for every passage while it is looked up, and no passage holds so many.
const MAX_WORDS: usize = 100;

impl Query {
    /// Understands a query.
    ///
    /// # Errors
    /// [`Error::Query`] if it holds nothing to search for, or a word that can't be found because it is all punctuation.
    pub fn parse(text: &str) -> Result<Self> {
        if text.chars().nth(MAX_QUERY_CHARS).is_some() {
            let start = text.chars().take(20).collect::<String>();
            return Err(Error::Query { query: format!("{start}…"), reason: TOO_LONG });
        }
        if text.split_whitespace().nth(MAX_WORDS).is_some() {
            let start = text.chars().take(20).collect::<String>();
            return Err(Error::Query { query: format!("{start}…"), reason: TOO_MANY });
        }
        let mut phrases = text.split_whitespace().map(phrase).collect::<Result<Vec<_>>>()?;
        let root = match phrases.len() {
            0 => return Err(Error::Query { query: text.to_owned(), reason: "nothing to search for" }),
            1 => phrases.remove(0),
            _ => Node::All(phrases),
        };
        Ok(Self { text: text.trim().to_owned(), root })
    }
}

fn phrase(word: &str) -> Result<Node> {
    let form = MatchingForm::of(word);
    if form.is_empty() {
        return Err(Error::Query { query: word.to_owned(), reason: "nothing to search for in" });
    }
    Ok(Node::Phrase(Phrase { text: word.to_owned(), chars: form.chars().to_vec() }))
}
