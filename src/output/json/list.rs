//! The answers of `list` and `show`.

use serde::Serialize;
use utoipa::ToSchema;

use super::common::ReportJson;
use crate::answer::{Citation, Listed, ListedSection, Standing};
use crate::report::{Evidence, Field, Metadata};

/// A line of `list --json`.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListLine<'a> {
    /// Path within the folder.
    path: &'a str,
    /// Title.
    #[schema(required = true)]
    title: Option<&'a str>,
    /// Year.
    #[schema(required = true)]
    year: Option<u16>,
    /// The years it speaks for, where they are more than its own.
    #[schema(required = true)]
    period: Option<String>,
    /// Author.
    #[schema(required = true)]
    author: Option<&'a str>,
    /// Roles of the author.
    #[schema(required = true)]
    role: Option<Vec<&'a str>>,
    /// Organisation.
    #[schema(required = true)]
    org: Option<&'a str>,
    /// The format of its file, as its content says.
    format: &'static str,
    /// Its sections, in reading order.
    sections: Vec<SectionJson<'a>>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Section)]
struct SectionJson<'a> {
    /// 0 for the opening, 1 for a main section.
    level: u8,
    /// The numbering as it is written, 一、 or （三）; empty if there is none.
    number: &'a str,
    /// Its heading; empty if it has none.
    heading: &'a str,
    /// What it does in the report.
    #[schema(required = true)]
    part: Option<&'a str>,
    /// What it is about.
    #[schema(required = true)]
    topic: Option<&'a str>,
    /// Characters of its text, white space not counted.
    chars: u32,
    /// Its paragraphs, a line each, if they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    text: Option<String>,
    /// Those of its paragraphs, by their numbers in the report, that were recognised in pictures.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    recognised: Vec<u32>,
}

impl<'a> SectionJson<'a> {
    fn of(listed: &'a ListedSection) -> Self {
        let ListedSection { section, paragraphs } = listed;
        let texts: Vec<&str> = paragraphs.iter().map(|passage| passage.text.as_str()).collect();
        let recognised = paragraphs.iter().filter(|passage| passage.is_recognised);
        Self {
            level: section.level,
            number: &section.number,
            heading: &section.heading,
            part: section.part.as_ref().map(|label| label.0.as_str()),
            topic: section.topic.as_ref().map(|label| label.0.as_str()),
            chars: section.chars,
            text: (!texts.is_empty()).then(|| texts.join("\n")),
            recognised: recognised.map(|passage| passage.number).collect(),
        }
    }
}

impl<'a> ListLine<'a> {
    /// A report and its sections; their texts if they were read.
    pub fn of(listed: &'a Listed) -> Self {
        let ReportJson { title, author, year, role, org, format } =
            ReportJson::of(&listed.metadata, listed.reading.format);
        Self {
            path: &listed.path,
            title,
            year,
            period: listed.metadata.period.value().map(ToString::to_string),
            author,
            role,
            org,
            format,
            sections: listed.sections.iter().map(SectionJson::of).collect(),
        }
    }
}

/// The answer of `show --json`: a report with the evidence of all that is known of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Show<'a> {
    #[serde(flatten)]
    report: ListLine<'a>,
    /// Why each is known.
    evidence: Vec<EvidenceJson<'a>>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Evidence)]
struct EvidenceJson<'a> {
    /// What is known.
    field: &'static str,
    /// What it is.
    value: String,
    /// Where that stands.
    source: &'static str,
    /// What stands there.
    quote: &'a str,
    /// Of a hundred such claims so many are right.
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
pub fn evidence(metadata: &Metadata) -> Vec<(&'static str, String, &Evidence)> {
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

/// The answer of `show CITATION --json`.
#[derive(Debug, Serialize, ToSchema)]
pub struct Cited<'a> {
    /// What was cited.
    citation: String,
    /// as-cited, changed, moved or gone.
    state: &'static str,
    /// The number of the passage now, if it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    passage: Option<u32>,
    /// Its text, where that is known.
    #[schema(required = true)]
    text: Option<&'a str>,
    /// Whether its file is as it was cited.
    unchanged: bool,
}

impl<'a> Cited<'a> {
    /// How what was cited stands now, and its text where that is known.
    pub fn new(citation: &Citation, standing: Standing, text: Option<&'a str>) -> Self {
        let passage = match standing {
            Standing::AsCited | Standing::Changed => Some(citation.passage),
            Standing::Moved(number) => Some(number),
            Standing::Gone => None,
        };
        let unchanged = standing == Standing::AsCited;
        Self { citation: citation.to_string(), state: standing.as_str(), passage, text, unchanged }
    }
}
