//! The words of a query, cut by the index's own terms.
//!
//! The words that rank are those that stand in the `words` field; no others can count. So a query is cut into these,
//! by how many passages hold each, and jieba's dictionary (60 to 130 ms to load) is not needed.

use std::collections::HashMap;

use tantivy::Term;

use crate::analysis::BARRIER;
use crate::index::Reader;
use crate::query::Phrase;

/// Words of the language of reports are shorter than this, in characters; each length costs a look-up.
const MAX_WORD_CHARS: usize = 8;
/// Only so many characters of a query are cut: ranking needs the words of a phrase, not of a page.
const MAX_CUT_CHARS: usize = 200;

/// A word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) text: String,
    /// How many documents hold it, deleted ones included.
    pub(crate) documents: u64,
}

/// The words of the phrases, each once.
pub(crate) fn words(reader: &Reader, phrases: &[&Phrase]) -> tantivy::Result<Vec<Word>> {
    let mut cutter = Cutter { reader, known: HashMap::new() };
    let mut words: Vec<Word> = Vec::new();
    let runs = phrases.iter().flat_map(|phrase| phrase.chars.split(|&c| c == BARRIER));
    let mut left = MAX_CUT_CHARS;
    for run in runs {
        let run = &run[..run.len().min(left)];
        left -= run.len();
        for word in cutter.cut(run)? {
            if words.iter().all(|w| w.text != word.text) {
                words.push(word);
            }
        }
    }
    Ok(words)
}

struct Cutter<'a> {
    reader: &'a Reader,
    known: HashMap<String, u64>,
}

impl Cutter<'_> {
    /// The most probable cut of a run into terms: the sum of the terms' log frequencies is greatest. What is no term
    /// is left out.
    fn cut(&mut self, run: &[char]) -> tantivy::Result<Vec<Word>> {
        let total = self.reader.searcher().num_docs().max(1) as f64;
        // For each end the best score, and the length and documents of the last word.
        let mut best: Vec<(f64, usize, u64)> = vec![(0.0, 0, 0)];
        for end in 1..=run.len() {
            let mut choice = (f64::NEG_INFINITY, 1, 0);
            for length in 1..=end.min(MAX_WORD_CHARS) {
                let documents = self.documents(&run[end - length..end])?;
                if documents == 0 && length > 1 {
                    continue;
                }
                // A single character that is no term costs as much as one that stands in half a document.
                let score = best[end - length].0 + ((documents as f64).max(0.5) / total).ln();
                if score > choice.0 {
                    choice = (score, length, documents);
                }
            }
            best.push(choice);
        }
        let mut words = Vec::new();
        let mut end = run.len();
        while end > 0 {
            let (_, length, documents) = best[end];
            if documents > 0 {
                words.push(Word { text: run[end - length..end].iter().collect(), documents });
            }
            end -= length;
        }
        words.reverse();
        Ok(words)
    }

    fn documents(&mut self, chars: &[char]) -> tantivy::Result<u64> {
        let text: String = chars.iter().collect();
        if let Some(&documents) = self.known.get(&text) {
            return Ok(documents);
        }
        let documents = self.reader.searcher().doc_freq(&Term::from_field_text(self.reader.fields().words, &text))?;
        self.known.insert(text, documents);
        Ok(documents)
    }
}
