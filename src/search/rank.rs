//! How well a passage answers: how often the phrases stand in it, how near to each other, whether in its heading, and
//! BM25 over the query's words.
//!
//! BM25 with the usual constants (Robertson and Zaragoza, *The Probabilistic Relevance Framework*, 2009). All of it
//! only orders what the matchers let through.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED, Term};

use super::matcher::Matcher;
use super::parts::{Part, Reason};
use super::words::Word;
use crate::index::{PairTable, Reader};
use crate::query::Phrase;

const K1: f32 = 1.2;
const B: f32 = 0.75;
/// Weight of a word beside a phrase: every hit holds the phrases, and with them most of the words, already.
const WORD_WEIGHT: f32 = 0.25;
/// What a phrase in the passage's own heading adds, as a part of the phrase's weight.
const HEADING_WEIGHT: f32 = 1.0;
/// What a phrase in the heading above the passage adds, likewise.
const SECTION_WEIGHT: f32 = 0.3;
/// What phrases that touch each other add, as a part of their mean weight; it halves at [`NEAR_CHARS`] between them.
const NEAR_WEIGHT: f32 = 1.0;
const NEAR_CHARS: f32 = 10.0;
/// A longer passage is ranked by the best so many of its characters: what is near each other in it counts, not all that
/// a page-long paragraph touches.
const WINDOW_CHARS: u32 = 300;
/// Scores are rounded to this, so that of passages as good as each other the newer comes first.
const STEPS: f32 = 100.0;

/// What is known of a query in the whole index: the same for all segments.
pub(crate) struct Statistics {
    /// For each phrase its inverse document frequency.
    phrases: Vec<f32>,
    /// The words and what they weigh.
    words: Vec<(String, f32)>,
    /// Mean lengths of passages, in characters and in words.
    exact_mean: f32,
    words_mean: f32,
}

impl Statistics {
    /// `at_most`: for each phrase how often it can stand in the index.
    pub(crate) fn new(reader: &Reader, at_most: &[u64], words: Vec<Word>) -> tantivy::Result<Self> {
        let documents = reader.commit().passages.max(1);
        Ok(Self {
            phrases: at_most.iter().map(|&n| idf(n, documents)).collect(),
            words: words.into_iter().map(|w| (w.text, idf(w.documents, documents) * WORD_WEIGHT)).collect(),
            exact_mean: mean_chars(reader, documents),
            words_mean: mean_words(reader, documents)?,
        })
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
    weight * freq * (K1 + 1.0) / (freq + K1 * (1.0 - B + B * length as f32 / mean))
}

/// Scores the passages of one segment, in ascending order.
pub(crate) struct Ranker<'a> {
    statistics: &'a Statistics,
    /// Those of the words that stand in the segment, by their numbers.
    words: Vec<(usize, SegmentPostings)>,
    table: &'a PairTable,
    word_norms: Option<FieldNormReader>,
    /// Lengths of the phrases, in characters.
    phrase_chars: Vec<u32>,
    /// For each phrase the section, by its report's number and its own, in whose heading it stood last.
    headed: Vec<Option<(usize, u32)>>,
}

impl<'a> Ranker<'a> {
    pub(crate) fn new(
        reader: &'a Reader,
        segment_number: u32,
        statistics: &'a Statistics,
        phrases: &[&Phrase],
    ) -> tantivy::Result<Self> {
        let fields = reader.fields();
        let segment = reader.searcher().segment_reader(segment_number);
        let index = segment.inverted_index(fields.words)?;
        let mut words = Vec::new();
        for (number, (word, _)) in statistics.words.iter().enumerate() {
            let term = Term::from_field_text(fields.words, word);
            if let Some(postings) = index.read_postings(&term, IndexRecordOption::WithFreqs)? {
                words.push((number, postings));
            }
        }
        Ok(Self {
            statistics,
            words,
            table: reader.pairs(segment_number),
            word_norms: segment.fieldnorms_readers().get_field(fields.words)?,
            phrase_chars: phrases.iter().map(|phrase| phrase.chars.len() as u32).collect(),
            headed: vec![None; phrases.len()],
        })
    }

