//! A folder to an index, in one commit: until that is made, and if anything fails, the old index answers.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::writer::{IndexSink, threads};
use crate::error::{Error, Result};
use crate::extract::{ExtractOptions, Extractor, MAX_CACHE_BYTES, OcrEngine, prune};
use crate::index::commit::kept_ocr;
use crate::index::location::{Location, create_private};
use crate::index::lock::lock;
use crate::index::open::Reader;
use crate::index::upkeep::orphans;
use crate::ingest::{
    Catalogue, Plan, Progress, Summary, TICK, Terms, Understanding, Watching, fingerprint, is_too_early, keep, run,
    said_otherwise, since_1970,
};
use crate::message;
use crate::report::Part;
use crate::schema::Schema;
use crate::source::{Given, LinkPolicy, prefixes};

/// Memory that a build may take, unless it is told otherwise, in bytes.
pub const DEFAULT_MEMORY: usize = 512 << 20;

/// How an index is to be built.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// Symbolic links.
    pub links: LinkPolicy,
    /// Build beside the old index, whatever state that is in, and replace it.
    pub rebuild: bool,
    /// How files are read.
    pub extract: ExtractOptions,
    /// Memory that it may take, in bytes; what reads files, in processes of its own, has limits of its own.
    pub memory: usize,
    /// How long to wait while another process writes the index.
    pub wait: Duration,
    /// Paths of files that are read even if nothing of them changed.
    pub again: BTreeSet<String>,
}

impl Default for BuildOptions {
    fn default() -> Self {
        Self {
            links: LinkPolicy::default(),
            rebuild: false,
            extract: ExtractOptions::default(),
            memory: DEFAULT_MEMORY,
            wait: Duration::ZERO,
            again: BTreeSet::new(),
        }
    }
}

