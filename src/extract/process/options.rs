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
    /// A command of the shell that is given the path of a picture or a scanned file and prints the text in it.
    pub ocr: Option<String>,
    /// A file may take so long.
    pub time: Duration,
}

impl ExtractOptions {
    /// The argument that makes this program a worker: see [`crate::extract::serve`].
    pub const WORKER: &'static str = "extract-worker";
}

impl Default for ExtractOptions {
    fn default() -> Self {
        Self { worker: None, ocr: None, time: MAX_TIME }
    }
}
