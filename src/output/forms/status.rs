//! What is indexed, and what became of every file.

use super::sink::{Sink, Unwritten, json_line};
use crate::answer::{Collection, Engine, FileEntry, FileState, Unknown, unknown};
use crate::error::Result;
use crate::extract::{Problem, Reading};
use crate::ingest::{Accounted, Now};
use crate::message;
use crate::messages::Message;
use crate::output::{export, json};
use crate::query::Filters;
use crate::request::Status;

/// What is known of a folder and its index.
pub struct FolderStatus {
    /// What is known of the index, of what was asked for.
    pub about: Collection,
    /// What became of every file.
    pub files: Vec<Accounted>,
    /// The files that could not be read, by path, and why.
    pub problems: Vec<(String, Problem)>,
    /// The files that could be read only in part, by path, and how they were read.
    pub partly: Vec<(String, Reading)>,
    /// Of how many reports something is unknown.
    pub unknown: Unknown,
}

impl FolderStatus {
    /// What is known of what the filters want: all, or a folder within it; `files`: what became of each.
    ///
    /// # Errors
    /// Of the engine.
    pub fn new(engine: &dyn Engine, filters: &Filters, mut files: Vec<Accounted>) -> Result<Self> {
        files.retain(|file| filters.may_hide(&file.path));
        let (mut problems, mut partly) = (problems(engine)?, partly_read(engine)?);
        problems.retain(|(path, _)| filters.may_hide(path));
        partly.retain(|(path, _)| filters.may_hide(path));
        let mut about = Collection::clone(&*engine.about()?);
        let unknown = unknown(engine, filters)?;
        if filters.under.is_some() {
            let read: Vec<_> = files.iter().filter_map(|file| Some((file, file.read.as_ref()?))).collect();
            about.reports = read.len();
            about.problems = problems.len();
            about.passages = read.iter().map(|(_, read)| u64::from(read.passages)).sum();
            about.bytes = read.iter().filter(|(file, _)| file.files > 0).map(|(file, _)| file.bytes).sum();
        }
        Ok(Self { about, files, problems, partly, unknown })
    }

    /// Writes it for programs: as a table if it is asked for, else as JSON; `place`: folder and index, and the index's bytes.
    ///
    /// # Errors
    /// Of the place.
    pub fn write(&self, request: &Status, place: (String, String, u64), sink: &mut dyn Sink) -> Result<(), Unwritten> {
        let lang = sink.lang();
        match request.table() {
            Some(form) => sink.table(&form, export::file_columns(), &mut |table| {
                Ok(self.files.iter().try_for_each(|file| table.row(&export::file_row(file, lang)))?)
            }),
            None => {
                let Self { about, files, problems, partly, unknown } = self;
                json_line(sink, &json::Status::new(about, place, files, problems, partly, *unknown))
            }
        }
    }

    /// That files are not as they were indexed, if any is not.
    pub fn said_newer(&self) -> Option<Message> {
        let newer = self.files.iter().filter(|file| file.now != Now::Same).count();
        (newer > 0).then(|| message!("folder-changed", files = message!("files", n = newer)))
    }
}

fn problems(engine: &dyn Engine) -> Result<Vec<(String, Problem)>> {
    let unread = |file| match file {
        FileEntry::Unread(path, problem) => Some((path, problem)),
        FileEntry::Read(_) | FileEntry::InPart(..) => None,
    };
    engine.files(FileState::Unread)?.filter_map(|file| file.map(unread).transpose()).collect()
}

fn partly_read(engine: &dyn Engine) -> Result<Vec<(String, Reading)>> {
    let in_part = |file| match file {
        FileEntry::InPart(path, reading) => Some((path, reading)),
        FileEntry::Read(_) | FileEntry::Unread(..) => None,
    };
    engine.files(FileState::InPart)?.filter_map(|file| file.map(in_part).transpose()).collect()
}
