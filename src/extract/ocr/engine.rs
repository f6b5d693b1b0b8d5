//! Which program recognises text.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::line::Line;
use super::run::{Patience, run};
use super::{rapidocr, tesseract};
use crate::message;
use crate::messages::Message;

/// What is said for none.
const OFF: &str = "none";

/// A program for text recognition.
#[derive(Debug)]
pub enum Engine {
    /// Tesseract.
    Tesseract,
    /// RapidOCR, by the Python that has it.
    RapidOcr(OnceLock<Option<PathBuf>>),
    /// A command of the shell that is given the path of a picture of a page and prints the text on it.
    Command(String),
}

impl Engine {
    /// The program that the user means by a name or a command; none if that is [`OFF`], or nothing.
    pub fn of(name: &str) -> Option<Self> {
        match name.trim() {
            "" | OFF => None,
            "tesseract" => Some(Self::Tesseract),
            "rapidocr" => Some(Self::RapidOcr(OnceLock::new())),
            command => Some(Self::Command(command.to_owned())),
        }
    }

    /// What it is called by.
    pub fn name(&self) -> &str {
        match self {
            Self::Tesseract => "tesseract",
            Self::RapidOcr(_) => "rapidocr",
            Self::Command(command) => command,
        }
    }

    /// Whether it is installed; of a command only its use will tell.
    ///
    /// # Errors
    /// That it is not, and the line that installs it.
    pub fn check(&self) -> Result<(), Message> {
        let missing = |install: &str| Err(message!("ocr-not-installed", engine = self.name(), install = install));
        match self {
            Self::Tesseract => {
                let listed = Command::new("tesseract").arg("--list-langs").stdin(Stdio::null()).output();
                // Versions differ in where they print them.
                let known = listed.is_ok_and(|said| {
                    let mut lines = said.stdout.split(|b| *b == b'\n').chain(said.stderr.split(|b| *b == b'\n'));
                    lines.any(|line| line.trim_ascii() == tesseract::LANGUAGE.as_bytes())
                });
                if known { Ok(()) } else { missing(tesseract::INSTALL) }
            }
            Self::RapidOcr(python) => match python.get_or_init(rapidocr::python) {
                Some(_) => Ok(()),
                None => missing(rapidocr::INSTALL),
            },
            Self::Command(_) => Ok(()),
        }
    }
}

/// Processes of an engine that wait for the next page.
#[derive(Default)]
pub(super) struct Waiting(Mutex<Vec<rapidocr::Server>>);

impl Engine {
    /// Has it recognise a picture.
    ///
    /// # Errors
    /// Why it did not.
    pub(super) fn recognise(
        &self,
        picture: &Path,
        waiting: &Waiting,
        patience: Patience<'_>,
    ) -> Result<Vec<Line>, Message> {
        match self {
            Self::Tesseract => {
                let printed = run(&mut tesseract::command(picture), patience)?;
                Ok(tesseract::lines(&String::from_utf8_lossy(&printed)))
            }
            Self::RapidOcr(python) => {
                let python = python.get_or_init(rapidocr::python).as_ref().ok_or_else(|| message!("ocr-ended"))?;
                let pool = || waiting.0.lock().unwrap_or_else(PoisonError::into_inner);
                let idle = pool().pop();
                let mut server = idle.map_or_else(|| rapidocr::Server::start(python), Ok)?;
                let recognised = server.recognise(picture, patience)?;
                pool().push(server);
                recognised
            }
            Self::Command(command) => {
                let mut shell = Command::new("sh");
                shell.arg("-c").arg(format!("{command} \"$1\"")).arg("sh").arg(picture);
                let printed = run(&mut shell, patience)?;
                let text = String::from_utf8_lossy(&printed);
                let lines = text.lines().map(|line| line.trim().trim_start_matches('\u{FEFF}'));
                Ok(lines
                    .filter(|line| !line.is_empty())
                    .map(|line| Line { text: line.to_owned(), area: None })
                    .collect())
            }
        }
    }
}
