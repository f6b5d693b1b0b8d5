//! Pairs of passages, inverted: gathered as they come, sorted by the thousands, merged at the end.
//!
//! A pair and its position in a batch are one number, so a batch is inverted by sorting numbers, with the caches it fits
//! in. The engine's own way, a table of all terms with a growing list for each, misses them at every pair: on reports
//! it took seven times as long and twice the memory.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::io;

use crate::analysis::{Pair, pairs};
use crate::index::segment::bytes::{put_number, take_number};

/// Pairs of a batch: 8 MB of them.
const BATCH_PAIRS: usize = 1 << 20;
/// Bits of a position in a batch, below the bits of a pair's code.
const OFFSET_BITS: u32 = u64::BITS - 2 * Pair::CHAR_BITS;
/// Positions of a batch.
const BATCH_POSITIONS: u32 = 1 << OFFSET_BITS;

/// Pairs with their positions.
#[derive(Default)]
pub(super) struct Runs {
    batch: Vec<u64>,
    /// The position that the batch counts from.
    start: u32,
    runs: Vec<Run>,
}

/// A sorted batch: for each pair the distance of its code from the one before, how many positions it has, and these, each
/// as its distance from the one before, from the batch's start on.
struct Run {
    start: u32,
    bytes: Vec<u8>,
}

impl Runs {
    /// Adds the pairs of a form that begins at a position, and says how many characters it has.
    pub(super) fn add(&mut self, form: &str, start: u32) -> u32 {
        let mut chars = 0;
        let counted = form.chars().inspect(|_| chars += 1);
        for (offset, pair) in pairs(counted) {
            let position = start.saturating_add(offset);
            if self.batch.len() >= BATCH_PAIRS || position - self.start >= BATCH_POSITIONS {
                self.close_batch();
            }
            if self.batch.is_empty() {
                self.start = position;
            }
            self.batch.push(pair.code() << OFFSET_BITS | u64::from(position - self.start));
        }
        chars
    }

    /// Bytes that it takes up.
    pub(super) fn memory(&self) -> usize {
        self.batch.capacity() * size_of::<u64>() + self.runs.iter().map(|run| run.bytes.capacity()).sum::<usize>()
    }

    fn close_batch(&mut self) {
        self.batch.sort_unstable();
        let mut bytes = Vec::with_capacity(self.batch.len() * 3);
        let mut last_code = 0;
        for same in self.batch.chunk_by(|a, b| a >> OFFSET_BITS == b >> OFFSET_BITS) {
            let code = same[0] >> OFFSET_BITS;
            put_number(code - last_code, &mut bytes);
            put_number(same.len() as u64, &mut bytes);
            last_code = code;
            let mut before = 0;
            for pair in same {
                let position = pair & u64::from(BATCH_POSITIONS - 1);
                put_number(position - before, &mut bytes);
                before = position;
            }
        }
        bytes.shrink_to_fit();
        self.runs.push(Run { start: self.start, bytes });
        self.batch.clear();
    }

    /// Gives each pair, by its code, and all of its positions to `each`, in order.
    ///
    /// # Errors
    /// Those of `each`.
    pub(super) fn merge(mut self, mut each: impl FnMut(u64, &[u32]) -> io::Result<()>) -> io::Result<()> {
        self.close_batch();
        drop(self.batch);
        let mut runs: Vec<RunReader<'_>> = self.runs.iter().map(RunReader::new).collect();
        merge(&mut runs, &mut each)
    }
}

/// Pairs in the order of their codes, each with positions.
pub(super) trait Sorted {
    /// The code of the pair that it stands at.
    fn code(&self) -> Option<u64>;
    /// Appends the positions of the pair that it stands at, and goes to the next.
    ///
    /// # Errors
    /// If they can't be read.
    fn take(&mut self, positions: &mut Vec<u32>) -> io::Result<()>;
}

/// Merges what is sorted; of one pair the positions of the first come first.
///
/// # Errors
/// Those of the sources, and of `each`.
pub(super) fn merge(
    sources: &mut [impl Sorted],
    each: &mut impl FnMut(u64, &[u32]) -> io::Result<()>,
) -> io::Result<()> {
    let next = |sources: &[_], at: usize| Sorted::code(&sources[at]).map(|code| Reverse((code, at)));
    let mut heap: BinaryHeap<_> = (0..sources.len()).filter_map(|at| next(sources, at)).collect();
    let mut positions = Vec::new();
    while let Some(&Reverse((code, _))) = heap.peek() {
        positions.clear();
        while let Some(mut first) = heap.peek_mut().filter(|first| first.0.0 == code) {
            let at = first.0.1;
            sources[at].take(&mut positions)?;
            match next(sources, at) {
                Some(then) => *first = then,
                None => drop(PeekMut::pop(first)),
            }
        }
        if !positions.is_empty() {
            each(code, &positions)?;
        }
    }
    Ok(())
}

struct RunReader<'a> {
    rest: &'a [u8],
    start: u32,
    code: Option<u64>,
}

impl<'a> RunReader<'a> {
    fn new(run: &'a Run) -> Self {
        let mut rest = run.bytes.as_slice();
        let code = take_number(&mut rest);
        Self { rest, start: run.start, code }
    }
}

impl Sorted for RunReader<'_> {
    fn code(&self) -> Option<u64> {
        self.code
    }

    fn take(&mut self, positions: &mut Vec<u32>) -> io::Result<()> {
        let count = take_number(&mut self.rest).unwrap_or(0);
        let mut position = self.start;
        for _ in 0..count {
            position += take_number(&mut self.rest).unwrap_or(0) as u32;
            positions.push(position);
        }
        self.code = take_number(&mut self.rest).and_then(|distance| Some(self.code? + distance));
        Ok(())
    }
}
