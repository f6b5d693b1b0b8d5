//! Reads files for the index: texts here, everything else in processes of its own, so that a crash, a hang or a flood of
//! memory in the reader of a format costs one file. Measured on 2 cores with 1,000 docx: 5 ms to start such a process,
//! once a thread; then 0.2 ms a file on top of the 1.1 ms that reading it takes.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::child::Worker;
use super::options::{ExtractOptions, Nobody, Watch};
use super::protocol::Reply;
use crate::extract::format;
use crate::extract::limits::MAX_FILE_BYTES;
use crate::extract::ocr::{Engine, FilePages, Recogniser};
use crate::extract::pdf::listed;
use crate::extract::problem::{Problem, ProblemKind};
use crate::extract::read::{Extracted, checked, read};
use crate::extract::scans::Picture;
use crate::extract::text::plain;
use crate::message;
use crate::messages::Message;
use crate::source::SourceFile;

/// Reads files, from several threads at once.
pub struct Extractor<'a> {
    options: ExtractOptions,
    recogniser: Option<Recogniser>,
    watch: &'a dyn Watch,
    idle: Mutex<Vec<Worker>>,
}

impl Extractor<'static> {
    /// An extractor; processes are started as they are needed.
    pub fn new(options: ExtractOptions) -> Self {
        let engine = options.ocr.as_deref().and_then(Engine::of);
        let recogniser = engine.map(|engine| Recogniser::new(engine, options.ocr_kept.as_deref()));
        Self { options, recogniser, watch: &Nobody, idle: Mutex::new(Vec::new()) }
    }

    /// The same, with someone who may stop it and is told of its pages.
    pub fn watched(self, watch: &dyn Watch) -> Extractor<'_> {
        Extractor { watch, ..self }
    }
}

