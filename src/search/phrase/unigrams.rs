//! Where single characters stand in a segment: its lists are of pairs, so those of all pairs that begin with a character.

use std::collections::HashMap;
use std::sync::Arc;

use crate::index::{END, PairTable};

/// The positions of single characters of one query in one segment, each gathered once.
#[derive(Default)]
pub(in crate::search) struct Unigrams(HashMap<char, Arc<UnigramPositions>>);

/// A query of more single characters gathers those that come later as lists: bits take up room for each character of
/// the segment, whatever stands there.
const MAX_BIT_SETS: usize = 8;
/// A character that stands no oftener than once in so many is sorted: that is faster than to look through all bits.
const CHARS_PER_POSITION: u64 = 512;

impl Unigrams {
    /// The positions of all pairs that begin with a character; none if there are none.
    pub(super) fn of(&mut self, table: &PairTable, first: char) -> Option<Arc<UnigramPositions>> {
        let may_be_bits = self.0.len() < MAX_BIT_SETS;
        let set = self.0.entry(first).or_insert_with(|| {
            let total: u64 = table.lists_of(first).map(|list| u64::from(list.count())).sum();
            let is_rare = total * CHARS_PER_POSITION < table.chars();
            Arc::new(if may_be_bits && !is_rare {
                UnigramPositions::bits(table, first, total)
            } else {
                UnigramPositions::sorted(table, first)
            })
        });
        (set.total() > 0).then(|| Arc::clone(set))
    }
}

/// Positions of a segment. They lie in as many lists as there are characters that follow; setting a bit for each is a
/// quick way to sort many.
pub(super) enum UnigramPositions {
    Bits { words: Vec<u64>, total: u64 },
    Sorted(Vec<u32>),
}

impl UnigramPositions {
    fn bits(table: &PairTable, first: char, total: u64) -> Self {
        let mut words = vec![0u64; table.start(table.documents()).div_ceil(u64::BITS) as usize];
        for list in table.lists_of(first) {
            list.for_each(|position| {
                if let Some(word) = words.get_mut((position / u64::BITS) as usize) {
                    *word |= 1 << (position % u64::BITS);
                }
            });
        }
        Self::Bits { words, total }
    }

    fn sorted(table: &PairTable, first: char) -> Self {
        let mut positions = Vec::new();
        table.lists_of(first).for_each(|list| list.for_each(|position| positions.push(position)));
        // Sorted lists, end to end: the stable sort merges them.
        positions.sort();
        Self::Sorted(positions)
    }

    /// How many there are.
    pub(super) fn total(&self) -> u64 {
        match self {
            Self::Bits { total, .. } => *total,
            Self::Sorted(positions) => positions.len() as u64,
        }
    }

    /// Appends the next positions at or after `from`, at most so many: none where they end.
    pub(super) fn take(&self, from: u32, most: usize, out: &mut Vec<u32>) {
        match self {
            Self::Bits { words, .. } => {
                let mut left = most;
                for (start, mut word) in words_from(words, from) {
                    while word != 0 {
                        if left == 0 {
                            return;
                        }
                        out.push(start + word.trailing_zeros());
                        word &= word - 1;
                        left -= 1;
                    }
                }
            }
            Self::Sorted(positions) => {
                let rest = &positions[positions.partition_point(|&position| position < from)..];
                out.extend_from_slice(&rest[..rest.len().min(most)]);
            }
        }
    }

    /// The first position at or after `target`, or [`END`].
    pub(super) fn seek(&self, target: u32) -> u32 {
        match self {
            Self::Bits { words, .. } => {
                let mut words = words_from(words, target);
                words.find(|&(_, word)| word != 0).map_or(END, |(start, word)| start + word.trailing_zeros())
            }
            Self::Sorted(positions) => {
                let before = positions.partition_point(|&position| position < target);
                positions.get(before).copied().unwrap_or(END)
            }
        }
    }
}

/// The words from the one that holds position `from` on, without the bits before it, each with its first position.
fn words_from(words: &[u64], from: u32) -> impl Iterator<Item = (u32, u64)> + '_ {
    let first = from / u64::BITS;
    let mut mask = u64::MAX << (from % u64::BITS);
    let rest = words.get(first as usize..).unwrap_or_default().iter();
    (first..).zip(rest).map(move |(number, word)| (number * u64::BITS, word & std::mem::replace(&mut mask, u64::MAX)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::UnigramPositions;

    proptest! {
        #[test]
        fn a_set_is_sought_and_taken_from(
            positions in proptest::collection::btree_set(0..500u32, 0..80),
            from in 0..520u32,
            most in 0..90usize,
        ) {
            let mut words = vec![0; 8];
            positions.iter().for_each(|&position| words[position as usize / 64] |= 1 << (position % 64));
            let bits = UnigramPositions::Bits { words, total: positions.len() as u64 };
            let sorted = UnigramPositions::Sorted(positions.iter().copied().collect());
            let expected: Vec<u32> = positions.range(from..).copied().take(most).collect();
            for set in [bits, sorted] {
                prop_assert_eq!(set.total() as usize, positions.len());
                prop_assert_eq!(set.seek(from), positions.range(from..).next().copied().unwrap_or(super::END));
                let mut taken = Vec::new();
                set.take(from, most, &mut taken);
                prop_assert_eq!(&taken, &expected);
            }
        }
    }
}