    /// The score of a passage that all matchers stand at. `section` names its section, by its report's number and its
    /// own; `heading` is how many characters at its start are that section's heading.
    pub(crate) fn score(&mut self, doc: DocId, section: (usize, u32), heading: u32, matchers: &[Matcher<'_>]) -> f32 {
        let mut sum = 0.0;
        self.add_up(doc, section, heading, matchers, &mut |_, _, _, score| sum += score);
        rounded(sum)
    }

    /// What the score of a passage is made of, `phrases` being the texts of the matchers' phrases; otherwise as
    /// [`Self::score`].
    pub(crate) fn parts(
        &mut self,
        doc: DocId,
        section: (usize, u32),
        heading: u32,
        matchers: &[Matcher<'_>],
        phrases: &[&Phrase],
    ) -> Vec<Part> {
        let mut parts = Vec::new();
        let words = &self.statistics.words;
        self.add_up(doc, section, heading, matchers, &mut |reason, number, count, score| {
            let of = match reason {
                Reason::Phrase | Reason::Heading | Reason::Section => phrases[number].text.clone(),
                Reason::Word => words[number].0.clone(),
                Reason::Near | Reason::Passage | Reason::BestPart => String::new(),
            };
            parts.push(Part { reason, of, count, score });
        });
        parts
    }

    /// Gives each part of a score to `add`: its reason, the number of its phrase or word, how often that stands there,
    /// and what it adds.
    fn add_up(
        &mut self,
        doc: DocId,
        section: (usize, u32),
        heading: u32,
        matchers: &[Matcher<'_>],
        add: &mut impl FnMut(Reason, usize, u32, f32),
    ) {
        let exact_length = self.table.len(doc);
        let phrases = matchers.iter().zip(&self.statistics.phrases).zip(&mut self.headed).enumerate();
        // Of alternatives only those that stand here count.
        for (number, ((matcher, &weight), headed)) in phrases.filter(|(_, ((matcher, _), _))| matcher.doc() == doc) {
            let (freq, length) = match exact_length {
                0..=WINDOW_CHARS => (matcher.freq(), exact_length),
                _ => (most_in_window(matcher.starts()), WINDOW_CHARS),
            };
            add(Reason::Phrase, number, freq, bm25(weight, freq, length, self.statistics.exact_mean));
            if heading > 0 && matcher.starts().first().is_some_and(|&start| start < heading) {
                *headed = Some(section);
                add(Reason::Heading, number, 1, weight * HEADING_WEIGHT);
            } else if *headed == Some(section) {
                add(Reason::Section, number, 1, weight * SECTION_WEIGHT);
            }
        }
        if matchers.len() > 1
            && matchers.iter().all(|matcher| matcher.doc() == doc)
            && let Some(gap) = smallest_gap(matchers, &self.phrase_chars)
        {
            let mean = self.statistics.phrases.iter().sum::<f32>() / matchers.len() as f32;
            add(Reason::Near, 0, gap, mean * NEAR_WEIGHT / (1.0 + gap as f32 / NEAR_CHARS));
        }
        if !self.words.is_empty() {
            // Words are ranked in the same part of the passage, as far as their number tells.
            let share = WINDOW_CHARS as f32 / exact_length.max(WINDOW_CHARS) as f32;
            let words = self.word_norms.as_ref().map_or(1, |norms| norms.fieldnorm(doc));
            let word_length = (words as f32 * share) as u32;
            for (number, postings) in &mut self.words {
                if postings.doc() < doc {
                    postings.seek(doc);
                }
                if postings.doc() == doc && doc != TERMINATED {
                    let (weight, freq) = (self.statistics.words[*number].1, postings.term_freq());
                    add(Reason::Word, *number, freq, bm25(weight, freq, word_length, self.statistics.words_mean));
                }
            }
        }
    }
}

/// A score to the step that tells it from others.
pub(super) fn rounded(score: f32) -> f32 {
    (score * STEPS).round() / STEPS
}

/// How often a phrase stands in the part of a passage that holds it most often.
fn most_in_window(starts: &[u32]) -> u32 {
    let within = |(at, &start): (usize, &u32)| starts[at..].partition_point(|&next| next < start + WINDOW_CHARS) as u32;
    starts.iter().enumerate().map(within).max().unwrap_or(0)
}

/// The fewest characters that stand between the phrases where all of them stand together.
pub(super) fn smallest_gap(matchers: &[Matcher<'_>], chars: &[u32]) -> Option<u32> {
    let places = matchers.iter().enumerate();
    let places = places.flat_map(|(phrase, matcher)| matcher.starts().iter().map(move |&start| (start, phrase)));
    let mut places: Vec<(u32, usize)> = places.collect();
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
