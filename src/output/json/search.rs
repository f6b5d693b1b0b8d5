//! The answers of `search`.

use serde::Serialize;
use utoipa::ToSchema;

use super::common::{ReportJson, Searched, TotalJson};
use crate::answer::{self, Answer, Apart, Context, Contribution, Matched, ReportHits};
use crate::query::Expansion;

/// The answer of `search --json`.
#[derive(Debug, Serialize, ToSchema)]
pub struct Search<'a> {
    /// That of its line, of many queries.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    id: Option<&'a str>,
    /// The query.
    query: &'a str,
    /// How much matches in all.
    total: TotalJson,
    /// What that was drawn from.
    searched: Searched,
    /// Microseconds.
    took_us: u64,
    /// The passages that were asked for, report by report.
    hits: Vec<Hit<'a>>,
    /// Other names that were looked for, too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    expanded: Vec<ExpansionJson<'a>>,
    /// Only where no passage holds all words: where they stand apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    apart: Option<ApartJson>,
}

/// A line of `search --batch` whose query can't be answered.
#[derive(Debug, Serialize, ToSchema)]
pub struct Failed<'a> {
    /// The line's id.
    pub id: &'a str,
    /// The query.
    pub query: &'a str,
    /// What is wrong.
    pub error: String,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Apart)]
struct ApartJson {
    /// Main sections that hold all words.
    sections: u64,
    /// Reports that do.
    reports: u64,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Expansion)]
struct ExpansionJson<'a> {
    /// As it was asked for.
    phrase: &'a str,
    /// Its other names.
    others: &'a [String],
}

impl<'a> ExpansionJson<'a> {
    fn of(expansion: &'a Expansion) -> Self {
        Self { phrase: &expansion.phrase, others: &expansion.others }
    }
}

/// A hit, and a line of `search --jsonl`.
#[derive(Debug, Serialize, ToSchema)]
pub struct Hit<'a> {
    /// Path within the folder.
    path: &'a str,
    #[serde(flatten)]
    about: ReportJson<'a>,
    /// The headings above the passage, the widest first.
    section: &'a [String],
    /// What the innermost section does in the report.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    part: Option<&'a str>,
    /// What it is about; null where that is unknown.
    #[schema(required = true)]
    topic: Option<&'a str>,
    /// Its number in the report, from 1; 0 is a title that stands outside the text.
    passage: u32,
    /// Only where the format has pages: the page it begins on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    page: Option<u32>,
    /// Only of workbooks: the sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    sheet: Option<&'a str>,
    /// Only of workbooks: the row.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    row: Option<u32>,
    /// How well it answers.
    score: f64,
    /// Only where it is true: none of the report's own text.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    boilerplate: bool,
    /// Only where it is true: it was recognised in a picture.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    recognised: bool,
    /// Only of a list's item: the sentence that leads in the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    lead_in: Option<&'a str>,
    /// What is shown of it; … for what is left out.
    text: &'a str,
    /// The matches, as [start, end] in the text, in characters.
    highlights: Vec<[usize; 2]>,
    /// How many matches the whole passage has.
    matches: usize,
    /// Only of a regular expression with groups: what they hold, match by match.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<&'a [Option<String>]>,
    /// Path, passage, characters, and the hashes of file and passage.
    citation: String,
    /// Only if it was asked for: what the score is made of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    explanation: Vec<ContributionJson<'a>>,
    /// Only if they were asked for: passages before it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    before: Vec<&'a str>,
    /// Only if they were asked for: passages after it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    after: Vec<&'a str>,
    /// Those of before and after, by their numbers in the report, that were recognised in pictures.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    context_recognised: Vec<u32>,
}

