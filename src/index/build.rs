//! A folder to an index, in one commit.
//!
//! Files are read in parallel, each report's documents go to the engine as one group, and the commit makes all of them
//! visible at once; until then, and if anything fails, the old index answers.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Mutex;

use rayon::prelude::*;
use tantivy::indexer::{IndexWriterOptions, UserOperation};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexSettings, IndexWriter, TantivyDocument};

use super::Location;
use super::budget::{Budget, Budgeted};
use super::commit::{Commit, Summary};
use super::open::Reader;
use super::record::{Outcome, ReadReport, Record};
use super::schema::{Facets, Fields, PARTLY, PROBLEM, REPORT, facet, schema, tokenizers};
use crate::analysis::MatchingForm;
use crate::error::{Error, Result};
use crate::extract::{Document, ExtractOptions, Extracted, Extractor, Problem, ProblemKind, Reading};
use crate::report::model::ancestors;
use crate::report::{self, Metadata, PassageKind, Report, Section, SectionId};
use crate::schema::{Schema, VERSION, dictionary};
use crate::source::{self, Given, LinkPolicy, Listing, SourceFile};

/// Files that may wait for the engine, in bytes: enough to keep it busy, small beside its own memory even though a
/// file's text is held several times, once a field.
const WAITING_BYTES: usize = 12 << 20;
/// Memory of one indexing thread for the segment that it builds, in bytes. Larger means fewer segments to merge.
const SEGMENT_BYTES: usize = 120 << 20;
/// Threads that build segments; each has its own memory.
const MAX_THREADS: usize = 8;

/// How an index is to be built.
#[derive(Clone, Debug, Default)]
pub struct BuildOptions {
    /// Symbolic links.
    pub links: LinkPolicy,
    /// Build beside the old index, whatever state that is in, and replace it.
    pub rebuild: bool,
    /// How files are read.
    pub extract: ExtractOptions,
}

/// What is told of a build while it runs. Called from several threads.
pub trait Progress: Sync {
    /// The folder was listed: so many files, so many bytes.
    fn listed(&self, files: usize, bytes: u64);
    /// A file was read, or could not be.
    fn read(&self, file: &SourceFile, problem: Option<&Problem>);
    /// Something is amiss that doesn't stop the build.
    fn warn(&self, message: &str);
    /// All files are read; the rest of the segments is written.
    fn committing(&self);
}

/// Builds or refreshes the index of a folder.
///
/// # Errors
/// Any [`Error`] of the folder, the schema files or the index; the old index then still answers. A file that can't be
/// read is none: it goes on record.
pub fn build(location: &Location, options: BuildOptions, progress: &dyn Progress) -> Result<Summary> {
    let listing = source::walk(&location.folder, options.links)?;
    if listing.files.is_empty() && listing.unlisted.is_empty() {
        return Err(Error::EmptyFolder(location.folder.clone()));
    }
    let schema = Schema::load(&location.schema)?;
    let given = Given::read(&location.folder)?;
    for path in given.paths() {
        if !listing.files.iter().any(|file| file.path == path) {
            progress.warn(&format!("metadata for a file that is not there: \"{path}\""));
        }
    }
    location.check_free()?;
    progress.listed(listing.files.len(), listing.files.iter().map(|f| f.size).sum());
    let lock = location.lock()?;
    let in_place = location.has_index() && !options.rebuild;
    let target = if in_place { location.index.clone() } else { location.fresh_index() };
    if in_place {
        // Says so if it is damaged or of another version.
        Reader::open(location)?.check_folder()?;
    } else {
        remove(&target)?;
        std::fs::create_dir_all(&target).map_err(Error::io("can't create folder", &target))?;
    }
    let extractor = Extractor::new(options.extract);
    let understanding = Understanding { extractor: &extractor, schema: &schema, given: &given };
    let summary = write(&target, &location.folder, &listing, understanding, progress);
    let summary = summary.map_err(Error::engine(&location.index))?;
    lock.share(&target.join("meta.json"))?;
    if !in_place {
        replace(location)?;
    }
    Ok(summary)
}

