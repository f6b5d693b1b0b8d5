//! Waiting until something in a folder changes.
//!
//! What the system tells of changes only says that there are some: what they are the next walk finds. So nothing is
//! gathered however many there are, and a file saved under another name and renamed, or a whole folder moved, needs no
//! care. What the system doesn't tell (drives of other machines, what links lead to) a walk now and then finds.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::left_out::is_left_out;
use crate::messages::Message;

/// Changes are over when nothing changed for so long: a program that saves a file makes several at once.
const QUIET: Duration = Duration::from_millis(500);
/// Changes that don't end are taken up after so long.
const MAX_DELAY: Duration = Duration::from_secs(5);
/// Without any change the folder is walked so often, for what the system doesn't tell,
const BETWEEN_WALKS: Duration = Duration::from_secs(300);
/// and so often where it tells nothing.
const BETWEEN_WALKS_UNTOLD: Duration = Duration::from_secs(10);
/// So often it is looked whether to stop.
const TICK: Duration = Duration::from_millis(100);

/// Tells when a folder changes.
pub struct Watcher {
    told: Arc<Told>,
    /// Tells as long as it lives; none where the system can't.
    watcher: Option<RecommendedWatcher>,
}

/// When something changed last.
#[derive(Default)]
struct Told {
    last: Mutex<Option<Instant>>,
    changed: Condvar,
}

impl Watcher {
    /// Watches a folder and all below it, but for what is hidden and what lies at `except`. Where the system can't tell
    /// of changes, that is said to `warn`, and the folder is walked more often.
    pub fn new(folder: &Path, except: Vec<PathBuf>, warn: impl FnOnce(Message)) -> Self {
        let told = Arc::new(Told::default());
        let teller = Arc::clone(&told);
        let root = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let below = root.clone();
        let tell = move |event: notify::Result<Event>| {
            // An error may be that too many changes were not told.
            let counts = event.is_err() || event.is_ok_and(|event| is_change(&event, &below, &except));
            if counts {
                *teller.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
                teller.changed.notify_all();
            }
        };
        let watcher = notify::recommended_watcher(tell).and_then(|mut watcher| {
            watcher.watch(&root, RecursiveMode::Recursive)?;
            Ok(watcher)
        });
        let watcher = watcher.map_err(|e| warn(Message::of_library(e))).ok();
        Self { told, watcher }
    }

    /// Waits until something changed, and the changes are over; also returns now and then without any, and rather `soon` if
    /// the last change could not be taken up. False if it was stopped.
    pub fn wait(&self, soon: bool, is_stopped: impl Fn() -> bool) -> bool {
        let started = Instant::now();
        let between = if self.watcher.is_some() && !soon { BETWEEN_WALKS } else { BETWEEN_WALKS_UNTOLD };
        let mut first = None;
        loop {
            if is_stopped() {
                return false;
            }
            let mut last = self.told.last.lock().unwrap_or_else(PoisonError::into_inner);
            let is_over = last.is_some_and(|last| last.elapsed() >= QUIET);
            let is_long = first.is_some_and(|first: Instant| first.elapsed() >= MAX_DELAY);
            if is_over || (last.is_some() && is_long) || started.elapsed() >= between {
                *last = None;
                return true;
            }
            first = first.or(*last);
            drop(self.told.changed.wait_timeout(last, TICK));
        }
    }
}

/// Whether an event is about something that is read.
fn is_change(event: &Event, root: &Path, except: &[PathBuf]) -> bool {
    let counts = |path: &PathBuf| {
        let inside = path.strip_prefix(root).unwrap_or(path);
        !is_left_out(inside) && !except.iter().any(|except| path.starts_with(except))
    };
    !matches!(event.kind, EventKind::Access(_)) && (event.paths.is_empty() || event.paths.iter().any(counts))
}
