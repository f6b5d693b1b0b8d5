//! What is told of indexing while it runs: a bar on a terminal, now and then a line elsewhere.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::stop;
use super::tell::{said, tell, tell_line};
use crate::error::Result;
use crate::extract::Problem;
use crate::ingest::{Changes, Progress, Summary};
use crate::message;
use crate::messages::Message;
use crate::output::terminal::megabytes;
use crate::source::SourceFile;

/// Without a terminal a line is printed no more often than this.
const BETWEEN_LINES: Duration = Duration::from_secs(5);

/// Tells of one build.
pub(in crate::cli) struct BuildProgress {
    /// What is done, in the language of the command.
    doing: String,
    bar: ProgressBar,
    started: Instant,
    last_line: Mutex<Instant>,
    total: AtomicUsize,
    /// Whether only what was done is told.
    is_quiet: bool,
    files: AtomicUsize,
    bytes: AtomicU64,
    /// Pages that were recognised.
    pages: AtomicUsize,
}

impl BuildProgress {
    /// Runs a build, tells how it goes, and at the end what it did.
    pub(in crate::cli) fn run(folder: &Path, build: impl FnOnce(&Self) -> Result<Summary>) -> Result<Summary> {
        let started = Instant::now();
        let summary = Self::watch(folder, &message!("indexing-bar"), build)?;
        if summary.changes.any() || summary.left > 0 {
            tell_done(&summary, started.elapsed());
        } else {
            tell(&message!("nothing-has-changed", files = message!("files", n = summary.changes.unchanged)));
        }
        Ok(summary)
    }

    /// As [`Self::run`], and tells only what was done.
    pub(in crate::cli) fn run_quietly(folder: &Path, build: impl FnOnce(&Self) -> Result<Summary>) -> Result<Summary> {
        let started = Instant::now();
        let progress =
            Self { bar: ProgressBar::hidden(), is_quiet: true, ..Self::new(folder, &message!("indexing-bar")) };
        stop::listen();
        let summary = build(&progress)?;
        if summary.changes.any() || summary.left > 0 {
            tell_done(&summary, started.elapsed());
        }
        Ok(summary)
    }

    /// Runs anything that goes through the files of a folder, and tells how it goes. It may be asked to stop.
    pub(in crate::cli) fn watch<T>(folder: &Path, doing: &Message, work: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        let progress = Self::new(folder, doing);
        // There from the start, while the folder is looked through.
        progress.bar.tick();
        stop::listen();
        let done = work(&progress);
        progress.bar.finish_and_clear();
        done
    }

    fn new(folder: &Path, doing: &Message) -> Self {
        let (doing, files) = (said(doing), said(&message!("indexing-files")));
        let style = format!("{doing} {{msg}} {{wide_bar}} {{pos}}/{{len}} {files}, {{prefix}}");
        let now = Instant::now();
        let progress = Self {
            doing,
            bar: ProgressBar::new(0).with_message(folder.display().to_string()),
            started: now,
            last_line: Mutex::new(now),
            total: AtomicUsize::new(0),
            is_quiet: false,
            files: AtomicUsize::new(0),
            bytes: AtomicU64::new(0),
            pages: AtomicUsize::new(0),
        };
        if let Ok(style) = ProgressStyle::with_template(&style) {
            progress.bar.set_style(style);
        }
        progress
    }

    /// Whether a line is to be printed now.
    fn is_due(&self) -> bool {
        let Ok(mut last) = self.last_line.try_lock() else { return false };
        let is_due = !self.is_quiet && last.elapsed() > BETWEEN_LINES;
        if is_due {
            *last = Instant::now();
        }
        is_due
    }

    /// Bytes a second so far.
    fn speed(&self) -> f64 {
        self.bytes.load(Ordering::Relaxed) as f64 / self.started.elapsed().as_secs_f64().max(0.001)
    }
}

impl Progress for BuildProgress {
    fn listed(&self, files: usize, bytes: u64) {
        stop::there_is_something_to_keep();
        self.total.store(files, Ordering::Relaxed);
        self.bar.set_length(files as u64);
        if self.bar.is_hidden() && !self.is_quiet {
            let files = message!("files", n = files);
            let (doing, folder) = (&self.doing, self.bar.message());
            tell(&message!("indexing", doing = doing, folder = folder, files = files, size = megabytes(bytes)));
        }
    }

    fn read(&self, file: &SourceFile, _: Option<&Problem>) {
        let files = self.files.fetch_add(1, Ordering::Relaxed) + 1;
        let bytes = self.bytes.fetch_add(file.size, Ordering::Relaxed) + file.size;
        let total = self.total.load(Ordering::Relaxed);
        let left =
            self.started.elapsed().mul_f64((total - files.min(total)) as f64 / files as f64).as_secs_f64().ceil();
        let speed = message!("indexing-speed", speed = megabytes(self.speed() as u64), seconds = left as u64);
        if !self.bar.is_hidden() {
            self.bar.set_prefix(said(&speed));
            self.bar.inc(1);
            return;
        }
        if self.is_due() {
            let total = message!("files", n = total);
            let so_far =
                message!("indexing-so-far", done = files, files = total, size = megabytes(bytes), speed = speed);
            tell_line(&format!("  {}", said(&so_far)));
        }
    }

    fn page_recognised(&self) {
        let pages = self.pages.fetch_add(1, Ordering::Relaxed) + 1;
        let said_pages = message!("indexing-pages", pages = message!("pages", n = pages));
        if !self.bar.is_hidden() {
            self.bar.set_prefix(said(&said_pages));
            self.bar.tick();
        } else if self.is_due() {
            tell_line(&format!("  {}", said(&said_pages)));
        }
    }

    fn warn(&self, message: &Message) {
        self.bar.suspend(|| tell(&message!("warning", text = message)));
    }

    fn waiting(&self, holder: &str) {
        let message = match holder {
            "" => message!("waiting"),
            holder => message!("waiting-for", holder = holder),
        };
        self.bar.suspend(|| tell(&message));
    }

    fn is_stopped(&self) -> bool {
        stop::is_asked_for()
    }

    fn committing(&self) {
        self.bar.set_prefix(said(&message!("indexing-writing")));
    }
}

/// Tells what a build did.
fn tell_done(summary: &Summary, took: Duration) {
    let Summary { reports, in_part, problems, left_out, passages, bytes, changes, left, .. } = *summary;
    let Changes { new, changed, moved, gone, unchanged } = changes;
    let mut line = message!(
        "indexed",
        reports = reports,
        files = message!("files", n = reports + problems),
        passages = message!("passages", n = passages),
        size = megabytes(bytes),
        seconds = format!("{:.1}", took.as_secs_f64())
    );
    if unchanged + changed + moved + gone > 0 {
        line = message!(
            "indexed-changes",
            indexed = line,
            new = new,
            changed = changed,
            moved = moved,
            gone = gone,
            unchanged = unchanged
        );
    }
    if in_part + problems > 0 {
        let not_all = message!("indexed-not-all", in_part = in_part, unreadable = problems);
        line = message!("both", first = line, second = not_all);
    }
    let left_out = left_out.iter().map(|(why, n)| message!("left-out-for", why = why.said(), n = n));
    if let Some(left_out) = left_out.reduce(|first, second| message!("listed-both", first = first, second = second)) {
        line = message!("both", first = line, second = message!("indexed-left-out", of = left_out));
    }
    tell(&line);
    if left > 0 {
        tell(&message!("stopped", files = message!("files", n = left)));
    }
}
