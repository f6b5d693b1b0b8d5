//! Reports as they are kept in memory.

use std::sync::Arc;

use crate::analysis::MatchingForm;
use crate::answer::collection::{Collection, Vocabulary};
use crate::answer::judge::{JudgedPassage, is_true, lets_report_through, lets_section_through};
use crate::answer::show::Passages;
use crate::error::Result;
use crate::extract::Problem;
use crate::query::{Filters, Query};
use crate::report::{
    FacetValues, FileRecord, Outcome, PassageAttributes, ReadReport, Report, SectionValues, attributed,
};

/// Reports in memory.
pub struct Memory {
    pub(super) about: Arc<Collection>,
    pub(super) vocabulary: Arc<Vocabulary>,
    /// By path.
    pub(super) reports: Vec<Kept>,
    /// By path.
    pub(super) unread: Vec<(String, Problem)>,
}

/// A report, and what it is found by.
pub(super) struct Kept {
    pub(super) path: String,
    pub(super) hash: [u8; 32],
    pub(super) report: Arc<ReadReport>,
    pub(super) values: FacetValues,
    pub(super) sections: Vec<SectionValues>,
    /// The title that stands outside the text, if there is one; then the passages, by number.
    passages: Vec<KeptPassage>,
}

pub(super) struct KeptPassage {
    pub(super) text: String,
    form: MatchingForm,
    pub(super) attributes: PassageAttributes,
}

impl Memory {
    /// A collection of files: what is known of each, and of those that were read the report.
    ///
    /// # Panics
    /// If a file that was read comes without its report.
    pub fn new(about: Collection, vocabulary: Vocabulary, files: Vec<(FileRecord, Option<Report>)>) -> Self {
        let (mut reports, mut unread) = (Vec::new(), Vec::new());
        for (FileRecord { path, hash, outcome, .. }, report) in files.into_iter().filter(|of| of.0.left_out().is_none())
        {
            match (outcome, report) {
                (Outcome::Read(read), Some(report)) => reports.push(Kept::new(path, hash, read, &report)),
                (Outcome::Unread(problem), _) => unread.push((path, problem)),
                (Outcome::Read(_), None) => panic!("{path} was read, and its report is missing"),
            }
        }
        reports.sort_by(|a, b| a.path.cmp(&b.path));
        unread.sort_by(|a, b| a.0.cmp(&b.0));
        Self { about: Arc::new(about), vocabulary: Arc::new(vocabulary), reports, unread }
    }
}

impl Kept {
    fn new(path: String, hash: [u8; 32], read: Arc<ReadReport>, report: &Report) -> Self {
        let sections = SectionValues::of_all(&report.sections);
        let kept = |(text, attributes): (&str, PassageAttributes)| KeptPassage {
            text: text.to_owned(),
            form: MatchingForm::of(text),
            attributes,
        };
        let title = read.metadata.title_apart().map(String::as_str).unwrap_or_default();
        let title = kept((title, PassageAttributes { is_file: true, ..PassageAttributes::default() }));
        let passages = std::iter::once(title).chain(attributed(report, &sections).map(kept)).collect();
        Self {
            path,
            hash,
            values: FacetValues::of(&read.metadata, read.reading.format),
            report: read,
            sections,
            passages,
        }
    }

    /// A passage by its number; 0 is the title outside the text.
    pub(super) fn passage(&self, number: u32) -> &KeptPassage {
        &self.passages[number as usize]
    }

    /// Whether filters let the report through, whatever they say of sections.
    pub(super) fn is_let_through(&self, filters: &Filters) -> bool {
        lets_report_through(filters, &self.path, &self.report.metadata, &self.values)
    }

    /// The passages that filters let through and of which a query is true, by number; without a query all that they let
    /// through.
    ///
    /// # Errors
    /// [`crate::error::Error::Refused`].
    pub(super) fn found(&self, query: Option<&Query>, filters: &Filters) -> Result<Vec<u32>> {
        let mut found = Vec::new();
        if !self.is_let_through(filters) {
            return Ok(found);
        }
        for (number, passage) in (0..).zip(&self.passages) {
            let lets = |filters: &Filters| self.is_let_through(filters) && self.lets_passage_through(filters, passage);
            let PassageAttributes { is_boilerplate, is_recognised, .. } = passage.attributes;
            let is_left_out = filters.left_out().has(is_boilerplate, is_recognised);
            if is_left_out || !self.lets_passage_through(filters, passage) {
                continue;
            }
            let is_hit = match query {
                // A title is no passage: it is found only where something of the query stands in it.
                Some(query) if passage.attributes.is_file && !passage.holds_any(query) => false,
                None => !passage.attributes.is_file,
                Some(query) => {
                    let judged = JudgedPassage { text: &passage.text, form: &passage.form, is_let_through: &lets };
                    is_true(&query.root, &judged)?
                }
            };
            if is_hit {
                found.push(number);
            }
        }
        Ok(found)
    }

    fn lets_passage_through(&self, filters: &Filters, passage: &KeptPassage) -> bool {
        let section = &self.sections[passage.attributes.section as usize];
        lets_section_through(filters, (!passage.attributes.is_file).then_some(section))
    }
}

impl KeptPassage {
    /// Whether any phrase of a query stands in it.
    fn holds_any(&self, query: &Query) -> bool {
        query.root.phrases().iter().any(|phrase| phrase.chars.places(&self.form).next().is_some())
    }
}

impl Passages for Kept {
    fn text(&self, number: u32) -> Result<String> {
        Ok(self.passage(number).text.clone())
    }

    fn lead(&self, number: u32) -> u32 {
        self.passage(number).attributes.lead
    }

    fn is_recognised(&self, number: u32) -> bool {
        self.passage(number).attributes.is_recognised
    }
}
