//! Opens what is asked: finds where a folder's index lies, and builds it first where there is none.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::terminal::{BuildProgress, asked, tell};
use crate::answer::{Coverage, Engine, coverage};
use crate::error::{Error, Result};
use crate::extract::{ExtractOptions, Extractor, OcrEngine};
use crate::index::{BuildOptions, Commit, Location, Reader, build};
use crate::ingest::{ReportNow, Understanding};
use crate::message;
use crate::output::terminal::megabytes;
use crate::query::Filters;
use crate::request::IndexArgs;
use crate::schema::Schema;
use crate::search::Embedded;
use crate::source::{Given, HOME, is_small};

/// How long to wait while another process writes the index, in seconds, unless told otherwise.
pub(super) const DEFAULT_WAIT: u64 = 10;

/// A folder without an index is indexed unasked if it holds no more files than these,
const UNASKED_FILES: usize = 2_000;
/// and no more bytes: that takes seconds.
const UNASKED_BYTES: u64 = 200 << 20;

/// A collection, opened.
#[derive(Clone)]
pub(super) struct Opened {
    /// What answers.
    pub(super) engine: Arc<dyn Engine>,
    /// The index that it stands on.
    pub(super) reader: Arc<Reader>,
    /// The folder within the indexed one that was named: what lies elsewhere is not asked for.
    pub(super) under: Option<String>,
}

impl Opened {
    pub(super) fn new(reader: Reader, under: Option<String>) -> Self {
        let reader = Arc::new(reader);
        Self { engine: Arc::new(Embedded::new(Arc::clone(&reader))), reader, under }
    }

    /// The indexed folder, as the user wrote it.
    pub(super) fn folder(&self) -> &Path {
        &self.reader.location().folder
    }

    /// Where its own schema files are.
    pub(super) fn schema(&self) -> &Path {
        &self.reader.location().schema
    }

    /// A report as its file is now, read and understood as it was indexed; none if that is gone.
    ///
    /// # Errors
    /// [`Error::Unread`] if it can't be read any more; of the user's own schema.
    pub(super) fn now(&self, path: &str) -> Result<Option<ReportNow>> {
        let (location, commit) = (self.reader.location(), self.reader.commit());
        let (schema, given) = (Schema::load(&location.schema)?, Given::read(self.folder())?);
        let options = ExtractOptions { ocr_kept: Some(location.recognised()), ..extract_options(commit.ocr.clone()) };
        let extractor = Extractor::new(options);
        let understanding = Understanding { extractor: &extractor, schema: &schema, given: &given };
        let now = understanding.report(self.folder(), path, &commit.alike().unwrap_or_default());
        now.map_err(|problem| Error::Unread { path: path.to_owned(), reason: problem.reason })
    }

    /// What answers are drawn from, of the folder that was named.
    pub(super) fn coverage(&self) -> Result<Coverage> {
        coverage(&*self.engine, self.under.as_deref())
    }

    /// Filters that want only what lies in the folder that was named.
    pub(super) fn narrowed(&self, filters: Filters) -> Filters {
        Filters { under: self.under.clone(), ..filters }
    }
}

/// Where the index of a folder lies that is to be read.
struct Place {
    location: Location,
    /// The way from the indexed folder to the one that was named, if that lies in it.
    under: Option<String>,
    /// The index, where it was opened to know that.
    reader: Option<Reader>,
}

impl Place {
    fn open(self) -> Result<Opened> {
        let reader = self.reader.map_or_else(|| Reader::open(&self.location), Ok)?;
        reader.check_folder()?;
        Ok(Opened::new(reader, self.under))
    }
}

/// The location to read: of the folder given, or of the one with an index that it lies in; or else of the nearest one
/// with an index, from the current folder upward; the current folder if there is none.
pub(super) fn find(place: &IndexArgs, folder: Option<&Path>) -> Result<Location> {
    Ok(find_around(place, folder)?.location)
}

fn find_around(place: &IndexArgs, folder: Option<&Path>) -> Result<Place> {
    let around = folder.filter(|_| place.index.is_none()).and_then(Location::find_around);
    match (folder, around) {
        (_, Some((indexed, way))) if !way.is_empty() => {
            Ok(Place { location: of_folder(place, Some(&indexed))?, under: Some(way), reader: None })
        }
        (Some(folder), _) if place.index.is_some() => {
            let location = of_folder(place, Some(folder))?;
            let Ok(reader) = Reader::open(&location) else { return Ok(Place { location, under: None, reader: None }) };
            // An index elsewhere knows its folder.
            let indexed = Path::new(&reader.commit().folder);
            let under = folder.canonicalize().ok().and_then(|real| way(indexed, &real)).filter(|way| !way.is_empty());
            match under {
                None => Ok(Place { location, under, reader: Some(reader) }),
                Some(_) => Ok(Place { location: of_folder(place, Some(indexed))?, under, reader: None }),
            }
        }
        (folder, _) => Ok(Place { location: of_folder(place, folder)?, under: None, reader: None }),
    }
}

