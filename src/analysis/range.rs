//! Byte ranges: the one way in which places in a text are written down.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes in a UTF-8 text; both ends lie on character boundaries of the text it speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ByteRange {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl ByteRange {
    /// The range from `start` to `end`, in bytes. Texts are shorter than 4 GiB ([`crate::extract::MAX_FILE_BYTES`]).
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end && end <= u32::MAX as usize);
        Self { start: start as u32, end: end as u32 }
    }

    /// The same range as `usize`s, to index a `str` with.
    pub fn usize(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The part of `text` that the range covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.usize()]
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the range covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The smallest range that covers both.
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}
