//! A zip whose table of contents, which stands at its end, is lost; also one in several files, whose table counts by
//! files. Each file in it has a header of its own: from these the table is made anew.

use memchr::memmem;

use super::members::Members;
use super::zip;
use crate::extract::containers::names;
use crate::extract::containers::package::Package;
use crate::extract::problem::Problem;

/// A zip with a table of contents made anew.
pub(in crate::extract) struct CutZip {
    bytes: Vec<u8>,
    /// Names of the files that are there.
    names: Vec<String>,
    /// The name of the file within which it breaks off, if that is known.
    cut: Option<String>,
    /// Whether it goes up to its own table of contents.
    is_whole: bool,
}

const LOCAL_HEADER: &[u8] = b"PK\x03\x04";
const DIRECTORY_HEADER: &[u8] = b"PK\x01\x02";
const DESCRIPTOR: &[u8] = b"PK\x07\x08";

/// A file's header, and where it ends.
struct LocalHeader<'a> {
    /// From the version to the checksum, as the table has it, too.
    start: &'a [u8],
    sizes: Option<(u32, u32)>,
    checksum: [u8; 4],
    name: &'a [u8],
    extra: &'a [u8],
    /// Where the file's packed bytes begin.
    data: usize,
}

impl<'a> LocalHeader<'a> {
    fn at(bytes: &'a [u8], at: usize) -> Option<Self> {
        let header = bytes.get(at..at.checked_add(30)?).filter(|header| header.starts_with(LOCAL_HEADER))?;
        let u16_at = |at: usize| usize::from(u16::from_le_bytes([header[at], header[at + 1]]));
        let u32_at = |at: usize| u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
        let (name_len, extra_len) = (u16_at(26), u16_at(28));
        let data = at + 30 + name_len + extra_len;
        let name = bytes.get(at + 30..at + 30 + name_len)?;
        let extra = bytes.get(at + 30 + name_len..data)?;
        // Bit 3: they stand after the bytes. All bits set: among what is added, for files of gigabytes.
        let (packed, unpacked) = (u32_at(18), u32_at(22));
        let is_told = u16_at(6) & 8 == 0 && packed != u32::MAX && unpacked != u32::MAX;
        let checksum = [header[14], header[15], header[16], header[17]];
        let sizes = is_told.then_some((packed, unpacked));
        Some(Self { start: &header[4..14], sizes, checksum, name, extra, data })
    }

    /// Checksum, packed and unpacked size, and where the next header stands; none if the file breaks off.
    fn measured(&self, bytes: &[u8]) -> Option<([u8; 4], u32, u32, usize)> {
        if let Some((packed, unpacked)) = self.sizes {
            let end = self.data.checked_add(packed as usize)?;
            return (end <= bytes.len()).then_some((self.checksum, packed, unpacked, end));
        }
        let rest = &bytes[self.data..];
        memmem::find_iter(rest, DESCRIPTOR).find_map(|at| {
            let after: &[u8; 12] = rest.get(at + 4..at + 16)?.try_into().ok()?;
            let [a, b, c, d, e, f, g, h, i, j, k, l] = *after;
            let (packed, unpacked) = (u32::from_le_bytes([e, f, g, h]), u32::from_le_bytes([i, j, k, l]));
            (packed as usize == at).then_some(([a, b, c, d], packed, unpacked, self.data + at + 16))
        })
    }
}

impl CutZip {
    /// Makes the table anew; none if no file is whole.
    pub(in crate::extract) fn of(bytes: &[u8]) -> Option<Self> {
        // A mark stands before the first of several files.
        let mut at = if bytes.starts_with(DESCRIPTOR) { 4 } else { 0 };
        let (mut directory, mut names, mut cut) = (Vec::new(), Vec::new(), None);
        while let Some(header) = LocalHeader::at(bytes, at) {
            let name = names::decoded(header.name);
            let Some((checksum, packed, unpacked, next)) = header.measured(bytes) else {
                cut = Some(name);
                break;
            };
            let offset = u32::try_from(at).ok()?;
            let extra = without_sizes(header.extra);
            directory.extend_from_slice(DIRECTORY_HEADER);
            directory.extend_from_slice(&[20, 0]);
            directory.extend_from_slice(header.start);
            directory.extend_from_slice(&checksum);
            directory.extend_from_slice(&packed.to_le_bytes());
            directory.extend_from_slice(&unpacked.to_le_bytes());
            directory.extend_from_slice(&u16::try_from(header.name.len()).ok()?.to_le_bytes());
            directory.extend_from_slice(&u16::try_from(extra.len()).ok()?.to_le_bytes());
            // No comment, first file, no attributes.
            directory.extend_from_slice(&[0; 10]);
            directory.extend_from_slice(&offset.to_le_bytes());
            directory.extend_from_slice(header.name);
            directory.extend_from_slice(&extra);
            names.push(name);
            at = next;
        }
        if names.is_empty() && cut.is_none() {
            return None;
        }
        let is_whole = cut.is_none() && bytes.get(at..).is_some_and(|rest| rest.starts_with(DIRECTORY_HEADER));
        let count = u16::try_from(names.len()).ok()?.to_le_bytes();
        let (size, offset) = (u32::try_from(directory.len()).ok()?, u32::try_from(at).ok()?);
        let mut bytes = [&bytes[..at], &directory].concat();
        bytes.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        bytes.extend_from_slice(&count);
        bytes.extend_from_slice(&count);
        bytes.extend_from_slice(&size.to_le_bytes());
        bytes.extend_from_slice(&offset.to_le_bytes());
        bytes.extend_from_slice(&[0; 2]);
        Some(Self { bytes, names, cut, is_whole })
    }

    /// Whether a file within it has such a name.
    pub(in crate::extract) fn has(&self, is_it: impl Fn(&str) -> bool) -> bool {
        self.names.iter().chain(&self.cut).any(|name| is_it(name))
    }
}

/// What is added to a header but for the sizes of files of gigabytes: they are in the table now.
fn without_sizes(mut extra: &[u8]) -> Vec<u8> {
    let mut kept = Vec::new();
    while let [a, b, c, d, rest @ ..] = extra {
        let length = usize::from(u16::from_le_bytes([*c, *d]));
        let Some(record) = extra.get(..4 + length) else { break };
        if [*a, *b] != [1, 0] {
            kept.extend_from_slice(record);
        }
        extra = &rest[length..];
    }
    kept
}

/// Unpacks what is whole.
pub(super) fn unpack(archive: &CutZip, members: &mut Members<'_>) -> Result<(), Problem> {
    zip::unpack(Package::open(&archive.bytes)?, members)?;
    if let Some(name) = &archive.cut {
        members.tell(name, Err(Problem::cut_off()))?;
    }
    if archive.is_whole { Ok(()) } else { Err(Problem::cut_off()) }
}
