//! The words of the field that ranks, cut by jieba in search mode.

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use jieba_rs::{Jieba, TokenizeMode};
use tantivy::tokenizer::{StopWordFilter, TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use crate::analysis::BARRIER;
use crate::schema::Word;

/// The name under which the index knows the tokenizer of words.
pub(super) const WORDS: &str = "words";
/// Bytes that jieba's dictionary takes.
pub(super) const DICTIONARY_BYTES: usize = 26 << 20;

/// The tokenizers that the fields name; only writing needs them. The last one is kept: who watches a folder indexes it again
/// and again.
pub(super) fn tokenizers(words: &[Word]) -> TokenizerManager {
    static LAST: Mutex<Option<(Vec<Word>, TokenizerManager)>> = Mutex::new(None);
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((of, manager)) = last.as_ref()
        && of == words
    {
        return manager.clone();
    }
    let manager = TokenizerManager::default();
    manager.register(WORDS, tokenizer(words));
    *last = Some((words.to_vec(), manager.clone()));
    manager
}

/// Cuts a [`crate::analysis::word_text`] into words, by jieba's own dictionary and these. The dictionary is loaded for the first
/// text, which takes 60 to 130 ms: while the engine waits for it, more files are read.
pub fn tokenizer(words: &[Word]) -> TextAnalyzer {
    let words = words.to_vec();
    let load = move || {
        let mut jieba = Jieba::new();
        for word in words {
            jieba.add_word(&word.text, word.frequency, word.tag.as_deref());
        }
        jieba
    };
    let cutter = SharedJieba(Arc::new(LazyLock::new(Box::new(load))));
    // Barriers and blanks are tokens to it.
    TextAnalyzer::builder(cutter).filter(StopWordFilter::remove([BARRIER, ' '].map(String::from))).build()
}

/// One dictionary for all clones: the engine makes one for each field and segment that it writes. (That of tantivy-jieba 0.21
/// copies the dictionary each time, which takes 13 ms and 26 MB: `JiebaTokenizer` derives `Clone` and holds it by value.)
#[derive(Clone)]
struct SharedJieba(Arc<LazyLock<Jieba, Box<dyn FnOnce() -> Jieba + Send>>>);

impl Tokenizer for SharedJieba {
    type TokenStream<'a> = Words<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Words<'a> {
        // Without guesses at words that it doesn't know (HMM).
        Words { words: self.0.tokenize(text, TokenizeMode::Search, false).into_iter(), token: Token::default() }
    }
}

/// The words of a text. Only their frequencies are kept: a word's position is its number.
struct Words<'a> {
    words: std::vec::IntoIter<jieba_rs::Token<'a>>,
    token: Token,
}

impl TokenStream for Words<'_> {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.next() else { return false };
        self.token.position = self.token.position.wrapping_add(1);
        (self.token.offset_from, self.token.offset_to) = (word.byte_start, word.byte_end);
        self.token.text.clear();
        self.token.text.push_str(word.word);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use proptest::prelude::*;
    use proptest::test_runner::{Config, TestRunner};

    use super::{Jieba, TokenizeMode, tokenizer};
    use crate::analysis::{BARRIER, MatchingForm, word_text};

    /// Words are those that jieba cuts in search mode, in its order, but for barriers and blanks.
    #[test]
    fn words_are_those_of_jieba() {
        let (jieba, words) = (Jieba::new(), RefCell::new(tokenizer(&[])));
        let texts = "[党建工作总结两个维护发展改革，。、 a-c0-9\n“”％%+]{0,60}";
        TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(10_000) })
            .run(&texts, |text| {
                let text = word_text(&text, &MatchingForm::of(&text));
                let mut cut = Vec::new();
                words.borrow_mut().token_stream(&text).process(&mut |token| cut.push(token.text.clone()));
                let tokens = jieba.tokenize(&text, TokenizeMode::Search, false);
                let of_jieba = tokens.iter().map(|token| token.word).filter(|word| !word.starts_with([BARRIER, ' ']));
                prop_assert_eq!(cut, of_jieba.collect::<Vec<_>>());
                Ok(())
            })
            .expect("the same words");
    }
}
