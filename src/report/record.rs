//! What is known of a file, as engines store it: in postcard form, with the shape of these types.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::model::{Metadata, Section};
use crate::extract::{Problem, Reading};

/// What is known of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Path within the indexed folder, parts joined with `/`.
    pub path: String,
    /// Size in bytes when it was read.
    pub size: u64,
    /// When it had last been changed, in nanoseconds since 1970.
    pub modified: u64,
    /// BLAKE3 hash of its bytes when it was read; zeros if they could not be.
    pub hash: [u8; 32],
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It was read.
    Read(Arc<ReadReport>),
    /// It could not be read.
    Unread(Problem),
}

/// A report without its text, which its passages hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadReport {
    /// What it is, of when and whose.
    pub metadata: Arc<Metadata>,
    /// Its outline.
    pub sections: Vec<Section>,
    /// How many passages it has.
    pub passages: u32,
    /// Where pages begin: the number of the first passage on each, from 1, and the page's; empty for formats without
    /// pages.
    pub pages: Vec<(u32, u32)>,
    /// How it was read.
    pub reading: Reading,
}

impl ReadReport {
    /// The page that a passage, by its number, begins on.
    pub fn page(&self, passage: u32) -> Option<u32> {
        let after = self.pages.partition_point(|(first, _)| *first <= passage);
        Some(self.pages.get(after.checked_sub(1)?)?.1)
    }
}

impl FileRecord {
    /// The stored form.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_stdvec(self).expect("a record has no maps and no values that postcard can't write")
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// If the bytes are none.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, postcard::Error> {
        postcard::from_bytes(bytes)
    }

    /// The report, if the file was read.
    pub fn report(&self) -> Option<&Arc<ReadReport>> {
        match &self.outcome {
            Outcome::Read(report) => Some(report),
            Outcome::Unread(_) => None,
        }
    }
}
