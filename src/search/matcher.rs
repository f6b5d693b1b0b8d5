//! Where a phrase stands in the passages of one segment.
//!
//! The parts of [`crate::analysis::pairs::parts`] must stand at their offsets: the rarest part leads, and the lists of the
//! others are sought for its positions.

use tantivy::{DocId, TERMINATED};

use crate::analysis::pairs::{PartTerm, parts};
use crate::index::{END, PairTable, Positions};

/// Goes through the passages of a segment in which a phrase stands, in the order of the segment.
pub(crate) struct Matcher<'a> {
    table: &'a PairTable,
    /// The rarest first; none if the phrase stands nowhere.
    slots: Vec<Slot>,
    /// How often each part stands in the segment, in the order of the parts.
    counts: Vec<u64>,
    doc: DocId,
    /// Where the phrase begins in the passage, in characters of the matching form, overlapping places each.
    starts: Vec<u32>,
}

/// A part of a phrase: its distance from the phrase's start, and its positions.
struct Slot {
    offset: u32,
    places: Places,
}

impl<'a> Matcher<'a> {
    /// A matcher for a phrase (characters of a matching form), at its first passage.
    pub(crate) fn new(table: &'a PairTable, phrase: &[char]) -> Self {
        let mut slots = Vec::new();
        for part in parts(phrase) {
            let places = match part.term {
                PartTerm::Pair(pair) => table.list(pair).map(|list| Places::Pair(Box::new(list.positions()))),
                PartTerm::Prefix(c) => Places::of_all(table, c),
            };
            let Some(places) = places else {
                slots.clear();
                break;
            };
            slots.push(Slot { offset: part.offset, places });
        }
        let counts = slots.iter().map(|slot| slot.places.count()).collect();
        slots.sort_by_key(|slot| slot.places.count());
        let mut matcher = Self { table, slots, counts, doc: 0, starts: Vec::new() };
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

    /// How often the phrase stands in the passage, overlapping places counted each.
    pub(crate) fn freq(&self) -> u32 {
        self.starts.len() as u32
    }

    /// Where the phrase begins in the passage, in characters of the matching form.
    pub(crate) fn starts(&self) -> &[u32] {
        &self.starts
    }

    /// How often each part of the phrase stands in the segment, deleted passages included, in the order of the parts;
    /// nothing if one of them stands nowhere.
    pub(crate) fn part_counts(&self) -> &[u64] {
        &self.counts
    }

    /// Goes to the first passage from `target` on in which the phrase stands, and gathers where.
    fn find(&mut self, target: DocId) {
        self.starts.clear();
        let first = if target < self.table.documents() { self.next(self.table.start(target)) } else { END };
        if first == END {
            self.doc = TERMINATED;
            return;
        }
        self.doc = self.table.document_at(first, target);
        let (start, end) = (self.table.start(self.doc), self.table.end(self.doc));
        let mut here = first;
        while here < end {
            self.starts.push(here - start);
            here = self.next(here + 1);
        }
    }

    /// The first position at or after `from` at which the phrase begins, or [`END`].
    fn next(&mut self, from: u32) -> u32 {
        let Some((rarest, others)) = self.slots.split_first_mut() else { return END };
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
    Set(PositionSet),
}

impl Places {
    /// The positions of all pairs that begin with a character.
    fn of_all(table: &PairTable, first: char) -> Option<Self> {
        let set = PositionSet::of_all(table, first);
        (set.count > 0).then_some(Self::Set(set))
    }

    fn count(&self) -> u64 {
        match self {
            Self::Pair(positions) => u64::from(positions.count()),
            Self::Set(set) => set.count,
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

/// Positions of a segment, a bit each: those of a single character lie in as many lists as there are characters that
/// follow it, and would have to be sorted.
struct PositionSet {
    words: Vec<u64>,
    count: u64,
}

impl PositionSet {
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
        Self { words, count }
    }

    fn seek(&self, target: u32) -> u32 {
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
