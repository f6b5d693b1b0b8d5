//! Numbers in bytes, as the index's own parts hold them: little-endian, or with seven bits a byte where most are small.

/// Writes a number with seven bits a byte, the lowest first; the last byte is below 128.
pub(super) fn put_number(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Takes such a number off the front of some bytes; none if they end before it does, or it is too large.
#[inline]
pub(super) fn take_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..u64::BITS).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// The `at`th of little-endian numbers; 0 past their end.
#[inline]
pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.as_chunks().0.get(at).map_or(0, |&number| u32::from_le_bytes(number))
}

/// As [`u32_at`], of numbers of eight bytes.
#[inline]
pub(super) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes.as_chunks().0.get(at).map_or(0, |&number| u64::from_le_bytes(number))
}

#[cfg(test)]
mod tests {
    use super::{put_number, take_number, u32_at};

    #[test]
    fn numbers_come_back() {
        let numbers = [0, 1, 127, 128, 16_383, 16_384, u64::from(u32::MAX), u64::MAX];
        let mut bytes = Vec::new();
        numbers.iter().for_each(|&number| put_number(number, &mut bytes));
        let mut rest = bytes.as_slice();
        assert!(numbers.iter().all(|&number| take_number(&mut rest) == Some(number)));
        assert_eq!(take_number(&mut rest), None);
        assert_eq!(take_number(&mut [0xFF; 12].as_slice()), None);
        assert_eq!((u32_at(&[1, 0, 0, 0, 2, 1, 0, 0], 1), u32_at(&[1, 0, 0, 0], 1)), (258, 0));
    }
}
