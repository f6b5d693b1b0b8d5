//! The words of the field that ranks, cut by jieba in search mode.

use std::sync::{Mutex, PoisonError};

use tantivy::tokenizer::{StopWordFilter, TextAnalyzer, TokenizerManager};
use tantivy_jieba::JiebaTokenizer;
use tantivy_jieba::jieba_rs::Jieba;

use crate::analysis::BARRIER;
use crate::schema::Word;

/// The name under which the index knows the tokenizer of words.
pub(super) const WORDS: &str = "words";
/// Bytes that each thread takes that cuts words: the engine clones a tokenizer, and with it the dictionary, for each segment
/// that it builds, which takes 13 ms.
pub(super) const TOKENIZER_BYTES: usize = 26 << 20;

/// The tokenizers that the fields name; only writing needs them. To load jieba's dictionary takes 60 to 130 ms. The last one
/// is kept: who watches a folder indexes it again and again.
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

/// Cuts a [`crate::analysis::word_text`] into words, by jieba's own dictionary and these.
pub fn tokenizer(words: &[Word]) -> TextAnalyzer {
    let mut jieba = Jieba::new();
    for word in words {
        jieba.add_word(&word.text, word.frequency, word.tag.as_deref());
    }
    let mut tokenizer = JiebaTokenizer::with_jieba(jieba);
    tokenizer.set_hmm(false);
    // Only frequencies are kept.
    tokenizer.set_ordinal_position_mode(true);
    // Barriers and blanks are tokens to it.
    TextAnalyzer::builder(tokenizer).filter(StopWordFilter::remove([BARRIER, ' '].map(String::from))).build()
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use proptest::prelude::*;
    use proptest::test_runner::{Config, TestRunner};
    use tantivy_jieba::jieba_rs::{Jieba, TokenizeMode};

    use super::tokenizer;
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
