//! Reads files for the index: texts here, everything else in processes of its own, so that a crash, a hang or a flood of
//! memory in the reader of a format costs one file. Measured on 2 cores with 1,000 docx: 5 ms to start such a process,
//! once a thread; then 0.2 ms a file on top of the 1.1 ms that reading it takes.

use std::fs::File;
use std::io::{self, BufWriter, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::document::Format;
use super::format;
use super::limits::{MAX_FILE_BYTES, MAX_MEMORY, MAX_OCR_TIME, MAX_TIME};
use super::problem::{Problem, ProblemKind};
use super::read::{Extracted, checked, read};
use super::text;
use super::worker::{Reply, failed, receive, send_bytes};
use crate::message;
use crate::messages::Message;

/// How files are read.
#[derive(Clone, Debug)]
pub struct ExtractOptions {
    /// The program to start for reading, with the argument [`ExtractOptions::WORKER`]: this one. Without it all is read
    /// in this process, where a hang can't be ended.
    pub worker: Option<PathBuf>,
    /// A command of the shell that is given the path of a picture or a scanned file and prints the text in it.
    pub ocr: Option<String>,
    /// A file may take so long.
    pub time: Duration,
}

impl ExtractOptions {
    /// The argument that makes this program a worker: see [`super::serve`].
    pub const WORKER: &'static str = "extract-worker";
}

impl Default for ExtractOptions {
    fn default() -> Self {
        Self { worker: None, ocr: None, time: MAX_TIME }
    }
}

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
            Some(format) => itself(here(|| text::read(&bytes, format).and_then(checked))),
            None => match &self.options.worker {
                Some(program) => self.outside(program, &name, &bytes),
                None => {
                    let mut all = Vec::new();
                    match catch_unwind(AssertUnwindSafe(|| read(&bytes, &name, &mut |one| all.push(one)))) {
                        Ok(()) => all,
                        Err(_) => itself(Err(failed())),
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
                message!("cant-start", program = program.display().to_string(), reason = e.to_string()),
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
    let unreadable = |e: io::Error| Problem::new(ProblemKind::Unreadable, Message::quoted(e));
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
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| Err(failed()))
}

/// A process that reads files.
#[derive(Debug)]
struct Worker {
    process: Child,
    requests: Option<BufWriter<ChildStdin>>,
    replies: Receiver<Reply>,
}

impl Worker {
    fn start(program: &Path) -> io::Result<Self> {
        let mut process = apart(program)
            .arg(ExtractOptions::WORKER)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let requests = process.stdin.take().map(BufWriter::new);
        let mut output = process.stdout.take();
        // Few at a time: an archive's files are not gathered faster than they are taken.
        let (sender, replies) = sync_channel(8);
        std::thread::spawn(move || {
            while let Some(Ok(Some(bytes))) = output.as_mut().map(receive) {
                let Ok(reply) = postcard::from_bytes(&bytes) else { break };
                if sender.send(reply).is_err() {
                    break;
                }
            }
        });
        Ok(Self { process, requests, replies })
    }

    /// Reads a file. After a problem the worker is of no more use.
    fn read(&mut self, name: &str, bytes: &[u8], time: Duration, out: &mut Vec<Extracted>) -> Result<(), Problem> {
        let sent = self.requests.as_mut().map(|requests| {
            send_bytes(requests, name.as_bytes())?;
            send_bytes(requests, bytes)?;
            io::Write::flush(requests)
        });
        if !matches!(sent, Some(Ok(()))) {
            return Err(self.died());
        }
        loop {
            match self.replies.recv_timeout(time) {
                Ok(Reply::Read(extracted)) => out.push(extracted),
                Ok(Reply::Done) => return Ok(()),
                Err(RecvTimeoutError::Timeout) => {
                    let reason = message!("took-longer", seconds = time.as_secs());
                    return Err(Problem::new(ProblemKind::TimedOut, reason));
                }
                Err(RecvTimeoutError::Disconnected) => return Err(self.died()),
            }
        }
    }

    fn died(&mut self) -> Problem {
        let reason = match self.process.wait() {
            // An allocation that fails aborts the process.
            Ok(status) if is_abort(status) => message!("reader-memory", mib = MAX_MEMORY >> 20),
            Ok(status) => message!("reader-ended", status = status.to_string()),
            Err(e) => message!("reader-ended", status = e.to_string()),
        };
        Problem::new(ProblemKind::Failed, reason)
    }
}

#[cfg(unix)]
fn is_abort(status: std::process::ExitStatus) -> bool {
    const SIGABRT: i32 = 6;
    const SIGSEGV: i32 = 11;
    matches!(std::os::unix::process::ExitStatusExt::signal(&status), Some(SIGABRT | SIGSEGV))
}

#[cfg(not(unix))]
fn is_abort(_: std::process::ExitStatus) -> bool {
    false
}

impl Drop for Worker {
    fn drop(&mut self) {
        // An idle one ends by itself when its input does; a hung one must be ended.
        self.requests = None;
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Starts a program whose end is not the user's to ask for: Ctrl-C on a terminal goes to this program alone, which then
/// decides what is finished.
fn apart(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command
}

/// Has an outside program recognise the text of a file.
fn recognise(command: &str, path: &Path) -> Result<super::Document, Problem> {
    let failed = |reason: Message| {
        Problem::new(ProblemKind::NeedsOcr, message!("ocr-failed", command = command, reason = reason))
    };
    let mut process = apart("sh")
        .arg("-c")
        .arg(format!("{command} \"$1\""))
        .arg("sh")
        .arg(path)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| failed(Message::quoted(e)))?;
    let output = process.stdout.take();
    let (sender, receiver) = sync_channel(1);
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = output.map_or(Ok(0), |output| output.take(MAX_FILE_BYTES).read_to_end(&mut bytes));
        let _ = sender.send(read.map(|_| bytes));
    });
    let bytes = receiver.recv_timeout(MAX_OCR_TIME);
    if bytes.is_err() {
        let _ = process.kill();
    }
    let status = process.wait().map_err(|e| failed(Message::quoted(e)))?;
    match bytes {
        Ok(Ok(bytes)) if status.success() => {
            let mut document = text::read(&bytes, Format::Text).and_then(checked).map_err(|p| failed(p.reason))?;
            document.reading.format = Format::Picture;
            document.reading.gaps.push(message!("ocr-used"));
            Ok(document)
        }
        Ok(Ok(_)) => Err(failed(Message::quoted(status))),
        Ok(Err(e)) => Err(failed(Message::quoted(e))),
        Err(_) => Err(failed(message!("took-longer", seconds = MAX_OCR_TIME.as_secs()))),
    }
}
