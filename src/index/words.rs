//! Words, cut by jieba in search mode.

use std::sync::Arc;

use jieba_rs::{Jieba, Token as JiebaToken, TokenizeMode};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::analysis::BARRIER;

/// Cuts a [`crate::analysis::word_text`] into words.
///
/// Not `tantivy_jieba::JiebaTokenizer`: that owns its dictionary, and tantivy clones a tokenizer for each field and segment.
/// That is 25 MB a thread, and indexing took no less time. This one shares the dictionary.
#[derive(Clone)]
pub struct WordTokenizer {
    jieba: Arc<Jieba>,
}

impl WordTokenizer {
    /// A tokenizer that cuts by the given dictionary.
    pub fn new(jieba: Arc<Jieba>) -> Self {
        Self { jieba }
    }
}

/// The words of one passage, in order.
pub struct WordStream<'a> {
    words: std::vec::IntoIter<JiebaToken<'a>>,
    token: Token,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        let words = self.jieba.tokenize(text, TokenizeMode::Search, false);
        WordStream { words: words.into_iter(), token: Token::default() }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.find(|w| !w.word.starts_with([BARRIER, ' '])) else { return false };
        self.token.text.clear();
        self.token.text.push_str(word.word);
        // Only frequencies are kept of words: positions count up, and the offsets are those in the word text.
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
