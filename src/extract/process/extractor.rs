//! Reads files for the index: texts here, everything else in processes of its own, so that a crash, a hang or a flood of
//! memory in the reader of a format costs one file. Measured on 2 cores with 1,000 docx: 5 ms to start such a process,
//! once a thread; then 0.2 ms a file on top of the 1.1 ms that reading it takes.

use std::fs::File;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::child::Worker;
use super::ocr::recognise;
use super::options::ExtractOptions;
use crate::extract::format;
use crate::extract::limits::MAX_FILE_BYTES;
use crate::extract::problem::{Problem, ProblemKind};
use crate::extract::read::{Extracted, checked, read};
use crate::extract::text::plain;
use crate::message;
use crate::messages::Message;
use crate::source::SourceFile;

/// Reads files, from several threads at once.
#[derive(Debug)]
pub struct Extractor {
    options: ExtractOptions,
    idle: Mutex<Vec<Worker>>,
}

impl Extractor {
    /// An extractor; processes are started as they are needed.
    pub fn new(options: ExtractOptions) -> Self {
        Self { options, idle: Mutex::new(Vec::new()) }
    }

    /// The outside program that recognises pictures.
    pub fn ocr(&self) -> Option<&str> {
        self.options.ocr.as_deref()
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
        let itself = |outcome| vec![Extracted { inner: String::new(), outcome }];
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let text = match volumes.as_slice() {
            [bytes] => format::plain_text(bytes, &name).map(|format| (bytes, format)),
            _ => None,
        };
        let mut extracted = match text {
            // Nothing but own code reads texts.
            Some((bytes, format)) => itself(here(|| plain::read(bytes, format).and_then(checked))),
            None => match &self.options.worker {
                Some(program) => self.outside(program, &name, &volumes),
                None => {
                    let mut all = Vec::new();
                    match catch_unwind(AssertUnwindSafe(|| read(volumes, &name, &mut |one| all.push(one)))) {
                        Ok(()) => all,
                        Err(_) => itself(Err(Problem::failed())),
                    }
                }
            },
        };
        if let (Some(command), [Extracted { outcome, .. }]) = (&self.options.ocr, extracted.as_mut_slice())
            && outcome.as_ref().is_err_and(|problem| problem.kind == ProblemKind::NeedsOcr)
        {
            *outcome = recognise(command, path);
        }
        extracted
    }

    /// Has a worker read a file.
    fn outside(&self, program: &Path, name: &str, volumes: &[Vec<u8>]) -> Vec<Extracted> {
        let mut extracted = Vec::new();
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let worker = idle.map_or_else(|| Worker::start(program), Ok);
        let problem = match worker {
            Ok(mut worker) => match worker.read(name, volumes, self.options.time, &mut extracted) {
                Ok(()) => {
                    self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
                    return extracted;
                }
                Err(problem) => problem,
            },
            Err(e) => Problem::new(
                ProblemKind::Failed,
                message!("cant-start", program = program.display().to_string(), reason = Message::of_system(&e)),
            ),
        };
        extracted.push(Extracted { inner: String::new(), outcome: Err(problem) });
        extracted
    }
}

/// The BLAKE3 hash of a file's bytes, as [`Extractor::read_hashed`] gives it; none if they can't be read.
pub fn hash_of(file: &SourceFile) -> Option<[u8; 32]> {
    bytes(file).ok().map(|volumes| hash(&volumes))
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
