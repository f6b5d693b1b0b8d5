//! A question or a pasted text: what stands in it ranks, and some of it may be missing.

use super::parse::check_length;
use super::tree::{Loose, Node, Query};
use crate::analysis::{BARRIER, MatchingForm};
use crate::error::{Error, Result};
use crate::message;
use crate::schema::StopWords;

impl Query {
    /// A query for passages that hold much of a text. It has no operators: all of it is text.
    ///
    /// # Errors
    /// [`Error::Query`] if it is too long, or has no two neighbouring characters besides those that ask.
    pub fn loose(text: &str) -> Result<Self> {
        check_length(text)?;
        let mut chars = MatchingForm::of(text).chars().to_vec();
        blank(&mut chars, &StopWords::built_in().question);
        let loose = Loose { text: text.to_owned(), chars };
        if loose.runs().all(|run| run.len() < 2) {
            let reason = message!("nothing-to-search-loosely");
            return Err(Error::Query { query: text.to_owned(), reason });
        }
        Ok(Self::new(text.trim(), Node::Loose(loose)))
    }
}

/// Puts barriers in the place of words.
fn blank(chars: &mut [char], words: &[Vec<char>]) {
    let mut at = 0;
    while at < chars.len() {
        let word = words.iter().find(|word| chars[at..].starts_with(word));
        let length = word.map_or(0, Vec::len);
        chars[at..at + length].fill(BARRIER);
        at += length.max(1);
    }
}
