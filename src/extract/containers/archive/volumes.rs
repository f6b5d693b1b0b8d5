//! The bytes of a RAR volume, whole or not: one that is cut off, or whose next header is broken, is read up to there as if
//! it ended there.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::sync::Arc;

/// Headers that end an archive.
const END_OLD: &[u8] = b"\xC4\x3D\x7B\0\x40\x07\0";
const END_NEW: &[u8] = b"\x1D\x77\x56\x51\x03\x05\x04\0";

/// The bytes of a volume.
#[derive(Clone)]
pub(super) struct Volume {
    bytes: Arc<[u8]>,
    /// How many of them count.
    length: u64,
    /// How many zeros stand for bytes that are missing.
    missing: u64,
    /// What ends it, if its own end is missing.
    end: &'static [u8],
    position: u64,
}

/// Where the data after the header at a place of a volume lies.
type NextData = fn(&[u8], usize) -> Option<Range<u64>>;

impl Volume {
    pub(super) fn whole(bytes: &[u8]) -> Self {
        Self { bytes: bytes.into(), length: bytes.len() as u64, missing: 0, end: &[], position: 0 }
    }

    /// The volume up to where its headers break off.
    pub(super) fn up_to_the_break(&self) -> Self {
        let is_old = self.bytes.get(6) == Some(&0);
        let (next, end): (NextData, _) = if is_old { (next_old, END_OLD) } else { (next_new, END_NEW) };
        let mut at = if is_old { 7 } else { 8 };
        let whole = self.bytes.len() as u64;
        // Each header tells where its data ends; there the next one begins.
        while let Some(data) = usize::try_from(at).ok().and_then(|at| next(&self.bytes, at)) {
            at = data.end;
            if at >= whole {
                break;
            }
        }
        let length = at.min(whole);
        Self { length, missing: at - length, end, position: 0, ..self.clone() }
    }

    /// Whether it breaks off where its bytes end.
    pub(super) fn is_cut(&self) -> bool {
        self.missing > 0 || self.length == self.bytes.len() as u64
    }

    fn total(&self) -> u64 {
        self.length + self.missing + self.end.len() as u64
    }
}

/// The data after a header of RAR 1.5 to 4: checksum, type, flags, size, and the size of data.
fn next_old(bytes: &[u8], at: usize) -> Option<Range<u64>> {
    let header = bytes.get(at..)?;
    let u16_at = |at: usize| Some(u16::from_le_bytes(header.get(at..at + 2)?.try_into().ok()?));
    let u32_at = |at: usize| Some(u64::from(u32::from_le_bytes(header.get(at..at + 4)?.try_into().ok()?)));
    let (kind, flags, size) = (*header.get(2)?, u16_at(3)?, usize::from(u16_at(5)?));
    let own = header.get(..size).filter(|own| own.len() >= 7)?;
    let is_file = matches!(kind, 0x74 | 0x7A);
    let mut data = if is_file || flags & 0x8000 != 0 { u32_at(7)? } else { 0 };
    if is_file && flags & 0x100 != 0 {
        data += u32_at(32)? << 32;
    }
    // Checksums of RAR 1.5 leave out comments.
    let has_comment = matches!((kind, flags & 2, flags & 8), (0x73, 2, _) | (0x74, _, 8));
    let is_sound = has_comment || u16_at(0).map(u32::from) == Some(checksum(&own[2..]) & 0xFFFF);
    let start = (at + size) as u64;
    (is_sound && kind != 0x7B).then(|| start..start.saturating_add(data))
}

/// The data after a header of RAR 5: checksum, then numbers of seven bits a byte: size, type, flags, sizes of what is
/// added and of data.
fn next_new(bytes: &[u8], at: usize) -> Option<Range<u64>> {
    let header = bytes.get(at..)?;
    let mut place = 4;
    let mut number = || {
        let mut value = 0_u64;
        for shift in (0..63).step_by(7) {
            let byte = *header.get(place)?;
            place += 1;
            value |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some((value, place));
            }
        }
        None
    };
    let (size, start) = number()?;
    let (kind, flags) = (number()?.0, number()?.0);
    if flags & 1 != 0 {
        number()?;
    }
    let data = if flags & 2 != 0 { number()?.0 } else { 0 };
    let end = start.checked_add(usize::try_from(size).ok()?)?;
    let told = u32::from_le_bytes(header.get(..4)?.try_into().ok()?);
    let is_sound = checksum(header.get(4..end)?) == told;
    let start = (at + end) as u64;
    (is_sound && kind != 5).then(|| start..start.saturating_add(data))
}

/// CRC-32.
fn checksum(bytes: &[u8]) -> u32 {
    let mut checksum = flate2::Crc::new();
    checksum.update(bytes);
    checksum.sum()
}

impl Read for Volume {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let at = self.position;
        let end_at = self.length + self.missing;
        let read = if at < self.length {
            let rest = &self.bytes[at as usize..self.length as usize];
            let most = rest.len().min(out.len());
            out[..most].copy_from_slice(&rest[..most]);
            most
        } else if at < end_at {
            let most = usize::try_from(end_at - at).unwrap_or(usize::MAX).min(out.len());
            out[..most].fill(0);
            most
        } else {
            let rest = self.end.get((at - end_at) as usize..).unwrap_or_default();
            let most = rest.len().min(out.len());
            out[..most].copy_from_slice(&rest[..most]);
            most
        };
        self.position += read as u64;
        Ok(read)
    }
}

impl Seek for Volume {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::End(offset) => self.total().checked_add_signed(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
        };
        self.position = place.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}
