//! A file's documents: its own, then one for each passage.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use tantivy::TantivyDocument;
use tantivy::schema::Value;

use super::budget::Budgeted;
use super::pairs::About;
use super::record::{Outcome, ReadReport, Record};
use super::schema::{Facets, Fields, PARTLY, PROBLEM, REPORT, facet};
use crate::analysis::MatchingForm;
use crate::analysis::words::word_text;
use crate::extract::{Document, Extracted, Extractor, Problem, ProblemKind, Reading};
use crate::message;
use crate::report::model::ancestors;
use crate::report::{self, Metadata, PassageKind, Report, Section, SectionId, is_item};
use crate::schema::Schema;
use crate::source::{Given, SourceFile};

/// What reports are understood by.
#[derive(Clone, Copy)]
pub(super) struct Understanding<'a> {
    pub(super) extractor: &'a Extractor,
    pub(super) schema: &'a Schema,
    pub(super) given: &'a Given,
}

/// Writes the documents of a file.
pub(super) struct Documents<'a> {
    pub(super) fields: Fields,
    pub(super) understanding: Understanding<'a>,
}

impl Documents<'_> {
    /// The block of a file, or of a file within one; and how many passages it has or why it could not be read.
    pub(super) fn of_extracted(
        &self,
        number: u64,
        file: &SourceFile,
        hash: [u8; 32],
        Extracted { inner, outcome }: Extracted,
    ) -> (Vec<Budgeted>, Result<u32, Problem>) {
        let path = if inner.is_empty() { file.path.clone() } else { format!("{}/{inner}", file.path) };
        let record = |outcome| Record { path: path.clone(), size: file.size, modified: file.modified, hash, outcome };
        match outcome.and_then(|document| self.understand(document, &path)) {
            Ok((reading, report)) => {
                let passages = report.passages.len() as u32;
                let (metadata, sections, pages) =
                    (Arc::new(report.metadata.clone()), report.sections.clone(), report.pages.clone());
                let read = Box::new(ReadReport { metadata, sections, passages, pages, reading });
                let first = self.of_record(number, &file.path, &record(Outcome::Read(read)));
                (std::iter::once(first).chain(self.of_passages(number, &report)).collect(), Ok(passages))
            }
            Err(problem) => {
                (vec![self.of_record(number, &file.path, &record(Outcome::Unread(problem.clone())))], Err(problem))
            }
        }
    }

    fn understand(&self, document: Document, path: &str) -> Result<(Reading, Report), Problem> {
        let Understanding { schema, given, .. } = self.understanding;
        let understand = || report::understand(&document, path, given.of(path), schema);
        // A panic is this file's failure and no other's.
        let report = catch_unwind(AssertUnwindSafe(understand));
        let failed = |_| Problem::new(ProblemKind::Failed, message!("program-failed"));
        report.map(|report| (document.reading.clone(), report)).map_err(failed)
    }

    /// The own document of a file, or of a file within the one at `source`.
    pub(super) fn of_record(&self, number: u64, source: &str, record: &Record) -> Budgeted {
        let fields = &self.fields;
        let mut document = TantivyDocument::new();
        document.add_u64(fields.file, number);
        document.add_text(fields.path, &record.path);
        document.add_text(fields.source, source);
        document.add_u64(fields.size, record.size);
        document.add_u64(fields.modified, record.modified);
        document.add_custom(fields.record, &record.to_bytes());
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
        Budgeted { document, about: About { is_file: true, ..About::default() }, _permit: None }
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
            self.add_matching(document, title, &mut MatchingForm::default());
        }
    }

    /// What passages are found and ranked by.
    fn add_matching(&self, document: &mut TantivyDocument, text: &str, form: &mut MatchingForm) {
        form.refill(text);
        document.add_custom(self.fields.exact, form.text().as_bytes());
        document.add_text(self.fields.words, word_text(text, form));
    }

    /// What is given back of a document.
    pub(super) fn stored_of<'d>(&self, document: &'d TantivyDocument) -> &'d [u8] {
        let stored = [self.fields.text, self.fields.record].iter().find_map(|&field| document.get_first(field));
        stored.and_then(|value| value.as_custom()).unwrap_or_default()
    }

    fn of_passages<'a>(&'a self, number: u64, report: &'a Report) -> impl Iterator<Item = Budgeted> + 'a {
        let fields = &self.fields;
        let sections: Vec<SectionTerms> =
            (0..report.sections.len() as u32).map(|id| SectionTerms::of(&report.sections, SectionId(id))).collect();
        let (mut form, mut leads) = (MatchingForm::default(), Leads::default());
        report.passages.iter().map(move |passage| {
            let text = passage.range.of(&report.text);
            let section = &sections[passage.section.0 as usize];
            let mut document = TantivyDocument::new();
            document.add_u64(fields.file, number);
            self.add_matching(&mut document, text, &mut form);
            document.add_custom(fields.text, text.as_bytes());
            document.add_facet(fields.section, section.facet.clone());
            section.within.iter().for_each(|term| document.add_text(fields.within, term));
            let about = About {
                section: passage.section.0,
                heading: if passage.kind == PassageKind::Heading { section.heading_chars } else { 0 },
                lead: leads.next(text),
                is_boilerplate: passage.kind == PassageKind::Boilerplate,
                is_file: false,
            };
            Budgeted { document, about, _permit: None }
        })
    }
}

/// Finds for each item of a list the passage that leads it in (要重点抓好以下工作：).
#[derive(Default)]
struct Leads {
    /// How far the lead-in of an item would be that comes next; 0 if it would have none.
    next: u32,
}

impl Leads {
    /// How many passages before the next one its lead-in stands; 0 if it is no item, or has none.
    fn next(&mut self, text: &str) -> u32 {
        let is_item = is_item(text);
        let lead = if is_item { self.next } else { 0 };
        self.next = match lead {
            _ if text.ends_with(['：', ':']) => 1,
            0 | About::MAX_LEAD.. => 0,
            before => before + 1,
        };
        lead
    }
}

/// What all passages of a section have in common.
struct SectionTerms {
    /// Length of its numbered heading, in characters of the matching form.
    heading_chars: u32,
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
        Self { heading_chars: heading.chars().len() as u32, facet: facet(&path), within }
    }
}