fn write(
    target: &Path,
    folder: &Path,
    listing: &Listing,
    understanding: Understanding<'_>,
    progress: &dyn Progress,
) -> tantivy::Result<Summary> {
    let mut index = if target.join("meta.json").is_file() { Index::open_in_dir(target)? } else { create(target)? };
    index.set_tokenizers(tokenizers(dictionary::load_jieba(&understanding.schema.words)));
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(MAX_THREADS);
    let options =
        IndexWriterOptions::builder().num_worker_threads(threads).memory_budget_per_thread(SEGMENT_BYTES).build();
    let mut writer: IndexWriter<Budgeted> = index.writer_with_options(options)?;
    writer.delete_all_documents()?;
    let documents = Documents { fields: Fields::of(&index.schema())?, understanding };
    let budget = Budget::new(WAITING_BYTES);
    let summary = Mutex::new(Summary::default());
    let add = |number: usize, found: Found<'_>| {
        let group = match found {
            Found::File(file) => {
                let permit = budget.take(usize::try_from(file.size).unwrap_or(usize::MAX));
                let mut group = Vec::new();
                let (hash, extracted) = understanding.extractor.read_hashed(&file.location);
                // An archive that was read is no report; its files are, or could not be read.
                let mut problem = None;
                for (member, extracted) in extracted.into_iter().enumerate() {
                    let (documents, read) = documents.of_extracted(number as u64, file, hash, extracted);
                    let size = if member == 0 { file.size } else { 0 };
                    summary.lock().expect("no thread panics while it counts").count(size, &read);
                    problem = problem.or(read.err());
                    group.extend(documents.into_iter().map(|document| Budgeted { document, _permit: None }));
                }
                progress.read(file, problem.as_ref());
                if let Some(first) = group.first_mut() {
                    first._permit = Some(permit);
                }
                group.into_iter().map(UserOperation::Add).collect::<Vec<_>>()
            }
            Found::Unlisted { path, reason } => {
                summary.lock().expect("as above").problems += 1;
                let problem = Problem::new(ProblemKind::Unreadable, reason);
                let record = Record {
                    path: path.to_owned(),
                    size: 0,
                    modified: 0,
                    hash: [0; 32],
                    outcome: Outcome::Unread(problem),
                };
                let document = documents.of_record(number as u64, &record);
                vec![UserOperation::Add(Budgeted { document, _permit: None })]
            }
        };
        writer.run(group).map(drop)
    };
    listing.files.par_iter().enumerate().try_for_each(|(number, file)| add(number, Found::File(file)))?;
    for (number, other) in (listing.files.len()..).zip(&listing.unlisted) {
        add(number, Found::Unlisted { path: &other.path, reason: &other.reason })?;
    }
    progress.committing();
    let summary = summary.into_inner().expect("as above");
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(&Commit::new(folder, VERSION, summary).to_json());
    commit.commit()?;
    writer.wait_merging_threads()?;
    Ok(summary)
}

/// What the walk found.
enum Found<'a> {
    File(&'a SourceFile),
    Unlisted { path: &'a str, reason: &'a str },
}

fn create(target: &Path) -> tantivy::Result<Index> {
    let settings = IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(3) }),
        ..IndexSettings::default()
    };
    Index::builder().schema(schema()).settings(settings).create_in_dir(target)
}

/// Puts the fresh index in the place of the old one.
fn replace(location: &Location) -> Result<()> {
    let (fresh, old) = (location.fresh_index(), location.old_index());
    remove(&old)?;
    if location.index.exists() {
        std::fs::rename(&location.index, &old).map_err(Error::io("can't replace", &location.index))?;
    }
    std::fs::rename(&fresh, &location.index).map_err(Error::io("can't replace", &location.index))?;
    remove(&old)
}

fn remove(folder: &Path) -> Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(Error::io("can't remove", folder)(e)),
        _ => Ok(()),
    }
}

/// What reports are understood by.
#[derive(Clone, Copy)]
struct Understanding<'a> {
    extractor: &'a Extractor,
    schema: &'a Schema,
    given: &'a Given,
}

/// Writes the documents of a file.
struct Documents<'a> {
    fields: Fields,
    understanding: Understanding<'a>,
}

