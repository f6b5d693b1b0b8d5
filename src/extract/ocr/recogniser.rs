//! Recognises pages side by side: as many as there are processors, fewer where they are large.

use std::io;
use std::num::NonZero;
use std::path::Path;
use std::sync::{Condvar, Mutex, OnceLock, PoisonError};
use std::time::Instant;

use tempfile::TempDir;

use super::cache::Cache;
use super::engine::{Engine, Waiting};
use super::line::Line;
use super::run::{BETWEEN_LOOKS, Patience};
use crate::extract::limits::{MAX_PAGE_OCR_TIME, MAX_PIXELS};
use crate::extract::scans::Image;
use crate::message;
use crate::messages::Message;

/// A program for text recognition at work.
pub(in crate::extract) struct Recogniser {
    engine: Engine,
    installed: OnceLock<Result<(), Message>>,
    cache: Option<Cache>,
    /// Where pictures lie while they are read.
    folder: OnceLock<io::Result<TempDir>>,
    waiting: Waiting,
    /// Pixels that may still be taken up at once.
    free: Mutex<u64>,
    freed: Condvar,
}

/// A place at work, given back when it is dropped.
pub(super) struct Place<'a> {
    recogniser: &'a Recogniser,
    pixels: u64,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        *self.recogniser.free.lock().unwrap_or_else(PoisonError::into_inner) += self.pixels;
        self.recogniser.freed.notify_all();
    }
}

impl std::fmt::Debug for Recogniser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Recogniser").field("engine", &self.engine).field("cache", &self.cache).finish_non_exhaustive()
    }
}

impl Recogniser {
    /// One of an engine, that keeps what it recognises in a folder.
    pub(in crate::extract) fn new(engine: Engine, cache: Option<&Path>) -> Self {
        Self {
            cache: cache.map(|folder| Cache::new(folder, engine.name())),
            engine,
            installed: OnceLock::new(),
            folder: OnceLock::new(),
            waiting: Waiting::default(),
            free: Mutex::new(MAX_PIXELS),
            freed: Condvar::new(),
        }
    }

    /// The program's name.
    pub(in crate::extract) fn name(&self) -> &str {
        self.engine.name()
    }

    /// What is known of a picture.
    pub(super) fn known(&self, image: &Image) -> Option<Vec<Line>> {
        self.cache.as_ref()?.get(&image.bytes)
    }

    /// Waits for a place at work.
    ///
    /// # Errors
    /// If there is none in time.
    pub(super) fn place(&self, image: &Image, patience: Patience<'_>) -> Result<Place<'_>, Message> {
        let side_by_side = std::thread::available_parallelism().map_or(1, NonZero::get) as u64;
        let pixels = image.pixels.clamp(MAX_PIXELS / side_by_side, MAX_PIXELS);
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        while *free < pixels {
            patience.check()?;
            free = self.freed.wait_timeout(free, BETWEEN_LOOKS).unwrap_or_else(PoisonError::into_inner).0;
        }
        *free -= pixels;
        Ok(Place { recogniser: self, pixels })
    }

    /// Recognises a picture, and keeps what it recognised.
    ///
    /// # Errors
    /// Why it could not.
    pub(super) fn recognise(&self, image: &Image, patience: Patience<'_>) -> Result<Vec<Line>, Message> {
        self.installed.get_or_init(|| self.engine.check()).clone()?;
        let folder = self.folder.get_or_init(TempDir::new).as_ref().map_err(Message::of_system)?;
        let ending = format!(".{}", image.ending);
        let mut file = tempfile::Builder::new().prefix("page-").suffix(&ending).tempfile_in(folder.path());
        let file = file.as_mut().map_err(|e| Message::of_system(e))?;
        io::Write::write_all(file, &image.bytes).map_err(|e| Message::of_system(&e))?;
        let until = patience.until.min(Instant::now() + MAX_PAGE_OCR_TIME);
        let patience = Patience { until, ..patience };
        let lines = self.engine.recognise(file.path(), &self.waiting, patience)?;
        if let Some(cache) = &self.cache {
            cache.put(&image.bytes, &lines);
        }
        Ok(lines)
    }
}

/// Whether a reason is that a program is missing: that may be over when it is installed.
pub fn is_missing(reason: &Message) -> bool {
    reason.holds(message!("ocr-not-installed", engine = "", install = "").id())
}
