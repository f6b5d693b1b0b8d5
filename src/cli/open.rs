//! Opens what is asked: finds where a folder's index lies, and builds it first where there is none.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::terminal::{BuildProgress, tell};
use crate::answer::Engine;
use crate::error::{Error, Result};
use crate::extract::ExtractOptions;
use crate::index::{BuildOptions, Commit, Location, Reader, build};
use crate::message;
use crate::request::IndexArgs;
use crate::search::Embedded;

/// How long to wait while another process writes the index, in seconds, unless told otherwise.
pub(super) const DEFAULT_WAIT: u64 = 10;

/// A collection, opened.
pub(super) struct Opened {
    /// What answers.
    pub(super) engine: Arc<dyn Engine>,
    /// The index that it stands on.
    pub(super) reader: Arc<Reader>,
}

impl Opened {
    pub(super) fn new(reader: Reader) -> Self {
        let reader = Arc::new(reader);
        Self { engine: Arc::new(Embedded::new(Arc::clone(&reader))), reader }
    }

    /// The indexed folder, as the user wrote it.
    pub(super) fn folder(&self) -> &Path {
        &self.reader.location().folder
    }
}

/// The location to read: of the folder given, or else of the nearest one with an index, from the current folder
/// upward; the current folder if there is none.
pub(super) fn find(place: &IndexArgs, folder: Option<&Path>) -> Result<Location> {
    let IndexArgs { index, schema } = place;
    if let Some(schema) = schema
        && !schema.is_dir()
    {
        return Err(Error::NoFolder(schema.clone()));
    }
    let here = Path::new(".");
    let found = match (folder, index) {
        (Some(folder), _) => folder.to_owned(),
        (None, Some(_)) => here.to_owned(),
        (None, None) => Location::find_upward(here).unwrap_or_else(|| here.to_owned()),
    };
    let mut location = Location::new(&found, index.as_deref(), schema.as_deref());
    if folder.is_none()
        && index.is_some()
        && let Ok(reader) = Reader::open(&location)
    {
        // An index elsewhere knows its folder.
        location = Location::new(Path::new(&reader.commit().folder), index.as_deref(), schema.as_deref());
    }
    if index.is_none()
        && !location.has_index()
        && let Some(elsewhere) = in_data_folder(place, &found).filter(Location::has_index)
    {
        location = elsewhere;
    }
    Ok(location)
}

/// As [`find`], for an index that may be built: in the user's data folder where the folder itself may not be
/// written, which is told.
pub(super) fn find_to_write(place: &IndexArgs, folder: Option<&Path>) -> Result<Location> {
    let location = find(place, folder)?;
    if place.index.is_some() || location.has_index() || !location.folder.is_dir() || location.may_be_written() {
        return Ok(location);
    }
    let Some(elsewhere) = in_data_folder(place, &location.folder) else { return Ok(location) };
    tell(&message!("index-elsewhere", folder = location.folder.as_path(), index = elsewhere.index.as_path()));
    Ok(elsewhere)
}

fn in_data_folder(place: &IndexArgs, folder: &Path) -> Option<Location> {
    let index = Location::in_data_folder(folder)?;
    Some(Location::new(folder, Some(&index), place.schema.as_deref()))
}

/// Whether a folder has an index of its own.
pub(super) fn has_index(folder: &Path) -> bool {
    Location::new(folder, None, None).has_index()
}

/// Opens the index; the folder must be there.
pub(super) fn open(place: &IndexArgs, folder: Option<&Path>) -> Result<Opened> {
    let location = find(place, folder)?;
    check_folder(folder)?;
    let reader = Reader::open(&location)?;
    reader.check_folder()?;
    Ok(Opened::new(reader))
}

/// Opens the index, and builds it first if there is none.
pub(super) fn open_or_build(place: &IndexArgs, folder: Option<&Path>) -> Result<Opened> {
    check_folder(folder)?;
    let location = find_to_write(place, folder)?;
    let reader = match Reader::open(&location) {
        Err(Error::NoIndex(_)) => {
            let options = plain_options();
            let done = BuildProgress::run(&location.folder, |progress| build(&location, options, progress))?;
            // A part of the folder is no answer.
            if done.left > 0 {
                return Err(Error::StoppedPartly);
            }
            Reader::open(&location)?
        }
        opened => {
            let reader = opened?;
            reader.check_folder()?;
            reader
        }
    };
    Ok(Opened::new(reader))
}

/// How an index was built, to build it so again.
pub(super) fn as_built(commit: &Commit) -> BuildOptions {
    BuildOptions {
        links: commit.links(),
        extract: extract_options(commit.ocr.clone()),
        wait: Duration::from_secs(DEFAULT_WAIT),
        ..BuildOptions::default()
    }
}

/// How an index is built of which nothing else is known.
pub(super) fn plain_options() -> BuildOptions {
    let wait = Duration::from_secs(DEFAULT_WAIT);
    BuildOptions { extract: extract_options(None), wait, ..BuildOptions::default() }
}

/// How files are read: in processes of this program.
pub(super) fn extract_options(ocr: Option<String>) -> ExtractOptions {
    ExtractOptions { worker: std::env::current_exe().ok(), ocr, ..ExtractOptions::default() }
}

fn check_folder(folder: Option<&Path>) -> Result<()> {
    match folder {
        Some(folder) if !folder.exists() => Err(Error::NoFolder(folder.to_owned())),
        Some(folder) if !folder.is_dir() => Err(Error::NotAFolder(folder.to_owned())),
        _ => Ok(()),
    }
}
