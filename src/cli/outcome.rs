//! How a command ends.

use std::io;

use crate::error::Error;
use crate::output::forms::Unwritten;

/// What a command found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The command was stopped before it was done.
    Stopped,
    Something,
    Nothing,
    /// All was answered that could be; what could not said so in its place.
    InPart,
    /// Whatever was found: something could not be read, or is newer than the index, and that was not to be.
    Incomplete,
}

impl Found {
    pub(super) fn of(something: bool) -> Self {
        if something { Self::Something } else { Self::Nothing }
    }
}

/// Why a command ended early.
#[derive(Debug)]
pub(super) enum Failure {
    Error(Error),
    /// Standard output is closed or can't be written.
    Output(io::Error),
    /// The program itself failed, with these words.
    Panic(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<Unwritten> for Failure {
    fn from(unwritten: Unwritten) -> Self {
        match unwritten {
            Unwritten::Error(error) => Self::Error(error),
            Unwritten::Output(error) => Self::Output(error),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}

pub(super) type Outcome = Result<Found, Failure>;
