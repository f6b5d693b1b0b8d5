//! The engine's writer, as a sink of reports.

use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use tantivy::directory::error::LockError;
use tantivy::indexer::{IndexWriterOptions, UserOperation};
use tantivy::merge_policy::LogMergePolicy;
use tantivy::schema::Document;
use tantivy::{Index, IndexWriter, Opstamp, TantivyError, Term};

use super::documents::Documents;
use crate::error::{Error, Result};
use crate::index::commit::Commit;
use crate::index::error::engine;
use crate::index::fields::{self, Fields};
use crate::index::segment::IndexDocument;
use crate::index::words::{DICTIONARY_BYTES, tokenizers};
use crate::ingest::{Ingested, ReadFile, Sink};
use crate::schema::Schema;

/// What a build takes beside the segments that are being built: the files that are read, what waits, what is known of the folder
/// (some 500 bytes a file), a merge, which holds some 50 bytes a passage, and the dictionary of words.
const BESIDE_SEGMENTS: usize = (134 << 20) + DICTIONARY_BYTES;
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

/// How many threads build segments, and the memory of each in bytes.
///
/// # Errors
/// [`Error::Memory`] if there is not enough for one.
pub(in crate::index) fn threads(memory: usize) -> Result<(usize, usize)> {
    let left = memory.saturating_sub(BESIDE_SEGMENTS);
    let most = std::thread::available_parallelism().map_or(1, usize::from).min(MAX_THREADS);
    let threads = (left / SEGMENT_BYTES.start()).min(most);
    if threads == 0 {
        return Err(Error::Memory { allowed: memory >> 20, needed: (BESIDE_SEGMENTS + SEGMENT_BYTES.start()) >> 20 });
    }
    Ok((threads, (left / threads).min(*SEGMENT_BYTES.end())))
}

/// The engine's writer, for one who has the right to write ([`crate::index::lock`]).
///
/// The engine has a lock of its own, and gives it back by closing a file. A process that is being started at this moment
/// shares that file until it runs its own program (see [`crate::index::lock`]): so the lock may be taken for a little longer.
pub(in crate::index) fn writer<D: Document>(
    index: &Index,
    threads: usize,
    bytes: usize,
) -> tantivy::Result<IndexWriter<D>> {
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

/// Writes reports into an index.
pub(super) struct IndexSink<'a> {
    /// Where it lies, and how errors call it.
    index: &'a Path,
    /// The indexed folder.
    folder: &'a Path,
    /// None once it is committed or rolled back.
    writer: Option<IndexWriter<IndexDocument>>,
    documents: Documents,
    turns: Mutex<()>,
    /// The engine's number of what was committed.
    pub(super) opstamp: Opstamp,
}

impl<'a> IndexSink<'a> {
    /// A sink for the index in the folder `target`, which is made if there is none. `named`: the place that errors name.
    ///
    /// # Errors
    /// Of the engine.
    pub(super) fn open(
        target: &Path,
        named: &'a Path,
        folder: &'a Path,
        schema: &Schema,
        (threads, bytes): (usize, usize),
    ) -> Result<Self> {
        let open = || {
            let is_there = target.join("meta.json").is_file();
            let mut index = if is_there { fields::open_in(target)? } else { fields::create(target)? };
            index.set_tokenizers(tokenizers(&schema.words));
            let writer: IndexWriter<IndexDocument> = writer(&index, threads, bytes)?;
            let mut merging = LogMergePolicy::default();
            merging.set_del_docs_ratio_before_merge(MAX_DELETED);
            writer.set_merge_policy(Box::new(merging));
            pass_committed(&writer)?;
            let documents = Documents { fields: Fields::of(&index.schema())? };
            Ok(Self { index: named, folder, writer: Some(writer), documents, turns: Mutex::new(()), opstamp: 0 })
        };
        open().map_err(engine(named))
    }

    fn of_file(&self, number: u64) -> Term {
        Term::from_field_u64(self.documents.fields.file, number)
    }

