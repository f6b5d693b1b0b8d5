//! Where a phrase stands in the passages of one segment.
//!
//! Of the phrase's parts ([`crate::analysis::pairs::parts`]) the rarest leads: its positions are taken in batches, and
//! those are kept at which as many others stand as cover the rest of the phrase. Two words meet in a rare pair (两个维护
//! in 个维), so few are.

use std::ops::Range;
use std::sync::Arc;

use tantivy::{DocId, TERMINATED};

use super::singles::{PositionSet, Singles};
use crate::analysis::pairs::{Part, PartTerm, parts};
use crate::index::{PairTable, Positions};

/// Positions of the first batch, and of one after a leap: it may be the only one of which anything is used.
const SMALL_BATCH: usize = 8;
/// Positions of a batch at most: what the lists unpack at once.
const BATCH: usize = 128;

/// Goes through the passages of a segment in which a phrase stands, in the order of the segment.
pub(crate) struct Matcher<'a> {
    table: &'a PairTable,
    /// The rarest first; none if the phrase stands nowhere.
    slots: Vec<Slot>,
    /// How often each part stands in the segment, in the order of the parts.
    counts: Vec<u64>,
    doc: DocId,
    /// Positions at which the phrase begins, without a gap, from those in the passage on.
    found: Vec<u32>,
    /// Which of them lie in the passage.
    here: Range<usize>,
    /// How many positions of the rarest part the next batch has.
    batch: usize,
}

/// A part of a phrase: its distance from the phrase's start, what of the phrase it covers, and its positions.
struct Slot {
    offset: u32,
    covers: Range<usize>,
    places: Places,
}

impl Slot {
    /// None if the part stands nowhere.
    fn new(table: &PairTable, part: Part, singles: &mut Singles) -> Option<Self> {
        let places = match part.term {
            PartTerm::Pair(pair) => Places::Pair(Box::new(table.list(pair)?.positions())),
            PartTerm::Prefix(c) => Places::Single(singles.of(table, c)?),
        };
        Some(Self { offset: part.offset, covers: part.covers(), places })
    }
}

/// Those of the slots, from the rarest on, that together cover a phrase of so many places.
fn rarest_that_cover(mut slots: Vec<Slot>, places: usize) -> Vec<Slot> {
    slots.sort_by_key(|slot| slot.places.count());
    let mut covered = vec![false; places];
    slots.retain(|slot| {
        let adds = slot.covers.clone().any(|place| !covered[place]);
        covered[slot.covers.clone()].fill(true);
        adds
    });
    slots
}

impl<'a> Matcher<'a> {
    /// A matcher for a phrase (characters of a matching form), at its first passage.
    pub(crate) fn new(table: &'a PairTable, phrase: &[char], singles: &mut Singles) -> Self {
        let all: Vec<Option<Slot>> = parts(phrase).into_iter().map(|part| Slot::new(table, part, singles)).collect();
        let counts = all.iter().map(|slot| slot.as_ref().map_or(0, |slot| slot.places.count())).collect();
        let all: Option<Vec<Slot>> = all.into_iter().collect();
        let slots = rarest_that_cover(all.unwrap_or_default(), phrase.len());
        let mut matcher = Self { table, slots, counts, doc: 0, found: Vec::new(), here: 0..0, batch: SMALL_BATCH };
        matcher.find(0);
        matcher
    }

    /// The passage that it stands at, or `TERMINATED`.
    pub(crate) fn doc(&self) -> DocId {
        self.doc
    }

    /// Goes to the first passage at or after `target`.
    #[inline]
    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.find(target);
        }
        self.doc
    }

    /// Where the phrase begins in the passage, overlapping places each: positions of the segment, of which the passage's
    /// first is [`PairTable::start`].
    #[inline]
    pub(crate) fn starts(&self) -> &[u32] {
        &self.found[self.here.clone()]
    }

    /// How often each part of the phrase stands in the segment, deleted passages included, in the order of the parts.
    pub(crate) fn part_counts(&self) -> &[u64] {
        &self.counts
    }

    /// Goes to the first passage from `target` on in which the phrase stands.
    fn find(&mut self, target: DocId) {
        if target >= self.table.documents() {
            (self.doc, self.here) = (TERMINATED, 0..0);
            return;
        }
        let from = self.table.start(target);
        let passed = self.here.end;
        let mut first = passed;
        while self.found.get(first).is_some_and(|&position| position < from) {
            first += 1;
        }
        if first == self.found.len() {
            self.found.clear();
            self.batch = if first == passed { (self.batch * 2).min(BATCH) } else { SMALL_BATCH };
            first = 0;
            if !self.find_more(from) {
                (self.doc, self.here) = (TERMINATED, 0..0);
                return;
            }
        }
        self.doc = self.table.document_at(self.found[first]);
        let end = self.table.end(self.doc);
        let mut last = first + 1;
        loop {
            while self.found.get(last).is_some_and(|&position| position < end) {
                last += 1;
            }
            if last < self.found.len() || !self.find_more(self.found[last - 1] + 1) {
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
            self.found[known..].iter_mut().for_each(|position| *position -= rarest.offset);
            from = last - rarest.offset + 1;
            for other in others.iter_mut() {
                other.places.keep(&mut self.found, known, other.offset);
            }
        }
        true
    }
}

/// The positions of one part of a phrase.
enum Places {
    Pair(Box<Positions>),
    Single(Arc<PositionSet>),
}

impl Places {
    fn count(&self) -> u64 {
        match self {
            Self::Pair(positions) => u64::from(positions.count()),
            Self::Single(set) => set.total(),
        }
    }

    /// Appends the next positions at or after `from`, at most so many: none where they end.
    fn take(&mut self, from: u32, most: usize, out: &mut Vec<u32>) {
        match self {
            Self::Pair(positions) => positions.take(from, most, out),
            Self::Single(set) => set.take(from, most, out),
        }
    }

    /// Keeps those of `found`, which ascend, from number `known` on, at `offset` characters after which the part stands.
    fn keep(&mut self, found: &mut Vec<u32>, known: usize, offset: u32) {
        match self {
            Self::Pair(positions) => keep(found, known, offset, |at| positions.seek(at)),
            Self::Single(set) => keep(found, known, offset, |at| set.seek(at)),
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
