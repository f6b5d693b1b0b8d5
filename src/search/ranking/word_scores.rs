//! What the query's words add to the scores of hits.
//!
//! They are looked up last, and only for the hits of those reports that they can bring among the shown ones
//! ([`super::top`]): a frequent phrase has tens of thousands of hits, of which a few dozen can be among the best.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED, Term};

use super::phrases::mean_words;
use super::words::{Word, words};
use crate::answer::{Contribution, Reason, WINDOW_CHARS, bm25, idf, most_of_bm25, rounded};
use crate::error::Result;
use crate::index::{PairTable, Reader};
use crate::query::Phrase;
use crate::search::hits::{Group, RawHits};

/// Weight of a word beside a phrase: every hit holds the phrases, and with them most of the words, already.
const WORD_WEIGHT: f32 = 0.25;

/// The words of a query and what they weigh.
pub(in crate::search) struct WordScores<'a> {
    reader: &'a Reader,
    words: Vec<(String, f32)>,
    /// How many words a passage has on average.
    mean: f32,
}

impl<'a> WordScores<'a> {
    /// The words of the phrases.
    ///
    /// # Errors
    /// Of the index.
    pub(in crate::search) fn new(reader: &'a Reader, phrases: &[&Phrase]) -> Result<Self> {
        let documents = reader.commit().passages.max(1);
        let weighted = |word: Word| (word.text, idf(word.documents, documents) * WORD_WEIGHT);
        let read = || {
            let words = words(reader, phrases)?.into_iter().map(weighted).collect();
            Ok(Self { reader, words, mean: mean_words(reader, documents)? })
        };
        read().map_err(|e: tantivy::TantivyError| reader.damaged(&e))
    }

    /// No words add more than this to a score, which is then rounded.
    pub(in crate::search) fn most(&self) -> f32 {
        self.words.iter().map(|&(_, weight)| most_of_bm25(weight)).sum()
    }

    /// Completes the scores of all hits of some groups, by the groups' numbers.
    ///
    /// # Errors
    /// Of the index.
    pub(in crate::search) fn add(&self, hits: &mut RawHits, groups: &mut [usize]) -> Result<()> {
        // Postings go forward only.
        groups.sort_unstable();
        let mut open: Option<(u32, WordPostings<'_>)> = None;
        for &group in groups.iter() {
            let segment = hits.groups[group].file.segment_ord;
            let found = match &mut open {
                Some((of, found)) if *of == segment => found,
                other => {
                    &mut other
                        .insert((segment, WordPostings::new(self, segment).map_err(|e| self.reader.damaged(&e))?))
                        .1
                }
            };
            found.add(hits, group);
        }
        Ok(())
    }
}

/// Where the words stand in a segment.
struct WordPostings<'a> {
    scores: &'a WordScores<'a>,
    /// Those that stand there, by their numbers.
    postings: Vec<(usize, SegmentPostings)>,
    norms: Option<FieldNormReader>,
    table: &'a PairTable,
}

impl<'a> WordPostings<'a> {
    fn new(scores: &'a WordScores<'a>, segment: u32) -> tantivy::Result<Self> {
        let field = scores.reader.fields().words;
        let table = scores.reader.pairs(segment);
        let segment = scores.reader.searcher().segment_reader(segment);
        let mut postings = Vec::new();
        if !scores.words.is_empty() {
            let index = segment.inverted_index(field)?;
            for (number, (word, _)) in scores.words.iter().enumerate() {
                let found = index.read_postings(&Term::from_field_text(field, word), IndexRecordOption::WithFreqs)?;
                postings.extend(found.map(|found| (number, found)));
            }
        }
        Ok(Self { scores, postings, norms: segment.fieldnorms_readers().get_field(field)?, table })
    }

    fn add(&mut self, hits: &mut RawHits, group: usize) {
        let Group { hits: range, .. } = hits.groups[group].clone();
        let mut best: f32 = 0.0;
        for at in range {
            let hit = &mut hits.hits[at];
            if hit.boilerplate {
                continue;
            }
            let mut score = hit.score;
            let mut contributions = hits.contributions.get_mut(at);
            self.each(hit.doc, |word, freq, adds| {
                score += adds;
                if let Some(contributions) = &mut contributions {
                    let of = self.scores.words[word].0.clone();
                    contributions.push(Contribution { reason: Reason::Word, of, count: freq, score: adds });
                }
            });
            hit.score = rounded(score);
            best = best.max(hit.score);
        }
        hits.groups[group].best = best;
    }

    /// Gives each word of a passage to `add`: its number, how often it stands there, and what it adds.
    fn each(&mut self, doc: DocId, mut add: impl FnMut(usize, u32, f32)) {
        // Words are ranked in the same part of the passage as phrases, as far as their number tells.
        let share = WINDOW_CHARS as f32 / self.table.len(doc).max(WINDOW_CHARS) as f32;
        let length = self.norms.as_ref().map_or(1, |norms| norms.fieldnorm(doc));
        let length = (length as f32 * share) as u32;
        for (word, postings) in &mut self.postings {
            if postings.doc() < doc {
                postings.seek(doc);
            }
            if postings.doc() == doc && doc != TERMINATED {
                let freq = postings.term_freq();
                add(*word, freq, bm25(self.scores.words[*word].1, freq, length, self.scores.mean));
            }
        }
    }
}
