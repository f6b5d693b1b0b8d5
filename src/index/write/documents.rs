//! A file's documents: its own, then one for each passage.

use std::iter::once;

use tantivy::TantivyDocument;
use tantivy::schema::Value;

use crate::analysis::{MatchingForm, word_text};
use crate::extract::Format;
use crate::index::fields::{FURTHER, Fields, LEFT_OUT, PARTLY, PROBLEM, REPORT, RETRY, facet};
use crate::index::segment::IndexDocument;
use crate::ingest::{ReadFile, may_be_over};
use crate::report::{FacetValues, FileRecord, Metadata, Outcome, PassageAttributes, Report, SectionValues, attributed};

/// Writes the documents of files.
#[derive(Clone, Copy)]
pub(in crate::index) struct Documents {
    pub(in crate::index) fields: Fields,
}

impl Documents {
    /// The block of a file: of an archive those of the files in it, of a file that holds several reports theirs, one after the
    /// other. The first document holds the room of all.
    pub(in crate::index) fn of_file(&self, file: ReadFile) -> Vec<IndexDocument> {
        let ReadFile { number, source, members, room, .. } = file;
        let mut group = Vec::new();
        // One after the other: a report is let go of when its documents are there.
        for (record, report) in members {
            group.extend(self.of_member(number, &source, &record, report.as_ref()));
        }
        if let Some(first) = group.first_mut() {
            first._room = room;
        }
        group
    }

    /// The block of a file, or of a file or a report within the one at `source`.
    pub(in crate::index) fn of_member(
        &self,
        number: u64,
        source: &str,
        record: &FileRecord,
        report: Option<&Report>,
    ) -> Vec<IndexDocument> {
        let passages = report.map(|report| self.of_passages(number, report)).unwrap_or_default();
        once(self.of_record(number, source, record)).chain(passages).collect()
    }

    /// The own document of a file, or of a file or a report within the one at `source`.
    fn of_record(&self, number: u64, source: &str, record: &FileRecord) -> IndexDocument {
        let fields = &self.fields;
        let mut document = TantivyDocument::new();
        document.add_u64(fields.file, number);
        document.add_text(fields.path, &record.path);
        document.add_text(fields.source, source);
        document.add_u64(fields.size, record.size);
        document.add_u64(fields.modified, record.modified);
        record.notices.iter().for_each(|&notice| document.add_u64(fields.notices, notice));
        document.add_custom(fields.record, &record.to_bytes());
        match &record.outcome {
            Outcome::Read(report) => {
                document.add_text(fields.state, REPORT);
                // A file is in part once.
                match report.part.is_further() {
                    true => document.add_text(fields.state, FURTHER),
                    false if !report.reading.is_whole() => document.add_text(fields.state, PARTLY),
                    false => {}
                }
                self.add_metadata(&mut document, &report.metadata, report.reading.format);
            }
            Outcome::Unread(_) => {
                let is_left_out = record.left_out().is_some();
                document.add_text(fields.state, if is_left_out { LEFT_OUT } else { PROBLEM });
            }
        }
        if may_be_over(&record.outcome) {
            document.add_text(fields.state, RETRY);
        }
        let attributes = PassageAttributes { is_file: true, ..PassageAttributes::default() };
        IndexDocument { document, attributes, _room: None }
    }

    fn add_metadata(&self, document: &mut TantivyDocument, metadata: &Metadata, format: Format) {
        let fields = &self.fields;
        let values = FacetValues::of(metadata, format);
        let lists = [
            (fields.year, values.year),
            (fields.author, values.author),
            (fields.role, values.role),
            (fields.org, values.org),
            (fields.format, values.format),
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
    pub(in crate::index) fn stored_of<'d>(&self, document: &'d TantivyDocument) -> &'d [u8] {
        let stored = [self.fields.text, self.fields.record].iter().find_map(|&field| document.get_first(field));
        stored.and_then(|value| value.as_custom()).unwrap_or_default()
    }

    fn of_passages(&self, number: u64, report: &Report) -> Vec<IndexDocument> {
        let fields = &self.fields;
        let sections = SectionValues::of_all(&report.sections);
        let of = |section: &SectionValues| (facet(&section.path), facet(std::slice::from_ref(&section.topic)));
        let facets: Vec<_> = sections.iter().map(of).collect();
        let mut form = MatchingForm::default();
        let document = |(text, attributes): (&str, PassageAttributes)| {
            let section = attributes.section as usize;
            let mut document = TantivyDocument::new();
            document.add_u64(fields.file, number);
            self.add_matching(&mut document, text, &mut form);
            document.add_custom(fields.text, text.as_bytes());
            document.add_facet(fields.section, facets[section].0.clone());
            document.add_facet(fields.topic, facets[section].1.clone());
            sections[section].within.iter().for_each(|term| document.add_text(fields.within, term));
            IndexDocument { document, attributes, _room: None }
        };
        attributed(report, &sections).map(document).collect()
    }
}
