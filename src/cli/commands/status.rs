//! `baogao status`: what is indexed, and what became of every file on the disk.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::export::ToOutput;
use crate::cli::open::open;
use crate::cli::outcome::{Found, Outcome};
use crate::cli::terminal::Output;
use crate::cli::watch::strictly;
use crate::error::{Error, Result};
use crate::ingest::{Accounted, Earlier, Now, since};
use crate::message;
use crate::output::forms::{FolderStatus, Sink};
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
    if let Some(mut earlier) = earlier {
        files.retain(|file| filters.may_hide(&file.path));
        earlier.retain(|path, _| filters.may_hide(path));
        told_since(request, output, opened.folder(), &earlier, &files)?;
        return strictly(request.strict, &opened, Found::Something, output);
    }
    let status = FolderStatus::new(&*opened.engine, &filters, files)?;
    let location = opened.reader.location();
    let (folder, index, bytes) = (location.real_folder(), location.index.as_path(), location.index_bytes());
    let folder = folder.display().to_string();
    if request.json || request.table().is_some() {
        let place = (folder, index.display().to_string(), bytes);
        status.write(request, place, &mut ToOutput { output, folder: opened.folder() })?;
    } else {
        let named = if request.problems { Named::All } else { Named::First };
        output.people(opened.folder(), |terminal| {
            if !request.problems {
                terminal.status(&status.about, (&folder, index, bytes), &status.files, status.unknown)?;
            }
            terminal.problems(&status.problems, &status.partly, named)?;
            terminal.accounted(&status.files, named)
        })?;
    }
    if !request.strict {
        status.said_newer().iter().try_for_each(|newer| output.tell(newer))?;
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
        ToOutput { output, folder }.table(&form, export::since_columns(), &mut |table| {
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
