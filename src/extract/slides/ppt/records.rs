//! What records of presentations are.

use crate::extract::containers::bytes::Bytes;
use crate::extract::containers::records::Record;

/// Types of records ([MS-PPT] 2.13.24 `RecordType`).
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
    pub(in super::super) const STORED_OBJECT: u16 = 0x1011;
    pub(in super::super) const TAGS: u16 = 0x1388;
    pub(in super::super) const BINARY_TAG: u16 = 0x138A;
    pub(in super::super) const TAG_DATA: u16 = 0x138B;
    pub(in super::super) const PERSIST_DIRECTORY: u16 = 0x1772;
    pub(in super::super) const ENCRYPTION: u16 = 0x2F14;
}

/// The tag of PowerPoint's later versions in a record that has tags: what older ones don't know.
pub(super) fn tag_of_2000(tagged: Record<'_>) -> Option<Bytes<'_>> {
    let binary = tagged.child(kind::TAGS)?.children().filter(|tag| tag.kind == kind::BINARY_TAG);
    let named = binary.clone().find(|tag| tag.child(kind::STRING).is_some_and(|name| name.string() == "___PPT9"));
    Some(named?.child(kind::TAG_DATA)?.body)
}
