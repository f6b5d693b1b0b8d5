//! Words, cut by jieba in search mode: they rank passages, and never decide which ones match.
//!
//! Words are cut from the matching form, so 工 作 报 告 and 工作報告 rank as 工作报告 does. White space between ASCII
//! letters is put back: it is all that parts one English word from the next.

use std::sync::Arc;

use jieba_rs::{Jieba, Token as JiebaToken, TokenizeMode};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::{BARRIER, MatchingForm};

/// The text that words are cut from: the matching form with barriers as line ends.
pub fn word_text(text: &str, form: &MatchingForm) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before: Option<(char, usize)> = None;
    for (&c, span) in form.chars().iter().zip(form.spans()) {
        if let Some((last, end)) = before
            && last.is_ascii_alphanumeric()
            && c.is_ascii_alphanumeric()
            && text.get(end..span.start as usize).is_some_and(|gap| gap.contains(char::is_whitespace))
        {
            out.push(' ');
        }
        out.push(c);
        before = Some((c, span.end as usize));
    }
    out
}

/// Cuts a [`word_text`] into words.
///
/// Not `tantivy_jieba::JiebaTokenizer`: that owns its dictionary, and tantivy clones a tokenizer for each field and
/// segment, which costs 12 ms and 25 MB with a user dictionary. This one shares the dictionary.
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