impl<'a> Hit<'a> {
    /// A hit of a report.
    pub fn of(report: &'a ReportHits, hit: &'a answer::Hit) -> Self {
        let Context { before, after } = &hit.context;
        let recognised = before.iter().chain(after).filter(|passage| passage.recognised);
        Self {
            path: &report.path,
            about: ReportJson::of(&report.metadata, report.format),
            section: &hit.section,
            part: hit.part.as_deref(),
            topic: hit.topic.as_deref(),
            passage: hit.passage,
            page: hit.page,
            sheet: hit.row.as_ref().map(|row| row.sheet.as_str()),
            row: hit.row.as_ref().map(|row| row.number),
            // Scores are hundredths; as a wider float they would show more digits than they have.
            score: f64::from((hit.score * 100.0).round()) / 100.0,
            boilerplate: hit.boilerplate,
            recognised: hit.recognised,
            lead_in: hit.lead_in.as_deref(),
            text: &hit.excerpt.text,
            highlights: hit.excerpt.highlights.iter().map(|range| [range.start, range.end]).collect(),
            matches: hit.matches.len(),
            groups: hit
                .matches
                .iter()
                .map(|matched| matched.groups.as_slice())
                .filter(|groups| !groups.is_empty())
                .collect(),
            citation: hit.citation.to_string(),
            explanation: hit.contributions.iter().map(ContributionJson::of).collect(),
            before: before.iter().map(|passage| passage.text.as_str()).collect(),
            after: after.iter().map(|passage| passage.text.as_str()).collect(),
            context_recognised: recognised.map(|passage| passage.number).collect(),
        }
    }
}

/// A match in a column, and a line of `search --kwic --jsonl`.
#[derive(Debug, Serialize, ToSchema)]
pub struct Line<'a> {
    /// What stands left of the match.
    left: &'a str,
    /// The match.
    matched: &'a str,
    /// What stands right of it.
    right: &'a str,
    /// Only of a regular expression with groups: what they hold.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    groups: &'a [Option<String>],
    /// Path within the folder.
    path: &'a str,
    #[serde(flatten)]
    about: ReportJson<'a>,
    /// The headings above the passage, the widest first.
    section: &'a [String],
    /// Its number in the report, from 1.
    passage: u32,
    /// Only where the format has pages: the page it begins on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    page: Option<u32>,
    /// Only of workbooks: the sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    sheet: Option<&'a str>,
    /// Only of workbooks: the row.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    row: Option<u32>,
    /// Only where it is true: it was recognised in a picture.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    recognised: bool,
    /// Path, passage, characters, and the hashes of file and passage.
    citation: String,
}

impl<'a> Line<'a> {
    /// A match of a hit.
    pub fn of(report: &'a ReportHits, hit: &'a answer::Hit, line: &'a answer::Line, matched: &'a Matched) -> Self {
        Self {
            left: &line.left,
            matched: &line.matched,
            right: &line.right,
            groups: &matched.groups,
            path: &report.path,
            about: ReportJson::of(&report.metadata, report.format),
            section: &hit.section,
            passage: hit.passage,
            page: hit.page,
            sheet: hit.row.as_ref().map(|row| row.sheet.as_str()),
            row: hit.row.as_ref().map(|row| row.number),
            recognised: hit.recognised,
            citation: hit.citation.to_string(),
        }
    }
}

/// A part of a score.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Contribution)]
struct ContributionJson<'a> {
    /// What counts.
    part: &'static str,
    /// Of which word or phrase.
    #[serde(skip_serializing_if = "str::is_empty")]
    of: &'a str,
    /// How often it is there.
    count: u32,
    /// How much of the score it is.
    score: f32,
}

impl<'a> ContributionJson<'a> {
    fn of(Contribution { reason, of, count, score }: &'a Contribution) -> Self {
        Self { part: reason.as_str(), of, count: *count, score: *score }
    }
}

impl<'a> Search<'a> {
    /// The answer to a query, which took so many microseconds; `id` is that of its line in a batch.
    pub fn new(query: &'a str, answer: &'a Answer, took_us: u64, id: Option<&'a str>) -> Self {
        let hits = answer.reports.iter().flat_map(|report| report.hits.iter().map(move |hit| Hit::of(report, hit)));
        Self {
            id,
            query,
            total: answer.counted.total.into(),
            searched: (&answer.counted.coverage).into(),
            took_us,
            hits: hits.collect(),
            expanded: answer.expanded.iter().map(ExpansionJson::of).collect(),
            apart: answer.apart.map(|Apart { sections, reports }| ApartJson { sections, reports }),
        }
    }
}
