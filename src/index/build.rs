//! A folder to an index, in one commit.
//!
//! Files are read in parallel, each report's documents go to the engine as one group, and the commit makes all of them
//! visible at once; until then, and if anything fails, the old index answers.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use rayon::prelude::*;
use tantivy::directory::error::LockError;
use tantivy::indexer::{IndexWriterOptions, UserOperation};
use tantivy::merge_policy::LogMergePolicy;
use tantivy::schema::Document;
use tantivy::{Index, IndexWriter, Opstamp, TantivyError, Term};

use super::Location;
use super::budget::{Budget, Budgeted};
use super::commit::{Commit, Summary, since_1970};
use super::documents::{Documents, Understanding};
use super::glance;
use super::location::{Waiting, WriteLock};
use super::open::Reader;
use super::orphans::orphans;
use super::plan::{Found, Plan, Task, fingerprint};
use super::record::{Outcome, Record};
use super::schema::{self, Fields, tokenizers};
use crate::error::{Error, Result};
use crate::extract::{ExtractOptions, Extractor, Problem, ProblemKind};
use crate::message;
use crate::messages::Message;
use crate::schema::{Schema, dictionary};
use crate::source::{Given, LinkPolicy, SourceFile};

/// Files that may be read at once, in bytes; a larger one is read alone.
const READING_BYTES: usize = 16 << 20;
/// Texts that may wait for the engine, in bytes: enough to keep it busy. In memory they take up five times as much, since
/// a document holds a text once a field.
const WAITING_BYTES: usize = 4 << 20;
/// Memory that a build may take, unless it is told otherwise, in bytes.
pub const DEFAULT_MEMORY: usize = 512 << 20;
/// What a build takes beside the segments that are being built: the dictionary, the files that are read, what waits, what
/// is known of the folder (some 500 bytes a file), and a merge, which holds some 50 bytes a passage.
const BESIDE_SEGMENTS: usize = 160 << 20;
/// Memory of one indexing thread for the segment that it builds, in bytes: some 50 MB of text in the most. Larger means
/// fewer segments to merge; less the engine doesn't take (`MEMORY_BUDGET_NUM_BYTES_MIN` in its `index_writer.rs`).
const SEGMENT_BYTES: std::ops::RangeInclusive<usize> = 16 << 20..=96 << 20;
/// Segments of which more than this part is deleted are written anew.
const MAX_DELETED: f32 = 0.3;
/// How long the engine's own lock is waited for: to start a process takes milliseconds.
const ENGINE_LOCK_WAIT: Duration = Duration::from_secs(2);
/// Threads that build segments; each has its own memory.
const MAX_THREADS: usize = 8;
/// Files that may be open at once, where the system lets us: each merge holds eight parts of each of its sources open.
#[cfg(unix)]
const OPEN_FILES: u64 = 4096;

/// How an index is to be built.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// Symbolic links.
    pub links: LinkPolicy,
    /// Build beside the old index, whatever state that is in, and replace it.
    pub rebuild: bool,
    /// How files are read.
    pub extract: ExtractOptions,
    /// Memory that it may take, in bytes; what reads files, in processes of its own, has limits of its own.
    pub memory: usize,
    /// How long to wait while another process writes the index.
    pub wait: Duration,
    /// Paths of files that are read even if nothing of them changed.
    pub again: BTreeSet<String>,
}

impl Default for BuildOptions {
    fn default() -> Self {
        Self {
            links: LinkPolicy::default(),
            rebuild: false,
            extract: ExtractOptions::default(),
            memory: DEFAULT_MEMORY,
            wait: Duration::ZERO,
            again: BTreeSet::new(),
        }
    }
}

/// What is told of a build while it runs. Called from several threads.
pub trait Progress: Sync {
    /// The folder was listed: so many files, so many bytes.
    fn listed(&self, files: usize, bytes: u64);
    /// A file was read, or could not be.
    fn read(&self, file: &SourceFile, problem: Option<&Problem>);
    /// Something is amiss that doesn't stop the build.
    fn warn(&self, message: &Message);
    /// All files are read; the rest of the segments is written.
    fn committing(&self);
    /// Another process writes the index, and is waited for: the one with this number, if it is known.
    fn waiting(&self, _holder: &str) {}
    /// Whether to stop: what was read is then kept, and the rest left.
    fn is_stopped(&self) -> bool {
        false
    }
}

