//! The engine's directories as we need them: in goes a folder, out come its files.
//!
//! [`read_only`]: for readers that may not write; [`unmapped`]: for the writer.

mod read_only;
mod unmapped;

pub(super) use read_only::ReadOnlyDirectory;
pub(super) use unmapped::UnmappedDirectory;
