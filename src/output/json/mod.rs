//! The JSON that programs read. Every place and length is in characters, never in bytes.

mod files;

use serde::Serialize;

pub use files::{Cited, Extracted, Status, Verified};

use crate::index::{Changes, Commit, Summary};
use crate::query::Expansion;
use crate::report::Metadata;
use crate::report::model::{Evidence, Field};
use crate::search::{
    self, Answer, Apart, FacetCount, FacetCounts, FacetField, Listed, ListedSection, Part, ReportHits, Total,
};

/// The answer of `search --json`.
#[derive(Debug, Serialize)]
pub struct Search<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    query: &'a str,
    total: TotalJson,
    searched: Searched,
    took_us: u64,
    hits: Vec<Hit<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    expanded: Vec<ExpansionJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    apart: Option<ApartJson>,
}

/// A line of `search --batch` whose query can't be answered.
#[derive(Debug, Serialize)]
pub struct Failed<'a> {
    /// The line's id.
    pub id: &'a str,
    /// The query.
    pub query: &'a str,
    /// What is wrong.
    pub error: String,
}

#[derive(Debug, Serialize)]
struct TotalJson {
    reports: u64,
    sections: u64,
    passages: u64,
}

#[derive(Debug, Serialize)]
struct Searched {
    files: usize,
    unreadable: usize,
}

#[derive(Debug, Serialize)]
struct ApartJson {
    sections: u64,
    reports: u64,
}

#[derive(Debug, Serialize)]
struct ExpansionJson<'a> {
    phrase: &'a str,
    others: &'a [String],
}

impl<'a> ExpansionJson<'a> {
    fn of(expansion: &'a Expansion) -> Self {
        Self { phrase: &expansion.phrase, others: &expansion.others }
    }
}

/// A hit, and a line of `search --jsonl`.
#[derive(Debug, Serialize)]
pub struct Hit<'a> {
    path: &'a str,
    #[serde(flatten)]
    about: About<'a>,
    section: &'a [String],
    passage: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    score: f64,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    boilerplate: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    lead_in: Option<&'a str>,
    text: &'a str,
    highlights: Vec<[usize; 2]>,
    citation: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    explanation: Vec<PartJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    before: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    after: Vec<&'a str>,
}

impl<'a> Hit<'a> {
    /// A hit of a report.
    pub fn of(report: &'a ReportHits, hit: &'a search::Hit) -> Self {
        Self {
            path: &report.path,
            about: About::of(&report.metadata),
            section: &hit.section,
            passage: hit.passage,
            page: hit.page,
            // Scores are hundredths; as a wider float they would show more digits than they have.
            score: f64::from((hit.score * 100.0).round()) / 100.0,
            boilerplate: hit.boilerplate,
            lead_in: hit.lead_in.as_deref(),
            text: &hit.excerpt.text,
            highlights: hit.excerpt.highlights.iter().map(|range| [range.start, range.end]).collect(),
            citation: hit.place.to_string(),
            explanation: hit.parts.iter().map(PartJson::of).collect(),
            before: hit.context.before.iter().map(|(_, text)| text.as_str()).collect(),
            after: hit.context.after.iter().map(|(_, text)| text.as_str()).collect(),
        }
    }
}

/// A part of a score.
#[derive(Debug, Serialize)]
struct PartJson<'a> {
    part: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    of: &'a str,
    count: u32,
    score: f32,
}

impl<'a> PartJson<'a> {
    fn of(Part { reason, of, count, score }: &'a Part) -> Self {
        Self { part: reason.as_str(), of, count: *count, score: *score }
    }
}

/// What is known of a report; `null` is unknown.
#[derive(Debug, Serialize)]
struct About<'a> {
    title: Option<&'a str>,
    author: Option<&'a str>,
    year: Option<u16>,
    role: Option<Vec<&'a str>>,
    org: Option<&'a str>,
}

impl<'a> About<'a> {
    fn of(metadata: &'a Metadata) -> Self {
        let roles: Vec<&str> = metadata.distinct_roles().into_iter().map(|role| role.name.as_str()).collect();
        Self {
            title: metadata.title.value().map(String::as_str),
            author: metadata.author.value().map(String::as_str),
            year: metadata.year.value().map(|year| year.0),
            role: (!roles.is_empty()).then_some(roles),
            org: metadata.org.value().map(String::as_str),
        }
    }
}

impl From<Total> for TotalJson {
    fn from(Total { reports, sections, passages }: Total) -> Self {
        Self { reports, sections, passages }
    }
}

impl<'a> Search<'a> {
    /// The answer to a query, which took so many microseconds; `id` is that of its line in a batch.
    pub fn new(query: &'a str, answer: &'a Answer, took_us: u64, id: Option<&'a str>) -> Self {
        let hits = answer.reports.iter().flat_map(|report| report.hits.iter().map(move |hit| Hit::of(report, hit)));
        Self {
            id,
            query,
            total: answer.total.into(),
            searched: Searched { files: answer.searched, unreadable: answer.unreadable },
            took_us,
            hits: hits.collect(),
            expanded: answer.expanded.iter().map(ExpansionJson::of).collect(),
            apart: answer.apart.map(|Apart { sections, reports }| ApartJson { sections, reports }),
        }
    }
}

/// A line of `list --json`.
#[derive(Debug, Serialize)]
pub struct ListLine<'a> {
    path: &'a str,
    title: Option<&'a str>,
    year: Option<u16>,
    period: Option<String>,
    author: Option<&'a str>,
    role: Option<Vec<&'a str>>,
    org: Option<&'a str>,
    sections: Vec<SectionJson<'a>>,
}

