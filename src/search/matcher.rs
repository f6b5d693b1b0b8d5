//! Where a phrase stands in the passages of one segment.
//!
//! Of the phrase's parts ([`crate::analysis::pairs::parts`]) the rarest leads, and the lists of as many others as cover the
//! rest of the phrase are sought for its positions. Two words meet in a rare pair (两个维护 in 个维), so few are.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use tantivy::{DocId, TERMINATED};

use crate::analysis::pairs::{Part, PartTerm, parts};
use crate::index::{END, PairTable, Positions};

/// Goes through the passages of a segment in which a phrase stands, in the order of the segment.
pub(crate) struct Matcher<'a> {
    table: &'a PairTable,
    /// The rarest first; none if the phrase stands nowhere.
    slots: Vec<Slot>,
    /// How often each part stands in the segment, in the order of the parts.
    counts: Vec<u64>,
    doc: DocId,
    /// The first position of the passage at which the phrase begins.
    first: u32,
    /// Where the phrase begins in this passage, once that is asked for.
    starts: Vec<u32>,
    has_starts: bool,
}

/// A part of a phrase: its distance from the phrase's start, what of the phrase it covers, and its positions.
struct Slot {
    offset: u32,
    covers: Range<usize>,
    places: Places,
}

impl Slot {
    /// None if the part stands nowhere.
    fn new(table: &PairTable, part: Part, sets: &mut Sets) -> Option<Self> {
        let places = match part.term {
            PartTerm::Pair(pair) => Places::Pair(Box::new(table.list(pair)?.positions())),
            PartTerm::Prefix(c) => Places::Set(sets.of_all(table, c)?),
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
    pub(crate) fn new(table: &'a PairTable, phrase: &[char], sets: &mut Sets) -> Self {
        let all: Vec<Option<Slot>> = parts(phrase).into_iter().map(|part| Slot::new(table, part, sets)).collect();
        let counts = all.iter().map(|slot| slot.as_ref().map_or(0, |slot| slot.places.count())).collect();
        let all: Option<Vec<Slot>> = all.into_iter().collect();
        let slots = rarest_that_cover(all.unwrap_or_default(), phrase.len());
        let mut matcher = Self { table, slots, counts, doc: 0, first: 0, starts: Vec::new(), has_starts: false };
        matcher.find(0);
        matcher
    }

    /// The passage that it stands at, or `TERMINATED`.
    pub(crate) fn doc(&self) -> DocId {
        self.doc
    }

    /// Goes to the first passage at or after `target`.
    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.find(target);
        }
        self.doc
    }

    /// Where the phrase first begins in the passage, in characters of the matching form.
    pub(crate) fn first(&self) -> u32 {
        self.first - self.table.start(self.doc)
    }

    /// How often the phrase stands in the passage, overlapping places counted each.
    pub(crate) fn freq(&mut self) -> u32 {
        if let [Slot { places: Places::Set(set), .. }] = self.slots.as_slice() {
            return set.count(self.first..self.table.end(self.doc));
        }
        self.starts().len() as u32
    }

    /// Where the phrase begins in the passage, in characters of the matching form, overlapping places each.
    pub(crate) fn starts(&mut self) -> &[u32] {
        if !std::mem::replace(&mut self.has_starts, true) {
            let (start, end) = (self.table.start(self.doc), self.table.end(self.doc));
            self.starts.clear();
            let mut here = self.first;
            while here < end {
                self.starts.push(here - start);
                here = self.next(here + 1);
            }
        }
        &self.starts
    }

    /// How often each part of the phrase stands in the segment, deleted passages included, in the order of the parts.
    pub(crate) fn part_counts(&self) -> &[u64] {
        &self.counts
    }

    /// Goes to the first passage from `target` on in which the phrase stands.
    fn find(&mut self, target: DocId) {
        self.has_starts = false;
        self.first = if target < self.table.documents() { self.next(self.table.start(target)) } else { END };
        self.doc = if self.first == END { TERMINATED } else { self.table.document_at(self.first, target) };
    }

    /// The first position at or after `from` at which the phrase begins, or [`END`].
    fn next(&mut self, from: u32) -> u32 {
        let Some((rarest, others)) = self.slots.split_first_mut() else { return END };
        if others.is_empty() {
            // No part alone stands anywhere but at its phrase's start.
            return rarest.places.seek(from);
        }
        let mut from = from;
        'positions: loop {
            let found = rarest.places.seek(from.saturating_add(rarest.offset));
            if found == END {
                return END;
            }
            let start = found - rarest.offset;
            for other in others.iter_mut() {
                let wanted = start + other.offset;
                let there = other.places.seek(wanted);
                if there == END {
                    return END;
                }
                if there != wanted {
                    from = there - other.offset;
                    continue 'positions;
                }
            }
            return start;
        }
    }
}

