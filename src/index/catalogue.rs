//! What an index knows of the files of its folder.

use tantivy::DocAddress;
use tantivy::columnar::Column;

use super::fields::{LEFT_OUT, PROBLEM, REPORT, RETRY};
use super::open::Reader;
use crate::error::Result;
use crate::ingest::{
    Account, Accounted, Catalogue, Changes, IndexedFile, IndexedFiles, Now, Summary, account, changes_since,
    is_unchanged,
};
use crate::report::{AlikeLines, FileRecord};
use crate::source::{Given, LeftOutWhy};

/// A document as a number.
fn member(document: DocAddress) -> u64 {
    u64::from(document.segment_ord) << 32 | u64::from(document.doc_id)
}

/// The document that a number means.
pub(super) fn document(member: u64) -> DocAddress {
    DocAddress::new((member >> 32) as u32, member as u32)
}

impl Catalogue for Reader {
    /// From columns and states: no record is read.
    fn indexed_files(&self) -> Result<IndexedFiles> {
        let listed_at = self.commit().listed_at.saturating_mul(1_000_000_000);
        let mut known = IndexedFiles { listed_at, ..IndexedFiles::default() };
        for (segment, of_segment) in (0..).zip(self.searcher().segment_readers()) {
            let columns = of_segment.fast_fields();
            let damaged = |e: tantivy::TantivyError| self.damaged(&e);
            let number = |name| columns.u64(name).map_err(damaged);
            let (numbers, sizes, times) = (number("file")?, number("size")?, number("modified")?);
            let notices = number("notices")?;
            let Some(sources) = columns.str("source").map_err(damaged)? else { continue };
            // By the order of their sources: one look-up after the other costs ten times as much.
            let mut documents = Vec::new();
            for state in [REPORT, PROBLEM, LEFT_OUT] {
                for doc in self.files_of_segment(segment, state)? {
                    documents.extend(sources.term_ords(doc).next().map(|source| (source, doc)));
                }
            }
            let retried = self.files_of_segment(segment, RETRY)?;
            documents.sort_unstable();
            let value = |column: &Column<u64>, doc| column.first(doc).unwrap_or(0);
            let mut groups = documents.chunk_by(|a, b| a.0 == b.0);
            let ords: Vec<u64> = documents.chunk_by(|a, b| a.0 == b.0).map(|group| group[0].0).collect();
            let read = sources.dictionary().sorted_ords_to_term_cb(&ords, |source| {
                for &(_, doc) in groups.next().unwrap_or_default() {
                    let number = value(&numbers, doc);
                    known.next = known.next.max(number + 1);
                    let source = String::from_utf8_lossy(source).into_owned();
                    let restamped = || self.commit().restamped.get(&number).copied();
                    let entry = known.files.entry(source).or_insert_with(|| IndexedFile {
                        number,
                        size: value(&sizes, doc),
                        read_modified: value(&times, doc),
                        modified: restamped().unwrap_or_else(|| value(&times, doc)),
                        retry: false,
                        notices: Vec::new(),
                        members: Vec::new(),
                    });
                    entry.notices.extend(notices.values_for_doc(doc));
                    let document = DocAddress::new(segment, doc);
                    entry.members.push(member(document));
                    entry.retry |= retried.binary_search(&doc).is_ok();
                }
            });
            if !read.map_err(|e| self.damaged(&e))? {
                return Err(self.damaged(&"a file without its source"));
            }
        }
        // In the order in which they were read from the file.
        known.files.values_mut().for_each(|file| file.members.sort_unstable());
        Ok(known)
    }

    fn hash(&self, file: &IndexedFile) -> Result<[u8; 32]> {
        file.members.first().map_or(Ok([0; 32]), |&member| Ok(self.record(document(member))?.hash))
    }

    fn counted(&self, file: &IndexedFile) -> Result<Summary> {
        let records = file.members.iter().map(|&member| self.record(document(member)));
        let mut summary = Summary::default();
        summary.count_file(&records.collect::<Result<Vec<_>>>()?);
        Ok(summary)
    }

    fn each_record(&self, each: &mut dyn FnMut(FileRecord) -> Result<()>) -> Result<()> {
        for state in [REPORT, PROBLEM, LEFT_OUT] {
            self.files(state)?.into_iter().try_for_each(|document| each(self.record(document)?))?;
        }
        Ok(())
    }

    fn summary(&self) -> Summary {
        self.commit().summary()
    }

    fn alike(&self) -> Option<AlikeLines> {
        self.commit().alike()
    }
}

impl Reader {
    /// How the folder differs from the index by names, sizes and dates ([`crate::ingest::changes_since`]).
    ///
    /// # Errors
    /// Of the folder and of the index.
    pub fn changes(&self) -> Result<Changes> {
        let mut changes = changes_since(self, &self.location().list(self.commit().links())?)?;
        // What is said of reports is a file that changed, too.
        changes.changed += usize::from(self.is_said_otherwise());
        Ok(changes)
    }

    /// Whether the user says something else of reports than when they were indexed. A run that was stopped does not know:
    /// what it left is new in any case.
    pub(super) fn is_said_otherwise(&self) -> bool {
        let said = &self.commit().given;
        !said.is_empty() && *said != Given::fingerprint_of(&self.location().folder)
    }

    /// Every file on the disk accounted for ([`crate::ingest::account`]).
    ///
    /// # Errors
    /// As [`Self::changes`].
    pub fn account(&self) -> Result<Vec<Accounted>> {
        let mut files = account(self, &self.location().list(self.commit().links())?)?;
        if self.is_said_otherwise() {
            let of_reports = |file: &&mut Accounted| file.state == Account::LeftOut(LeftOutWhy::OfReports);
            files.iter_mut().filter(of_reports).for_each(|file| file.now = Now::Changed);
        }
        Ok(files)
    }

    /// As [`Self::changes`], unless a glance says that nothing changed: then nothing is counted.
    ///
    /// # Errors
    /// As [`Self::changes`].
    pub fn changes_at_a_glance(&self) -> Result<Changes> {
        if self.is_unchanged() { Ok(Changes::default()) } else { self.changes() }
    }

    /// Whether a glance is enough to say that the folder is as it was.
    pub(super) fn is_unchanged(&self) -> bool {
        let location = self.location();
        is_unchanged(&location.stamp(), &location.folder, self.opstamp())
    }
}
