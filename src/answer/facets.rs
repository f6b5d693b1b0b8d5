//! Counts of reports and passages by year, role, section, part, topic, author, organisation and format.

use std::cmp::{Ordering, Reverse};

/// What can be counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FacetField {
    /// The report's own year.
    Year,
    /// Roles, as a hierarchy; a report can have several.
    Role,
    /// What sections do, and below each of their parts the headings. A passage counts for the innermost section that holds it; the
    /// filter of the same name lets through what lies in sub-sections, too.
    Section,
    /// What sections do in their report: the upper half of [`Self::Section`].
    Part,
    /// What sections are about.
    Topic,
    /// Who speaks.
    Author,
    /// Organisations.
    Org,
    /// What files are, as their content says; none is unknown.
    Format,
}

impl FacetField {
    /// Those that are counted where none is named, in the order in which they are shown. Parts are seen in sections.
    pub const ALL: [Self; 7] =
        [Self::Year, Self::Role, Self::Section, Self::Topic, Self::Author, Self::Org, Self::Format];

    /// The name of its field in the index, on the command line and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Role => "role",
            Self::Section => "section",
            Self::Part => "part",
            Self::Topic => "topic",
            Self::Author => "author",
            Self::Org => "org",
            Self::Format => "format",
        }
    }
}

/// Counts by one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCounts {
    /// The field.
    pub field: FacetField,
    /// Its values: years from the newest, all others the most frequent first.
    pub values: Vec<FacetCount>,
    /// How many values there are besides.
    pub others: usize,
}

/// How much has a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCount {
    /// The value; `unknown` where there is none.
    pub value: String,
    /// Reports that match and have it, or one below it.
    pub reports: u64,
    /// Reports that have it, or one below it, whether they match or not; where that was counted.
    pub all: Option<u64>,
    /// Passages that match: of those reports, or for sections in such sections.
    pub passages: u64,
    /// The values below it.
    pub below: Vec<FacetCount>,
    /// How many there are below it besides.
    pub others: usize,
}

/// Values and those below them, each after the one above it.
pub fn with_below(counts: &[FacetCount]) -> Vec<&FacetCount> {
    counts.iter().flat_map(|count| std::iter::once(count).chain(with_below(&count.below))).collect()
}

impl FacetField {
    /// The order of a field's values, and of those below one: years from the newest, what is unknown last; all others the
    /// most frequent first, by reports, then by passages, then by name.
    pub fn order<N: Ord>(self, a: &Counts<N>, b: &Counts<N>) -> Ordering {
        let by_name = a.name.cmp(&b.name);
        match self {
            Self::Year => a.is_unknown.cmp(&b.is_unknown).then(by_name.reverse()),
            _ => Reverse((a.reports, a.passages)).cmp(&Reverse((b.reports, b.passages))).then(by_name),
        }
    }

    /// Whether values have others below them.
    pub fn has_below(self) -> bool {
        matches!(self, Self::Role | Self::Section)
    }

    /// Whether a report's passages count for a value once for each section that has it, not once for the report.
    pub fn counts_sections(self) -> bool {
        matches!(self, Self::Section | Self::Part | Self::Topic)
    }
}

/// What orders a value among others.
#[derive(Clone, Copy, Debug)]
pub struct Counts<N> {
    /// Its name, or anything that is ordered as the bytes of names are.
    pub name: N,
    /// Whether it stands for what is unknown.
    pub is_unknown: bool,
    /// Reports that have it.
    pub reports: u64,
    /// Passages that have it.
    pub passages: u64,
}

/// How many reports there are of which something is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the fields")]
pub struct Unknown {
    pub year: u64,
    pub author: u64,
    pub role: u64,
    pub org: u64,
}
