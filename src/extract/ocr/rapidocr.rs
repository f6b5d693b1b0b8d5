//! RapidOCR, a library of Python: a script of our own has it recognise one page after the other, since to load its models
//! takes as long as a page does. The Python is the one that it was installed for: that of the program that comes with it,
//! or the first of the usual names that knows it.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};

use serde::Deserialize;

use super::line::{Area, Line};
use super::run::{BETWEEN_LOOKS, Group, Patience, collect, last_lines};
use crate::extract::limits::MAX_OCR_OUTPUT;
use crate::message;
use crate::messages::Message;

/// The line that installs it.
pub(super) const INSTALL: &str = "pip install rapidocr-onnxruntime";

/// The script.
const SCRIPT: &str = include_str!("rapidocr.py");
/// Programs that come with it, on whose first line its Python stands.
const PROGRAMS: [&str; 2] = ["rapidocr_onnxruntime", "rapidocr"];
/// Usual names of Python.
const PYTHONS: [&str; 2] = ["python3", "python"];
/// Ends well where the library is there; it is not loaded for that.
const PROBE: &str = "import importlib.util as u, sys; \
    sys.exit(not any(map(u.find_spec, ('rapidocr_onnxruntime', 'rapidocr'))))";

/// The Python that has it, if any.
pub(super) fn python() -> Option<PathBuf> {
    let own = PROGRAMS.into_iter().filter_map(on_path).filter_map(|program| first_line_of(&program));
    own.chain(PYTHONS.into_iter().filter_map(on_path)).find(|python| {
        let mut probe = Command::new(python);
        probe.args(["-c", PROBE]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        probe.status().is_ok_and(|status| status.success())
    })
}

/// A program of the search path.
pub(super) fn on_path(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let named = |folder: PathBuf| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    std::env::split_paths(&folders).map(named).find(|path| path.is_file())
}

/// The program that runs a script, as its first line says.
fn first_line_of(script: &Path) -> Option<PathBuf> {
    let bytes = std::fs::read(script).ok()?;
    let line = bytes.split(|byte| *byte == b'\n').next()?.strip_prefix(b"#!")?;
    let program = PathBuf::from(String::from_utf8_lossy(line).trim());
    program.is_file().then_some(program)
}

/// A process that recognises one page after the other.
pub(super) struct Server {
    group: Group,
    requests: ChildStdin,
    answers: Receiver<String>,
    errors: Receiver<Vec<u8>>,
}

/// What the script says of a page.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Answer {
    Lines(Vec<(String, i32, i32, i32, i32)>),
    Error(String),
}

impl Server {
    /// Starts one.
    pub(super) fn start(python: &Path) -> Result<Self, Message> {
        let mut command = Command::new(python);
        command.args(["-c", SCRIPT]).env("OMP_NUM_THREADS", "1").env("OMP_THREAD_LIMIT", "1").env("PYTHONUTF8", "1");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut group = Group::start(&mut command).map_err(|e| Message::of_system(&e))?;
        let errors = collect(group.0.stderr.take());
        let (Some(requests), Some(output)) = (group.0.stdin.take(), group.0.stdout.take()) else {
            return Err(message!("ocr-ended"));
        };
        let (sender, answers) = sync_channel(1);
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            loop {
                let mut line = Vec::new();
                let read = std::io::Read::take(&mut output, MAX_OCR_OUTPUT).read_until(b'\n', &mut line);
                let whole = read.is_ok() && line.ends_with(b"\n");
                if !whole || sender.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                    break;
                }
            }
        });
        Ok(Self { group, requests, answers, errors })
    }

    /// Has a picture recognised. After an error of `Err` the process is of no more use; what it says of the picture is inside.
    pub(super) fn recognise(
        &mut self,
        picture: &Path,
        patience: Patience<'_>,
    ) -> Result<Result<Vec<Line>, Message>, Message> {
        let sent = writeln!(self.requests, "{}", picture.display()).and_then(|()| self.requests.flush());
        if sent.is_err() {
            return Err(self.died());
        }
        let answer = loop {
            match self.answers.recv_timeout(BETWEEN_LOOKS) {
                Ok(answer) => break answer,
                Err(RecvTimeoutError::Disconnected) => return Err(self.died()),
                Err(RecvTimeoutError::Timeout) => patience.check()?,
            }
        };
        match serde_json::from_str(&answer) {
            Ok(Answer::Lines(lines)) => Ok(Ok(lines.into_iter().map(line).collect())),
            Ok(Answer::Error(reason)) => Ok(Err(Message::quoted(last_lines(reason.as_bytes())))),
            Err(_) => Err(message!("ocr-ended")),
        }
    }

    /// What it said before it ended.
    fn died(&mut self) -> Message {
        self.group.end();
        let said = self.errors.recv_timeout(25 * BETWEEN_LOOKS).unwrap_or_default();
        match last_lines(&said) {
            text if text.is_empty() => message!("ocr-ended"),
            text => Message::quoted(text),
        }
    }
}

fn line((text, left, top, right, bottom): (String, i32, i32, i32, i32)) -> Line {
    Line { text, area: Some(Area { left, top, right, bottom }) }
}