    fn writing<T>(&self, write: impl FnOnce(&IndexWriter<IndexDocument>) -> tantivy::Result<T>) -> Result<T> {
        write(self.writer.as_ref().expect(ENDS_ONCE)).map_err(engine(self.index))
    }
}

/// Takes the number that the last commit has. A writer that opens an index begins to count there, not after it
/// (`Stamper::new` in the engine's `IndexWriter::new`), and an operation of that number belongs to both sides of the commit:
/// merges of what is committed apply it before it is, and skip it in a segment that the commit itself deleted from
/// (`advance_deletes`). What it should replace then stands there twice; or a run that is killed leaves an index without it.
fn pass_committed(writer: &IndexWriter<IndexDocument>) -> tantivy::Result<()> {
    writer.run([]).map(drop)
}

/// Whoever writes commits or rolls back at the end ([`crate::ingest::run`]).
const ENDS_ONCE: &str = "nothing is written after a commit";

impl Sink for IndexSink<'_> {
    fn clear(&self) -> Result<()> {
        self.writing(|writer| {
            // Goes back to the number of the last commit.
            writer.delete_all_documents()?;
            pass_committed(writer)
        })
    }

    fn remove(&self, number: u64) -> Result<()> {
        self.writing(|writer| {
            writer.delete_term(self.of_file(number));
            Ok(())
        })
    }

    fn put(&self, file: ReadFile) -> Result<()> {
        let delete = file.replaces.then(|| UserOperation::Delete(self.of_file(file.number)));
        let added = self.documents.of_file(file);
        // What is replaced and what replaces it are one operation: stopped before or after it, the file is whole.
        let operations: Vec<_> = delete.into_iter().chain(added.into_iter().map(UserOperation::Add)).collect();
        // One at a time. The engine numbers operations, then queues the deletions among them; two threads at once may
        // queue them in another order than they are numbered, and it then takes what was just added for what was to be
        // deleted (`IndexWriter::run`, and `apply_deletes`, which stops at the first number that is too high).
        let _turn = self.turns.lock().expect("no thread panics while it writes");
        self.writing(|writer| writer.run(operations).map(drop))
    }

    fn commit(&mut self, ingested: Ingested) -> Result<()> {
        let write = |mut writer: IndexWriter<IndexDocument>| {
            let mut prepared = writer.prepare_commit()?;
            // Now, after what took long.
            prepared.set_payload(&Commit::new(self.folder, ingested).to_json());
            self.opstamp = prepared.commit()?;
            writer.wait_merging_threads()
        };
        write(self.writer.take().expect(ENDS_ONCE)).map_err(engine(self.index))
    }

    fn roll_back(&mut self) -> Result<()> {
        let mut writer = self.writer.take().expect(ENDS_ONCE);
        writer.rollback().map(drop).map_err(engine(self.index))
    }
}

#[cfg(test)]
mod tests {
    use tantivy::indexer::UserOperation;

    use super::{IndexSink, fields, writer};
    use crate::index::segment::IndexDocument;
    use crate::ingest::Sink;
    use crate::schema::Schema;

    #[test]
    fn no_operation_has_the_number_of_the_last_commit() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path();
        let index = fields::create(path).expect("an index");
        let mut empty = writer::<IndexDocument>(&index, 1, 16 << 20).expect("a writer");
        empty.commit().expect("a commit");
        drop(empty);
        let committed = index.load_metas().expect("what is known of it").opstamp;
        let schema = Schema::load(path).expect("the built-in one");
        let sink = IndexSink::open(path, path, path, &schema, (1, 16 << 20)).expect("a sink");
        let next = || {
            let delete = || [UserOperation::Delete(sink.of_file(1))];
            sink.writing(|writer| writer.run(delete())).expect("an operation")
        };
        assert!(next() > committed);
        sink.clear().expect("an empty index");
        assert!(next() > committed);
    }
}
