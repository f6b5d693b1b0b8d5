//! `baogao status`: what is indexed, and what became of every file on the disk.

use std::collections::BTreeMap;
use std::path::Path;

use crate::answer::{Collection, Engine, FileEntry, FileState, unknown};
use crate::cli::export::table;
use crate::cli::open::open;
use crate::cli::outcome::{Found, Outcome};
use crate::cli::terminal::{Output, lang};
use crate::cli::watch::strictly;
use crate::error::{Error, Result};
use crate::extract::{Problem, Reading};
use crate::ingest::{Accounted, Earlier, Now, since};
use crate::message;
use crate::output::terminal::Named;
use crate::output::{export, json};
use crate::request::Status;
use crate::schema::users_text;

pub(in crate::cli) fn run(request: &Status, output: &mut Output) -> Outcome {
    let earlier = request.since.as_deref().map(earlier).transpose()?;
    let opened = open(&request.place, request.folder.as_deref())?;
    // Of a folder within the indexed one, what lies there.
    let filters = opened.narrowed(Default::default());
    let mut files: Vec<Accounted> = opened.reader.account()?;
    files.retain(|file| filters.may_hide(&file.path));
    if let Some(mut earlier) = earlier {
        earlier.retain(|path, _| filters.may_hide(path));
        told_since(request, output, opened.folder(), &earlier, &files)?;
        return strictly(request.strict, &opened, Found::Something, output);
    }
    let engine = &*opened.engine;
    let (mut problems, mut partly) = (problems(engine)?, partly_read(engine)?);
    problems.retain(|(path, _)| filters.may_hide(path));
    partly.retain(|(path, _)| filters.may_hide(path));
    let mut about = Collection::clone(&*engine.about()?);
    let unknown = unknown(engine, &filters)?;
    if opened.under.is_some() {
        let read: Vec<_> = files.iter().filter_map(|file| Some((file, file.read.as_ref()?))).collect();
        about.reports = read.len();
        about.problems = problems.len();
        about.passages = read.iter().map(|(_, read)| u64::from(read.passages)).sum();
        about.bytes = read.iter().filter(|(file, _)| file.files > 0).map(|(file, _)| file.bytes).sum();
    }
    let index = &opened.reader.location().index;
    let (folder, bytes) = (std::path::absolute(opened.folder()), bytes_of(index));
    let folder = opened.folder().canonicalize().or(folder).unwrap_or_else(|_| opened.folder().to_owned());
    let folder = folder.display().to_string();
    if let Some(form) = request.table() {
        table(output, &form, opened.folder(), export::file_columns(), |table| {
            Ok(files.iter().try_for_each(|file| table.row(&export::file_row(file, lang())))?)
        })?;
    } else if request.json {
        let place = (folder, index.display().to_string(), bytes);
        output.json(&json::Status::new(&about, place, &files, &problems, &partly, unknown))?;
    } else {
        let named = if request.problems { Named::All } else { Named::First };
        output.people(opened.folder(), |terminal| {
            if !request.problems {
                terminal.status(&about, (&folder, index, bytes), &files, unknown)?;
            }
            terminal.problems(&problems, &partly, named)?;
            terminal.accounted(&files, named)
        })?;
    }
    if !request.strict {
        let newer = files.iter().filter(|file| file.now != Now::Same).count();
        let files = message!("files", n = newer);
        if newer > 0 {
            output.tell(&message!("folder-changed", files = files))?;
        }
    }
    strictly(request.strict, &opened, Found::Something, output)
}

fn told_since(
    request: &Status,
    output: &mut Output,
    folder: &Path,
    earlier: &BTreeMap<String, Earlier>,
    files: &[Accounted],
) -> std::result::Result<(), crate::cli::outcome::Failure> {
    let since = since(earlier, files);
    if let Some(form) = request.table() {
        table(output, &form, folder, export::since_columns(), |table| {
            Ok(since.iter().try_for_each(|since| table.row(&export::since_row(since)))?)
        })?;
    } else if request.json {
        since.iter().try_for_each(|since| output.json(&json::SinceLine::of(since)))?;
    } else {
        output.people(folder, |terminal| terminal.since(&since))?;
    }
    Ok(())
}

/// What `status --json` or `status --csv` wrote at an earlier time, in either language.
fn earlier(file: &Path) -> Result<BTreeMap<String, Earlier>> {
    let text = &*users_text(file)?;
    let none = || Error::Request(message!("no-status-file", path = file));
    let files = if text.starts_with('{') { of_json(text) } else { of_csv(text) };
    files.ok_or_else(none)
}

fn of_json(text: &str) -> Option<BTreeMap<String, Earlier>> {
    let status: serde_json::Value = serde_json::from_str(text).ok()?;
    // What was gone then was not there.
    let files = status.get("files")?.as_array()?.iter().filter_map(|file| {
        let text = |key: &str| Some(file.get(key)?.as_str()?.to_owned());
        if text("now").as_deref() == Some(Now::Gone.as_str()) {
            return None;
        }
        Some((text("path")?, Earlier { hash: text("hash").unwrap_or_default(), state: text("state")? }))
    });
    Some(files.collect())
}

fn of_csv(text: &str) -> Option<BTreeMap<String, Earlier>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().ok()?.clone();
    let column = |id: &str| {
        let named = crate::messages::Lang::ALL.map(|lang| lang.text(id));
        heads.iter().position(|head| named.iter().flatten().any(|name| name == head))
    };
    let (path, hash, state) = (column("head-path")?, column("head-hash")?, column("head-state")?);
    let now = column("head-now")?;
    let rows = reader.records().collect::<Result<Vec<_>, _>>().ok()?;
    let files = rows.iter().filter(|row| row.get(now) != Some(Now::Gone.as_str())).map(|row| {
        let cell = |at: usize| row.get(at).map(|cell| cell.strip_prefix('\'').unwrap_or(cell).to_owned());
        Some((cell(path)?, Earlier { hash: cell(hash)?, state: cell(state)? }))
    });
    files.collect()
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
