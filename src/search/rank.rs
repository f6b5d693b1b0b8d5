//! How well a passage answers: how often the phrases stand in it, how near to each other, whether in its heading.
//!
//! BM25 with the usual constants (Robertson and Zaragoza, *The Probabilistic Relevance Framework*, 2009). All of it
//! only orders what the matchers let through.

use tantivy::DocId;

use super::hits::STEP;
use super::matcher::Matcher;
use super::parts::{Part, Reason};
use crate::index::{PairTable, Reader};
use crate::query::Phrase;

const K1: f32 = 1.2;
const B: f32 = 0.75;
/// What a phrase in the passage's own heading adds, as a part of the phrase's weight.
const HEADING_WEIGHT: f32 = 1.0;
/// What a phrase in the heading above the passage adds, likewise.
const SECTION_WEIGHT: f32 = 0.3;
/// What phrases that touch each other add, as a part of their mean weight; it halves at [`NEAR_CHARS`] between them.
const NEAR_WEIGHT: f32 = 1.0;
const NEAR_CHARS: f32 = 10.0;
/// A longer passage is ranked by the best so many of its characters: what is near each other in it counts, not all that
/// a page-long paragraph touches.
pub(super) const WINDOW_CHARS: u32 = 300;

/// What is known of a query in the whole index: the same for all segments.
pub(crate) struct Statistics {
    /// For each phrase its inverse document frequency.
    phrases: Vec<f32>,
    /// How many characters a passage has on average.
    mean: f32,
}

impl Statistics {
    /// `at_most`: for each phrase how often it can stand in the index.
    pub(crate) fn new(reader: &Reader, at_most: &[u64]) -> Self {
        let documents = reader.commit().passages.max(1);
        Self { phrases: at_most.iter().map(|&n| idf(n, documents)).collect(), mean: mean_chars(reader, documents) }
    }
}

/// How many characters of its matching form each of so many passages, or reports, has on average.
pub(super) fn mean_chars(reader: &Reader, of: u64) -> f32 {
    let segments = 0..reader.searcher().segment_readers().len() as u32;
    let chars: u64 = segments.map(|segment| reader.pairs(segment).chars()).sum();
    (chars as f32 / of.max(1) as f32).max(1.0)
}

/// How many words each of so many passages, or reports, has on average.
pub(super) fn mean_words(reader: &Reader, of: u64) -> tantivy::Result<f32> {
    let mut words = 0;
    for segment in reader.searcher().segment_readers() {
        words += segment.inverted_index(reader.fields().words)?.total_num_tokens();
    }
    Ok((words as f32 / of.max(1) as f32).max(1.0))
}

/// Inverse document frequency.
pub(super) fn idf(documents_with: u64, documents: u64) -> f32 {
    let with = documents_with.min(documents) as f32;
    (1.0 + (documents as f32 - with + 0.5) / (with + 0.5)).ln()
}

/// What a term adds that stands so often in a text of so many tokens; `mean`: how many tokens such texts have.
pub(super) fn bm25(weight: f32, freq: u32, length: u32, mean: f32) -> f32 {
    let freq = freq as f32;
    // One division: they are what a score waits for.
    weight * (freq * (K1 + 1.0) * mean) / ((freq + K1 * (1.0 - B)) * mean + K1 * B * length as f32)
}

/// More than a term of this weight can add, however often it stands.
pub(super) fn most_of_bm25(weight: f32) -> f32 {
    weight * (K1 + 1.0)
}

/// Scores the passages of one segment, in ascending order.
pub(crate) struct Ranker<'a> {
    statistics: &'a Statistics,
    table: &'a PairTable,
    /// Lengths of the phrases, in characters.
    phrase_chars: Vec<u32>,
    /// For each phrase the section, by its report's number and its own, in whose heading it stood last.
    headed: Vec<Option<(usize, u32)>>,
}

impl<'a> Ranker<'a> {
    pub(crate) fn new(table: &'a PairTable, statistics: &'a Statistics, phrases: &[&Phrase]) -> Self {
        let phrase_chars = phrases.iter().map(|phrase| phrase.chars.len() as u32).collect();
        Self { statistics, table, phrase_chars, headed: vec![None; phrases.len()] }
    }

