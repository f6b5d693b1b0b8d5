//! What keeps an index sound: in goes an index, out comes what is wrong with it, or an index in one piece.
//!
//! [`orphans`]: files of it that its commit doesn't name. [`verify`]: it against its checksums and its files; [`compact`]: it in
//! one piece.

mod orphans;
mod verify;
mod compact;

pub use compact::{Compacted, compact};
pub(super) use orphans::orphans;
pub use verify::{Verified, verify};
