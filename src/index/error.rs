//! What the engine says of its failures, in our words.

use std::path::Path;

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenReadError, OpenWriteError};

use super::location::Location;
use crate::error::{Error, is_denied};
use crate::message;
use crate::messages::Message;

/// A failure of the engine on the index at `path`.
pub(super) fn engine(path: &Path) -> impl FnOnce(TantivyError) -> Error {
    let path = path.to_owned();
    move |error| match error {
        TantivyError::LockFailure(LockError::LockBusy, _) => Error::Locked { path, holder: String::new() },
        // The disk is full, or the place may not be written. The index itself is as it was.
        TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, .. }) => {
            let source = std::io::Error::new(io_error.kind(), io_error.to_string());
            Error::Io { doing: message!("cant-write-index"), path, source }
        }
        TantivyError::IoError(source) if is_of_writing(&source) => {
            let source = std::io::Error::new(source.kind(), source.to_string());
            Error::Io { doing: message!("cant-write-index"), path, source }
        }
        TantivyError::IoError(source) if source.raw_os_error().is_some() => {
            let source = std::io::Error::new(source.kind(), source.to_string());
            Error::Io { doing: message!("cant-use-index"), path, source }
        }
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. })
            if io_error.raw_os_error().is_some() || is_denied(&io_error) =>
        {
            Error::Io { doing: message!("cant-use-index"), path, source: io_error.kind().into() }
        }
        // A thread that writes stopped: the disk is full, or the place is gone. The index itself is as it was.
        TantivyError::ErrorInThread(reason) => {
            Error::Io { doing: message!("cant-write-index"), path, source: std::io::Error::other(reason) }
        }
        other => Error::Damaged { path, reason: Message::quoted(in_short(&other)) },
    }
}

/// The error for something in an index that can't be read.
pub(super) fn damaged(location: &Location, reason: &dyn std::fmt::Display) -> Error {
    Error::Damaged { path: location.index.clone(), reason: Message::quoted(in_short(reason)) }
}

/// Whether it is only writing that fails so.
fn is_of_writing(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{FileTooLarge, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    matches!(error.kind(), FileTooLarge | QuotaExceeded | ReadOnlyFilesystem | StorageFull)
}

/// What the engine says, in a line: it may quote whole files.
fn in_short(said: &dyn std::fmt::Display) -> String {
    const CHARS: usize = 200;
    let said = said.to_string();
    let line = said.lines().next().unwrap_or_default();
    match line.char_indices().nth(CHARS) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    }
}
