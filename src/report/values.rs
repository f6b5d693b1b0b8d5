//! A report to the values that it is found, filtered and counted by: the same for every engine.

use super::lead::Leads;
use super::model::{Metadata, PassageKind, Report, Role, Section, SectionId, ancestors};
use crate::analysis::MatchingForm;
use crate::extract::Format;
use crate::schema::Label;

/// The value of what is not known.
pub const UNKNOWN: &str = "unknown";

/// What a report is counted by, each value a path from the widest on; what has none has the value [`UNKNOWN`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValues {
    /// The year that it is of, or the years of its period.
    pub year: Vec<Vec<String>>,
    /// Who speaks.
    pub author: Vec<Vec<String>>,
    /// Role paths; a role that the schema doesn't know is a path of one.
    pub role: Vec<Vec<String>>,
    /// Organisations.
    pub org: Vec<Vec<String>>,
    /// What its file is, as its content says.
    pub format: Vec<Vec<String>>,
}

impl FacetValues {
    /// The values of a report's metadata and of its file.
    pub fn of(metadata: &Metadata, format: Format) -> Self {
        let role = |r: &Role| r.path.as_ref().map_or_else(|| vec![r.name.clone()], |path| path.0.clone());
        let mut roles: Vec<_> = metadata.roles.values().map(role).collect();
        roles.sort();
        roles.dedup();
        Self {
            year: known(metadata.years_covered().into_iter().map(|year| vec![year.to_string()])),
            author: known(metadata.author.value().map(|a| vec![a.clone()])),
            role: known(roles),
            org: known(metadata.org.value().map(|o| vec![o.clone()])),
            format: vec![vec![format.as_str().to_owned()]],
        }
    }
}

fn known(values: impl IntoIterator<Item = Vec<String>>) -> Vec<Vec<String>> {
    let values: Vec<_> = values.into_iter().collect();
    if values.is_empty() { vec![vec![UNKNOWN.to_owned()]] } else { values }
}

/// What all passages of a section have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionValues {
    /// What its passages are counted by: its part, or [`UNKNOWN`], and below that its heading, if it has one.
    pub path: Vec<String>,
    /// Its topic, or [`UNKNOWN`].
    pub topic: String,
    /// What filters on sections look into, beside its part and its topic: matching forms of the headings of it and of those that hold it, in
    /// order, each once.
    pub within: Vec<String>,
    /// Length of its heading, numbering included, in characters of the matching form.
    heading_chars: u32,
}

impl SectionValues {
    /// The values of a section of an outline.
    pub fn of(sections: &[Section], id: SectionId) -> Self {
        let section = &sections[id.0 as usize];
        let name = |label: &Option<Label>| label.as_ref().map_or(UNKNOWN.to_owned(), |label| label.0.clone());
        let mut path = vec![name(&section.part)];
        path.extend((!section.heading.is_empty()).then(|| section.heading.clone()));
        let names = ancestors(sections, id).map(|s| s.heading.as_str());
        let mut within: Vec<String> = names.map(|name| MatchingForm::of(name).to_string()).collect();
        within.retain(|term| !term.is_empty());
        within.sort();
        within.dedup();
        let heading = MatchingForm::of(&section.title());
        Self { path, topic: name(&section.topic), within, heading_chars: heading.chars().len() as u32 }
    }

    /// Its part, or [`UNKNOWN`].
    pub fn part(&self) -> &str {
        &self.path[0]
    }

    /// Those of all sections of an outline, in its order.
    pub fn of_all(sections: &[Section]) -> Vec<Self> {
        (0..sections.len() as u32).map(|id| Self::of(sections, SectionId(id))).collect()
    }
}

/// What is kept of a passage beside its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PassageAttributes {
    /// The number of its section in its report's outline.
    pub section: u32,
    /// How many characters of its matching form, from the start, are that section's heading.
    pub heading: u32,
    /// How many passages before it the one stands that leads in the list whose item it is; 0 if it is none. At most
    /// [`super::MAX_LEAD`].
    pub lead: u32,
    /// Whether it is none of the report's own: a watermark, a page number.
    pub is_boilerplate: bool,
    /// Whether it was recognised in a picture, and may be wrong.
    pub is_recognised: bool,
    /// Whether it is no passage, but stands for the file itself: for a title outside the text.
    pub is_file: bool,
}

/// The texts of a report's passages and what is kept of each, in reading order. `sections`: the values of its sections.
pub fn attributed<'a>(
    report: &'a Report,
    sections: &'a [SectionValues],
) -> impl Iterator<Item = (&'a str, PassageAttributes)> + 'a {
    let mut leads = Leads::default();
    report.passages.iter().map(move |passage| {
        let text = passage.range.of(&report.text);
        let heading_chars = sections[passage.section.0 as usize].heading_chars;
        let attributes = PassageAttributes {
            section: passage.section.0,
            heading: if passage.kind == PassageKind::Heading { heading_chars } else { 0 },
            lead: leads.next(text),
            is_boilerplate: passage.kind == PassageKind::Boilerplate,
            is_recognised: passage.is_recognised,
            is_file: false,
        };
        (text, attributes)
    })
}
