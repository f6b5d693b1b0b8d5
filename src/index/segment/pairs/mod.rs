//! The pairs of all passages of a segment, and where they stand: what decides what matches.
//!
//! The matching forms of a segment's documents are laid end to end, with gaps that no phrase reaches over; a *position*
//! is the number of a character in that row. A list of ascending positions is kept for each pair ([`lists`]), and where
//! each document begins ([`table`]). So one list says what the engine's postings say in three (documents, frequencies,
//! positions), in two thirds of the bytes, and a phrase is the intersection of a few of them.
//!
//! It is a part of the segment beside the engine's own, written, merged and removed with them: a *segment plugin*
//! (tantivy 0.27, `plugin.rs`). [`runs`] inverts passages, [`merge`] segments;
//! [`plugin`] is what the engine calls.

mod lists;
mod merge;
mod plugin;
mod runs;
mod table;

pub(crate) use lists::{END, List, Positions};
pub(in crate::index) use merge::open;
pub(in crate::index) use plugin::PairsPlugin;
pub(in crate::index) use table::EXTENSION;
pub(crate) use table::PairTable;
