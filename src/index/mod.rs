//! Reports to and from the tantivy index on disk.
//!
//! The index holds a *block* of documents for each file, next to each other in one segment: the file's own document
//! first, with what is known of it (its [`Record`]), then one for each passage. So a passage's number is its distance
//! from its file's document, a report's metadata is stored once, and lists and filters never look at passages.
//!
//! 1. [`location`]: where an index lies, and the lock that keeps writers apart.
//! 2. [`pairs`], [`texts`]: two parts of a segment that are ours, beside the engine's: what decides what matches, and
//!    what is given back. [`bytes`]: how both write numbers.
//! 3. [`schema`]: the fields of `index-schema/fields.toml` as tantivy fields.
//! 4. [`record`]: what is known of a file, as stored bytes; [`commit`]: what is known of all of them.
//! 5. [`read_only`]: the engine's directory for readers that may not write, [`unmapped`]: that for the writer; [`open`]:
//!    an index opened for reading.
//! 6. [`orphans`]: what of an index its commit doesn't name. [`known`]: the files that an index knows; [`plan`]: how the
//!    folder differs from them; [`glance`]: whether it does, at a glance.
//! 7. [`budget`]: bounds on what is read at once and what waits; [`documents`]: a file's documents.
//! 8. [`build`]: what changed of a folder to its index, in one commit.
//! 9. [`verify`]: an index against its checksums and its files; [`compact`]: an index in one piece.
//!
//! Nothing above this stage but `search` knows tantivy.

mod budget;
mod build;
mod bytes;
mod commit;
mod compact;
mod documents;
mod glance;
mod known;
mod location;
mod open;
mod orphans;
mod pairs;
mod plan;
mod read_only;
mod record;
mod schema;
mod texts;
mod unmapped;
mod verify;

pub use build::{BuildOptions, DEFAULT_MEMORY, Progress, build};
pub use commit::{Changes, Commit, Summary};
pub use compact::{Compacted, compact};
pub use location::Location;
pub use open::Reader;
pub(crate) use pairs::{About, END, List, PairTable, Positions};
pub use plan::{changes_at_a_glance, changes_since};
pub use record::{Outcome, ReadReport, Record};
pub(crate) use schema::{FACET_SEPARATOR, PARTLY, PROBLEM, REPORT, facet_parts};
pub use schema::{Facets, Fields, UNKNOWN};
pub use verify::{Verified, verify};