#[derive(Debug, Serialize)]
struct SectionJson<'a> {
    level: u8,
    number: &'a str,
    heading: &'a str,
    kind: &'a str,
    chars: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

impl<'a> SectionJson<'a> {
    fn of(listed: &'a ListedSection) -> Self {
        let ListedSection { section, paragraphs } = listed;
        Self {
            level: section.level,
            number: &section.number,
            heading: &section.heading,
            kind: &section.kind.0,
            chars: section.chars,
            text: (!paragraphs.is_empty()).then(|| paragraphs.join("\n")),
        }
    }
}

impl<'a> ListLine<'a> {
    /// A report and its sections; their texts if they were read.
    pub fn of(listed: &'a Listed) -> Self {
        let About { title, author, year, role, org } = About::of(&listed.metadata);
        Self {
            path: &listed.path,
            title,
            year,
            period: listed.metadata.period.value().map(ToString::to_string),
            author,
            role,
            org,
            sections: listed.sections.iter().map(SectionJson::of).collect(),
        }
    }
}

/// The answer of `show --json`: a report with the evidence of all that is known of it.
#[derive(Debug, Serialize)]
pub struct Show<'a> {
    #[serde(flatten)]
    report: ListLine<'a>,
    evidence: Vec<EvidenceJson<'a>>,
}

#[derive(Debug, Serialize)]
struct EvidenceJson<'a> {
    field: &'static str,
    value: String,
    source: &'static str,
    quote: &'a str,
    confidence: u8,
}

impl<'a> Show<'a> {
    /// A report whose texts were read.
    pub fn of(listed: &'a Listed) -> Self {
        let evidence = evidence(&listed.metadata);
        let evidence = evidence.into_iter().map(|(field, value, by)| EvidenceJson {
            field,
            value,
            source: by.source.as_str(),
            quote: &by.quote,
            confidence: by.confidence.0,
        });
        Self { report: ListLine::of(listed), evidence: evidence.collect() }
    }
}

/// All claims about a report: field, value, evidence.
pub(crate) fn evidence(metadata: &Metadata) -> Vec<(&'static str, String, &Evidence)> {
    fn claims<'a, T: PartialEq>(
        field: &'a Field<T>,
        name: &'static str,
        shown: impl Fn(&T) -> String + 'a,
    ) -> impl Iterator<Item = (&'static str, String, &'a Evidence)> {
        field.claims().iter().map(move |claim| (name, shown(&claim.value), &claim.evidence))
    }
    let Metadata { title, year, period, date, author, roles, org } = metadata;
    claims(title, "title", String::clone)
        .chain(claims(year, "year", ToString::to_string))
        .chain(claims(period, "period", ToString::to_string))
        .chain(claims(date, "date", ToString::to_string))
        .chain(claims(author, "author", String::clone))
        .chain(claims(roles, "role", |role| role.name.clone()))
        .chain(claims(org, "org", String::clone))
        .collect()
}

/// The answer of `facets --json`.
#[derive(Debug, Serialize)]
pub struct Facets<'a> {
    query: Option<&'a str>,
    total: TotalJson,
    searched: Searched,
    facets: FieldsJson<'a>,
}

/// The fields that were asked for.
#[derive(Debug, Default, Serialize)]
struct FieldsJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<Vec<Count<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Vec<Count<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<Vec<Count<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Vec<Count<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    org: Option<Vec<Count<'a>>>,
}

#[derive(Debug, Serialize)]
struct Count<'a> {
    value: &'a str,
    reports: u64,
    passages: u64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    below: Vec<Count<'a>>,
}

impl<'a> Facets<'a> {
    /// Counts by each field.
    pub fn new(query: Option<&'a str>, total: Total, commit: &Commit, counts: &'a [FacetCounts]) -> Self {
        let mut facets = FieldsJson::default();
        for counts in counts {
            let field = match counts.field {
                FacetField::Year => &mut facets.year,
                FacetField::Role => &mut facets.role,
                FacetField::Section => &mut facets.section,
                FacetField::Author => &mut facets.author,
                FacetField::Org => &mut facets.org,
            };
            *field = Some(counts.values.iter().map(Count::of).collect());
        }
        let searched = Searched { files: commit.reports, unreadable: commit.problems };
        Self { query, total: total.into(), searched, facets }
    }
}

impl<'a> Count<'a> {
    fn of(count: &'a FacetCount) -> Self {
        Self {
            value: &count.value,
            reports: count.reports,
            passages: count.passages,
            below: count.below.iter().map(Self::of).collect(),
        }
    }
}

/// The answer of `index --json`.
#[derive(Debug, Serialize)]
pub struct Indexed {
    reports: usize,
    unreadable: usize,
    passages: u64,
    bytes: u64,
    new: usize,
    changed: usize,
    moved: usize,
    gone: usize,
    unchanged: usize,
    left: usize,
    took_us: u64,
}

impl Indexed {
    /// What a build did in so many microseconds.
    pub fn new(summary: Summary, took_us: u64) -> Self {
        let Summary { reports, problems, passages, bytes, changes, left } = summary;
        let Changes { new, changed, moved, gone, unchanged } = changes;
        Self { reports, unreadable: problems, passages, bytes, new, changed, moved, gone, unchanged, left, took_us }
    }
}
