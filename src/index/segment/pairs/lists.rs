//! The positions of a pair, packed.
//!
//! A list of fewer than [`BLOCK`] positions is the distances from one to the next, as numbers of seven bits a byte. A
//! longer one is cut into blocks of [`BLOCK`], each packed with as many bits as its largest distance needs
//! (`bitpacking`, four lanes); before them stands a table with each block's last position and where its bytes end, so
//! that blocks are skipped unread; after them the rest, as a short list.

use bitpacking::{BitPacker, BitPacker4x};
use tantivy::directory::OwnedBytes;

use crate::index::segment::bytes::{put_number, take_number, u32_at};

/// Positions of a block.
const BLOCK: usize = BitPacker4x::BLOCK_LEN;
/// Bytes of a block's entry in the table.
const ENTRY: usize = 8;
/// Comes after all positions. Segments are kept shorter.
pub(crate) const END: u32 = u32::MAX;

/// Appends the packed form of positions, which ascend strictly.
pub(super) fn pack(positions: &[u32], out: &mut Vec<u8>) {
    let (blocks, rest) = positions.as_chunks::<BLOCK>();
    let table = out.len();
    out.resize(table + blocks.len() * ENTRY, 0);
    let packed = out.len();
    let packer = BitPacker4x::new();
    let mut last = None;
    for (number, block) in blocks.iter().enumerate() {
        let bits = packer.num_bits_strictly_sorted(last, block);
        let start = out.len();
        out.resize(start + BitPacker4x::compressed_block_size(bits), 0);
        packer.compress_strictly_sorted(last, block, &mut out[start..], bits);
        last = Some(block[BLOCK - 1]);
        let end = (out.len() - packed) as u32;
        let entry = &mut out[table + number * ENTRY..][..ENTRY];
        entry[..4].copy_from_slice(&block[BLOCK - 1].to_le_bytes());
        entry[4..].copy_from_slice(&end.to_le_bytes());
    }
    let mut before = last.unwrap_or(0);
    for &position in rest {
        put_number(u64::from(position - before), out);
        before = position;
    }
}

/// The packed positions of a pair in a segment.
#[derive(Clone)]
pub(crate) struct List {
    pub(super) bytes: OwnedBytes,
    pub(super) count: u32,
}

impl List {
    /// How many positions there are.
    pub(crate) fn count(&self) -> u32 {
        self.count
    }

    /// Goes through them, from the first on.
    pub(crate) fn positions(&self) -> Positions {
        let mut positions = Positions { list: self.clone(), block: [0; BLOCK], len: 0, at: 0, next: 0 };
        positions.read(0);
        positions
    }

    /// Gives all of them to `each`, in order.
    pub(crate) fn for_each(&self, mut each: impl FnMut(u32)) {
        let mut positions = self.positions();
        while positions.len > 0 {
            positions.block[..positions.len].iter().for_each(|&position| each(position));
            positions.read(positions.next);
        }
    }

    fn blocks(&self) -> usize {
        self.count as usize / BLOCK
    }

    /// The last position of a block.
    fn last(&self, block: usize) -> u32 {
        u32_at(&self.bytes, block * 2)
    }

    /// Where the bytes of a block end, from the end of the table on.
    fn end(&self, block: usize) -> usize {
        u32_at(&self.bytes, block * 2 + 1) as usize
    }
}

/// Goes through the positions of a pair, forward only.
pub(crate) struct Positions {
    list: List,
    /// A block, or the rest, as far as `len`.
    block: [u32; BLOCK],
    len: usize,
    at: usize,
    /// The number of the block after it; the rest counts as one.
    next: usize,
}

impl Positions {
    /// The position that it stands at, or [`END`].
    #[inline]
    pub(crate) fn here(&self) -> u32 {
        if self.at < self.len { self.block[self.at] } else { END }
    }

    /// Goes to the first position at or after `target`.
    #[inline]
    pub(crate) fn seek(&mut self, target: u32) -> u32 {
        if self.here() >= target {
            return self.here();
        }
        // Where a phrase is frequent, its next place is most often the next of the list.
        if self.at + 1 < self.len && self.block[self.at + 1] >= target {
            self.at += 1;
            return self.block[self.at];
        }
        if self.block[self.len - 1] < target {
            self.read(self.block_of(target));
        }
        self.at += self.block[self.at..self.len].partition_point(|&position| position < target);
        self.here()
    }

