//! Where a phrase stands in the passages of one segment.
//!
//! Of the phrase's parts ([`phrase_terms`]) the rarest leads: its positions are taken in batches, and
//! those are kept at which as many others stand as cover the rest of the phrase. Two words meet in a rare pair (两个维护
//! in 个维), so few are. Where a character stands for another one, too, a part is any of the pairs that both make.

use std::ops::Range;
use std::sync::Arc;

use tantivy::{DocId, TERMINATED};

use super::unigrams::{UnigramPositions, Unigrams};
use crate::analysis::{Pair, PhraseForm, PhraseTerm, TermKind, phrase_terms};
use crate::index::{END, List, PairTable, Positions};

/// Positions of the first batch, and of one after a leap: it may be the only one of which anything is used.
const SMALL_BATCH: usize = 8;
/// Positions of a batch at most: what the lists unpack at once.
const BATCH: usize = 128;

/// Goes through the passages of a segment in which a phrase stands, in the order of the segment.
pub(in crate::search) struct Matcher<'a> {
    table: &'a PairTable,
    /// The rarest first; none if the phrase stands nowhere.
    slots: Vec<Slot>,
    /// How often each part stands in the segment, in the order of the parts.
    counts: Vec<u64>,
    doc: DocId,
    /// Positions at which the phrase begins, without a gap, from those in the passage on.
    found: Vec<u32>,
    /// For each of them its passage. All of a batch are looked up together: the processor then waits for many at once.
    docs: Vec<DocId>,
    /// Which of them lie in the passage.
    here: Range<usize>,
    /// How many positions of the rarest part the next batch has.
    batch: usize,
}

/// A part of a phrase: its distance from the phrase's start, and its positions.
struct Slot {
    offset: u32,
    places: Places,
}

/// Where a part of a phrase stands, before anything of it is unpacked.
enum TermPositions {
    Pair(List),
    Unigram(Arc<UnigramPositions>),
}

impl TermPositions {
    /// Those of all that the part may be: no two of them share a position. None if it stands nowhere.
    fn of(table: &PairTable, phrase: &PhraseForm, part: &PhraseTerm, unigrams: &mut Unigrams) -> Vec<Self> {
        let offset = part.offset as usize;
        let firsts = phrase.at(offset);
        match part.kind {
            TermKind::Pair(Pair { second: None, .. }) => {
                let lists = firsts.filter_map(|first| table.list(Pair { first, second: None }));
                lists.map(Self::Pair).collect()
            }
            TermKind::Pair(_) => {
                let pair = |first| phrase.at(offset + 1).map(move |second| Pair { first, second: Some(second) });
                firsts.flat_map(pair).filter_map(|pair| table.list(pair)).map(Self::Pair).collect()
            }
            TermKind::Prefix(_) => firsts.filter_map(|first| unigrams.of(table, first)).map(Self::Unigram).collect(),
        }
    }

    fn count_of(all: &[Self]) -> u64 {
        all.iter().map(Self::count).sum()
    }

    fn count(&self) -> u64 {
        match self {
            Self::Pair(list) => u64::from(list.count()),
            Self::Unigram(set) => set.total(),
        }
    }
}

/// Those of the parts, from the rarest on, that together cover a phrase of so many places.
fn rarest_that_cover(mut parts: Vec<(PhraseTerm, Vec<TermPositions>)>, places: usize) -> Vec<Slot> {
    parts.sort_by_key(|(_, found)| TermPositions::count_of(found));
    let mut covered = vec![false; places];
    parts.retain(|(part, _)| {
        let adds = part.covers().any(|place| !covered[place]);
        covered[part.covers()].fill(true);
        adds
    });
    let places = |found: TermPositions| match found {
        TermPositions::Pair(list) => Places::Pair(Box::new(list.positions())),
        TermPositions::Unigram(set) => Places::Unigram(set),
    };
    let slot = |(part, mut found): (PhraseTerm, Vec<TermPositions>)| Slot {
        offset: part.offset,
        places: match found.pop() {
            Some(one) if found.is_empty() => places(one),
            last => Places::AnyOf(found.into_iter().chain(last).map(places).collect()),
        },
    };
    parts.into_iter().map(slot).collect()
}

impl<'a> Matcher<'a> {
    /// A matcher for a phrase, at its first passage.
    pub(in crate::search) fn new(table: &'a PairTable, phrase: &PhraseForm, unigrams: &mut Unigrams) -> Self {
        let parts = phrase_terms(phrase);
        let found: Vec<Vec<TermPositions>> =
            parts.iter().map(|part| TermPositions::of(table, phrase, part, unigrams)).collect();
        let counts = found.iter().map(|found| TermPositions::count_of(found)).collect();
        let slots = match found.iter().any(Vec::is_empty) {
            true => Vec::new(),
            false => rarest_that_cover(parts.into_iter().zip(found).collect(), phrase.len()),
        };
        let (found, docs) = (Vec::new(), Vec::new());
        let mut matcher = Self { table, slots, counts, doc: 0, found, docs, here: 0..0, batch: SMALL_BATCH };
        matcher.find(0);
        matcher
    }