/// Builds or refreshes the index of a folder.
///
/// # Errors
/// Any [`Error`] of the folder, the schema files or the index; the old index then still answers. A file that can't be
/// read is none: it goes on record. [`Error::Stopped`] if it was stopped, and what was read can't be kept because all of
/// the old index was to be replaced.
pub fn build(location: &Location, options: BuildOptions, progress: &dyn Progress) -> Result<Summary> {
    let mut listed_at = since_1970(SystemTime::now());
    let mut listing = location.list(options.links)?;
    if listing.files.is_empty() && listing.unlisted.is_empty() {
        return Err(Error::EmptyFolder(location.folder.clone()));
    }
    let schema = Schema::load(&location.schema)?;
    let given = Given::read(&location.folder)?;
    for path in given.paths() {
        if !listing.files.iter().any(|file| file.path == path) {
            progress.warn(&message!("metadata-of-nothing", path = path));
        }
    }
    let threads = threads(options.memory)?;
    location.check_free()?;
    progress.listed(listing.files.len(), listing.files.iter().map(|f| f.size).sum());
    let is_first = !location.has_home();
    let lock = lock(location, options.wait, progress)?;
    if is_first || glance::is_too_early(&listing, listed_at) {
        // The folder may have changed with it. A glance needs to know when it last did, and that it did not again.
        std::thread::sleep(Duration::from_nanos(glance::TICK));
        listed_at = since_1970(SystemTime::now());
        listing = location.list(options.links)?;
    }
    location.clear_left_overs(&lock);
    let in_place = location.has_index() && !options.rebuild;
    let target = if in_place { location.index.clone() } else { location.fresh_index() };
    let understood_by = fingerprint(location, &options.extract);
    let mut old = None;
    if in_place {
        // Says so if it is damaged or of another version.
        let reader = Reader::open(location)?;
        reader.check_folder()?;
        // What a killed run wrote may bear the name that this one gives its own: the list of what is deleted in a segment
        // is called by the number of the operation (`advance_deletes` in the engine's `index_writer.rs`).
        for orphan in orphans(location)? {
            let path = location.index.join(orphan);
            std::fs::remove_file(&path).map_err(Error::io(message!("cant-remove"), path))?;
        }
        old = Some(reader).filter(|reader| reader.commit().understood_by == understood_by);
    } else {
        remove(&target)?;
        std::fs::create_dir_all(&target).map_err(Error::io(message!("cant-create-folder"), &target))?;
    }
    let extractor = Extractor::new(options.extract);
    let understanding = Understanding { extractor: &extractor, schema: &schema, given: &given };
    let plan = Plan::new(old.as_ref(), &listing, &options.again)?;
    if let Some(reader) = old.as_ref().filter(|_| plan.is_empty()) {
        if !glance::is_unchanged(reader) {
            glance::keep(location, &listing, listed_at, reader.opstamp());
        }
        return Ok(Summary { changes: plan.summary.changes, ..Summary::of(reader.commit()) });
    }
    // A first index may be a part of one.
    let may_be_part = !plan.anew || !location.has_index();
    let what = Writing {
        target: &target,
        folder: &location.folder,
        understood_by: &understood_by,
        threads,
        links: options.links,
        listed_at: listed_at / 1_000_000_000,
        may_be_part,
    };
    let summary = write(what, plan, understanding, progress).map_err(Error::engine(&location.index))?;
    let Some((summary, opstamp)) = summary else {
        if !in_place {
            remove(&target)?;
        }
        return Err(Error::Stopped);
    };
    lock.share(&target.join("meta.json"))?;
    if !in_place {
        replace(location)?;
    }
    if summary.left == 0 {
        glance::keep(location, &listing, listed_at, opstamp);
    }
    Ok(summary)
}

/// Takes the right to write, and tells of waiting for it.
pub(super) fn lock(location: &Location, wait: Duration, progress: &dyn Progress) -> Result<WriteLock> {
    let mut is_told = false;
    location.lock(wait, |holder| {
        if !wait.is_zero() && !std::mem::replace(&mut is_told, true) {
            progress.waiting(holder);
        }
        if progress.is_stopped() { Waiting::GivenUp } else { Waiting::GoesOn }
    })
}

