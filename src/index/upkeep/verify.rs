//! An index against its own checksums, and against the files that it is of.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;

use rayon::prelude::*;
use tantivy::DocAddress;
use tantivy::directory::MmapDirectory;

use super::orphans::{orphans, parts};
use crate::error::{Error, Result};
use crate::extract::Extractor;
use crate::index::catalogue::document;
use crate::index::directory::ReadOnlyDirectory;
use crate::index::error::engine;
use crate::index::fields;
use crate::index::location::Location;
use crate::index::lock::lock;
use crate::index::open::Reader;
use crate::index::write::{BuildOptions, Documents};
use crate::ingest::{Catalogue, IndexedFile, Progress, Understanding, Watching, fingerprint, said_otherwise};
use crate::report::AlikeLines;
use crate::schema::Schema;
use crate::source::{Given, SourceFile};

/// What was found of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Files of the index whose checksums were looked at.
    pub parts: usize,
    /// Files of the index that are missing, or not as they were written.
    pub damaged: Vec<String>,
    /// Files that no commit names: a killed process left them.
    pub orphans: Vec<String>,
    /// Reports and other files that were read again and compared.
    pub files: usize,
    /// Paths of files that the folder has otherwise than the index: new, changed or gone. The next run brings them in.
    pub outdated: Vec<String>,
    /// Paths of files that are as they were, and of which the index holds something else.
    pub differing: Vec<String>,
}

impl Verified {
    /// Whether the index is whole, and all that it holds is what its files say.
    pub fn is_sound(&self) -> bool {
        self.damaged.is_empty() && self.differing.is_empty()
    }
}

/// Compares an index with its checksums and, if these are right, each file of its folder with what the index holds of
/// it, read again as it was.
///
/// # Errors
/// Of the folder, the schema files and the index, where these can't be opened at all.
pub fn verify(location: &Location, options: &BuildOptions, progress: &dyn Progress) -> Result<Verified> {
    if !location.has_index() {
        // Else the lock would make a folder for one.
        return Err(Error::NoIndex(location.index.clone()));
    }
    let _lock = lock(location, options.wait, progress)?;
    let mut verified = Verified::default();
    let reader = match Reader::open(location) {
        Err(Error::Damaged { .. }) => {
            // What names the parts, or says what they are, is itself damaged, unless it is one of them.
            if check_parts(location, &mut verified).is_err() || verified.damaged.is_empty() {
                verified.damaged.push("meta.json".to_owned());
            }
            return Ok(verified);
        }
        opened => opened?,
    };
    verified.orphans = orphans(location)?;
    reader.check_folder()?;
    check_parts(location, &mut verified)?;
    if verified.damaged.is_empty() {
        check_files(location, options, &reader, progress, &mut verified)?;
    }
    Ok(verified)
}

/// The checksums of the parts of an index.
fn check_parts(location: &Location, verified: &mut Verified) -> Result<()> {
    // Mapped: a checksum is made of a part as a whole.
    let open = || fields::open(ReadOnlyDirectory(MmapDirectory::open(&location.index)?));
    let index = open().map_err(engine(&location.index))?;
    for part in parts(&index).map_err(engine(&location.index))? {
        verified.parts += 1;
        if !index.directory().validate_checksum(Path::new(&part)).unwrap_or(false) {
            verified.damaged.push(part);
        }
    }
    Ok(())
}

/// Each file of the folder against what the index holds of it.
fn check_files(
    location: &Location,
    options: &BuildOptions,
    reader: &Reader,
    progress: &dyn Progress,
    verified: &mut Verified,
) -> Result<()> {
    let commit = reader.commit();
    let listing = location.list(commit.links())?;
    progress.listed(listing.files.len(), listing.files.iter().map(|file| file.size).sum());
    let mut known = reader.indexed_files()?;
    let mut extract = options.extract.clone();
    extract.ocr.clone_from(&commit.ocr);
    extract.ocr_kept = Some(location.recognised());
    if fingerprint(&location.schema, &extract) != commit.understood_by {
        // All of it will be read again, and may be understood otherwise.
        verified.outdated = listing.files.into_iter().map(|file| file.path).collect();
        return Ok(());
    }
    let (schema, given) = (Schema::load(&location.schema)?, Given::read(&location.folder)?);
    // These will be read again, too.
    let otherwise = match given.fingerprint() == commit.given {
        true => BTreeSet::new(),
        false => said_otherwise(reader, &listing, &given, &schema)?,
    };
    let watching = Watching(progress);
    let extractor = Extractor::new(extract).watched(&watching);
    let understanding = Understanding { extractor: &extractor, schema: &schema, given: &given };
    let documents = Documents { fields: *reader.fields() };
    let (alike, mut pairs) = (commit.alike(), Vec::new());
    for file in &listing.files {
        match known.take(&file.path) {
            Some(_) if otherwise.contains(&file.path) => verified.outdated.push(file.path.clone()),
            // Not all were understood by the same: these will be, too.
            Some(known) if alike.is_none() && !known.notices.is_empty() => verified.outdated.push(file.path.clone()),
            Some(known) => pairs.push((file, known)),
            None => verified.outdated.push(file.path.clone()),
        }
    }
    for other in &listing.unlisted {
        known.take(&other.path);
        if other.hides_files {
            known.keep_below(&other.path);
        }
    }
    verified.outdated.extend(known.into_paths());
    verified.files = pairs.len();
    let (found, alike) = (Mutex::new(verified), alike.unwrap_or_default());
    pairs.par_iter().try_for_each(|(file, known)| {
        if progress.is_stopped() {
            return Err(Error::Stopped);
        }
        let state = compare(reader, &documents, understanding, (file, known), &alike)?;
        if progress.is_stopped() {
            return Err(Error::Stopped);
        }
        progress.read(file, None);
        let mut found = found.lock().expect("no thread panics while it counts");
        match state {
            State::Same => {}
            State::Outdated => found.outdated.push(file.path.clone()),
            State::Differs => found.differing.push(file.path.clone()),
        }
        Ok(())
    })?;
    let verified = found.into_inner().expect("as above");
    verified.outdated.sort();
    verified.differing.sort();
    Ok(())
}

/// A file beside what the index holds of it.
enum State {
    Same,
    /// The file is another one than was read.
    Outdated,
    /// The file is the one that was read, and gives something else.
    Differs,
}

fn compare(
    reader: &Reader,
    documents: &Documents,
    understanding: Understanding<'_>,
    (file, known): (&SourceFile, &IndexedFile),
    alike: &AlikeLines,
) -> Result<State> {
    let (hash, extracted) = understanding.extractor.read_hashed(file);
    if hash != reader.hash(known)? {
        return Ok(State::Outdated);
    }
    // As it was read: its date may have changed since.
    let file = SourceFile { modified: known.read_modified, ..file.clone() };
    let mut members = known.members.iter();
    for (record, report) in understanding.understood(&file, hash, extracted, alike) {
        let group = documents.of_member(known.number, &file.path, &record, report.as_ref());
        let Some(&first) = members.next() else { return Ok(State::Differs) };
        let first = document(first);
        for (number, document) in (0..).zip(&group) {
            let stored = reader.stored(DocAddress::new(first.segment_ord, first.doc_id + number));
            if !stored.is_ok_and(|stored| documents.stored_of(&document.document) == stored) {
                return Ok(State::Differs);
            }
        }
    }
    Ok(if members.next().is_none() { State::Same } else { State::Differs })
}
