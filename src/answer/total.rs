//! How much matches, and what that was drawn from.

use std::sync::Arc;

use crate::error::Result;

/// Rows as they are read; whoever has enough drops them.
pub type Rows<'a, T> = Box<dyn Iterator<Item = Result<T>> + Send + 'a>;

/// How much matches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// Reports with a match.
    pub reports: u64,
    /// Sections with a match.
    pub sections: u64,
    /// Passages with a match.
    pub passages: u64,
}

/// What an answer was drawn from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Files that were searched; a file may hold several reports.
    pub searched: usize,
    /// Files among these that were read only in part.
    pub in_part: usize,
    /// Files that could not be read, and so not be searched.
    pub unreadable: usize,
    /// The state of the collection ([`Collection::state`]).
    pub state: Arc<str>,
}

impl Coverage {
    /// Whether nothing of the files was left out.
    pub fn is_whole(&self) -> bool {
        self.in_part == 0 && self.unreadable == 0
    }
}

/// How much matches, and what that was drawn from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// What matches in all.
    pub total: Total,
    /// What that was drawn from.
    pub coverage: Coverage,
}
