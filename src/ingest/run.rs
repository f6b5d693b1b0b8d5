//! All that a plan says: what is gone is removed, what is new or changed is read in parallel and put into the sink, and all
//! of it becomes seen at once.

use std::sync::Mutex;

use rayon::prelude::*;

use super::budget::{Budget, Permit};
use super::plan::{Found, Plan, Task};
use super::read::{Understanding, unlisted};
use super::sink::{Ingested, ReadFile, Sink};
use super::summary::Summary;
use crate::error::{Error, Result};
use crate::extract::Problem;
use crate::messages::Message;
use crate::report::Outcome;
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
    /// Whether to stop: what was read is then kept, and the rest left.
    fn is_stopped(&self) -> bool {
        false
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

/// Brings in what a plan says, and counts what is there then.
///
/// # Errors
/// Of the sink; [`Error::Stopped`] if the run was stopped and only the whole is of use. What was there before is as it was.
pub fn run(
    plan: Plan<'_>,
    sink: &mut dyn Sink,
    understanding: Understanding<'_>,
    terms: Terms,
    progress: &dyn Progress,
) -> Result<Summary> {
    let mut counted = plan.summary;
    if plan.anew {
        sink.clear()?;
    }
    for file in plan.gone {
        sink.remove(file.number)?;
        counted.take_off(file.counted);
        counted.changes.gone += 1;
    }
    let (reading, waiting) = (Budget::new(READING_BYTES), Budget::new(WAITING_BYTES));
    let summary = Mutex::new(counted);
    let to = &*sink;
    plan.read.par_iter().try_for_each(|task| {
        let counted = || summary.lock().expect("no thread panics while it counts");
        if progress.is_stopped() {
            counted().left += 1;
            return Ok(());
        }
        let (mut file, _room) = read(understanding, task, &reading, progress);
        let mut counted = counted();
        counted.changes.count(task.change);
        if let Some(before) = &task.before {
            counted.take_off(before.counted);
        }
        counted.count_file(file.members.iter().map(|(record, _)| record));
        drop(counted);
        let texts = file.members.iter().filter_map(|(_, report)| report.as_ref().map(|report| report.text.len())).sum();
        file.room = Some(waiting.take(texts));
        to.put(file)
    })?;
    let summary = summary.into_inner().expect("as above");
    if summary.left > 0 && !terms.may_be_part {
        sink.roll_back()?;
        return Err(Error::Stopped);
    }
    progress.committing();
    let Terms { understood_by, given, listed_at, links, .. } = terms;
    // Files that were left are looked at again, whatever their dates are.
    let listed_at = if summary.left > 0 { 0 } else { listed_at };
    // And those of which something else is said now.
    let given = if summary.left > 0 { String::new() } else { given };
    let ocr = understanding.extractor.ocr().map(str::to_owned);
    sink.commit(Ingested { summary, understood_by, given, listed_at, links, ocr, restamped: plan.restamped })?;
    Ok(summary)
}

fn read(
    understanding: Understanding<'_>,
    task: &Task<'_>,
    reading: &std::sync::Arc<Budget>,
    progress: &dyn Progress,
) -> (ReadFile, Option<Permit>) {
    let replaces = task.before.is_some();
    match &task.found {
        Found::File(file) => {
            let room = reading.take(usize::try_from(file.size).unwrap_or(usize::MAX));
            let read = understanding.read(task.number, replaces, file);
            let problem = read.members.iter().find_map(|(record, _)| match &record.outcome {
                Outcome::Read(_) => None,
                Outcome::Unread(problem) => Some(problem),
            });
            progress.read(file, problem);
            (read, Some(room))
        }
        Found::Unlisted { path, reason } => (unlisted(task.number, replaces, path, reason), None),
    }
}