impl Extractor<'_> {
    /// What recognises the text of pages that are pictures.
    pub fn ocr(&self) -> Option<&str> {
        self.recogniser.as_ref().map(Recogniser::name)
    }

    /// Reads the file at `path`, and the files within it; if it is the first volume of an archive, with those beside it.
    /// There is always something: a document, or a problem.
    pub fn read(&self, path: &Path) -> Vec<Extracted> {
        self.read_hashed(&SourceFile::named(path)).1
    }

    /// As [`Self::read`], with the BLAKE3 hash of the bytes that were read; zeros if none could be.
    pub fn read_hashed(&self, file: &SourceFile) -> ([u8; 32], Vec<Extracted>) {
        match bytes(file) {
            Ok(volumes) => (hash(&volumes), self.read_bytes(&file.location, volumes)),
            Err(problem) => ([0; 32], vec![Extracted { inner: String::new(), outcome: Err(problem) }]),
        }
    }

    fn read_bytes(&self, path: &Path, volumes: Vec<Vec<u8>>) -> Vec<Extracted> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if let [bytes] = volumes.as_slice()
            && let Some(format) = format::plain_text(bytes, &name)
        {
            // Nothing but own code reads texts.
            let outcome = here(|| plain::read(bytes, format).and_then(checked));
            return vec![Extracted { inner: String::new(), outcome }];
        }
        let recognised = self.recogniser.as_ref().and_then(|recogniser| self.recognised(&name, &volumes, recogniser));
        let mut extracted = recognised.unwrap_or_else(|| self.without_pictures(&name, &volumes));
        for document in extracted.iter_mut().filter_map(|one| one.outcome.as_mut().ok()) {
            let pages: Vec<usize> = document.without_text.iter().map(|&page| page as usize).collect();
            if !pages.is_empty() {
                document.reading.gaps.push(message!("pages-without-text", pages = listed(&pages)));
            }
        }
        extracted
    }

    /// Has a file read, and its pages that are pictures recognised meanwhile; none if the reader failed, perhaps on a picture.
    fn recognised(&self, name: &str, volumes: &[Vec<u8>], recogniser: &Recogniser) -> Option<Vec<Extracted>> {
        let (is_stopped, done) = (|| self.watch.is_stopped(), || self.watch.page_recognised());
        std::thread::scope(|threads| {
            let mut pages = FilePages::new(threads, recogniser, &is_stopped, &done);
            let read = self.told(name, volumes, true, &mut |reply| match reply {
                Reply::Picture(picture) => pages.add(picture),
                Reply::Read(extracted) => pages.read(extracted),
                Reply::Done => {}
            });
            read.ok().map(|()| pages.finish())
        })
    }

    /// Has a file read; its pages that are pictures stay without text.
    fn without_pictures(&self, name: &str, volumes: &[Vec<u8>]) -> Vec<Extracted> {
        let mut all = Vec::new();
        let read = self.told(name, volumes, false, &mut |reply| {
            if let Reply::Read(one) = reply {
                all.push(one);
            }
        });
        let failed = read.err().map(|problem| Extracted { inner: String::new(), outcome: Err(problem) });
        all.extend(failed);
        all
    }

    /// Has a file read, in a process of its own if there is a program for that, and gives what is said of it to `take`.
    fn told(
        &self,
        name: &str,
        volumes: &[Vec<u8>],
        pictures: bool,
        take: &mut dyn FnMut(Reply),
    ) -> Result<(), Problem> {
        if let Some(program) = &self.options.worker {
            return self.outside(program, name, volumes, pictures, take);
        }
        let take = RefCell::new(take);
        let mut tell = |extracted| (*take.borrow_mut())(Reply::Read(extracted));
        let mut see = |picture| (*take.borrow_mut())(Reply::Picture(picture));
        let see = pictures.then_some(&mut see as &mut dyn FnMut(Picture));
        catch_unwind(AssertUnwindSafe(|| read(volumes, name, see, &mut tell))).map_err(|_| Problem::failed())
    }

    /// Has a worker read a file.
    fn outside(
        &self,
        program: &Path,
        name: &str,
        volumes: &[Vec<u8>],
        pictures: bool,
        take: &mut dyn FnMut(Reply),
    ) -> Result<(), Problem> {
        // Those that wait are of the usual kind.
        let is_usual = pictures == self.recogniser.is_some();
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = if is_usual { idle().pop() } else { None };
        let worker = waiting.map_or_else(|| Worker::start(program, pictures), Ok);
        let mut worker = worker.map_err(|e| {
            let reason =
                message!("cant-start", program = program.display().to_string(), reason = Message::of_system(&e));
            Problem::new(ProblemKind::Failed, reason)
        })?;
        worker.read(name, volumes, self.options.time, self.watch, take)?;
        if is_usual {
            idle().push(worker);
        }
        Ok(())
    }
}

/// The BLAKE3 hash of a file's bytes, as [`Extractor::read_hashed`] gives it; none if they can't be read.
pub fn hash_of(file: &SourceFile) -> Option<[u8; 32]> {
    bytes(file).ok().map(|volumes| hash(&volumes))
}

/// The bytes of a file that is one, no larger than what is read; none of an archive in several files, and of what can't be
/// read.
pub fn bytes_of(file: &SourceFile) -> Option<Vec<u8>> {
    let mut volumes = bytes(file).ok().filter(|_| file.volumes.is_empty())?;
    volumes.pop()
}

fn hash(volumes: &[Vec<u8>]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for bytes in volumes {
        hasher.update(bytes);
    }
    *hasher.finalize().as_bytes()
}

/// The bytes of a file, in its volumes.
fn bytes(file: &SourceFile) -> Result<Vec<Vec<u8>>, Problem> {
    let unreadable = |e: io::Error| Problem::new(ProblemKind::Unreadable, Message::of_system(&e));
    let mut left = MAX_FILE_BYTES;
    let mut of = |path: &Path| {
        let too_large = || Problem::too_large(message!("file-over", mib = MAX_FILE_BYTES >> 20));
        let file = File::open(path).map_err(unreadable)?;
        let size = file.metadata().map_or(0, |metadata| metadata.len());
        if size > left {
            return Err(too_large());
        }
        // It may grow while it is read.
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
        file.take(left + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        left = left.checked_sub(bytes.len() as u64).ok_or_else(too_large)?;
        Ok(bytes)
    };
    file.places().map(&mut of).collect()
}

/// Runs own code, whose failure is that file's and no other's.
fn here<T>(run: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| Err(Problem::failed()))
}
