//! `baogao open`: a report in the program that the system opens such files with.

use std::path::PathBuf;

use clap::Args;

use crate::answer::{Citation, find_passage};
use crate::cli::open::open;
use crate::cli::outcome::{Found, Outcome};
use crate::cli::terminal::tell;
use crate::error::{Error, Result};
use crate::ingest::file_holding;
use crate::message;
use crate::request::IndexArgs;
use crate::source::SourceFile;

/// Open a report with the system's program for such files.
#[derive(Debug, Args)]
#[command(after_help = "Example: baogao open 2020/总结.docx")]
pub(in crate::cli) struct Open {
    /// Path of the report, or a part of it that no other has; or a hit, as --kwic shows it (总结.docx#12), or a citation.
    report: String,
    /// Folder of reports [default: the nearest one with an index, from here upward].
    folder: Option<PathBuf>,
    #[command(flatten)]
    place: IndexArgs,
}

impl Open {
    pub(in crate::cli) fn run(&self) -> Outcome {
        let opened = open(&self.place, self.folder.as_deref())?;
        let file = file(&opened, &self.report)?;
        if !self.report.is_empty() && file.path != self.report {
            tell(&message!("opening-file", path = file.location.as_path()));
        }
        let started = open::that_detached(&file.location);
        started.map_err(Error::io(message!("cant-open"), &file.location))?;
        Ok(Found::Something)
    }
}

/// The file of a report, a hit or a citation; of one in an archive that.
fn file(opened: &crate::cli::open::Opened, name: &str) -> Result<SourceFile> {
    let path = match Citation::parse(name) {
        Some(citation) => citation.path,
        None => find_passage(&*opened.engine, name, opened.under.as_deref())?.0,
    };
    let gone = || Error::Report { name: path.clone(), candidates: Vec::new() };
    file_holding(opened.folder(), &path).ok_or_else(gone)
}