/// How many threads build segments, and the memory of each in bytes.
///
/// # Errors
/// [`Error::Memory`] if there is not enough for one.
pub(super) fn threads(memory: usize) -> Result<(usize, usize)> {
    let left = memory.saturating_sub(BESIDE_SEGMENTS);
    let most = std::thread::available_parallelism().map_or(1, usize::from).min(MAX_THREADS);
    let threads = (left / SEGMENT_BYTES.start()).min(most);
    if threads == 0 {
        let needed = (BESIDE_SEGMENTS + SEGMENT_BYTES.start()) >> 20;
        return Err(Error::Memory { allowed: memory >> 20, needed });
    }
    Ok((threads, (left / threads).min(*SEGMENT_BYTES.end())))
}

/// The engine's writer, for one who has the right to write ([`lock`]).
///
/// The engine has a lock of its own, and gives it back by closing a file. A process that is being started at this moment
/// shares that file until it runs its own program (see [`WriteLock`]): so the lock may be taken for a little longer.
pub(super) fn writer<D: Document>(index: &Index, threads: usize, bytes: usize) -> tantivy::Result<IndexWriter<D>> {
    #[cfg(unix)]
    let _ = rlimit::increase_nofile_limit(OPEN_FILES);
    let options = IndexWriterOptions::builder().num_worker_threads(threads).memory_budget_per_thread(bytes);
    // A merge takes memory, too, and keeps pace with two threads that build what it merges.
    let options = options.num_merge_threads(threads.div_ceil(2)).build();
    let started = Instant::now();
    loop {
        match index.writer_with_options(options.clone()) {
            Err(TantivyError::LockFailure(LockError::LockBusy, _)) if started.elapsed() < ENGINE_LOCK_WAIT => {
                std::thread::sleep(Duration::from_millis(5));
            }
            writer => return writer,
        }
    }
}

/// Where and how a plan is written.
struct Writing<'a> {
    target: &'a Path,
    folder: &'a Path,
    understood_by: &'a str,
    threads: (usize, usize),
    links: LinkPolicy,
    /// In seconds since 1970.
    listed_at: u64,
    /// Whether what was read is kept if the build is stopped.
    may_be_part: bool,
}

/// Writes what a plan says, in one commit, and gives the engine's number of it; nothing if it was stopped and only the
/// whole is of use.
fn write(
    writing: Writing<'_>,
    plan: Plan<'_>,
    understanding: Understanding<'_>,
    progress: &dyn Progress,
) -> tantivy::Result<Option<(Summary, Opstamp)>> {
    let Writing { target, folder, understood_by, threads: (threads, bytes), links, listed_at, may_be_part } = writing;
    let mut index = if target.join("meta.json").is_file() { schema::open_in(target)? } else { schema::create(target)? };
    index.set_tokenizers(tokenizers(dictionary::load_jieba(&understanding.schema.words)));
    let mut writer: IndexWriter<Budgeted> = writer(&index, threads, bytes)?;
    let mut merging = LogMergePolicy::default();
    merging.set_del_docs_ratio_before_merge(MAX_DELETED);
    writer.set_merge_policy(Box::new(merging));
    let documents = Documents { fields: Fields::of(&index.schema())?, understanding };
    let mut counted = plan.summary;
    if plan.anew {
        writer.delete_all_documents()?;
    }
    for file in plan.gone {
        writer.delete_term(Term::from_field_u64(documents.fields.file, file.number));
        counted.take_off(file.counted);
        counted.changes.gone += 1;
    }
    let budgets = Budgets { reading: Budget::new(READING_BYTES), waiting: Budget::new(WAITING_BYTES) };
    let summary = Mutex::new(counted);
    let turns = Mutex::new(());
    plan.read.par_iter().try_for_each(|task| {
        let counted = || summary.lock().expect("no thread panics while it counts");
        if progress.is_stopped() {
            counted().left += 1;
            return Ok(());
        }
        let delete = task
            .before
            .as_ref()
            .map(|before| UserOperation::Delete(Term::from_field_u64(documents.fields.file, before.number)));
        let (added, read) = add(&documents, &budgets, task, progress);
        let mut counted = counted();
        counted.changes.count(task.change);
        if let Some(before) = &task.before {
            counted.take_off(before.counted);
        }
        read.iter().for_each(|(bytes, read)| counted.count(*bytes, read));
        drop(counted);
        // What is replaced and what replaces it are one operation: stopped before or after it, the file is whole.
        let operations: Vec<_> = delete.into_iter().chain(added.into_iter().map(UserOperation::Add)).collect();
        // One at a time. The engine numbers operations, then queues the deletions among them; two threads at once may
        // queue them in another order than they are numbered, and it then takes what was just added for what was to be
        // deleted (`IndexWriter::run`, and `apply_deletes`, which stops at the first number that is too high).
        let _turn = turns.lock().expect("as above");
        writer.run(operations).map(drop)
    })?;
    let summary = summary.into_inner().expect("as above");
    if summary.left > 0 && !may_be_part {
        writer.rollback()?;
        return Ok(None);
    }
    progress.committing();
    let mut commit = writer.prepare_commit()?;
    let about = Commit {
        understood_by: understood_by.to_owned(),
        // Files that were left are looked at again, whatever their dates are.
        listed_at: if summary.left > 0 { 0 } else { listed_at },
        follows_links: links == LinkPolicy::Follow,
        ocr: understanding.extractor.ocr().map(str::to_owned),
        restamped: plan.restamped,
        ..Commit::new(folder, summary)
    };
    commit.set_payload(&about.to_json());
    let opstamp = commit.commit()?;
    writer.wait_merging_threads()?;
    Ok(Some((summary, opstamp)))
}

