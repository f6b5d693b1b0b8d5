//! What is known of a file, as engines store it: in postcard form, with the shape of these types.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::model::{Metadata, Section};
use super::rows::{self, RowRun};
use crate::extract::{Problem, ProblemKind, Reading};
use crate::source::LeftOutWhy;

/// What is known of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Path within the indexed folder, parts joined with `/`; of a further report in its file with its number ([`Part`]).
    pub path: String,
    /// Size in bytes when it was read.
    pub size: u64,
    /// When it had last been changed, in nanoseconds since 1970.
    pub modified: u64,
    /// BLAKE3 hash of its bytes when it was read; zeros if they could not be.
    pub hash: [u8; 32],
    /// Lines at its edges that many files may have alike ([`super::notices`]), by their hashes; none of further reports in it.
    pub notices: Vec<u64>,
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
    /// Which rows of which sheets its passages are, of a workbook.
    pub rows: Vec<RowRun>,
    /// How it was read.
    pub reading: Reading,
    /// Which of the reports in its file it is.
    pub part: Part,
}

/// Which of the reports in a file one is: most files hold one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its number, from 1.
    pub number: u32,
    /// How many there are.
    pub of: u32,
}

/// What parts a file's path from the number of a report in it.
const NUMBER_SIGN: char = '#';

impl Part {
    /// The only one.
    pub const WHOLE: Self = Self { number: 1, of: 1 };

    /// The path of such a report in the file at a path: the first has the file's own, the others `FILE#2` …
    pub fn path(self, file: &str) -> String {
        if self.number > 1 { format!("{file}{NUMBER_SIGN}{}", self.number) } else { file.to_owned() }
    }

    /// The file, and the number of the report in it, that a path names if it is none of a file itself: `FILE#2`.
    pub fn of_path(path: &str) -> Option<(&str, u32)> {
        let (file, digits) = path.rsplit_once(NUMBER_SIGN)?;
        let number = digits.parse().ok().filter(|&number: &u32| number > 1)?;
        (!file.is_empty() && number.to_string() == digits).then_some((file, number))
    }

    /// Whether it stands after another one in its file.
    pub fn is_further(self) -> bool {
        self.number > 1
    }

    /// Whether it is the first of several.
    pub fn is_first_of_several(self) -> bool {
        self.number == 1 && self.of > 1
    }
}

impl ReadReport {
    /// The page that a passage, by its number, begins on.
    pub fn page(&self, passage: u32) -> Option<u32> {
        let after = self.pages.partition_point(|(first, _)| *first <= passage);
        Some(self.pages.get(after.checked_sub(1)?)?.1)
    }

    /// The name of the sheet, and the number of the row in it, that a passage, by its number, is.
    pub fn row(&self, passage: u32) -> Option<(&str, u32)> {
        let (sheet, row) = rows::of(&self.rows, passage)?;
        Some((self.reading.sheets.get(usize::from(sheet).checked_sub(1)?)?, row))
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

    /// Why it is left out, a file in an archive that is no report; none of others.
    pub fn left_out(&self) -> Option<LeftOutWhy> {
        match &self.outcome {
            Outcome::Unread(Problem { kind: ProblemKind::LeftOut(why), .. }) => Some(*why),
            _ => None,
        }
    }

    /// Whether it is of a report after the first in its file.
    pub fn is_further(&self) -> bool {
        self.report().is_some_and(|report| report.part.is_further())
    }

    /// Path of the file itself.
    pub fn file(&self) -> &str {
        Part::of_path(&self.path).filter(|_| self.is_further()).map_or(&self.path, |(file, _)| file)
    }

    /// The report, if the file was read.
    pub fn report(&self) -> Option<&Arc<ReadReport>> {
        match &self.outcome {
            Outcome::Read(report) => Some(report),
            Outcome::Unread(_) => None,
        }
    }
}
