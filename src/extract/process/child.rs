//! The other end of a worker: what the process that started it does. It sends a file, waits for so long, and ends a
//! worker that hangs.

use std::io::{self, BufWriter};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

use super::options::{ExtractOptions, Watch};
use super::protocol::{Reply, receive_reply, send_request};
use crate::extract::limits::MAX_MEMORY;
use crate::extract::problem::{Problem, ProblemKind};
use crate::message;

/// Between two looks at whether anybody still waits for a file.
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

/// A process that reads files.
#[derive(Debug)]
pub(super) struct Worker {
    process: Child,
    requests: Option<BufWriter<ChildStdin>>,
    replies: Receiver<Reply>,
}

impl Worker {
    /// Starts one; `pictures`: whether it tells of pages that are pictures, too.
    pub(super) fn start(program: &Path, pictures: bool) -> io::Result<Self> {
        let mut process = in_own_group(program)
            .arg(ExtractOptions::WORKER)
            .args(pictures.then_some(ExtractOptions::PICTURES))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let requests = process.stdin.take().map(BufWriter::new);
        let mut output = process.stdout.take();
        // Few at a time: an archive's files are not gathered faster than they are taken.
        let (sender, replies) = sync_channel(8);
        std::thread::spawn(move || {
            while let Some(Ok(Some(reply))) = output.as_mut().map(receive_reply) {
                if sender.send(reply).is_err() {
                    break;
                }
            }
        });
        Ok(Self { process, requests, replies })
    }

    /// Reads a file; what is said of it is given to `take`. After a problem the worker is of no more use.
    pub(super) fn read(
        &mut self,
        name: &str,
        volumes: &[Vec<u8>],
        time: Duration,
        watch: &dyn Watch,
        take: &mut dyn FnMut(Reply),
    ) -> Result<(), Problem> {
        let sent = self.requests.as_mut().map(|requests| send_request(requests, name, volumes));
        if !matches!(sent, Some(Ok(()))) {
            return Err(self.died());
        }
        let mut since = Instant::now();
        loop {
            match self.replies.recv_timeout(BETWEEN_LOOKS.min(time)) {
                Ok(Reply::Done) => return Ok(()),
                Ok(reply) => {
                    take(reply);
                    since = Instant::now();
                }
                Err(RecvTimeoutError::Timeout) if watch.is_stopped() => {
                    return Err(Problem::new(ProblemKind::Failed, message!("ocr-stopped")));
                }
                Err(RecvTimeoutError::Timeout) if since.elapsed() < time => {}
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
fn in_own_group(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command
}
