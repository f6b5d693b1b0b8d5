//! What users keep of a folder: searches with a name, and those of late. In goes what is to be kept, out comes all that is; it lies
//! in one file beside the index, which no rebuild touches and which can be taken along.
//!
//! [`entries`]: what is kept, within bounds. [`file`]: the file, read and written as a whole.

mod entries;
mod file;

pub(super) use entries::{Entries, Entry};
pub(super) use file::{Kept, change, read};
