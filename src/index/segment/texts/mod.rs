//! What is given back of each document as it was put in: a passage's text, a file's record.
//!
//! Each is compressed by itself, with a dictionary made of its segment's own texts. The engine's store keeps blocks of
//! 16 kB: an answer shows passages from everywhere, and for each of them unpacked such a block. With the dictionary a
//! single passage takes less room than its part of a block did.
//!
//! A part of the segment beside the engine's own ([`super::pairs`] says how). The file:
//!
//! 1. For each document its bytes, as a zstd frame, or as they are where that is shorter.
//! 2. The dictionary.
//! 3. For each document where its bytes end, as a number of [`format::OFFSET_BYTES`] bytes; the highest bit says that they are
//!    no frame.
//! 4. The trailer, [`format::TRAILER`] numbers of eight bytes: where 2 and 3 begin, how many documents there are, [`format::FORMAT`].

mod format;
mod plugin;
mod read;
mod write;

pub(in crate::index) use format::EXTENSION;
pub(in crate::index) use plugin::TextsPlugin;
pub(in crate::index) use read::TextStore;
