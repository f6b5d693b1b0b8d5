//! Reports and their outlines, without a query.

use std::sync::Arc;

use super::judge::has_labels;
use crate::extract::Reading;
use crate::query::Filters;
use crate::report::{Metadata, ReadReport, Section, SectionId, ancestors};

/// A report as an engine gives it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportView {
    /// Path within the indexed folder.
    pub path: String,
    /// BLAKE3 hash of its file's bytes when it was read.
    pub hash: [u8; 32],
    /// What is known of it, and its outline.
    pub report: Arc<ReadReport>,
    /// Passages, in reading order: as far as texts were asked for, those that the filter on sections lets through.
    pub texts: Vec<PassageText>,
}

/// A passage as it stands in its report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageText {
    /// Its number, from 1.
    pub number: u32,
    /// Its text.
    pub text: String,
    /// Whether it is none of the report's own: a watermark, an advertisement, a page number.
    pub is_boilerplate: bool,
    /// Whether it was recognised in a picture, and may be wrong.
    pub is_recognised: bool,
}

/// A report and those of its sections that are wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Path within the indexed folder.
    pub path: String,
    /// What is known of it.
    pub metadata: Arc<Metadata>,
    /// The wanted sections, in reading order.
    pub sections: Vec<ListedSection>,
    /// How many passages the report has.
    pub passages: u32,
    /// How its file was read.
    pub reading: Reading,
}

/// A section of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedSection {
    /// The section.
    pub section: Section,
    /// The paragraphs under its own heading, the heading included, those of sub-sections not; empty if they were not
    /// asked for.
    pub paragraphs: Vec<PassageText>,
}

/// The numbers of a report's sections that the filters want: those of a wanted part and topic, and
/// with a wanted heading or in one that has it, if they have any passages. Many reports have nothing before their first heading.
pub fn wanted_sections<'a>(report: &'a ReadReport, filters: &'a Filters) -> impl Iterator<Item = u32> + 'a {
    let wanted = &filters.sections;
    let holds = move |s: &Section| wanted.iter().any(|w| w.is_in(&s.heading));
    let is_labelled = move |s: &Section| {
        [&s.part, &s.topic].into_iter().flatten().any(|label| wanted.iter().any(|w| w.is_in(&label.0)))
    };
    let is_within = move |id: u32| {
        wanted.is_empty()
            || ancestors(&report.sections, SectionId(id)).any(holds)
            || is_labelled(&report.sections[id as usize])
    };
    let is_wanted = move |id: u32| is_within(id) && has_labels(filters, &report.sections[id as usize]);
    let numbered = (0..).zip(&report.sections);
    numbered.filter(move |(id, s)| s.passages.0 != s.passages.1 && is_wanted(*id)).map(|(id, _)| id)
}

/// The passages that stand in a section itself, not in its sub-sections: numbers from the first to before the second.
pub fn own_passages(report: &ReadReport, section: u32) -> std::ops::Range<u32> {
    let (first, end) = report.sections[section as usize].passages;
    first..report.sections.get(section as usize + 1).map_or(end, |next| next.passages.0)
}

/// A report as it is listed: its wanted sections, each with its paragraphs if the texts are at hand.
pub fn listed(view: ReportView, filters: &Filters) -> Listed {
    let ReportView { path, report, texts, .. } = view;
    let left_out = filters.left_out();
    let section = |id: u32| {
        let own = own_passages(&report, id);
        let is_own = |passage: &PassageText| own.contains(&passage.number);
        let is_wanted = |passage: &&PassageText| !left_out.has(passage.is_boilerplate, passage.is_recognised);
        let first = texts.partition_point(|passage| passage.number < own.start);
        let of_section = texts[first..].iter().take_while(|passage| is_own(passage));
        let paragraphs = of_section.filter(is_wanted).cloned().collect();
        ListedSection { section: report.sections[id as usize].clone(), paragraphs }
    };
    let sections = wanted_sections(&report, filters).map(section).collect();
    let ReadReport { metadata, passages, reading, .. } = &*report;
    Listed { path, metadata: Arc::clone(metadata), sections, passages: *passages, reading: reading.clone() }
}