impl Documents<'_> {
    /// The block of a file, or of a file within one; and how many passages it has or why it could not be read.
    fn of_extracted(
        &self,
        number: u64,
        file: &SourceFile,
        hash: [u8; 32],
        Extracted { inner, outcome }: Extracted,
    ) -> (Vec<TantivyDocument>, Result<u32, Problem>) {
        let path = if inner.is_empty() { file.path.clone() } else { format!("{}/{inner}", file.path) };
        let record = |outcome| Record { path: path.clone(), size: file.size, modified: file.modified, hash, outcome };
        match outcome.and_then(|document| self.understand(document, &path)) {
            Ok((reading, report)) => {
                let passages = report.passages.len() as u32;
                let (metadata, sections, pages) =
                    (report.metadata.clone(), report.sections.clone(), report.pages.clone());
                let read = Box::new(ReadReport { metadata, sections, passages, pages, reading });
                let first = self.of_record(number, &record(Outcome::Read(read)));
                (std::iter::once(first).chain(self.of_passages(number, &report)).collect(), Ok(passages))
            }
            Err(problem) => (vec![self.of_record(number, &record(Outcome::Unread(problem.clone())))], Err(problem)),
        }
    }

    fn understand(&self, document: Document, path: &str) -> Result<(Reading, Report), Problem> {
        let Understanding { schema, given, .. } = self.understanding;
        let understand = || report::understand(&document, path, given.of(path), schema);
        // A panic is this file's failure and no other's.
        let report = catch_unwind(AssertUnwindSafe(understand));
        let failed = |_| Problem::new(ProblemKind::Failed, "the program failed on it; please report this");
        report.map(|report| (document.reading.clone(), report)).map_err(failed)
    }

    fn of_record(&self, number: u64, record: &Record) -> TantivyDocument {
        let fields = &self.fields;
        let mut document = TantivyDocument::new();
        document.add_u64(fields.file, number);
        document.add_text(fields.path, &record.path);
        document.add_bytes(fields.record, &record.to_bytes());
        match &record.outcome {
            Outcome::Read(report) => {
                document.add_text(fields.state, REPORT);
                if !report.reading.is_whole() {
                    document.add_text(fields.state, PARTLY);
                }
                self.add_metadata(&mut document, &report.metadata);
            }
            Outcome::Unread(_) => document.add_text(fields.state, PROBLEM),
        }
        document
    }

    fn add_metadata(&self, document: &mut TantivyDocument, metadata: &Metadata) {
        let fields = &self.fields;
        let facets = Facets::of(metadata);
        let lists = [
            (fields.year, facets.year),
            (fields.author, facets.author),
            (fields.role, facets.role),
            (fields.org, facets.org),
        ];
        for (field, paths) in lists {
            paths.iter().for_each(|path| document.add_facet(field, facet(path)));
        }
        document.add_u64(fields.newness, metadata.year.value().map_or(0, |year| u64::from(year.0)));
        metadata.years_covered().iter().for_each(|year| document.add_u64(fields.covers, u64::from(year.0)));
        if let Some(title) = metadata.title.value() {
            document.add_text(fields.title, title);
        }
        // A title in the text is a passage; one in the front matter is searched here, as passage 0.
        if let Some(title) = metadata.title_apart() {
            document.add_text(fields.exact, title);
            document.add_text(fields.words, title);
        }
    }

    fn of_passages<'a>(&'a self, number: u64, report: &'a Report) -> impl Iterator<Item = TantivyDocument> + 'a {
        let fields = &self.fields;
        let sections: Vec<SectionTerms> =
            (0..report.sections.len() as u32).map(|id| SectionTerms::of(&report.sections, SectionId(id))).collect();
        report.passages.iter().map(move |passage| {
            let text = passage.range.of(&report.text);
            let section = &sections[passage.section.0 as usize];
            let mut document = TantivyDocument::new();
            document.add_u64(fields.file, number);
            document.add_text(fields.exact, text);
            document.add_text(fields.words, text);
            document.add_text(fields.text, text);
            document.add_u64(fields.place, u64::from(passage.section.0));
            let is_heading = passage.kind == PassageKind::Heading;
            document.add_u64(fields.heading, if is_heading { section.heading_chars } else { 0 });
            document.add_u64(fields.boilerplate, u64::from(passage.kind == PassageKind::Boilerplate));
            document.add_facet(fields.section, section.facet.clone());
            section.within.iter().for_each(|term| document.add_text(fields.within, term));
            document
        })
    }
}

/// What all passages of a section have in common.
struct SectionTerms {
    /// Length of its numbered heading, in characters of the matching form.
    heading_chars: u64,
    facet: tantivy::schema::Facet,
    within: Vec<String>,
}

impl SectionTerms {
    fn of(sections: &[Section], id: SectionId) -> Self {
        let section = &sections[id.0 as usize];
        let mut path = vec![section.kind.0.clone()];
        path.extend((!section.heading.is_empty()).then(|| section.heading.clone()));
        let names = ancestors(sections, id).flat_map(|s| [s.kind.0.as_str(), s.heading.as_str()]);
        let mut within: Vec<String> = names.map(|name| MatchingForm::of(name).to_string()).collect();
        within.retain(|term| !term.is_empty());
        within.sort();
        within.dedup();
        let heading = MatchingForm::of(&section.title());
        Self { heading_chars: heading.chars().len() as u64, facet: facet(&path), within }
    }
}
