//! The best part of a passage: of a page-long paragraph a few sentences answer, not all of it.

use std::collections::HashMap;

use crate::analysis::{MatchingForm, Pair, pairs, sentences};
use crate::answer::bm25;

/// Parts of so many characters are looked at: about a paragraph, and about a sentence.
const SIZES: [usize; 2] = [350, 90];
/// What the best part of each size is worth beside the whole.
const PART_WEIGHT: f32 = 0.5;

/// What parts are looked at for.
pub(super) struct BestSpan {
    /// Number and weight of each pair.
    pairs: HashMap<Pair, (usize, f32)>,
}

/// A sentence: its characters and the pairs that stand in it, one entry a place.
struct Sentence {
    chars: usize,
    pairs: Vec<(usize, f32)>,
}

impl BestSpan {
    /// Parts that hold pairs of characters, each with its weight.
    pub(super) fn new(pairs: impl Iterator<Item = (Pair, f32)>) -> Self {
        Self { pairs: pairs.enumerate().map(|(number, (pair, weight))| (pair, (number, weight))).collect() }
    }

    /// What the best parts of a text are worth.
    pub(super) fn best(&self, text: &str) -> f32 {
        let sentence = |text: &str| {
            let form = MatchingForm::of(text);
            let found = pairs(form.chars().iter().copied()).filter_map(|(_, pair)| self.pairs.get(&pair).copied());
            Sentence { chars: form.chars().len(), pairs: found.collect() }
        };
        let sentences: Vec<Sentence> = sentences(text).map(sentence).collect();
        SIZES.iter().map(|&size| best_of_size(&sentences, size) * PART_WEIGHT).sum()
    }
}

/// The best run of sentences of about a size, none in two runs; a longer sentence is one by itself.
fn best_of_size(sentences: &[Sentence], size: usize) -> f32 {
    let mut best: f32 = 0.0;
    let mut counts: HashMap<usize, (u32, f32)> = HashMap::new();
    let mut chars = 0;
    let mut worth = |counts: &mut HashMap<usize, (u32, f32)>, chars: usize| {
        let score = counts.values().map(|&(freq, weight)| bm25(weight, freq, chars as u32, size as f32)).sum::<f32>();
        best = best.max(score);
        counts.clear();
    };
    for sentence in sentences {
        if chars > 0 && chars + sentence.chars > size {
            worth(&mut counts, chars);
            chars = 0;
        }
        chars += sentence.chars;
        for &(pair, weight) in &sentence.pairs {
            counts.entry(pair).or_insert((0, weight)).0 += 1;
        }
    }
    worth(&mut counts, chars);
    best
}
