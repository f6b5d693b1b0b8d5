//! Numbers out of bytes that may end anywhere.

/// A slice that may be shorter than what it should hold.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::extract) struct Bytes<'a>(pub(in crate::extract) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(in crate::extract) fn u8(self, at: usize) -> Option<u8> {
        self.0.get(at).copied()
    }

    pub(in crate::extract) fn u16(self, at: usize) -> Option<u16> {
        Some(u16::from_le_bytes(self.slice(at, 2)?.0.try_into().ok()?))
    }

    pub(in crate::extract) fn u32(self, at: usize) -> Option<u32> {
        Some(u32::from_le_bytes(self.slice(at, 4)?.0.try_into().ok()?))
    }

    /// Exactly `length` bytes from `at`.
    pub(in crate::extract) fn slice(self, at: usize, length: usize) -> Option<Self> {
        self.0.get(at..at.checked_add(length)?).map(Self)
    }

    /// All bytes from `at`; nothing if there are none.
    pub(in crate::extract) fn from(self, at: usize) -> Self {
        Self(self.0.get(at..).unwrap_or_default())
    }

    pub(in crate::extract) fn len(self) -> usize {
        self.0.len()
    }

    /// The numbers that it is made of.
    pub(in crate::extract) fn u32s(self) -> impl Iterator<Item = u32> + 'a {
        let (numbers, _) = self.0.as_chunks::<4>();
        numbers.iter().map(|bytes| u32::from_le_bytes(*bytes))
    }
}
