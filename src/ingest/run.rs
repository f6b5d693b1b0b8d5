//! All that a plan says: what is gone is removed, what is new or changed is read in parallel and put into the sink, and all
//! of it becomes seen at once.
//!
//! Which lines many files have alike is known when all are read: the few that were understood otherwise, those before enough had
//! a line, or of which it is so no longer, are read once more.

use std::cell::Cell;
use std::sync::{Arc, Mutex, MutexGuard};

use rayon::prelude::*;

use super::alike::Tally;
use super::budget::{Budget, Permit};
use super::plan::{Before, Found, Plan, Task};
use super::read::{Understanding, unlisted};
use super::sink::{Ingested, ReadFile, Sink};
use super::summary::Summary;
use crate::error::{Error, Result};
use crate::extract::{Problem, Watch};
use crate::messages::Message;
use crate::report::{AlikeLines, Outcome};
use crate::source::{LinkPolicy, SourceFile};

/// Files that may be read at once, in bytes; a larger one is read alone.
const READING_BYTES: usize = 16 << 20;
/// Texts that may wait for the sink, in bytes: enough to keep it busy. In memory they take up five times as much, since
/// an engine holds a text once a field.
const WAITING_BYTES: usize = 4 << 20;

/// What is told of a run while it goes on. Called from several threads.
pub trait Progress: Sync {
    /// The folder was listed: so many files, so many bytes.
    fn listed(&self, files: usize, bytes: u64);
    /// A file was read, or could not be.
    fn read(&self, file: &SourceFile, problem: Option<&Problem>);
    /// Something is amiss that doesn't stop the run.
    fn warn(&self, message: &Message);
    /// All files are read; what remains is written.
    fn committing(&self);
    /// Another process writes, and is waited for: the one with this number, if it is known.
    fn waiting(&self, _holder: &str) {}
    /// A page that is a picture was recognised, or could not be.
    fn page_recognised(&self) {}
    /// Whether to stop: what was read is then kept, and the rest left.
    fn is_stopped(&self) -> bool {
        false
    }
}

/// Who tells of a run is asked and told while a file is read, too.
pub struct Watching<'a>(pub &'a dyn Progress);

impl Watch for Watching<'_> {
    fn is_stopped(&self) -> bool {
        self.0.is_stopped()
    }

    fn page_recognised(&self) {
        self.0.page_recognised();
    }
}

/// How what is brought in is to be remembered.
#[derive(Clone, Debug)]
pub struct Terms {
    /// What reports are understood by ([`super::fingerprint`]).
    pub understood_by: String,
    /// What the user says of reports ([`crate::source::Given::fingerprint`]).
    pub given: String,
    /// When the folder was listed, in seconds since 1970.
    pub listed_at: u64,
    /// How links were treated.
    pub links: LinkPolicy,
    /// Whether what was read is kept if the run is stopped.
    pub may_be_part: bool,
}

/// A file that was read, or stays, and has lines at its edges that many files may have alike.
struct Noticed<'a> {
    number: u64,
    file: &'a SourceFile,
    notices: Vec<u64>,
    /// Those by which it was understood; none if that is not known.
    by: Option<Vec<u64>>,
    /// What it counts for.
    counted: Summary,
}

/// What all threads of a run share.
struct Running<'a> {
    sink: &'a dyn Sink,
    understanding: Understanding<'a>,
    progress: &'a dyn Progress,
    reading: Arc<Budget>,
    waiting: Arc<Budget>,
    tally: Tally,
    summary: Mutex<Summary>,
}

/// Brings in what a plan says, and counts what is there then.
///
/// # Errors
/// Of the sink; [`Error::Stopped`] if the run was stopped and only the whole is of use. What was there before is as it was.
pub fn run(
    mut plan: Plan<'_>,
    sink: &mut dyn Sink,
    understanding: Understanding<'_>,
    terms: Terms,
    progress: &dyn Progress,
) -> Result<Summary> {
    let mut counted = plan.summary;
    if plan.anew {
        sink.clear()?;
    }
    for file in std::mem::take(&mut plan.gone) {
        sink.remove(file.number)?;
        counted.take_off(file.counted);
        counted.changes.gone += 1;
    }
    let running = Running {
        sink: &*sink,
        understanding,
        progress,
        reading: Budget::new(READING_BYTES),
        waiting: Budget::new(WAITING_BYTES),
        tally: Tally::default(),
        summary: Mutex::new(counted),
    };
    plan.noticed.iter().for_each(|(_, known)| drop(running.tally.add(&known.notices)));
    let noticed: Vec<Noticed<'_>> =
        plan.read.par_iter().filter_map(|task| running.first(task).transpose()).collect::<Result<_>>()?;
    let alike = running.tally.alike();
    if running.counted().left == 0 {
        let otherwise = otherwise(&plan, noticed, &alike)?;
        otherwise.par_iter().try_for_each(|file| running.again(file, &alike))?;
    }
    let summary = running.summary.into_inner().expect(NO_PANIC);
    if summary.left > 0 && !terms.may_be_part {
        sink.roll_back()?;
        return Err(Error::Stopped);
    }
    progress.committing();
    let Terms { understood_by, given, listed_at, links, .. } = terms;
    // Files that were left are looked at again, whatever their dates are.
    let listed_at = if summary.left > 0 { 0 } else { listed_at };
    // And those of which something else is said now, or that others are alike.
    let given = if summary.left > 0 { String::new() } else { given };
    let alike = (summary.left == 0 && !plan.hides).then_some(alike);
    let ocr = understanding.extractor.ocr().map(str::to_owned);
    let restamped = plan.restamped;
    sink.commit(Ingested { summary, understood_by, given, alike, listed_at, links, ocr, restamped })?;
    Ok(summary)
}

