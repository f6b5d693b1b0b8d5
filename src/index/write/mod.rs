//! Reports to the index on disk: in go the reports that a folder's files hold, out comes one commit.
//!
//! [`documents`]: a file's documents. [`writer`]: the engine's writer, as a sink of reports. [`build`]: a folder to its index.

mod documents;
mod writer;
mod build;

pub(super) use build::remove;
pub use build::{BuildOptions, DEFAULT_MEMORY, build};
pub(super) use documents::Documents;
pub(super) use writer::{threads, writer};
