//! Records: the tree that streams of PowerPoint and drawings of Office are made of ([MS-PPT] 2.3.1, [MS-ODRAW] 2.2.1).

use super::bytes::Bytes;

/// Groups in groups and tags in tags are read to this depth; drawing programs stop far earlier.
pub(in crate::extract) const MAX_DEPTH: usize = 32;

/// Length of a record's header, in bytes.
pub(in crate::extract) const HEADER: usize = 8;

/// A record.
#[derive(Clone, Copy, Debug)]
pub(in crate::extract) struct Record<'a> {
    pub(in crate::extract) kind: u16,
    /// What tells records of a kind apart.
    pub(in crate::extract) instance: u16,
    /// Whether it is made of records.
    pub(in crate::extract) is_container: bool,
    /// Whether it should be longer than it is.
    pub(in crate::extract) is_cut_off: bool,
    pub(in crate::extract) body: Bytes<'a>,
}

impl<'a> Record<'a> {
    /// The record at a byte of a stream; a cut-off one has what is there of it.
    pub(in crate::extract) fn at(stream: Bytes<'a>, at: usize) -> Option<Self> {
        let (version, kind) = (stream.u16(at)?, stream.u16(at.checked_add(2)?)?);
        let length = stream.u32(at.checked_add(4)?)? as usize;
        let body = stream.from(at.checked_add(HEADER)?);
        let (body, is_cut_off) = body.slice(0, length).map_or((body, true), |body| (body, false));
        Some(Self { kind, instance: version >> 4, is_container: version & 0x0F == 0x0F, is_cut_off, body })
    }

    /// The records that it is made of.
    pub(in crate::extract) fn children(self) -> impl Iterator<Item = Self> + Clone + 'a {
        records(if self.is_container { self.body } else { Bytes::default() })
    }

    /// The first of its records that is of a kind.
    pub(in crate::extract) fn child(self, kind: u16) -> Option<Self> {
        self.children().find(|child| child.kind == kind)
    }

    /// Its text, as a string of two bytes a character.
    pub(in crate::extract) fn string(self) -> String {
        let (units, _) = self.body.0.as_chunks::<2>();
        char::decode_utf16(units.iter().map(|unit| u16::from_le_bytes(*unit)))
            .map(|c| c.unwrap_or('\u{FFFD}'))
            .collect()
    }
}

/// The records that bytes are made of, one after the other.
pub(in crate::extract) fn records(bytes: Bytes<'_>) -> impl Iterator<Item = Record<'_>> + Clone {
    let mut at = 0;
    std::iter::from_fn(move || {
        let record = Record::at(bytes, at)?;
        at += HEADER + record.body.len();
        Some(record)
    })
}