/// The location of a folder itself, whatever holds it; as [`find`] where none is given.
fn of_folder(place: &IndexArgs, folder: Option<&Path>) -> Result<Location> {
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

/// The parts of the way from one folder to another that lies in it, joined with `/`.
fn way(from: &Path, to: &Path) -> Option<String> {
    let parts = to.strip_prefix(from).ok()?.iter().map(|part| part.to_str());
    Some(parts.collect::<Option<Vec<_>>>()?.join("/"))
}

/// As [`find`], for an index that may be built: in the user's data folder where the folder itself may not be
/// written, which is told.
pub(super) fn find_to_write(place: &IndexArgs, folder: Option<&Path>) -> Result<Location> {
    // A folder within an indexed one that is to be indexed has an index of its own.
    let location = of_folder(place, folder)?;
    if place.index.is_some() || location.has_index() || !location.folder.is_dir() || location.may_be_written() {
        return Ok(location);
    }
    let Some(elsewhere) = in_data_folder(place, &location.folder) else { return Ok(location) };
    tell(&message!("index-elsewhere", folder = location.folder.as_path(), index = elsewhere.index.as_path()));
    Ok(elsewhere)
}

fn in_data_folder(place: &IndexArgs, folder: &Path) -> Option<Location> {
    let index = Location::in_data_folder(folder)?;
    // What another user keeps for himself there is not ours.
    let is_closed = std::fs::read_dir(folder.join(HOME)).is_err_and(|e| e.kind() == ErrorKind::PermissionDenied);
    let own = index.parent().filter(|_| is_closed);
    Some(Location::new(folder, Some(&index), place.schema.as_deref().or(own)))
}

/// Whether a folder has an index of its own.
pub(super) fn has_index(folder: &Path) -> bool {
    Location::new(folder, None, None).has_index()
}

/// Where the index of a folder that must be there lies, or is to be built; and the way from the indexed folder to the one that
/// was named, if that lies in it.
pub(super) fn place_of(place: &IndexArgs, folder: Option<&Path>) -> Result<(Location, Option<String>)> {
    check_folder(folder)?;
    let found = find_around(place, folder)?;
    let location = if found.location.has_index() { found.location } else { find_to_write(place, folder)? };
    Ok((location, found.under))
}

/// Opens the index; the folder must be there.
pub(super) fn open(place: &IndexArgs, folder: Option<&Path>) -> Result<Opened> {
    check_folder(folder)?;
    find_around(place, folder)?.open()
}

/// Opens the index, and builds it first if there is none and the folder is small, or the user says so.
pub(super) fn open_or_build(place: &IndexArgs, folder: Option<&Path>) -> Result<Opened> {
    check_folder(folder)?;
    let found = find_around(place, folder)?;
    let location = found.location.clone();
    match found.open() {
        Err(Error::NoIndex(_)) => {}
        opened => return opened,
    }
    // From here on the first Ctrl-C ends the program: nothing was made yet.
    may_be_indexed(&location.folder)?;
    let location = find_to_write(place, folder)?;
    let options = plain_options();
    let done = BuildProgress::run(&location.folder, |progress| build(&location, options, progress))?;
    // A part of the folder is no answer.
    if done.left > 0 {
        return Err(Error::StoppedPartly);
    }
    Ok(Opened::new(Reader::open(&location)?, None))
}

/// Whether a folder without an index is indexed though nobody asked for it.
///
/// # Errors
/// [`Error::LargeFolder`] if it is large, and the user doesn't want it, or can't be asked; [`Error::DriveRoot`] if it is that.
fn may_be_indexed(folder: &Path) -> Result<()> {
    if may_be_indexed_unasked(folder)? {
        return Ok(());
    }
    let question =
        message!("index-large-folder", folder = folder, files = UNASKED_FILES, size = megabytes(UNASKED_BYTES));
    if asked(&question) { Ok(()) } else { Err(Error::LargeFolder(folder.to_owned())) }
}

/// Whether a folder without an index is so small that nobody need be asked.
///
/// # Errors
/// [`Error::DriveRoot`] if it is that.
pub(super) fn may_be_indexed_unasked(folder: &Path) -> Result<bool> {
    check_no_root(folder)?;
    Ok(is_small(folder, UNASKED_FILES, UNASKED_BYTES))
}

/// The root of a drive is indexed only where that is said in so many words.
///
/// # Errors
/// [`Error::DriveRoot`] if it is that.
pub(super) fn check_no_root(folder: &Path) -> Result<()> {
    match folder.canonicalize().is_ok_and(|real| real.parent().is_none()) {
        true => Err(Error::DriveRoot(folder.to_owned())),
        false => Ok(()),
    }
}

/// How an index was built, to build it so again.
pub(super) fn as_built(commit: &Commit) -> BuildOptions {
    BuildOptions {
        links: commit.links(),
        // What recognises pictures is kept with the index.
        extract: extract_options(None),
        wait: Duration::from_secs(DEFAULT_WAIT),
        ..BuildOptions::default()
    }
}

/// How an index is built of which nothing else is known.
pub(super) fn plain_options() -> BuildOptions {
    let wait = Duration::from_secs(DEFAULT_WAIT);
    BuildOptions { extract: extract_options(None), wait, ..BuildOptions::default() }
}

/// What is to recognise pictures, if it is there.
///
/// # Errors
/// [`Error::Request`] that says how to install it.
pub(super) fn check_ocr(ocr: Option<&str>) -> Result<()> {
    let engine = ocr.and_then(OcrEngine::of);
    engine.map_or(Ok(()), |engine| engine.check()).map_err(Error::Request)
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
