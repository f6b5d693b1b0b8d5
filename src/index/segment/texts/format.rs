//! What reader and writer of the file agree on.

use tantivy::index::SegmentComponent;

/// The ending of the file's name.
pub(in crate::index) const EXTENSION: &str = "texts";
/// Bytes of an offset: a segment may have 500 GB of texts.
pub(super) const OFFSET_BYTES: usize = 5;
/// Of an offset: the bytes before it are no frame.
pub(super) const AS_IT_IS: u64 = 1 << (OFFSET_BYTES * 8 - 1);
/// Numbers of eight bytes at the end of the file.
pub(super) const TRAILER: usize = 4;
/// Says that a file is of this kind, and of this form.
pub(super) const FORMAT: u64 = u64::from_le_bytes(*b"texts  1");

pub(super) fn component() -> SegmentComponent {
    SegmentComponent::Custom(EXTENSION.to_owned())
}
