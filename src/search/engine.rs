//! The embedded engine: an index on this machine, opened.

use std::sync::{Arc, OnceLock};

use tantivy::DocAddress;

use super::facets::count_by;
use super::hits::{Group, RawHits, Scoring, all_hits, apart, highlighter, show_group, shown_groups};
use super::list;
use super::paths::paths;
use crate::answer::{
    Collection, Counted, Coverage, Deadline, Detail, Engine, FacetCounts, FacetField, FileEntry, FileState,
    Highlighter, Hits, Question, ReportMatch, ReportView, Rows, Share, Total, View, Vocabulary,
};
use crate::error::Result;
use crate::index::{Commit, FURTHER, PARTLY, PROBLEM, REPORT, Reader};
use crate::query::Filters;

/// An index on this machine: one commit of it.
pub struct Embedded {
    reader: Arc<Reader>,
    about: OnceLock<Arc<Collection>>,
    vocabulary: OnceLock<Arc<Vocabulary>>,
}

impl Embedded {
    /// The engine of an index.
    pub fn new(reader: Arc<Reader>) -> Self {
        Self { reader, about: OnceLock::new(), vocabulary: OnceLock::new() }
    }

    fn collection(&self) -> &Arc<Collection> {
        self.about.get_or_init(|| {
            let Commit { schema_version, folder, indexed_at, reports, problems, passages, bytes, ocr, .. } =
                self.reader.commit();
            Arc::new(Collection {
                folder: folder.clone(),
                schema_version: schema_version.clone(),
                indexed_at: *indexed_at,
                reports: *reports,
                problems: *problems,
                passages: *passages,
                bytes: *bytes,
                ocr: ocr.clone(),
                state: self.reader.state().into(),
            })
        })
    }

    /// How much was found, of what filters let be looked at.
    fn counted(&self, total: Total, filters: &Filters) -> Result<Counted> {
        let about = self.collection();
        let (searched, in_part, unreadable) = match filters.under {
            None => (about.reports, self.reader.files(PARTLY)?.len(), about.problems),
            Some(_) => (
                // A file is one, however many reports it holds.
                self.files(REPORT, |path| filters.is_under(path))?
                    - self.files(FURTHER, |path| filters.is_under(path))?,
                self.files(PARTLY, |path| filters.is_under(path))?,
                self.files(PROBLEM, |path| filters.may_hide(path))?,
            ),
        };
        Ok(Counted { total, coverage: Coverage { searched, in_part, unreadable, state: Arc::clone(&about.state) } })
    }

    fn files(&self, state: &str, is_counted: impl Fn(&str) -> bool) -> Result<usize> {
        let files = paths(&self.reader, self.reader.files(state)?.into_iter())?;
        Ok(files.iter().filter(|path| is_counted(path)).count())
    }

    /// `marks`: what is counted where occurrences are.
    fn report_match(
        &self,
        path: String,
        group: &Group,
        hits: &RawHits,
        marks: Option<&Highlighter<'_>>,
        deadline: &Deadline,
    ) -> Result<ReportMatch> {
        let of_group = hits.of(group);
        let first = of_group.first().map_or(0, |hit| hit.doc - group.file.doc_id);
        let occurrences = marks.map(|marks| -> Result<u64> {
            let mut sum = 0;
            for hit in of_group {
                deadline.check()?;
                sum += marks.count(&self.reader.text_at(DocAddress::new(group.file.segment_ord, hit.doc))?) as u64;
            }
            Ok(sum)
        });
        Ok(ReportMatch { path, passages: of_group.len() as u64, first, occurrences: occurrences.transpose()? })
    }
}

impl Engine for Embedded {
    fn about(&self) -> Result<Arc<Collection>> {
        Ok(Arc::clone(self.collection()))
    }

    fn vocabulary(&self) -> Result<Arc<Vocabulary>> {
        let known = self.vocabulary.get_or_init(|| Arc::new(Vocabulary::new(&self.reader.location().schema)));
        Ok(Arc::clone(known))
    }

    fn count(&self, question: &Question) -> Result<Counted> {
        self.counted(all_hits(&self.reader, question, Scoring::Off)?.total(), &question.filters)
    }

    fn matching<'a>(&'a self, question: &'a Question) -> Result<(Counted, Rows<'a, ReportMatch>)> {
        let mut hits = all_hits(&self.reader, question, Scoring::Off)?;
        let counted = self.counted(hits.total(), &question.filters)?;
        let files = paths(&self.reader, hits.groups.iter().map(|group| group.file))?;
        let mut files: Vec<(String, usize)> = files.into_iter().zip(0..).collect();
        files.sort_unstable();
        let marks = question.occurrences.then(|| highlighter(question.query.as_ref(), &mut hits));
        let row = move |(path, group): (String, usize)| {
            self.report_match(path, &hits.groups[group], &hits, marks.as_ref(), &question.deadline)
        };
        Ok((counted, Box::new(files.into_iter().map(row))))
    }

    fn hits<'a>(&'a self, question: &'a Question, view: &'a View) -> Result<Hits<'a>> {
        let reader = &*self.reader;
        let scoring = if view.explain { Scoring::Explained } else { Scoring::On };
        let mut hits = all_hits(reader, question, scoring)?;
        let counted = self.counted(hits.total(), &question.filters)?;
        let shown = shown_groups(reader, &mut hits, question, view)?;
        let apart = if hits.groups.is_empty() { apart(reader, question)? } else { None };
        let marks = highlighter(question.query.as_ref(), &mut hits);
        let show = move |group| {
            question.deadline.check_shown()?;
            show_group(reader, &hits, group, &marks, view)
        };
        let reports = shown.into_iter().map(show);
        Ok(Hits { counted, apart, reports: Box::new(reports) })
    }

    fn facets(&self, question: &Question, by: &[FacetField], most: usize) -> Result<(Counted, Vec<FacetCounts>)> {
        let hits = all_hits(&self.reader, question, Scoring::Off)?;
        let counts = count_by(&self.reader, &hits, by, most)?;
        Ok((self.counted(hits.total(), &question.filters)?, counts))
    }

    fn reports<'a>(&'a self, filters: &'a Filters, detail: Detail, share: Share) -> Result<Rows<'a, ReportView>> {
        list::reports(&self.reader, filters, detail, share)
    }

    fn report(&self, path: &str, detail: Detail) -> Result<Option<ReportView>> {
        list::report(&self.reader, path, detail)
    }

    fn files(&self, state: FileState) -> Result<Rows<'_, FileEntry>> {
        list::files(&self.reader, state)
    }
}