/// Of each file, or file within one: how many bytes it has, and how many passages or why it could not be read.
type Counted = Vec<(u64, Result<u32, Problem>)>;

/// Room for what is read at once, by the sizes of files, and for what waits for the engine, by their texts.
struct Budgets {
    reading: Arc<Budget>,
    waiting: Arc<Budget>,
}

/// The documents of a task.
fn add(
    documents: &Documents<'_>,
    budgets: &Budgets,
    task: &Task<'_>,
    progress: &dyn Progress,
) -> (Vec<Budgeted>, Counted) {
    let mut group = Vec::new();
    let mut counted = Vec::new();
    match &task.found {
        Found::File(file) => {
            let _reading = budgets.reading.take(usize::try_from(file.size).unwrap_or(usize::MAX));
            let (hash, extracted) = documents.understanding.extractor.read_hashed(&file.location);
            let mut bytes = file.size;
            // An archive that was read is no report; its files are, or could not be read.
            for extracted in extracted {
                let (documents, read) = documents.of_extracted(task.number, file, hash, extracted);
                // Of an archive the first report stands for all of it.
                let bytes = if read.is_ok() { std::mem::take(&mut bytes) } else { 0 };
                counted.push((bytes, read));
                group.extend(documents);
            }
            progress.read(file, counted.iter().find_map(|(_, read)| read.as_ref().err()));
            let waiting = group.iter().map(|document| documents.stored_of(&document.document).len()).sum();
            if let Some(first) = group.first_mut() {
                first._permit = Some(budgets.waiting.take(waiting));
            }
        }
        Found::Unlisted { path, reason } => {
            let problem = Problem::new(ProblemKind::Unreadable, (*reason).clone());
            counted.push((0, Err(problem.clone())));
            let outcome = Outcome::Unread(problem);
            let record = Record { path: (*path).to_owned(), size: 0, modified: 0, hash: [0; 32], outcome };
            group.push(documents.of_record(task.number, path, &record));
        }
    }
    (group, counted)
}

/// Puts the fresh index in the place of the old one.
fn replace(location: &Location) -> Result<()> {
    let (fresh, old) = (location.fresh_index(), location.old_index());
    remove(&old)?;
    if location.index.exists() {
        std::fs::rename(&location.index, &old).map_err(Error::io(message!("cant-replace"), &location.index))?;
    }
    std::fs::rename(&fresh, &location.index).map_err(Error::io(message!("cant-replace"), &location.index))?;
    remove(&old)
}

/// Removes a folder, if it is there.
pub(super) fn remove(folder: &Path) -> Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(Error::io(message!("cant-remove"), folder)(e)),
        _ => Ok(()),
    }
}
