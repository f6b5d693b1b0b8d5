//! The way through a report: its sections, with part, topic and length.

use std::ops::Range;

use super::hits::ReportHit;
use crate::answer::PassageText;
use crate::message;
use crate::messages::Lang;
use crate::output::terminal::{labels_of, shown};
use crate::report::{ReadReport, SectionId, ancestors};
use crate::serve::address::Address;
use crate::serve::pages::ways::opened;

/// A section.
pub(super) struct Entry {
    /// How deep it lies, from 1.
    pub(super) depth: usize,
    pub(super) title: String,
    /// What it does and what it is about.
    pub(super) labels: String,
    /// Characters of it.
    pub(super) chars: u32,
    /// Hits in it, those of sub-sections included.
    pub(super) hits: usize,
    pub(super) address: String,
}

/// The sections of a report that have any text; `here`: the address of the report, of which a leaf is shown.
pub(super) fn outline(
    report: &ReadReport,
    texts: &[PassageText],
    leaf: &Range<usize>,
    hits: &[ReportHit],
    here: &Address,
    lang: Lang,
) -> Vec<Entry> {
    let is_shown = |number: u32| {
        let at = texts.partition_point(|passage| passage.number < number);
        leaf.contains(&at)
    };
    let entry = |(id, section): (u32, &crate::report::Section)| {
        let (first, end) = section.passages;
        let title = if section.level == 0 { message!("opening").say(lang) } else { shown(&section.title()) };
        Entry {
            depth: ancestors(&report.sections, SectionId(id)).count().max(1),
            title,
            labels: labels_of(section),
            chars: section.chars,
            hits: hits.iter().filter(|hit| (first..end).contains(&hit.passage)).count(),
            address: match is_shown(first) {
                true => format!("#p{first}"),
                false => opened(&here.set("passage", &first.to_string()).without("hit")),
            },
        }
    };
    let sections = (0..).zip(&report.sections).filter(|(_, section)| section.passages.0 < section.passages.1);
    sections.map(entry).collect()
}
