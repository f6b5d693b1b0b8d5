//! A folder to an index, in one commit.
//!
//! Files are read in parallel, each report's documents go to the engine as one group, and the commit makes all of them
//! visible at once; until then, and if anything fails, the old index answers.

use std::path::Path;
use std::sync::Mutex;

use rayon::prelude::*;
use tantivy::indexer::{IndexWriterOptions, UserOperation};
use tantivy::merge_policy::LogMergePolicy;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexSettings, IndexWriter, Term};

use super::Location;
use super::budget::{Budget, Budgeted};
use super::commit::{Commit, Summary};
use super::documents::{Documents, Understanding};
use super::open::Reader;
use super::plan::{Found, Plan, fingerprint};
use super::record::{Outcome, Record};
use super::schema::{Fields, schema, tokenizers};
use crate::error::{Error, Result};
use crate::extract::{ExtractOptions, Extractor, Problem, ProblemKind};
use crate::message;
use crate::messages::Message;
use crate::schema::{Schema, VERSION, dictionary};
use crate::source::{self, Given, LinkPolicy, SourceFile};

/// Files that may wait for the engine, in bytes: enough to keep it busy, small beside its own memory even though a
/// file's text is held several times, once a field.
const WAITING_BYTES: usize = 12 << 20;
/// Memory of one indexing thread for the segment that it builds, in bytes. Larger means fewer segments to merge.
const SEGMENT_BYTES: usize = 120 << 20;
/// Segments of which more than this part is deleted are written anew.
const MAX_DELETED: f32 = 0.3;
/// Threads that build segments; each has its own memory.
const MAX_THREADS: usize = 8;

/// How an index is to be built.
#[derive(Clone, Debug, Default)]
pub struct BuildOptions {
    /// Symbolic links.
    pub links: LinkPolicy,
    /// Build beside the old index, whatever state that is in, and replace it.
    pub rebuild: bool,
    /// How files are read.
    pub extract: ExtractOptions,
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
}

/// Builds or refreshes the index of a folder.
///
/// # Errors
/// Any [`Error`] of the folder, the schema files or the index; the old index then still answers. A file that can't be
/// read is none: it goes on record.
pub fn build(location: &Location, options: BuildOptions, progress: &dyn Progress) -> Result<Summary> {
    let listing = source::walk(&location.folder, options.links)?;
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
    location.check_free()?;
    progress.listed(listing.files.len(), listing.files.iter().map(|f| f.size).sum());
    let lock = location.lock()?;
    location.clear_left_overs(&lock);
    let in_place = location.has_index() && !options.rebuild;
    let target = if in_place { location.index.clone() } else { location.fresh_index() };
    let understood_by = fingerprint(location, &options.extract);
    let mut old = None;
    if in_place {
        // Says so if it is damaged or of another version.
        let reader = Reader::open(location)?;
        reader.check_folder()?;
        old = Some(reader).filter(|reader| reader.commit().understood_by == understood_by);
    } else {
        remove(&target)?;
        std::fs::create_dir_all(&target).map_err(Error::io(message!("cant-create-folder"), &target))?;
    }
    let extractor = Extractor::new(options.extract);
    let understanding = Understanding { extractor: &extractor, schema: &schema, given: &given };
    let plan = Plan::new(old.as_ref(), &listing)?;
    if let Some(reader) = old.as_ref().filter(|_| plan.is_empty()) {
        return Ok(Summary { changes: plan.summary.changes, ..Summary::of(reader.commit()) });
    }
    let summary = write(&target, (&location.folder, &understood_by), plan, understanding, progress);
    let summary = summary.map_err(Error::engine(&location.index))?;
    lock.share(&target.join("meta.json"))?;
    if !in_place {
        replace(location)?;
    }
    Ok(summary)
}

/// Writes what a plan says, in one commit. `of` is the folder, and what its reports are understood by.
fn write(
    target: &Path,
    of: (&Path, &str),
    plan: Plan<'_>,
    understanding: Understanding<'_>,
    progress: &dyn Progress,
) -> tantivy::Result<Summary> {
    let mut index = if target.join("meta.json").is_file() { Index::open_in_dir(target)? } else { create(target)? };
    index.set_tokenizers(tokenizers(dictionary::load_jieba(&understanding.schema.words)));
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(MAX_THREADS);
    let options =
        IndexWriterOptions::builder().num_worker_threads(threads).memory_budget_per_thread(SEGMENT_BYTES).build();
    let mut writer: IndexWriter<Budgeted> = index.writer_with_options(options)?;
    let mut merging = LogMergePolicy::default();
    merging.set_del_docs_ratio_before_merge(MAX_DELETED);
    writer.set_merge_policy(Box::new(merging));
    let documents = Documents { fields: Fields::of(&index.schema())?, understanding };
    if plan.anew {
        writer.delete_all_documents()?;
    }
    for number in plan.delete {
        writer.delete_term(Term::from_field_u64(documents.fields.file, number));
    }
    let budget = Budget::new(WAITING_BYTES);
    let summary = Mutex::new(plan.summary);
    let add = |number: u64, found: &Found<'_>| {
        let group = match found {
            Found::File(file) => {
                let permit = budget.take(usize::try_from(file.size).unwrap_or(usize::MAX));
                let mut group = Vec::new();
                let (hash, extracted) = understanding.extractor.read_hashed(&file.location);
                // An archive that was read is no report; its files are, or could not be read.
                let mut problem = None;
                for (member, extracted) in extracted.into_iter().enumerate() {
                    let (documents, read) = documents.of_extracted(number, file, hash, extracted);
                    let size = if member == 0 { file.size } else { 0 };
                    summary.lock().expect("no thread panics while it counts").count(size, &read);
                    problem = problem.or(read.err());
                    group.extend(documents.into_iter().map(|document| Budgeted { document, _permit: None }));
                }
                progress.read(file, problem.as_ref());
                if let Some(first) = group.first_mut() {
                    first._permit = Some(permit);
                }
                group.into_iter().map(UserOperation::Add).collect::<Vec<_>>()
            }
            Found::Unlisted { path, reason } => {
                summary.lock().expect("as above").problems += 1;
                let problem = Problem::new(ProblemKind::Unreadable, (*reason).clone());
                let outcome = Outcome::Unread(problem);
                let record = Record { path: (*path).to_owned(), size: 0, modified: 0, hash: [0; 32], outcome };
                let document = documents.of_record(number, path, &record);
                vec![UserOperation::Add(Budgeted { document, _permit: None })]
            }
        };
        writer.run(group).map(drop)
    };
    plan.read.par_iter().try_for_each(|(number, found)| add(*number, found))?;
    progress.committing();
    let summary = summary.into_inner().expect("as above");
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(&Commit::new(of.0, VERSION, of.1, summary).to_json());
    commit.commit()?;
    writer.wait_merging_threads()?;
    Ok(summary)
}

fn create(target: &Path) -> tantivy::Result<Index> {
    let settings = IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(3) }),
        ..IndexSettings::default()
    };
    Index::builder().schema(schema()).settings(settings).create_in_dir(target)
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

fn remove(folder: &Path) -> Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(Error::io(message!("cant-remove"), folder)(e)),
        _ => Ok(()),
    }
}