/// The files that were understood by other lines than those that many files have alike now: of those that were read, given first,
/// and of those that stay.
fn otherwise<'a>(plan: &Plan<'a>, mut otherwise: Vec<Noticed<'a>>, alike: &AlikeLines) -> Result<Vec<Noticed<'a>>> {
    let is_otherwise = |by: &Option<Vec<u64>>, notices: &[u64]| by.as_ref() != Some(&alike.among(notices));
    otherwise.retain(|of| is_otherwise(&of.by, &of.notices));
    let was = plan.old.and_then(|old| old.alike());
    for (file, known) in &plan.noticed {
        let by = was.as_ref().map(|was| was.among(&known.notices));
        if is_otherwise(&by, &known.notices) {
            let Before { number, counted } = Before::of(plan.old, known)?;
            otherwise.push(Noticed { number, file, notices: known.notices.clone(), by, counted });
        }
    }
    Ok(otherwise)
}

/// Why a lock is never poisoned.
const NO_PANIC: &str = "no thread panics while it counts";

impl Running<'_> {
    fn counted(&self) -> MutexGuard<'_, Summary> {
        self.summary.lock().expect(NO_PANIC)
    }

    /// Reads a file as far as is known which lines many files have alike, and says by which of its own it was understood.
    fn first<'a>(&self, task: &Task<'a>) -> Result<Option<Noticed<'a>>> {
        if self.progress.is_stopped() {
            self.counted().left += 1;
            return Ok(None);
        }
        let alike = Cell::new(Vec::new());
        let count = |notices: &[Vec<u64>]| {
            let hashes: Vec<u64> = notices.iter().flat_map(|notices| self.tally.add(notices).hashes()).collect();
            alike.set(hashes.clone());
            AlikeLines::of(hashes)
        };
        let (file, _room) = self.read(task, &count);
        // What was being read when it was to stop may be there in part.
        if self.progress.is_stopped() {
            self.counted().left += 1;
            return Ok(None);
        }
        let mut counted = Summary::default();
        counted.count_file(file.records());
        {
            let mut all = self.counted();
            all.changes.count(task.change);
            task.before.iter().for_each(|before| all.take_off(before.counted));
            all.count_file(file.records());
        }
        let notices: Vec<u64> = file.records().flat_map(|record| record.notices.iter().copied()).collect();
        self.put(file)?;
        Ok(match task.found {
            Found::File(file) if !notices.is_empty() => {
                let by = Some(AlikeLines::of(alike.take()).among(&notices));
                Some(Noticed { number: task.number, file, notices, by, counted })
            }
            _ => None,
        })
    }

    /// Reads a file once more, now that all is known.
    fn again(&self, before: &Noticed<'_>, alike: &AlikeLines) -> Result<()> {
        if self.progress.is_stopped() {
            self.counted().left += 1;
            return Ok(());
        }
        let _room = self.room(before.file);
        let file = self.understanding.read(before.number, true, before.file, &|_| alike.clone());
        if self.progress.is_stopped() {
            self.counted().left += 1;
            return Ok(());
        }
        {
            let mut all = self.counted();
            all.take_off(before.counted);
            all.count_file(file.records());
        }
        self.put(file)
    }

    fn put(&self, mut file: ReadFile) -> Result<()> {
        let texts = file.members.iter().filter_map(|(_, report)| report.as_ref().map(|report| report.text.len())).sum();
        file.room = Some(self.waiting.take(texts));
        self.sink.put(file)
    }

    fn room(&self, file: &SourceFile) -> Permit {
        self.reading.take(usize::try_from(file.size).unwrap_or(usize::MAX))
    }

    fn read(&self, task: &Task<'_>, count: &dyn Fn(&[Vec<u64>]) -> AlikeLines) -> (ReadFile, Option<Permit>) {
        let replaces = task.before.is_some();
        match &task.found {
            Found::File(file) => {
                let room = self.room(file);
                let read = self.understanding.read(task.number, replaces, file, count);
                let problem =
                    read.records().filter(|r| r.left_out().is_none()).find_map(|record| match &record.outcome {
                        Outcome::Read(_) => None,
                        Outcome::Unread(problem) => Some(problem),
                    });
                self.progress.read(file, problem);
                (read, Some(room))
            }
            Found::Unlisted { path, reason } => (unlisted(task.number, replaces, path, reason), None),
        }
    }
}
