//! Where a phrase stands in the passages of one segment.
//!
//! tantivy's own phrase query can't serve: it doesn't give positions, which nearness needs, and doesn't know prefixes
//! at the end of a phrase after a barrier. This is its algorithm (`phrase_scorer.rs`) over the parts of
//! [`crate::analysis::pairs::parts`], with both.

use tantivy::index::InvertedIndexReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use crate::analysis::pairs::{PartTerm, parts};

/// Goes through the passages of a segment in which a phrase stands, in the order of the segment.
pub(crate) enum Matcher {
    Parts(PartsMatcher),
    Char(CharMatcher),
    Nothing,
}

impl Matcher {
    /// A matcher for a phrase, at its first passage.
    pub(crate) fn new(segment: &SegmentReader, exact: Field, phrase: &[char]) -> tantivy::Result<Self> {
        let index = segment.inverted_index(exact)?;
        if let [c] = *phrase {
            return Ok(Self::Char(CharMatcher::new(&index, segment.max_doc(), c)?));
        }
        let mut slots = Vec::new();
        for part in parts(phrase) {
            let slot = match part.term {
                PartTerm::Token(token) => {
                    let term = Term::from_field_text(exact, &token);
                    let Some(postings) = index.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)? else {
                        return Ok(Self::Nothing);
                    };
                    Places::Token(Box::new(postings))
                }
                PartTerm::Prefix(c) => Places::Merged(MergedPlaces::new(&index, c)?),
            };
            slots.push(Slot { offset: part.offset, places: slot });
        }
        Ok(Self::Parts(PartsMatcher::new(slots)))
    }

    /// The passage that it stands at, or `TERMINATED`.
    pub(crate) fn doc(&self) -> DocId {
        match self {
            Self::Parts(m) => m.slots[0].places.doc(),
            Self::Char(m) => m.doc,
            Self::Nothing => TERMINATED,
        }
    }

    /// Goes to the first passage at or after `target`.
    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc() < target {
            match self {
                Self::Parts(m) => {
                    m.slots[0].places.seek(target);
                    m.settle();
                }
                Self::Char(m) => m.seek(target),
                Self::Nothing => {}
            }
        }
        self.doc()
    }

    /// How often the phrase stands in the passage, overlapping places counted each.
    pub(crate) fn freq(&self) -> u32 {
        match self {
            Self::Parts(m) if m.slots.len() == 1 => m.slots[0].places.freq(),
            Self::Parts(m) => m.starts.len() as u32,
            Self::Char(m) => u32::from(m.counts[m.doc as usize]),
            Self::Nothing => 0,
        }
    }

    /// Where the phrase begins in the passage, in characters of the matching form; nothing for a single character,
    /// whose places are not kept.
    pub(crate) fn starts(&mut self) -> &[u32] {
        match self {
            Self::Parts(m) => {
                if m.slots.len() == 1 {
                    m.slots[0].places.positions(0, &mut m.starts);
                }
                &m.starts
            }
            Self::Char(_) | Self::Nothing => &[],
        }
    }

    /// In how many passages of the segment each part of the phrase stands, deleted ones included, in the order of the
    /// parts; nothing if one of them stands in none.
    pub(crate) fn part_counts(&self) -> Vec<u64> {
        match self {
            Self::Parts(m) => m.counts.clone(),
            Self::Char(m) => vec![m.passages],
            Self::Nothing => Vec::new(),
        }
    }
}

/// A phrase of two or more characters: all of its parts must stand at their offsets.
pub(crate) struct PartsMatcher {
    /// The rarest first; its passage is the matcher's.
    slots: Vec<Slot>,
    /// How many passages hold each part, in the order of the parts.
    counts: Vec<u64>,
    largest_offset: u32,
    starts: Vec<u32>,
    buffer: Vec<u32>,
}

struct Slot {
    offset: u32,
    places: Places,
}

impl PartsMatcher {
    fn new(mut slots: Vec<Slot>) -> Self {
        let counts = slots.iter().map(|slot| u64::from(slot.places.size())).collect();
        slots.sort_by_key(|slot| slot.places.size());
        let largest_offset = slots.iter().map(|slot| slot.offset).max().unwrap_or(0);
        let mut matcher = Self { slots, counts, largest_offset, starts: Vec::new(), buffer: Vec::new() };
        matcher.settle();
        matcher
    }

    /// Goes to the first passage at or after the rarest part's in which all parts stand at their offsets.
    fn settle(&mut self) {
        let Some((rarest, others)) = self.slots.split_first_mut() else { return };
        if others.is_empty() {
            return;
        }
        let mut doc = rarest.places.doc();
        'passages: while doc != TERMINATED {
            for other in others.iter_mut() {
                let there = other.places.seek(doc);
                if there != doc {
                    doc = rarest.places.seek(there);
                    continue 'passages;
                }
            }
            // Shifted so that parts of one occurrence have the same position, and none is negative.
            let shift = |slot: &Slot| self.largest_offset - slot.offset;
            rarest.places.positions(shift(rarest), &mut self.starts);
            for other in others.iter_mut() {
                let shift = shift(other);
                other.places.positions(shift, &mut self.buffer);
                intersect(&mut self.starts, &self.buffer);
            }
            self.starts.retain_mut(|start| {
                let fits = *start >= self.largest_offset;
                *start = start.wrapping_sub(self.largest_offset);
                fits
            });
            if !self.starts.is_empty() {
                return;
            }
            doc = rarest.places.seek(doc + 1);
        }
    }
}