    /// The passage that it stands at, or `TERMINATED`.
    pub(in crate::search) fn doc(&self) -> DocId {
        self.doc
    }

    /// Goes to the first passage at or after `target`.
    #[inline]
    pub(in crate::search) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.find(target);
        }
        self.doc
    }

    /// Where the phrase begins in the passage, overlapping places each: positions of the segment, of which the passage's
    /// first is [`PairTable::start`].
    #[inline]
    pub(in crate::search) fn starts(&self) -> &[u32] {
        &self.found[self.here.clone()]
    }

    /// How often each part of the phrase stands in the segment, deleted passages included, in the order of the parts.
    pub(in crate::search) fn part_counts(&self) -> &[u64] {
        &self.counts
    }

    /// Goes to the first passage from `target` on in which the phrase stands.
    fn find(&mut self, target: DocId) {
        let passed = self.here.end;
        let mut first = passed;
        while self.docs.get(first).is_some_and(|&doc| doc < target) {
            first += 1;
        }
        if first == self.docs.len() {
            self.found.clear();
            self.docs.clear();
            self.batch = if first == passed { (self.batch * 2).min(BATCH) } else { SMALL_BATCH };
            first = 0;
            if target >= self.table.documents() || !self.find_more(self.table.start(target)) {
                (self.doc, self.here) = (TERMINATED, 0..0);
                return;
            }
        }
        self.doc = self.docs[first];
        let mut last = first + 1;
        loop {
            while self.docs.get(last) == Some(&self.doc) {
                last += 1;
            }
            if last < self.docs.len() || !self.find_more(self.found[last - 1].saturating_add(1)) {
                break;
            }
        }
        self.here = first..last;
    }

    /// Appends some of the positions at or after `from` at which the phrase begins; whether there are any. No position
    /// is asked for twice, so `from` is greater each time.
    fn find_more(&mut self, mut from: u32) -> bool {
        let Some((rarest, others)) = self.slots.split_first_mut() else { return false };
        let known = self.found.len();
        while self.found.len() == known {
            rarest.places.take(from.saturating_add(rarest.offset), self.batch, &mut self.found);
            let Some(&last) = self.found[known..].last() else { return false };
            // What is taken lies at or after `from`, but in a damaged list.
            self.found[known..].iter_mut().for_each(|position| *position = position.saturating_sub(rarest.offset));
            from = last.saturating_sub(rarest.offset).saturating_add(1);
            for other in others.iter_mut() {
                other.places.keep(&mut self.found, known, other.offset);
            }
        }
        self.docs.extend(self.found[known..].iter().map(|&position| self.table.document_at(position)));
        true
    }
}

/// The positions of one part of a phrase.
enum Places {
    Pair(Box<Positions>),
    Unigram(Arc<UnigramPositions>),
    /// Those of several, none of which are of two.
    AnyOf(Vec<Places>),
}

impl Places {
    /// Appends the next positions at or after `from`, at most so many: none where they end.
    fn take(&mut self, from: u32, most: usize, out: &mut Vec<u32>) {
        match self {
            Self::Pair(positions) => positions.take(from, most, out),
            Self::Unigram(set) => set.take(from, most, out),
            Self::AnyOf(_) => {
                let mut from = from;
                for _ in 0..most {
                    let position = self.seek(from);
                    if position == END {
                        break;
                    }
                    out.push(position);
                    from = position + 1;
                }
            }
        }
    }

    /// Keeps those of `found`, which ascend, from number `known` on, at `offset` characters after which the part stands.
    fn keep(&mut self, found: &mut Vec<u32>, known: usize, offset: u32) {
        match self {
            Self::Pair(positions) => keep(found, known, offset, |at| positions.seek(at)),
            Self::Unigram(set) => keep(found, known, offset, |at| set.seek(at)),
            Self::AnyOf(_) => keep(found, known, offset, |at| self.seek(at)),
        }
    }

    /// The first position at or after `target`, or [`END`].
    fn seek(&mut self, target: u32) -> u32 {
        match self {
            Self::Pair(positions) => positions.seek(target),
            Self::Unigram(set) => set.seek(target),
            Self::AnyOf(all) => all.iter_mut().map(|places| places.seek(target)).min().unwrap_or(END),
        }
    }
}

/// As [`Places::keep`], by what `seek` finds at or after a position.
#[inline]
fn keep(found: &mut Vec<u32>, known: usize, offset: u32, mut seek: impl FnMut(u32) -> u32) {
    let mut kept = known;
    for at in known..found.len() {
        let start = found[at];
        found[kept] = start;
        kept += usize::from(start.checked_add(offset).is_some_and(|wanted| seek(wanted) == wanted));
    }
    found.truncate(kept);
}
