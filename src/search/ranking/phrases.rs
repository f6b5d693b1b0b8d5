//! How well a passage answers: how often the phrases stand in it, how near to each other, whether in its heading. What
//! matchers find is put into the formulas of all engines; it only orders what they let through.

use tantivy::DocId;

use crate::answer::{
    Contribution, HEADING_WEIGHT, PhraseWeights, RankStatistics, Reason, SECTION_WEIGHT, WINDOW_CHARS, bm25, mean,
    most_in_window, nearness, smallest_gap,
};
use crate::index::{PairTable, Reader};
use crate::query::Phrase;
use crate::search::phrase::Matcher;

impl RankStatistics for Reader {
    fn passages(&self) -> u64 {
        self.commit().passages
    }

    fn chars(&self) -> u64 {
        let segments = 0..self.searcher().segment_readers().len() as u32;
        segments.map(|segment| self.pairs(segment).chars()).sum()
    }
}

/// How many words each of so many passages, or reports, has on average.
pub(in crate::search) fn mean_words(reader: &Reader, of: u64) -> tantivy::Result<f32> {
    let mut words = 0;
    for segment in reader.searcher().segment_readers() {
        words += segment.inverted_index(reader.fields().words)?.total_num_tokens();
    }
    Ok(mean(words, of))
}

/// Scores the passages of one segment, in ascending order.
pub(in crate::search) struct Ranker<'a> {
    weights: &'a PhraseWeights,
    table: &'a PairTable,
    /// Lengths of the phrases, in characters.
    phrase_chars: Vec<u32>,
    /// For each phrase the section, by its report's number and its own, in whose heading it stood last.
    headed: Vec<Option<(usize, u32)>>,
}

impl<'a> Ranker<'a> {
    pub(in crate::search) fn new(table: &'a PairTable, weights: &'a PhraseWeights, phrases: &[&Phrase]) -> Self {
        let phrase_chars = phrases.iter().map(|phrase| phrase.chars.len() as u32).collect();
        Self { weights, table, phrase_chars, headed: vec![None; phrases.len()] }
    }

    /// What the phrases make of the score of a passage, not rounded. `section` names its section, by its report's number
    /// and its own; `heading` is how many characters at its start are that section's heading.
    pub(in crate::search) fn score(
        &mut self,
        doc: DocId,
        section: (usize, u32),
        heading: u32,
        matchers: &[Matcher<'_>],
    ) -> f32 {
        let mut sum = 0.0;
        self.add_up(doc, section, heading, matchers, &mut |_, _, _, score| sum += score);
        sum
    }

    /// What that score is made of, `phrases` being the texts of the matchers' phrases; otherwise as [`Self::score`].
    pub(in crate::search) fn contributions(
        &mut self,
        doc: DocId,
        section: (usize, u32),
        heading: u32,
        matchers: &[Matcher<'_>],
        phrases: &[&Phrase],
    ) -> Vec<Contribution> {
        let mut contributions = Vec::new();
        self.add_up(doc, section, heading, matchers, &mut |reason, number: Option<usize>, count, score| {
            let of = number.map_or_else(String::new, |number| phrases[number].text.clone());
            contributions.push(Contribution { reason, of, count, score });
        });
        contributions
    }

    /// Gives each part of a score to `add`: its reason, the number of its phrase if it is for one, how often that stands
    /// there, and what it adds.
    fn add_up(
        &mut self,
        doc: DocId,
        section: (usize, u32),
        heading: u32,
        matchers: &[Matcher<'_>],
        add: &mut impl FnMut(Reason, Option<usize>, u32, f32),
    ) {
        let length = self.table.len(doc);
        let phrases = matchers.iter().zip(&self.weights.phrases).zip(&mut self.headed).enumerate();
        // Of alternatives only those that stand here count.
        for (number, ((matcher, &weight), headed)) in phrases.filter(|(_, ((matcher, _), _))| matcher.doc() == doc) {
            let (freq, length) = match length {
                0..=WINDOW_CHARS => (matcher.starts().len() as u32, length),
                _ => (most_in_window(matcher.starts()), WINDOW_CHARS),
            };
            add(Reason::Phrase, Some(number), freq, bm25(weight, freq, length, self.weights.mean_chars));
            if heading > 0 && matcher.starts()[0].saturating_sub(self.table.start(doc)) < heading {
                *headed = Some(section);
                add(Reason::Heading, Some(number), 1, weight * HEADING_WEIGHT);
            } else if *headed == Some(section) {
                add(Reason::Section, Some(number), 1, weight * SECTION_WEIGHT);
            }
        }
        if matchers.len() > 1
            && matchers.iter().all(|matcher| matcher.doc() == doc)
            && let Some(gap) = smallest_gap(matchers.iter().map(Matcher::starts), &self.phrase_chars)
        {
            add(Reason::Near, None, gap, nearness(self.weights.mean(), gap));
        }
    }
}
