//! Records: the tree that streams of PowerPoint and drawings of Office are made of ([MS-PPT] 2.3.1, [MS-ODRAW] 2.2.1).

use crate::extract::containers::bytes::Bytes;

/// Groups in groups and tags in tags are read to this depth; drawing programs stop far earlier.
pub(super) const MAX_DEPTH: usize = 32;

/// Length of a record's header, in bytes.
pub(super) const HEADER: usize = 8;

/// Types of records ([MS-PPT] 2.13.24 `RecordType`, [MS-ODRAW] 2.2).
pub(super) mod kind {
    pub(in super::super) const DOCUMENT: u16 = 0x03E8;
    pub(in super::super) const SLIDE: u16 = 0x03EE;
    pub(in super::super) const SLIDE_ATOM: u16 = 0x03EF;
    pub(in super::super) const NOTES: u16 = 0x03F0;
    pub(in super::super) const SLIDE_PERSIST: u16 = 0x03F3;
    pub(in super::super) const MAIN_MASTER: u16 = 0x03F8;
    pub(in super::super) const EMBEDDED_OBJECTS: u16 = 0x0409;
    pub(in super::super) const DRAWING: u16 = 0x040C;
    pub(in super::super) const DOCUMENT_INFO: u16 = 0x07D0;
    pub(in super::super) const OBJECT_REFERENCE: u16 = 0x0BC1;
    pub(in super::super) const PLACEHOLDER: u16 = 0x0BC3;
    pub(in super::super) const OUTLINE_TEXT_REFERENCE: u16 = 0x0F9E;
    pub(in super::super) const TEXT_HEADER: u16 = 0x0F9F;
    pub(in super::super) const TEXT_CHARS: u16 = 0x0FA0;
    pub(in super::super) const TEXT_STYLES: u16 = 0x0FA1;
    pub(in super::super) const TEXT_BYTES: u16 = 0x0FA8;
    pub(in super::super) const TEXT_NUMBERS: u16 = 0x0FAC;
    pub(in super::super) const OUTLINE_NUMBERS: u16 = 0x0FAE;
    pub(in super::super) const OUTLINE_NUMBERS_HEADER: u16 = 0x0FAF;
    pub(in super::super) const STRING: u16 = 0x0FBA;
    pub(in super::super) const EMBEDDED: u16 = 0x0FCC;
    pub(in super::super) const OBJECT_ATOM: u16 = 0x0FC3;
    pub(in super::super) const SLIDE_NUMBER_MARK: u16 = 0x0FD8;
    pub(in super::super) const HEADERS_FOOTERS: u16 = 0x0FD9;
    pub(in super::super) const HEADERS_FOOTERS_ATOM: u16 = 0x0FDA;
    pub(in super::super) const CONTROL: u16 = 0x0FEE;
    pub(in super::super) const SLIDE_LIST: u16 = 0x0FF0;
    pub(in super::super) const USER_EDIT: u16 = 0x0FF5;
    pub(in super::super) const CURRENT_USER: u16 = 0x0FF6;
    pub(in super::super) const DATE_MARKS: [u16; 2] = [0x0FF7, 0x1015];
    pub(in super::super) const MARGIN_MARKS: [u16; 3] = [0x0FF8, 0x0FF9, 0x0FFA];
    pub(in super::super) const TAGS: u16 = 0x1388;
    pub(in super::super) const BINARY_TAG: u16 = 0x138A;
    pub(in super::super) const TAG_DATA: u16 = 0x138B;
    pub(in super::super) const PERSIST_DIRECTORY: u16 = 0x1772;
    pub(in super::super) const ENCRYPTION: u16 = 0x2F14;
    pub(in super::super) const SHAPES: u16 = 0xF002;
    pub(in super::super) const GROUP: u16 = 0xF003;
    pub(in super::super) const SHAPE: u16 = 0xF004;
    pub(in super::super) const SHAPE_ATOM: u16 = 0xF00A;
    pub(in super::super) const SHAPE_OPTIONS: [u16; 3] = [0xF00B, 0xF121, 0xF122];
    pub(in super::super) const TEXT_BOX: u16 = 0xF00D;
    pub(in super::super) const CHILD_ANCHOR: u16 = 0xF00F;
    pub(in super::super) const ANCHOR: u16 = 0xF010;
    pub(in super::super) const CLIENT_DATA: u16 = 0xF011;
}

/// A record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    /// What tells records of a kind apart.
    pub(super) instance: u16,
    /// Whether it is made of records.
    pub(super) is_container: bool,
    /// Whether it should be longer than it is.
    pub(super) is_cut_off: bool,
    pub(super) body: Bytes<'a>,
}

impl<'a> Record<'a> {
    /// The record at a byte of a stream; a cut-off one has what is there of it.
    pub(super) fn at(stream: Bytes<'a>, at: usize) -> Option<Self> {
        let (version, kind) = (stream.u16(at)?, stream.u16(at.checked_add(2)?)?);
        let length = stream.u32(at.checked_add(4)?)? as usize;
        let body = stream.from(at.checked_add(HEADER)?);
        let (body, is_cut_off) = body.slice(0, length).map_or((body, true), |body| (body, false));
        Some(Self { kind, instance: version >> 4, is_container: version & 0x0F == 0x0F, is_cut_off, body })
    }

    /// The records that it is made of.
    pub(super) fn children(self) -> impl Iterator<Item = Self> + Clone + 'a {
        records(if self.is_container { self.body } else { Bytes::default() })
    }

    /// The first of its records that is of a kind.
    pub(super) fn child(self, kind: u16) -> Option<Self> {
        self.children().find(|child| child.kind == kind)
    }

    /// Its text, as a string of two bytes a character.
    pub(super) fn string(self) -> String {
        let (units, _) = self.body.0.as_chunks::<2>();
        char::decode_utf16(units.iter().map(|unit| u16::from_le_bytes(*unit)))
            .map(|c| c.unwrap_or('\u{FFFD}'))
            .collect()
    }
}

/// The records that bytes are made of, one after the other.
pub(super) fn records(bytes: Bytes<'_>) -> impl Iterator<Item = Record<'_>> + Clone {
    let mut at = 0;
    std::iter::from_fn(move || {
        let record = Record::at(bytes, at)?;
        at += HEADER + record.body.len();
        Some(record)
    })
}

/// The tag of PowerPoint's later versions in a record that has tags: what older ones don't know.
pub(super) fn tag_of_2000(tagged: Record<'_>) -> Option<Bytes<'_>> {
    let binary = tagged.child(kind::TAGS)?.children().filter(|tag| tag.kind == kind::BINARY_TAG);
    let named = binary.clone().find(|tag| tag.child(kind::STRING).is_some_and(|name| name.string() == "___PPT9"));
    Some(named?.child(kind::TAG_DATA)?.body)
}
