//! Reports to and from the tantivy index on disk: in go the files of a folder, out comes a [`Reader`] on one commit.
//!
//! The index holds a *block* of documents for each file, next to each other in one segment: the file's own document
//! first, with what is known of it (its [`crate::report::FileRecord`]), then one for each passage. So a passage's number is
//! its distance from its file's document, a report's metadata is stored once, and lists and filters never look at passages.
//!
//! 1. [`location`]: where an index lies; [`lock`]: what keeps writers apart. [`error`]: what the engine says of its failures.
//! 2. [`segment`]: the parts of a segment that are ours, beside the engine's: what decides what matches, and what is given
//!    back. [`directory`]: the engine's directories as we need them.
//! 3. [`fields`]: the fields of `index-schema/fields.toml` as tantivy fields; [`words`]: how words are cut. [`commit`]: what is known of a commit.
//! 4. [`open`]: an index opened for reading, [`read`]: what it holds; [`catalogue`]: what it knows of its folder's files.
//! 5. [`write`]: a folder to its index, in one commit. [`upkeep`]: an index verified, and in one piece.
//!
//! No stage but this one and `search` knows tantivy.

mod catalogue;
mod commit;
mod directory;
mod error;
mod fields;
mod location;
mod lock;
mod open;
mod read;
mod segment;
mod upkeep;
mod words;
mod write;

pub use commit::Commit;
pub use fields::Fields;
pub(crate) use fields::{FACET_SEPARATOR, FURTHER, PARTLY, PROBLEM, REPORT, facet_parts};
pub use location::Location;
pub use open::Reader;
pub(crate) use segment::pairs::{END, List, PairTable, Positions};
pub use upkeep::{Compacted, Verified, compact, verify};
pub use words::tokenizer;
pub use write::{BuildOptions, DEFAULT_MEMORY, build};
