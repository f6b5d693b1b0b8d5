//! Numbers out of bytes that may end anywhere.

/// A slice that may be shorter than what it should hold.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) fn u8(self, at: usize) -> Option<u8> {
        self.0.get(at).copied()
    }

    pub(super) fn u16(self, at: usize) -> Option<u16> {
        Some(u16::from_le_bytes(self.slice(at, 2)?.0.try_into().ok()?))
    }

    pub(super) fn u32(self, at: usize) -> Option<u32> {
        Some(u32::from_le_bytes(self.slice(at, 4)?.0.try_into().ok()?))
    }

    /// Exactly `length` bytes from `at`.
    pub(super) fn slice(self, at: usize, length: usize) -> Option<Self> {
        self.0.get(at..at.checked_add(length)?).map(Self)
    }

    /// All bytes from `at`; nothing if there are none.
    pub(super) fn from(self, at: usize) -> Self {
        Self(self.0.get(at..).unwrap_or_default())
    }

    pub(super) fn len(self) -> usize {
        self.0.len()
    }

    /// The numbers that it is made of.
    pub(super) fn u32s(self) -> impl Iterator<Item = u32> + 'a {
        let (numbers, _) = self.0.as_chunks::<4>();
        numbers.iter().map(|bytes| u32::from_le_bytes(*bytes))
    }
}
