//! A schema file of the user's.

use std::path::{Path, PathBuf};

use super::lines::Named;
use super::users_text::decoded;
use crate::error::{Error, Result};
use crate::message;

/// A schema file of the user's.
pub(super) struct OwnFile {
    path: PathBuf,
    text: String,
}

impl OwnFile {
    pub(super) fn read(path: &Path) -> Result<Option<Self>> {
        match std::fs::read(path) {
            Ok(bytes) => {
                let text = decoded(&path.display().to_string(), bytes)?;
                Ok(Some(Self { path: path.to_owned(), text }))
            }
            Err(e) if matches!(e.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => Ok(None),
            Err(e) => Err(Error::io(message!("cant-read"), path)(e)),
        }
    }

    pub(super) fn named(&self) -> Named<'_> {
        Named { name: self.path.display().to_string(), text: &self.text }
    }
}
