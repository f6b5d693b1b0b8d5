//! Which lines enough files of a folder have alike, counted while its files are read.

use std::collections::HashMap;
use std::sync::Mutex;

use crate::report::AlikeLines;

/// So many files have a notice alike before it counts as none of theirs. No share of the folder: folders are put together from many
/// places, each with its own; and so a count that was reached is not lost by what is read later.
const MIN_FILES: u32 = 5;

/// Counts lines, by their hashes, file by file.
#[derive(Debug, Default)]
pub(super) struct Tally {
    files: Mutex<HashMap<u64, u32>>,
}

impl Tally {
    /// Counts the lines of a file, or of one in an archive, each once; and gives those of them that enough files have, so far.
    pub(super) fn add(&self, notices: &[u64]) -> AlikeLines {
        if notices.is_empty() {
            return AlikeLines::default();
        }
        let mut files = self.files.lock().expect("no thread panics while it counts");
        let mut count = |hash: &u64| {
            let files = files.entry(*hash).or_default();
            *files += 1;
            *files >= MIN_FILES
        };
        AlikeLines::of(notices.iter().filter(|hash| count(hash)).copied().collect::<Vec<_>>())
    }

    /// The lines that enough of all files have.
    pub(super) fn alike(&self) -> AlikeLines {
        let files = self.files.lock().expect("as above");
        AlikeLines::of(files.iter().filter(|(_, files)| **files >= MIN_FILES).map(|(hash, _)| *hash))
    }
}
