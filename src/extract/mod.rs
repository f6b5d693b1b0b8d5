//! The bytes of a file to blocks of text.
//!
//! Entry point: [`read`]. It gives a [`Document`] or a [`Problem`], and never fails in another way: a file that can't
//! be read is a fact about the folder, to be put on record.
//!
//! 1. The file's size is checked, and its format told.
//! 2. [`text`]: text and Markdown to blocks, one a line, with front matter apart.

mod text;

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::source::SourceFile;

/// Files larger than this are not read: 64 MiB of text is some twenty million characters, far beyond any report, and
/// several such are held in memory at once.
pub const MAX_FILE_BYTES: u64 = 64 << 20;

/// Files with more paragraphs than this are not read: the longest reports have a few thousand, and each takes about a
/// kilobyte while it is indexed, whatever its length.
pub const MAX_BLOCKS: usize = 100_000;

/// What was read from a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The text, in reading order.
    pub blocks: Vec<Block>,
    /// Keys and values of the front matter, as they stand there.
    pub properties: Vec<(String, String)>,
}

/// A paragraph, heading or line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its text: one line, not empty, no white space at its ends.
    pub text: String,
    /// What the format says of it.
    pub style: Style,
    /// Where it stands.
    pub place: Place,
}

/// What a format says of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Nothing.
    #[default]
    Plain,
    /// A heading of this level, from 1.
    Heading(u8),
    /// All of it is bold.
    Bold,
}

/// Where in its file a block stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Line of a text file, from 1.
    Line(u32),
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What kind of reason.
    pub kind: ProblemKind,
    /// The reason, for people.
    pub reason: String,
}

/// Kinds of reasons for which a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ProblemKind {
    /// A format that this program doesn't read.
    UnsupportedFormat,
    /// The name says text, the content doesn't.
    NotText,
    /// The file holds no text at all.
    Empty,
    /// The file is over [`MAX_FILE_BYTES`] or [`MAX_BLOCKS`].
    TooLarge,
    /// The system doesn't let it be read.
    Unreadable,
    /// The program failed on it.
    Failed,
}

impl ProblemKind {
    /// The name by which programs know it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnsupportedFormat => "unsupported-format",
            Self::NotText => "not-text",
            Self::Empty => "empty",
            Self::TooLarge => "too-large",
            Self::Unreadable => "unreadable",
            Self::Failed => "failed",
        }
    }
}

impl Problem {
    /// A problem of a kind, with its reason.
    pub fn new(kind: ProblemKind, reason: impl Into<String>) -> Self {
        Self { kind, reason: reason.into() }
    }
}

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Text,
    Markdown,
}

/// Reads a file.
///
/// # Errors
/// A [`Problem`] that says why the file can't be read.
pub fn read(file: &SourceFile) -> Result<Document, Problem> {
    let format = format(&file.location)?;
    if file.size > MAX_FILE_BYTES {
        let reason = format!("{} MiB; files over {} MiB are not read", file.size >> 20, MAX_FILE_BYTES >> 20);
        return Err(Problem::new(ProblemKind::TooLarge, reason));
    }
    let bytes = std::fs::read(&file.location).map_err(|e| Problem::new(ProblemKind::Unreadable, e.to_string()))?;
    let document = text::parse(&bytes, format == Format::Markdown)?;
    if document.blocks.is_empty() {
        return Err(Problem::new(ProblemKind::Empty, "no text in it"));
    }
    if document.blocks.len() > MAX_BLOCKS {
        let reason = format!("{} paragraphs; files with more than {MAX_BLOCKS} are not read", document.blocks.len());
        return Err(Problem::new(ProblemKind::TooLarge, reason));
    }
    Ok(document)
}

fn format(path: &Path) -> Result<Format, Problem> {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("txt" | "text") => Ok(Format::Text),
        Some("md" | "markdown") => Ok(Format::Markdown),
        Some(other) => {
            Err(Problem::new(ProblemKind::UnsupportedFormat, format!(".{other} files are not read by this version")))
        }
        None => Err(Problem::new(ProblemKind::UnsupportedFormat, "no ending that names a format")),
    }
}
