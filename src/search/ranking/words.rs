//! The words of a query, cut by the index's own terms.
//!
//! The words that rank are those that stand in the `words` field; no others can count. So a query is cut into these,
//! by how many passages hold each, and jieba's dictionary (60 to 130 ms to load) is not needed.

use std::ops::Range;
use std::sync::Arc;

use tantivy::index::InvertedIndexReader;

use crate::analysis::BARRIER;
use crate::index::Reader;
use crate::query::Phrase;

/// Words of the language of reports are shorter than this, in characters; each length costs a look-up.
const MAX_WORD_CHARS: usize = 8;
/// Only so many characters of a query are cut: ranking needs the words of a phrase, not of a page.
const MAX_CUT_CHARS: usize = 200;

/// A word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) struct Word {
    pub(in crate::search) text: String,
    /// How many documents hold it, deleted ones included.
    pub(in crate::search) documents: u64,
}

/// The words of the phrases, each once.
pub(in crate::search) fn words(reader: &Reader, phrases: &[&Phrase]) -> tantivy::Result<Vec<Word>> {
    let cutter = Cutter::new(reader)?;
    let mut words: Vec<Word> = Vec::new();
    let runs = phrases.iter().flat_map(|phrase| phrase.chars.split(|&c| c == BARRIER));
    let mut left = MAX_CUT_CHARS;
    for run in runs {
        let run = &run[..run.len().min(left)];
        left -= run.len();
        for (place, documents) in cutter.cut(run)? {
            let text: String = run[place].iter().collect();
            if documents > 0 && words.iter().all(|word| word.text != text) {
                words.push(Word { text, documents });
            }
        }
    }
    Ok(words)
}

/// Cuts runs of characters into words.
pub(in crate::search) struct Cutter {
    /// The terms, one a segment.
    indexes: Vec<Arc<InvertedIndexReader>>,
    /// How many documents there are.
    total: f64,
}

impl Cutter {
    pub(in crate::search) fn new(reader: &Reader) -> tantivy::Result<Self> {
        let (field, searcher) = (reader.fields().words, reader.searcher());
        let indexes = searcher.segment_readers().iter().map(|segment| segment.inverted_index(field));
        let total = searcher.num_docs().max(1) as f64;
        Ok(Self { indexes: indexes.collect::<tantivy::Result<_>>()?, total })
    }

    /// The most probable cut of a run into terms: the sum of the terms' log frequencies is greatest. Of each the
    /// characters and in how many documents it stands: in none where a single character is no term.
    pub(in crate::search) fn cut(&self, run: &[char]) -> tantivy::Result<Vec<(Range<usize>, u64)>> {
        let text: String = run.iter().collect();
        // Where each character begins in the text, and where the last one ends.
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        // For each end the best score, and the length and documents of the last word.
        let mut best: Vec<(f64, usize, u64)> = vec![(0.0, 0, 0)];
        for end in 1..=run.len() {
            let mut choice = (f64::NEG_INFINITY, 1, 0);
            for length in 1..=end.min(MAX_WORD_CHARS) {
                let documents = self.documents(&text[starts[end - length]..starts[end]])?;
                if documents == 0 && length > 1 {
                    continue;
                }
                // A single character that is no term costs as much as one that stands in half a document.
                let score = best[end - length].0 + ((documents as f64).max(0.5) / self.total).ln();
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
            words.push((end - length..end, documents));
            end -= length;
        }
        words.reverse();
        Ok(words)
    }

    fn documents(&self, word: &str) -> tantivy::Result<u64> {
        let mut documents = 0;
        for index in &self.indexes {
            documents += index.terms().get(word)?.map_or(0, |term| u64::from(term.doc_freq));
        }
        Ok(documents)
    }
}
