//! How files are read.

use std::path::PathBuf;
use std::time::Duration;

use crate::extract::limits::MAX_TIME;

/// How files are read.
#[derive(Clone, Debug)]
pub struct ExtractOptions {
    /// The program to start for reading, with the argument [`ExtractOptions::WORKER`]: this one. Without it all is read
    /// in this process, where a hang can't be ended.
    pub worker: Option<PathBuf>,
    /// What recognises the text of pages that are pictures, as [`crate::extract::Engine::of`] understands it; none if
    /// nobody said.
    pub ocr: Option<String>,
    /// The folder in which what was recognised is kept.
    pub ocr_kept: Option<PathBuf>,
    /// A file may take so long.
    pub time: Duration,
}

impl ExtractOptions {
    /// The argument that makes this program a worker: see [`crate::extract::serve`].
    pub const WORKER: &'static str = "extract-worker";
    /// A further one: it tells of pages that are pictures, too.
    pub const PICTURES: &'static str = "--pictures";
}

/// Who has files read, while that goes on. Asked and told from several threads.
pub trait Watch: Sync {
    /// Whether nobody waits for it any more: what is being recognised is given up.
    fn is_stopped(&self) -> bool {
        false
    }
    /// A page that is a picture was recognised, or could not be.
    fn page_recognised(&self) {}
}

/// One who asks and hears nothing.
pub(super) struct Nobody;

impl Watch for Nobody {}

impl Default for ExtractOptions {
    fn default() -> Self {
        Self { worker: None, ocr: None, ocr_kept: None, time: MAX_TIME }
    }
}
