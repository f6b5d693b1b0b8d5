//! How far reading a folder is, for whoever looks.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::cli::terminal::tell;
use crate::extract::Problem;
use crate::ingest;
use crate::message;
use crate::messages::Message;
use crate::serve::Progress;
use crate::source::SourceFile;

/// Counts files as they are read.
#[derive(Default)]
pub(super) struct Counting {
    done: AtomicUsize,
    files: AtomicUsize,
}

impl Counting {
    /// How far it is.
    pub(super) fn so_far(&self) -> Progress {
        Progress { done: self.done.load(Ordering::Relaxed), files: self.files.load(Ordering::Relaxed) }
    }
}

impl ingest::Progress for Counting {
    fn listed(&self, files: usize, _: u64) {
        self.files.store(files, Ordering::Relaxed);
    }

    fn read(&self, _: &SourceFile, _: Option<&Problem>) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    fn warn(&self, message: &Message) {
        tell(&message!("warning", text = message));
    }

    fn committing(&self) {}
}
