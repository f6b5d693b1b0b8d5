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

    /// Reads the file at `path`, and the files within it. There is always something: a document, or a problem.
    pub fn read(&self, path: &Path) -> Vec<Extracted> {
        self.read_hashed(path).1
    }

    /// As [`Self::read`], with the BLAKE3 hash of the bytes that were read; zeros if none could be.
    pub fn read_hashed(&self, path: &Path) -> ([u8; 32], Vec<Extracted>) {
        match bytes(path) {
            Ok(bytes) => (*blake3::hash(&bytes).as_bytes(), self.read_bytes(path, bytes)),
            Err(problem) => ([0; 32], vec![Extracted { inner: String::new(), outcome: Err(problem) }]),
        }
    }

    fn read_bytes(&self, path: &Path, bytes: Vec<u8>) -> Vec<Extracted> {
        let itself = |outcome| vec![Extracted { inner: String::new(), outcome }];
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let mut extracted = match format::plain_text(&bytes, &name) {
            // Nothing but own code reads texts.
            Some(format) => itself(here(|| plain::read(&bytes, format).and_then(checked))),
            None => match &self.options.worker {
                Some(program) => self.outside(program, &name, &bytes),
                None => {
                    let mut all = Vec::new();
                    match catch_unwind(AssertUnwindSafe(|| read(&bytes, &name, &mut |one| all.push(one)))) {
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
    fn outside(&self, program: &Path, name: &str, bytes: &[u8]) -> Vec<Extracted> {
        let mut extracted = Vec::new();
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let worker = idle.map_or_else(|| Worker::start(program), Ok);
        let problem = match worker {
            Ok(mut worker) => match worker.read(name, bytes, self.options.time, &mut extracted) {
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
pub fn hash_of(path: &Path) -> Option<[u8; 32]> {
    bytes(path).ok().map(|bytes| *blake3::hash(&bytes).as_bytes())
}

fn bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    let unreadable = |e: io::Error| Problem::new(ProblemKind::Unreadable, Message::of_system(&e));
    let too_large = || Problem::too_large(message!("file-over", mib = MAX_FILE_BYTES >> 20));
    let file = File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    if size > MAX_FILE_BYTES {
        return Err(too_large());
    }
    // It may grow while it is read.
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > MAX_FILE_BYTES { Err(too_large()) } else { Ok(bytes) }
}

/// Runs own code, whose failure is that file's and no other's.
fn here<T>(run: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| Err(Problem::failed()))
}