    /// Appends the next positions at or after `from`, at most so many, and stands after them: none where they end.
    pub(crate) fn take(&mut self, from: u32, most: usize, out: &mut Vec<u32>) {
        self.seek(from);
        let taken = self.at..self.len.min(self.at.saturating_add(most));
        self.at = taken.end;
        out.extend_from_slice(&self.block[taken]);
        if self.at == self.len && self.len > 0 {
            self.read(self.next);
        }
    }

    /// The first block, from the next one on, whose last position is not before `target`.
    fn block_of(&self, target: u32) -> usize {
        let blocks = self.list.blocks();
        let (mut low, mut step) = (self.next, 1);
        while low + step <= blocks && self.list.last(low + step - 1) < target {
            low += step;
            step *= 2;
        }
        let mut high = (low + step - 1).min(blocks);
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.list.last(middle) < target {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Unpacks a block, or the rest, or nothing after it. What can't be unpacked ends the list: only damaged bytes do
    /// that, whose checksum `verify` compares.
    fn read(&mut self, block: usize) {
        let blocks = self.list.blocks();
        (self.len, self.at, self.next) = (0, 0, block + 1);
        if block > blocks {
            return;
        }
        let packed = self.list.bytes.get(blocks * ENTRY..).unwrap_or_default();
        let before = block.checked_sub(1);
        let start = before.map_or(0, |before| self.list.end(before));
        let last = before.map(|before| self.list.last(before));
        if block < blocks {
            let Some(packed) = packed.get(start..self.list.end(block)) else { return };
            let bits = packed.len() / (BLOCK / 8);
            if bits <= u32::BITS as usize && packed.len().is_multiple_of(BLOCK / 8) {
                BitPacker4x::new().decompress_strictly_sorted(last, packed, &mut self.block, bits as u8);
                self.len = BLOCK;
            }
        } else {
            let mut packed = packed.get(start..).unwrap_or_default();
            let mut before = last.unwrap_or(0);
            for position in &mut self.block[..self.list.count as usize % BLOCK] {
                let Some(distance) = take_number(&mut packed) else { return };
                before = before.wrapping_add(distance as u32);
                *position = before;
                self.len += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::{btree_set, vec};
    use proptest::prelude::*;
    use tantivy::directory::OwnedBytes;

    use super::{END, List, pack};

    fn list(positions: &[u32]) -> List {
        let mut bytes = Vec::new();
        pack(positions, &mut bytes);
        List { bytes: OwnedBytes::new(bytes), count: positions.len() as u32 }
    }

    proptest! {
        /// All positions come back, and a seek finds the first at or after its target, from wherever it starts.
        #[test]
        fn packed_positions_come_back(
            positions in prop_oneof![btree_set(0..2000u32, 0..700), btree_set(0..END, 0..400)],
            mut targets in vec(0..2100u32, 0..40),
            first in 0..2100u32,
            most in 1..200usize,
        ) {
            let positions: Vec<u32> = positions.into_iter().collect();
            let list = list(&positions);
            let mut all = Vec::new();
            list.for_each(|position| all.push(position));
            prop_assert_eq!(&all, &positions);
            let mut one_by_one = list.positions();
            for &position in &positions {
                prop_assert_eq!(one_by_one.here(), position);
                one_by_one.seek(position + 1);
            }
            prop_assert_eq!(one_by_one.here(), END);
            targets.sort_unstable();
            let mut sought = list.positions();
            for target in targets {
                let expected = positions.iter().copied().find(|&position| position >= target).unwrap_or(END);
                prop_assert_eq!(sought.seek(target), expected);
            }
            let (mut taken, mut in_batches, mut from) = (Vec::new(), list.positions(), first);
            loop {
                let before = taken.len();
                in_batches.take(from, most, &mut taken);
                if taken.len() == before {
                    break;
                }
                prop_assert!(taken.len() - before <= most);
                from = taken[taken.len() - 1].saturating_add(1);
            }
            let expected: Vec<u32> = positions.into_iter().filter(|&position| position >= first).collect();
            prop_assert_eq!(taken, expected);
        }

        /// Damaged bytes end a list early or give other positions: nothing worse.
        #[test]
        fn damaged_lists_do_no_harm(bytes in vec(any::<u8>(), 0..3000), count in 0..1000u32, target in any::<u32>()) {
            let list = List { bytes: OwnedBytes::new(bytes), count };
            let mut all = 0;
            list.for_each(|_| all += 1);
            prop_assert!(all <= count);
            list.positions().seek(target);
        }
    }
}