    /// What the phrases make of the score of a passage, not rounded. `section` names its section, by its report's number
    /// and its own; `heading` is how many characters at its start are that section's heading.
    pub(crate) fn score(&mut self, doc: DocId, section: (usize, u32), heading: u32, matchers: &[Matcher<'_>]) -> f32 {
        let mut sum = 0.0;
        self.add_up(doc, section, heading, matchers, &mut |_, _, _, score| sum += score);
        sum
    }

    /// What that score is made of, `phrases` being the texts of the matchers' phrases; otherwise as [`Self::score`].
    pub(crate) fn parts(
        &mut self,
        doc: DocId,
        section: (usize, u32),
        heading: u32,
        matchers: &[Matcher<'_>],
        phrases: &[&Phrase],
    ) -> Vec<Part> {
        let mut parts = Vec::new();
        self.add_up(doc, section, heading, matchers, &mut |reason, number: Option<usize>, count, score| {
            let of = number.map_or_else(String::new, |number| phrases[number].text.clone());
            parts.push(Part { reason, of, count, score });
        });
        parts
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
        let phrases = matchers.iter().zip(&self.statistics.phrases).zip(&mut self.headed).enumerate();
        // Of alternatives only those that stand here count.
        for (number, ((matcher, &weight), headed)) in phrases.filter(|(_, ((matcher, _), _))| matcher.doc() == doc) {
            let (freq, length) = match length {
                0..=WINDOW_CHARS => (matcher.starts().len() as u32, length),
                _ => (most_in_window(matcher.starts()), WINDOW_CHARS),
            };
            add(Reason::Phrase, Some(number), freq, bm25(weight, freq, length, self.statistics.mean));
            if heading > 0 && matcher.starts()[0].saturating_sub(self.table.start(doc)) < heading {
                *headed = Some(section);
                add(Reason::Heading, Some(number), 1, weight * HEADING_WEIGHT);
            } else if *headed == Some(section) {
                add(Reason::Section, Some(number), 1, weight * SECTION_WEIGHT);
            }
        }
        if matchers.len() > 1
            && matchers.iter().all(|matcher| matcher.doc() == doc)
            && let Some(gap) = smallest_gap(matchers, &self.phrase_chars)
        {
            let mean = self.statistics.phrases.iter().sum::<f32>() / matchers.len() as f32;
            add(Reason::Near, None, gap, mean * NEAR_WEIGHT / (1.0 + gap as f32 / NEAR_CHARS));
        }
    }
}

/// A score to the step that tells it from others; no score is below 0. (`f32::round` would be a call into a library, for
/// each hit.)
pub(super) fn rounded(score: f32) -> f32 {
    (f64::from(score / STEP) + 0.5) as u32 as f32 * STEP
}

/// How often a phrase stands in the part of a passage that holds it most often.
fn most_in_window(starts: &[u32]) -> u32 {
    if starts.len() == 1 {
        return 1;
    }
    let within = |(at, &start): (usize, &u32)| starts[at..].partition_point(|&next| next < start + WINDOW_CHARS) as u32;
    starts.iter().enumerate().map(within).max().unwrap_or(0)
}

/// The fewest characters that stand between the phrases where all of them stand together.
pub(super) fn smallest_gap(matchers: &[Matcher<'_>], chars: &[u32]) -> Option<u32> {
    let mut places: Vec<(u32, usize)> = Vec::new();
    for (phrase, matcher) in matchers.iter().enumerate() {
        places.extend(matcher.starts().iter().map(|&start| (start, phrase)));
    }
    places.sort_unstable();
    // The last place of each phrase so far: with each new one the window from the first of them to the new one.
    let mut last: Vec<Option<u32>> = vec![None; chars.len()];
    let total: u32 = chars.iter().sum();
    let mut best = None;
    for (start, phrase) in places {
        last[phrase] = Some(start);
        if let Some(first) = last.iter().copied().min().flatten() {
            let end = last.iter().zip(chars).filter_map(|(start, n)| Some((*start)? + n)).max()?;
            let gap = (end - first).saturating_sub(total);
            best = Some(best.map_or(gap, |b: u32| b.min(gap)));
        }
    }
    best
}
