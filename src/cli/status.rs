//! `baogao status`: what is indexed, and what could not be read and why.

use std::path::Path;

use super::open::open;
use super::outcome::{Found, Outcome};
use super::terminal::{Output, tell};
use super::watch::said_of;
use crate::answer::{Engine, FileEntry, FileState, unknown};
use crate::error::Result;
use crate::extract::{Problem, Reading};
use crate::output::json;
use crate::output::terminal::Named;
use crate::request::Status;

pub(super) fn run(request: &Status, output: &mut Output) -> Outcome {
    let opened = open(&request.place, request.folder.as_deref())?;
    let engine = &*opened.engine;
    let (problems, partly) = (problems(engine)?, partly_read(engine)?);
    let (about, unknown) = (engine.about()?, unknown(engine)?);
    let index = &opened.reader.location().index;
    let bytes = bytes_of(index);
    if request.json {
        let index = index.display().to_string();
        output.json(&json::Status::new(&about, index, bytes, &problems, &partly, unknown))?;
        return Ok(Found::Something);
    }
    let named = if request.problems { Named::All } else { Named::First };
    output.people(opened.folder(), |terminal| {
        if !request.problems {
            terminal.status(&about, index, bytes, unknown)?;
        }
        terminal.problems(&problems, &partly, named)
    })?;
    // Of the whole folder: a search only glances at it.
    said_of(opened.reader.changes()?).iter().for_each(tell);
    Ok(Found::Something)
}

/// The files that could not be read, by path, and why.
fn problems(engine: &dyn Engine) -> Result<Vec<(String, Problem)>> {
    let unread = |file| match file {
        FileEntry::Unread(path, problem) => Some((path, problem)),
        FileEntry::Read(_) | FileEntry::InPart(..) => None,
    };
    engine.files(FileState::Unread)?.filter_map(|file| file.map(unread).transpose()).collect()
}

/// The files that could be read only in part, by path, and how they were read.
fn partly_read(engine: &dyn Engine) -> Result<Vec<(String, Reading)>> {
    let in_part = |file| match file {
        FileEntry::InPart(path, reading) => Some((path, reading)),
        FileEntry::Read(_) | FileEntry::Unread(..) => None,
    };
    engine.files(FileState::InPart)?.filter_map(|file| file.map(in_part).transpose()).collect()
}

/// The size of the files in a folder, sub-folders not counted: an index has none.
fn bytes_of(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.metadata().ok()).map(|metadata| metadata.len()).sum()
}