/// The positions of one part of a phrase.
enum Places {
    Pair(Box<Positions>),
    Set(Arc<PositionSet>),
}

impl Places {
    fn count(&self) -> u64 {
        match self {
            Self::Pair(positions) => u64::from(positions.count()),
            Self::Set(set) => set.total,
        }
    }

    #[inline]
    fn seek(&mut self, target: u32) -> u32 {
        match self {
            Self::Pair(positions) => positions.seek(target),
            Self::Set(set) => set.seek(target),
        }
    }
}

/// The positions of single characters of one query in one segment, each gathered once.
#[derive(Default)]
pub(crate) struct Sets(HashMap<char, Arc<PositionSet>>);

/// A query of more single characters gathers those that come later as lists: a set takes up a bit for each character of
/// the segment, whatever stands there.
const MAX_BIT_SETS: usize = 8;

impl Sets {
    /// The positions of all pairs that begin with a character; none if there are none.
    fn of_all(&mut self, table: &PairTable, first: char) -> Option<Arc<PositionSet>> {
        let known = self.0.len();
        let set = self.0.entry(first).or_insert_with(|| {
            let bits = PositionSet::of_all(table, first);
            Arc::new(if known < MAX_BIT_SETS { bits } else { bits.into_list() })
        });
        (set.total > 0).then(|| Arc::clone(set))
    }
}

/// Positions of a segment: those of a single character lie in as many lists as there are characters that follow it, and
/// setting a bit for each is a quick way to sort them.
struct PositionSet {
    words: Vec<u64>,
    /// The positions themselves, where these are kept instead.
    list: Vec<u32>,
    /// How many there are.
    total: u64,
}

impl PositionSet {
    fn into_list(self) -> Self {
        let mut list = Vec::with_capacity(self.total as usize);
        let mut next = self.seek(0);
        while next != END {
            list.push(next);
            next = self.seek(next + 1);
        }
        Self { words: Vec::new(), list, total: self.total }
    }

    fn of_all(table: &PairTable, first: char) -> Self {
        let mut words = vec![0u64; table.start(table.documents()).div_ceil(u64::BITS) as usize];
        let mut count = 0;
        for list in table.lists_of(first) {
            count += u64::from(list.count());
            list.for_each(|position| {
                if let Some(word) = words.get_mut((position / u64::BITS) as usize) {
                    *word |= 1 << (position % u64::BITS);
                }
            });
        }
        Self { words, list: Vec::new(), total: count }
    }

    /// How many of the positions there are.
    fn count(&self, positions: Range<u32>) -> u32 {
        if self.words.is_empty() {
            let before = |at: u32| self.list.partition_point(|&position| position < at);
            return (before(positions.end) - before(positions.start)) as u32;
        }
        let word = |at: u32| (at / u64::BITS) as usize;
        let (first, last) = (word(positions.start), word(positions.end.saturating_sub(1)));
        let Some(words) = self.words.get(first..=last).filter(|_| !positions.is_empty()) else { return 0 };
        let all: u32 = words.iter().map(|word| word.count_ones()).sum();
        let before = words[0] & !(u64::MAX << (positions.start % u64::BITS));
        let after = words[words.len() - 1] & (u64::MAX << ((positions.end - 1) % u64::BITS) << 1);
        all - before.count_ones() - after.count_ones()
    }

    #[inline]
    fn seek(&self, target: u32) -> u32 {
        if self.words.is_empty() {
            let before = self.list.partition_point(|&position| position < target);
            return self.list.get(before).copied().unwrap_or(END);
        }
        let first = (target / u64::BITS) as usize;
        let Some(&word) = self.words.get(first) else { return END };
        let rest = word & u64::MAX << (target % u64::BITS);
        if rest != 0 {
            return first as u32 * u64::BITS + rest.trailing_zeros();
        }
        let after = self.words[first + 1..].iter().position(|&word| word != 0);
        after.map_or(END, |at| {
            let word = first + 1 + at;
            word as u32 * u64::BITS + self.words[word].trailing_zeros()
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::PositionSet;

    proptest! {
        #[test]
        fn a_set_counts_and_seeks(positions in proptest::collection::btree_set(0..500u32, 0..80), start in 0..500u32, len in 0..200u32) {
            let mut set = PositionSet { words: vec![0; 8], list: Vec::new(), total: positions.len() as u64 };
            positions.iter().for_each(|&position| set.words[position as usize / 64] |= 1 << (position % 64));
            let range = start..(start + len).min(512);
            let (count, next) = (positions.range(range.clone()).count(), positions.range(start..).next().copied());
            prop_assert_eq!(set.count(range.clone()) as usize, count);
            prop_assert_eq!(set.seek(start), next.unwrap_or(super::END));
            let list = set.into_list();
            prop_assert_eq!((list.count(range) as usize, list.seek(start)), (count, next.unwrap_or(super::END)));
        }
    }
}
