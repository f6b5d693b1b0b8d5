//! `baogao status`: what is indexed, and what became of every file on the disk.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::export::ToOutput;
use crate::cli::open::open;
use crate::cli::outcome::{Found, Outcome};
use crate::cli::terminal::Output;
use crate::cli::watch::strictly;
use crate::error::{Error, Result};
use crate::ingest::{Accounted, Earlier, since};
use crate::message;
use crate::output::forms::{FolderStatus, earlier, write_since};
use crate::output::terminal::Named;
use crate::request::Status;

pub(in crate::cli) fn run(request: &Status, output: &mut Output) -> Outcome {
    let before = request.since.as_deref().map(read).transpose()?;
    let opened = open(&request.place, request.folder.as_deref())?;
    // Of a folder within the indexed one, what lies there.
    let filters = opened.narrowed(Default::default());
    let mut files: Vec<Accounted> = opened.reader.account()?;
    if let Some(mut before) = before {
        files.retain(|file| filters.may_hide(&file.path));
        before.retain(|path, _| filters.may_hide(path));
        told_since(request, output, opened.folder(), &before, &files)?;
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
    if request.json || request.table().is_some() {
        write_since(&since, request.table(), &mut ToOutput { output, folder })?;
    } else {
        output.people(folder, |terminal| terminal.since(&since))?;
    }
    Ok(())
}

fn read(file: &Path) -> Result<BTreeMap<String, Earlier>> {
    let bytes = std::fs::read(file).map_err(Error::io(message!("cant-read"), file))?;
    earlier(&file.display().to_string(), bytes)
}