/// Keeps of `left` what is in `right`; both ascend.
fn intersect(left: &mut Vec<u32>, right: &[u32]) {
    let mut right = right.iter().peekable();
    left.retain(|&l| {
        while right.next_if(|&&r| r < l).is_some() {}
        right.peek() == Some(&&l)
    });
}

/// The places of one part of a phrase.
enum Places {
    Token(Box<SegmentPostings>),
    Merged(MergedPlaces),
}

impl Places {
    fn doc(&self) -> DocId {
        match self {
            Self::Token(postings) => postings.doc(),
            Self::Merged(merged) => merged.doc(),
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        match self {
            Self::Token(postings) if postings.doc() >= target => postings.doc(),
            Self::Token(postings) => postings.seek(target),
            Self::Merged(merged) => merged.seek(target),
        }
    }

    fn size(&self) -> u32 {
        match self {
            Self::Token(postings) => postings.size_hint(),
            Self::Merged(merged) => merged.places.len() as u32,
        }
    }

    fn freq(&self) -> u32 {
        match self {
            Self::Token(postings) => postings.term_freq(),
            Self::Merged(merged) => merged.here().count() as u32,
        }
    }

    /// The positions in this passage, each plus `shift`.
    fn positions(&mut self, shift: u32, out: &mut Vec<u32>) {
        match self {
            Self::Token(postings) => postings.positions_with_offset(shift, out),
            Self::Merged(merged) => {
                out.clear();
                out.extend(merged.here().map(|position| position + shift));
            }
        }
    }
}

/// All places of the tokens that begin with a character, gathered: for the rare phrase that ends in a run of one.
struct MergedPlaces {
    /// Passage and position, ascending.
    places: Vec<(DocId, u32)>,
    at: usize,
}

impl MergedPlaces {
    fn new(index: &InvertedIndexReader, c: char) -> tantivy::Result<Self> {
        let mut places = Vec::new();
        let mut positions = Vec::new();
        let mut terms = tokens_from(index, c)?;
        while terms.advance() {
            let mut postings =
                index.read_postings_from_terminfo(terms.value(), IndexRecordOption::WithFreqsAndPositions)?;
            while postings.doc() != TERMINATED {
                postings.positions(&mut positions);
                places.extend(positions.iter().map(|&position| (postings.doc(), position)));
                postings.advance();
            }
        }
        places.sort_unstable();
        Ok(Self { places, at: 0 })
    }

    fn doc(&self) -> DocId {
        self.places.get(self.at).map_or(TERMINATED, |&(doc, _)| doc)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.at += self.places[self.at..].partition_point(|&(doc, _)| doc < target);
        self.doc()
    }

    fn here(&self) -> impl Iterator<Item = u32> + '_ {
        let doc = self.doc();
        self.places[self.at..].iter().take_while(move |&&(d, _)| d == doc).map(|&(_, position)| position)
    }
}

/// A single character: every token that begins with it counts.
pub(crate) struct CharMatcher {
    /// How often it stands in each document of the segment.
    counts: Vec<u16>,
    passages: u64,
    doc: DocId,
}

impl CharMatcher {
    fn new(index: &InvertedIndexReader, documents: u32, c: char) -> tantivy::Result<Self> {
        let mut counts = vec![0u16; documents as usize];
        let mut terms = tokens_from(index, c)?;
        let mut postings: Option<tantivy::postings::BlockSegmentPostings> = None;
        while terms.advance() {
            let postings = match &mut postings {
                Some(postings) => {
                    index.reset_block_postings_from_terminfo(terms.value(), postings)?;
                    postings
                }
                none => {
                    none.insert(index.read_block_postings_from_terminfo(terms.value(), IndexRecordOption::WithFreqs)?)
                }
            };
            while postings.block_len() > 0 {
                for (&doc, &freq) in postings.docs().iter().zip(postings.freqs()) {
                    let count = &mut counts[doc as usize];
                    *count = count.saturating_add(u16::try_from(freq).unwrap_or(u16::MAX));
                }
                postings.advance();
            }
        }
        let passages = counts.iter().filter(|&&n| n > 0).count() as u64;
        let mut matcher = Self { counts, passages, doc: 0 };
        matcher.seek(0);
        Ok(matcher)
    }

    fn seek(&mut self, target: DocId) {
        let from = target as usize;
        let found = self.counts.get(from..).and_then(|rest| rest.iter().position(|&n| n > 0));
        self.doc = found.map_or(TERMINATED, |at| (from + at) as DocId);
    }
}

/// The tokens that begin with a character.
fn tokens_from(index: &InvertedIndexReader, c: char) -> tantivy::Result<tantivy::termdict::TermStreamer<'_>> {
    let first = c.to_string();
    // Of UTF-8 strings those that begin with `c` are followed by those that begin with a greater last byte.
    let mut end = first.clone().into_bytes();
    if let Some(last) = end.last_mut() {
        *last += 1;
    }
    Ok(index.terms().range().ge(first.as_bytes()).lt(&end).into_stream()?)
}
