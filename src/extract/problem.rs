//! Why a file was not read.

use serde::{Deserialize, Serialize};

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
    /// The file holds no text at all.
    Empty,
    /// A password is needed.
    Encrypted,
    /// Pages without text, or a picture: an outside program must recognise it.
    NeedsOcr,
    /// There is text, but not what it says: fonts without the meaning of their characters.
    Garbled,
    /// The file is broken: cut off, overwritten, not what it begins as.
    Damaged,
    /// The file, or what is packed in it, is over one of the limits.
    TooLarge,
    /// Reading took too long.
    TimedOut,
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
            Self::Empty => "empty",
            Self::Encrypted => "encrypted",
            Self::NeedsOcr => "needs-ocr",
            Self::Garbled => "garbled",
            Self::Damaged => "damaged",
            Self::TooLarge => "too-large",
            Self::TimedOut => "timed-out",
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

    /// A broken file.
    pub(super) fn damaged(reason: impl std::fmt::Display) -> Self {
        Self::new(ProblemKind::Damaged, format!("damaged: {reason}"))
    }

    /// A file over a limit.
    pub(super) fn too_large(reason: impl Into<String>) -> Self {
        Self::new(ProblemKind::TooLarge, reason)
    }
}
