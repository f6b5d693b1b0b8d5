//! An outside program within bounds: it has so much time, and is ended with all that it started.

use std::io::{self, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, Instant};

use crate::extract::limits::MAX_OCR_OUTPUT;
use crate::message;
use crate::messages::Message;

/// Between two looks at whether a program has ended, or is to be.
pub(super) const BETWEEN_LOOKS: Duration = Duration::from_millis(20);
/// What a program that has ended said is there within this time, unless one that it started goes on.
const AFTER_END: Duration = Duration::from_millis(500);
/// Of what a failed program says on its standard error the last so many lines are passed on, so many characters of each.
const SAID_LINES: usize = 3;
const SAID_CHARS: usize = 200;

/// A program, and all that it starts; it is ended when this is dropped.
pub(super) struct Group(pub(super) Child);

impl Group {
    /// Starts a program in a group of its own.
    pub(super) fn start(command: &mut Command) -> io::Result<Self> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        command.spawn().map(Self)
    }

    pub(super) fn end(&mut self) {
        #[cfg(unix)]
        if let Ok(id) = i32::try_from(self.0.id()) {
            use nix::sys::signal::{Signal, killpg};
            // An error says that all of them have ended.
            let _ = killpg(nix::unistd::Pid::from_raw(id), Signal::SIGKILL);
        }
        let _ = self.0.kill();
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.end();
        let _ = self.0.wait();
    }
}

/// How long a program may take.
#[derive(Clone, Copy)]
pub(in crate::extract) struct Patience<'a> {
    /// Until when.
    pub(in crate::extract) until: Instant,
    /// Whether nobody waits for it any more.
    pub(in crate::extract) is_stopped: &'a (dyn Fn() -> bool + Sync),
}

impl Patience<'_> {
    /// Whether it is at an end, and why.
    pub(super) fn check(&self) -> Result<(), Message> {
        if (self.is_stopped)() {
            return Err(message!("ocr-stopped"));
        }
        if Instant::now() >= self.until { Err(message!("ocr-too-long")) } else { Ok(()) }
    }
}

/// Runs a program to its end, and gives back what it printed.
///
/// # Errors
/// Why it did not do so: with what it said on its standard error.
pub(super) fn run(command: &mut Command, patience: Patience<'_>) -> Result<Vec<u8>, Message> {
    patience.check()?;
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut group = Group::start(command).map_err(|e| Message::of_system(&e))?;
    let output = collect(group.0.stdout.take());
    let errors = collect(group.0.stderr.take());
    let status = loop {
        match group.0.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) => patience.check()?,
            Err(e) => return Err(Message::of_system(&e)),
        }
        std::thread::sleep(BETWEEN_LOOKS);
    };
    let said = |bytes: &Receiver<Vec<u8>>| bytes.recv_timeout(AFTER_END).unwrap_or_default();
    if status.success() {
        return output.recv_timeout(AFTER_END).map_err(|_| message!("ocr-too-long"));
    }
    let errors = said(&errors);
    Err(match last_lines(&errors) {
        text if text.is_empty() => Message::of_library(status),
        text => Message::quoted(text),
    })
}

/// Reads in a thread of its own all that a program says, as far as that is of use.
pub(super) fn collect(from: Option<impl Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = sync_channel(1);
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut from) = from {
            let _ = from.by_ref().take(MAX_OCR_OUTPUT).read_to_end(&mut bytes);
            // What is too much is read on, so that the program doesn't wait for ever.
            let _ = io::copy(&mut from, &mut io::sink());
        }
        let _ = sender.send(bytes);
    });
    receiver
}

/// The last lines of what a program said.
pub(super) fn last_lines(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let last = &lines[lines.len().saturating_sub(SAID_LINES)..];
    let short = |line: &&str| line.chars().filter(|c| !c.is_control()).take(SAID_CHARS).collect::<String>();
    last.iter().map(short).collect::<Vec<_>>().join(" / ")
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::process::Command;
    use std::time::{Duration, Instant};

    use super::{Patience, run};

    fn shell(line: &str, until: Duration, is_stopped: &(dyn Fn() -> bool + Sync)) -> Result<String, String> {
        let patience = Patience { until: Instant::now() + until, is_stopped };
        let printed = run(Command::new("sh").args(["-c", line]), patience);
        printed.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).map_err(|reason| reason.to_string())
    }

    #[test]
    fn a_program_ends_with_all_that_it_started() {
        let folder = tempfile::tempdir().expect("a folder");
        let child = folder.path().join("child");
        let line = format!("sleep 300 & echo $! > {}; wait", child.display());
        // One that has ended may wait to be noticed.
        let goes_on = || {
            let line = format!("grep -s State /proc/$(cat {})/status", child.display());
            shell(&line, Duration::from_secs(60), &|| false).is_ok_and(|state| !state.contains("zombie"))
        };
        // At the limit.
        assert!(shell(&line, Duration::from_millis(300), &|| false).is_err());
        assert!(!goes_on());
        // When it is to stop.
        std::fs::remove_file(&child).expect("it was started");
        let is_started = || std::fs::read_to_string(&child).is_ok_and(|number| number.ends_with('\n'));
        assert!(shell(&line, Duration::from_secs(60), &is_started).is_err());
        assert!(!goes_on());
    }

    #[test]
    fn what_a_program_says_is_passed_on() {
        let long = Duration::from_secs(60);
        assert_eq!(shell("echo text; echo aside >&2", long, &|| false), Ok("text\n".to_owned()));
        let failed = shell("echo one >&2; echo two >&2; exit 3", long, &|| false).expect_err("it fails");
        assert!(failed.contains("one / two"), "{failed}");
    }
}