/// Builds or refreshes the index of a folder.
///
/// # Errors
/// Any [`Error`] of the folder, the schema files or the index; the old index then still answers. A file that can't be
/// read is none: it goes on record. [`Error::Stopped`] if it was stopped, and what was read can't be kept because all of
/// the old index was to be replaced.
pub fn build(location: &Location, mut options: BuildOptions, progress: &dyn Progress) -> Result<Summary> {
    let mut listed_at = since_1970(SystemTime::now());
    let mut listing = location.list(options.links)?;
    if listing.files.is_empty() && listing.unlisted.is_empty() {
        return Err(Error::EmptyFolder(location.folder.clone()));
    }
    let schema = Schema::load(&location.schema)?;
    schema.labels.notices.iter().for_each(|notice| progress.warn(notice));
    let given = Given::read(&location.folder)?;
    for path in given.paths() {
        let is_listed = |path: &str| listing.files.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok();
        // Of an archive, or of a file that holds several reports.
        if !prefixes(path).any(is_listed) && !Part::of_path(path).is_some_and(|(file, _)| prefixes(file).any(is_listed))
        {
            progress.warn(&message!("metadata-of-nothing", path = path));
        }
    }
    let threads = threads(options.memory)?;
    location.check_free()?;
    progress.listed(listing.files.len(), listing.files.iter().map(|f| f.size).sum());
    let is_first = !location.has_home();
    let lock = lock(location, options.wait, progress)?;
    if is_first || is_too_early(&listing, listed_at) {
        // The folder may have changed with it. A glance needs to know when it last did, and that it did not again.
        std::thread::sleep(Duration::from_nanos(TICK));
        listed_at = since_1970(SystemTime::now());
        listing = location.list(options.links)?;
    }
    lock.clear_left_overs(location);
    let in_place = location.has_index() && !options.rebuild;
    let target = if in_place { location.index.clone() } else { location.fresh_index() };
    let unsaid = choose_ocr(location, &mut options.extract, &given);
    let understood_by = fingerprint(&location.schema, &options.extract);
    let mut old = None;
    if in_place {
        // Says so if it is damaged or of another version.
        let reader = Reader::open(location)?;
        reader.check_folder()?;
        // What a killed run wrote may bear the name that this one gives its own: the list of what is deleted in a segment
        // is called by the number of the operation (`advance_deletes` in the engine's `index_writer.rs`).
        for orphan in orphans(location)? {
            let path = location.index.join(orphan);
            std::fs::remove_file(&path).map_err(Error::io(message!("cant-remove"), path))?;
        }
        old = Some(reader).filter(|reader| reader.commit().understood_by == understood_by);
    } else {
        remove(&target)?;
        create_private(&target)?;
    }
    let watching = Watching(progress);
    let extractor = Extractor::new(options.extract).watched(&watching);
    let catalogue = old.as_ref().map(|reader| reader as &dyn Catalogue);
    // As it is now, under the lock: the name of what is said belongs to what reports are understood by.
    let given = Given::read(&location.folder)?;
    let understanding = Understanding { extractor: &extractor, schema: &schema, given: &given };
    let is_said_so = old.as_ref().is_none_or(|reader| reader.commit().given == given.fingerprint());
    let mut again = options.again;
    if let Some(old) = catalogue.filter(|_| !is_said_so) {
        again.append(&mut said_otherwise(old, &listing, &given, &schema)?);
    }
    let mut plan = Plan::new(catalogue, &listing, &again)?;
    if !is_said_so {
        plan.remember();
    }
    let keep = |opstamp| keep(&location.stamp(), &location.folder, &listing, listed_at, opstamp);
    if let Some(reader) = old.as_ref().filter(|_| plan.is_empty()) {
        if !reader.is_unchanged() {
            keep(reader.opstamp());
        }
        let mut summary = Summary { changes: plan.summary.changes, ..reader.summary() };
        summary.count_left_out(&listing);
        return Ok(summary);
    }
    if let Some(Err(reason)) = unsaid.as_ref().map(OcrEngine::check) {
        progress.warn(&message!("ocr-warning", reason = reason));
    }
    // A first index may be a part of one.
    let may_be_part = !plan.anew || !location.has_index();
    // Of what can't be seen now it is not known whether it was understood so.
    let hides = listing.unlisted.iter().any(|unlisted| unlisted.hides_files);
    let said = if hides && !is_said_so { String::new() } else { given.fingerprint().to_owned() };
    let terms =
        Terms { understood_by, given: said, listed_at: listed_at / 1_000_000_000, links: options.links, may_be_part };
    let mut sink = IndexSink::open(&target, &location.index, &location.folder, &schema, threads)?;
    let mut summary = match run(plan, &mut sink, understanding, terms, progress) {
        Err(Error::Stopped) if !in_place => {
            drop(sink);
            remove(&target)?;
            return Err(Error::Stopped);
        }
        summary => summary?,
    };
    lock.share(&target.join("meta.json"))?;
    if !in_place {
        replace(location)?;
    }
    if summary.left == 0 {
        keep(sink.opstamp);
    }
    summary.count_left_out(&listing);
    prune(&location.recognised(), MAX_CACHE_BYTES);
    Ok(summary)
}

/// What recognises the text of pictures: what is asked for now, or what the folder says, or what did so before. Given back if
/// nobody asked for it now, who would have been told that it is missing.
fn choose_ocr(location: &Location, extract: &mut ExtractOptions, given: &Given) -> Option<OcrEngine> {
    let asked = extract.ocr.take();
    let is_asked = asked.is_some();
    let chosen = asked.or_else(|| given.ocr().map(str::to_owned)).or_else(|| kept_ocr(location));
    let engine = chosen.as_deref().and_then(OcrEngine::of);
    extract.ocr = engine.as_ref().map(|engine| engine.name().to_owned());
    extract.ocr_kept = Some(location.recognised());
    engine.filter(|_| !is_asked)
}

/// Puts the fresh index in the place of the old one.
fn replace(location: &Location) -> Result<()> {
    let (fresh, old) = (location.fresh_index(), location.old_index());
    remove(&old)?;
    if location.index.exists() {
        std::fs::rename(&location.index, &old).map_err(Error::io(message!("cant-replace"), &location.index))?;
    }
    std::fs::rename(&fresh, &location.index).map_err(Error::io(message!("cant-replace"), &location.index))?;
    remove(&old)
}

/// Removes a folder, if it is there.
pub(in crate::index) fn remove(folder: &Path) -> Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(Error::io(message!("cant-remove"), folder)(e)),
        _ => Ok(()),
    }
}
