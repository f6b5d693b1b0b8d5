//! Why a file was not read.

use serde::{Deserialize, Serialize};

use crate::message;
use crate::messages::Message;
use crate::source::LeftOutWhy;

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What kind of reason.
    pub kind: ProblemKind,
    /// The reason, for people.
    pub reason: Message,
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
    /// It is a file in an archive that is no report.
    LeftOut(LeftOutWhy),
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
            Self::LeftOut(_) => "left-out",
        }
    }
}

impl Problem {
    /// A problem of a kind, with its reason.
    pub fn new(kind: ProblemKind, reason: Message) -> Self {
        Self { kind, reason }
    }

    /// A broken file.
    pub(super) fn damaged(reason: Message) -> Self {
        Self::new(ProblemKind::Damaged, message!("damaged", reason = reason))
    }

    /// A file of which only the beginning is there.
    pub(super) fn cut_off() -> Self {
        Self::damaged(message!("cut-off"))
    }

    /// A file that is whole in its length, and not in what it says.
    pub(super) fn overwritten() -> Self {
        Self::damaged(message!("overwritten"))
    }

    /// A file of which a reader can't tell what is wrong.
    pub(super) fn cut_off_or_overwritten() -> Self {
        Self::damaged(message!("cut-off-or-overwritten"))
    }

    /// A file for which a password is needed.
    pub(super) fn encrypted() -> Self {
        Self::new(ProblemKind::Encrypted, message!("needs-password"))
    }

    /// A file of a format that is not read.
    pub(super) fn unsupported(format: &Message) -> Self {
        Self::new(ProblemKind::UnsupportedFormat, message!("format-not-read", format = format))
    }

    /// A file over a limit.
    pub(super) fn too_large(reason: Message) -> Self {
        Self::new(ProblemKind::TooLarge, reason)
    }

    /// A file in an archive that is left out.
    pub(super) fn left_out(why: LeftOutWhy) -> Self {
        Self::new(ProblemKind::LeftOut(why), message!("left-out-of-archive", why = why.said()))
    }

    /// A file on which a reader failed.
    pub(super) fn failed() -> Self {
        Self::new(ProblemKind::Failed, message!("program-failed"))
    }
}
