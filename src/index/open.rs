//! An index opened for reading: one commit, which stays as it is while others are made.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use tantivy::columnar::{Column, StrColumn};
use tantivy::directory::MmapDirectory;
use tantivy::fastfield::FastFieldReaders;
use tantivy::{DocAddress, DocId, ReloadPolicy, Searcher, TantivyError};

use super::commit::Commit;
use super::location::Location;
use super::pairs::{self, PairTable};
use super::read_only::ReadOnlyDirectory;
use super::record::Record;
use super::schema::{self, Fields, REPORT};
use super::texts::TextStore;
use crate::error::{Error, Result, in_short};
use crate::message;
use crate::messages::Message;
use crate::schema::VERSION;

/// Between two tries to open an index: to swap two folders takes far less.
const BETWEEN_TRIES: Duration = Duration::from_millis(20);

/// Records that are kept for when their reports are shown again; a usual one takes up 10 kB.
const MAX_KEPT_RECORDS: usize = 1000;

/// An index opened for reading.
pub struct Reader {
    location: Location,
    searcher: Searcher,
    /// One a segment, as the next.
    pairs: Vec<PairTable>,
    texts: Vec<TextStore>,
    /// What is read when it is first asked for.
    reports: Vec<OnceLock<Vec<DocId>>>,
    newness: OnceLock<Vec<Column<u64>>>,
    paths: OnceLock<Vec<Option<StrColumn>>>,
    records: Mutex<HashMap<DocAddress, Arc<Record>>>,
    fields: Fields,
    commit: Commit,
    opstamp: u64,
}

impl Reader {
    /// Opens the index at a location.
    ///
    /// # Errors
    /// [`Error::NoIndex`], [`Error::OtherVersion`] or [`Error::Damaged`].
    pub fn open(location: &Location) -> Result<Self> {
        // An index that is replaced at this moment is there again at the next.
        match Self::open_once(location) {
            Err(Error::NoIndex(_) | Error::Damaged { .. }) => {
                std::thread::sleep(BETWEEN_TRIES);
                Self::open_once(location)
            }
            opened => opened,
        }
    }

    fn open_once(location: &Location) -> Result<Self> {
        if !location.has_index() {
            return Err(Error::NoIndex(location.index.clone()));
        }
        let other_version = |found| Error::OtherVersion { path: location.index.clone(), found, wanted: VERSION };
        let directory = MmapDirectory::open(&location.index).map_err(|e| damaged(location, &e))?;
        let index = schema::open(ReadOnlyDirectory(directory)).map_err(|e| match e {
            TantivyError::IncompatibleIndex(_) => other_version(message!("of-another-engine")),
            e => Error::engine(&location.index)(e),
        })?;
        let metas = index.load_metas().map_err(|e| damaged(location, &e))?;
        let payload = metas.payload.ok_or_else(|| Error::NoIndex(location.index.clone()))?;
        // The version is read apart: other versions may keep other things beside it.
        let commit: serde_json::Value = serde_json::from_str(&payload).map_err(|e| damaged(location, &e))?;
        let version = commit.get("schema_version").and_then(|v| v.as_str()).unwrap_or("none");
        if version != VERSION {
            return Err(other_version(Message::quoted(version)));
        }
        let commit = serde_json::from_value(commit).map_err(|e| damaged(location, &e))?;
        let fields = Fields::of(&index.schema()).map_err(|e| damaged(location, &e))?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
        let searcher = reader.map_err(|e| damaged(location, &e))?.searcher();
        let segments = searcher.segment_readers();
        let pairs = segments.iter().map(pairs::open).collect::<tantivy::Result<_>>();
        let texts = segments.iter().map(TextStore::open).collect::<tantivy::Result<_>>();
        let pairs = pairs.map_err(|e| damaged(location, &e))?;
        let texts = texts.map_err(|e| damaged(location, &e))?;
        let reports = segments.iter().map(|_| OnceLock::new()).collect();
        Ok(Self {
            location: location.clone(),
            searcher,
            pairs,
            texts,
            reports,
            newness: OnceLock::new(),
            paths: OnceLock::new(),
            records: Mutex::default(),
            fields,
            commit,
            opstamp: metas.opstamp,
        })
    }

