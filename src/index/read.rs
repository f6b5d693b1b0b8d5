//! What an opened index holds: records, texts, paths, years.

use std::sync::{Arc, OnceLock, PoisonError};

use tantivy::columnar::{Column, StrColumn};
use tantivy::fastfield::FastFieldReaders;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, Term};

use super::fields::REPORT;
use super::open::Reader;
use super::segment::pairs::PairTable;
use crate::error::Result;
use crate::report::FileRecord;

/// Records that are kept for when their reports are shown again; a usual one takes up 10 kB.
const MAX_KEPT_RECORDS: usize = 1000;

impl Reader {
    /// What is known of the file whose own document this is.
    ///
    /// # Errors
    /// [`Error::Damaged`] if it can't be read.
    pub(crate) fn record(&self, address: DocAddress) -> Result<FileRecord> {
        FileRecord::from_bytes(&self.stored(address)?).map_err(|e| self.damaged(&e))
    }

    /// As [`Self::record`], of a report that is shown: it may soon be shown again.
    ///
    /// # Errors
    /// As [`Self::record`].
    pub(crate) fn shown_record(&self, address: DocAddress) -> Result<Arc<FileRecord>> {
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
        if self.pairs(address.segment_ord).attributes(address.doc_id).is_file {
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
        let term = Term::from_field_text(self.fields().path, path);
        for (number, segment) in (0..).zip(self.searcher().segment_readers()) {
            let found = segment
                .inverted_index(self.fields().path)
                .and_then(|index| Ok(index.read_block_postings(&term, IndexRecordOption::Basic)?));
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
        for (segment, _) in (0..).zip(self.searcher().segment_readers()) {
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
            let segments = self.searcher().segment_readers().iter();
            let columns: tantivy::Result<_> = segments.map(|segment| column(segment.fast_fields())).collect();
            // Another thread may have been faster: with the same columns.
            let _ = known.set(columns.map_err(|e| self.damaged(&e))?);
        }
        Ok(known.get().map(Vec::as_slice).unwrap_or_default())
    }

    /// As [`Reader::files`], of one segment.
    pub(crate) fn files_of_segment(&self, segment: u32, state: &str) -> Result<Vec<DocId>> {
        let segment = self.searcher().segment_reader(segment);
        let term = Term::from_field_text(self.fields().state, state);
        let read = || -> tantivy::Result<Vec<DocId>> {
            let index = segment.inverted_index(self.fields().state)?;
            let Some(mut postings) = index.read_block_postings(&term, IndexRecordOption::Basic)? else {
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