    /// Checks that the index is of the folder that it is used for. One that lies inside its folder always is, wherever
    /// both were moved to.
    ///
    /// # Errors
    /// [`Error::OtherFolder`].
    pub fn check_folder(&self) -> Result<()> {
        let Location { folder, index, .. } = &self.location;
        let real = folder.canonicalize().map_err(Error::io(message!("cant-read-folder"), folder))?;
        let inside = index.canonicalize().is_ok_and(|index| index.starts_with(&real));
        if inside || real == Path::new(&self.commit.folder) {
            return Ok(());
        }
        Err(Error::OtherFolder { path: index.clone(), folder: self.commit.folder.clone() })
    }

    /// Where it lies.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// What is known of the commit as a whole.
    pub fn commit(&self) -> &Commit {
        &self.commit
    }

    /// The engine's number of the commit.
    pub(super) fn opstamp(&self) -> u64 {
        self.opstamp
    }

    pub(crate) fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.fields
    }

    /// What is known of the file whose own document this is.
    ///
    /// # Errors
    /// [`Error::Damaged`] if it can't be read.
    pub(crate) fn record(&self, address: DocAddress) -> Result<Record> {
        Record::from_bytes(&self.stored(address)?).map_err(|e| self.damaged(&e))
    }

    /// As [`Self::record`], of a report that is shown: it may soon be shown again.
    ///
    /// # Errors
    /// As [`Self::record`].
    pub(crate) fn shown_record(&self, address: DocAddress) -> Result<Arc<Record>> {
        let known = || self.records.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(record) = known().get(&address) {
            return Ok(Arc::clone(record));
        }
        let record = Arc::new(self.record(address)?);
        let mut known = known();
        if known.len() >= MAX_KEPT_RECORDS {
            known.clear();
        }
        known.insert(address, Arc::clone(&record));
        Ok(record)
    }

    /// The text of a passage, by its file's document and its number, from 1.
    ///
    /// # Errors
    /// [`Error::Damaged`] if it can't be read.
    pub(crate) fn passage(&self, file: DocAddress, number: u32) -> Result<String> {
        let text = self.stored(DocAddress::new(file.segment_ord, file.doc_id + number))?;
        self.utf8(&text)
    }

    /// The text of a passage, by its document: of a file's own document the title that stands outside its text.
    ///
    /// # Errors
    /// As [`Self::passage`].
    pub(crate) fn text_at(&self, address: DocAddress) -> Result<String> {
        if self.pairs(address.segment_ord).about(address.doc_id).is_file {
            let record = self.record(address)?;
            return Ok(record.report().and_then(|report| report.metadata.title_apart().cloned()).unwrap_or_default());
        }
        self.utf8(&self.stored(address)?)
    }

    fn utf8(&self, text: &[u8]) -> Result<String> {
        simdutf8::basic::from_utf8(text).map(str::to_owned).map_err(|e| self.damaged(&e))
    }

    /// The own document of the file at a path; none if it is not there.
    ///
    /// # Errors
    /// [`Error::Damaged`] if the index can't be read.
    pub(crate) fn file_at(&self, path: &str) -> Result<Option<DocAddress>> {
        let term = tantivy::Term::from_field_text(self.fields.path, path);
        for (number, segment) in (0..).zip(self.searcher.segment_readers()) {
            let found = segment
                .inverted_index(self.fields.path)
                .and_then(|index| Ok(index.read_block_postings(&term, tantivy::schema::IndexRecordOption::Basic)?));
            if let Some(postings) = found.map_err(|e| self.damaged(&e))?
                && let Some(&doc) = postings.docs().iter().find(|&&doc| !segment.is_deleted(doc))
            {
                return Ok(Some(DocAddress::new(number, doc)));
            }
        }
        Ok(None)
    }

    /// The files' own documents whose state is `state`, in the order of the index.
    ///
    /// # Errors
    /// [`Error::Damaged`] if they can't be read.
    pub(crate) fn files(&self, state: &str) -> Result<Vec<DocAddress>> {
        let mut files = Vec::new();
        for (segment, _) in (0..).zip(self.searcher.segment_readers()) {
            let documents = self.files_of_segment(segment, state)?;
            files.extend(documents.into_iter().map(|doc| DocAddress::new(segment, doc)));
        }
        Ok(files)
    }

    /// The own documents of the reports of a segment, ascending; the passages of each follow it.
    ///
    /// # Errors
    /// [`Error::Damaged`] if they can't be read.
    pub(crate) fn reports(&self, segment: u32) -> Result<&[DocId]> {
        let known = &self.reports[segment as usize];
        if known.get().is_none() {
            // Another thread may have been faster: with the same list.
            let _ = known.set(self.files_of_segment(segment, REPORT)?);
        }
        Ok(known.get().map(Vec::as_slice).unwrap_or_default())
    }

    /// The column of the reports' own years, one a segment.
    ///
    /// # Errors
    /// [`Error::Damaged`] if it can't be read.
    pub(crate) fn newness(&self) -> Result<&[Column<u64>]> {
        self.columns(&self.newness, |columns| columns.u64("newness"))
    }

    /// The column of the files' paths, one a segment; none in one without files.
    ///
    /// # Errors
    /// [`Error::Damaged`] if it can't be read.
    pub(crate) fn paths(&self) -> Result<&[Option<StrColumn>]> {
        self.columns(&self.paths, |columns| columns.str("path"))
    }

    fn columns<'a, C>(
        &self,
        known: &'a OnceLock<Vec<C>>,
        column: impl Fn(&FastFieldReaders) -> tantivy::Result<C>,
    ) -> Result<&'a [C]> {
        if known.get().is_none() {
            let segments = self.searcher.segment_readers().iter();
            let columns: tantivy::Result<_> = segments.map(|segment| column(segment.fast_fields())).collect();
            // Another thread may have been faster: with the same columns.
            let _ = known.set(columns.map_err(|e| self.damaged(&e))?);
        }
        Ok(known.get().map(Vec::as_slice).unwrap_or_default())
    }

    /// As [`Reader::files`], of one segment.
    pub(crate) fn files_of_segment(&self, segment: u32, state: &str) -> Result<Vec<DocId>> {
        let segment = self.searcher.segment_reader(segment);
        let term = tantivy::Term::from_field_text(self.fields.state, state);
        let read = || -> tantivy::Result<Vec<DocId>> {
            let index = segment.inverted_index(self.fields.state)?;
            let Some(mut postings) = index.read_block_postings(&term, tantivy::schema::IndexRecordOption::Basic)?
            else {
                return Ok(Vec::new());
            };
            let mut documents = Vec::with_capacity(postings.doc_freq() as usize);
            while postings.block_len() > 0 {
                documents.extend_from_slice(postings.docs());
                postings.advance();
            }
            documents.retain(|&doc| !segment.is_deleted(doc));
            Ok(documents)
        };
        read().map_err(|e| self.damaged(&e))
    }

    /// The error for something in the index that can't be read.
    pub(crate) fn damaged(&self, reason: &dyn std::fmt::Display) -> Error {
        damaged(&self.location, reason)
    }

    /// The pairs of a segment.
    pub(crate) fn pairs(&self, segment: u32) -> &PairTable {
        &self.pairs[segment as usize]
    }

    /// What is stored of a document: a passage's text, or a file's record.
    ///
    /// # Errors
    /// [`Error::Damaged`] if it can't be read.
    pub(super) fn stored(&self, address: DocAddress) -> Result<Vec<u8>> {
        self.texts[address.segment_ord as usize].get(address.doc_id).map_err(|e| self.damaged(&e))
    }
}

fn damaged(location: &Location, reason: &dyn std::fmt::Display) -> Error {
    Error::Damaged { path: location.index.clone(), reason: Message::quoted(in_short(reason)) }
}
