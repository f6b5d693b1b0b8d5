//! The ranked answer to a query.

use std::sync::Arc;

use super::apart::{Apart, words_apart};
use super::choose::choose;
use super::collect::collect;
use super::concordance::{self, Line};
use super::excerpt::{Excerpt, excerpt_of};
use super::highlight::Highlighter;
use super::hits::{Group, Hits, RawHit, Scoring, Total};
use super::lead_in::lead_in;
use super::parts::Part;
use super::units::{Unit, collect_within};
use super::word_scores::WordScores;
use crate::error::{Error, Result};
use crate::index::{ReadReport, Reader};
use crate::query::{Expansion, Filters, Mark, Node, Query};
use crate::report::model::heading_path;
use crate::report::{Metadata, SectionId};

/// Characters of a passage that are shown, about: three lines of a terminal.
const EXCERPT_CHARS: usize = 150;

/// How an answer is ordered and cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchOptions {
    /// How many reports are shown.
    pub limit: usize,
    /// How many are skipped before.
    pub offset: usize,
    /// How many passages of each are shown at most.
    pub passages: usize,
    /// Their order.
    pub sort: Sort,
    /// What is shown together.
    pub group: Grouping,
    /// What all words must stand in.
    pub within: Unit,
    /// How many passages before and after each hit are shown.
    pub context: u32,
    /// Whether scores are taken apart.
    pub explain: bool,
    /// Whether matches are given in a column, and with how many characters on each side.
    pub concordance: Option<usize>,
}

impl Default for SearchOptions {
    fn default() -> Self {
        Self {
            limit: 10,
            offset: 0,
            passages: 3,
            sort: Sort::Score,
            group: Grouping::Report,
            within: Unit::Passage,
            context: 0,
            explain: false,
            concordance: None,
        }
    }
}

/// What of an answer is shown together, and counts as one for its limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// The hits of a report.
    #[default]
    Report,
    /// The hits of a section.
    Section,
    /// Each hit by itself.
    None,
}

/// The order of reports. Ties are broken by the newer year, then by path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The best answer first; where years are asked for, reports that are of them before reports that only speak for
    /// them.
    #[default]
    Score,
    /// The newest first, then the best answer.
    Year,
    /// By path.
    Path,
}

/// The answer to a query.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What matches in all.
    pub total: Total,
    /// Files that were searched.
    pub searched: usize,
    /// Files that could not be read, and so not be searched.
    pub unreadable: usize,
    /// What is shown.
    pub reports: Vec<ReportHits>,
    /// The other names that were looked for, too.
    pub expanded: Vec<Expansion>,
    /// Where nothing matches: whether the words stand apart from each other.
    pub apart: Option<Apart>,
}

/// A report with its best hits.
#[derive(Clone, Debug)]
pub struct ReportHits {
    /// Path within the indexed folder.
    pub path: String,
    /// What is known of it.
    pub metadata: Arc<Metadata>,
    /// Its best hits, the best first.
    pub hits: Vec<Hit>,
    /// How many hits it has in all.
    pub total: usize,
}

/// A passage that matches.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The headings above it, the widest first.
    pub section: Vec<String>,
    /// Its number in the report, from 1; 0 for a title that stands outside the text.
    pub passage: u32,
    /// How well it answers; 0 for boilerplate.
    pub score: f32,
    /// Whether it is none of the report's own: a watermark, an advertisement, a page number.
    pub boilerplate: bool,
    /// The page of the file that it begins on, where the format has pages.
    pub page: Option<u32>,
    /// Where it is a list's item: what leads in the list.
    pub lead_in: Option<String>,
    /// What is shown of it.
    pub excerpt: Excerpt,
    /// Where it stands, to be found again.
    pub place: Place,
    /// The passages around it, as far as they were asked for.
    pub context: Context,
    /// What its score is made of, if that was asked for.
    pub parts: Vec<Part>,
    /// Its matches in a column, if they were asked for.
    pub concordance: Vec<Line>,
}

/// Passages around another: their numbers and texts, in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Before it.
    pub before: Vec<(u32, String)>,
    /// After it.
    pub after: Vec<(u32, String)>,
}

/// Where a match stands: what a citation says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Path within the indexed folder.
    pub path: String,
    /// Number of the passage.
    pub passage: u32,
    /// Characters of the passage, from the first of its first match to after the last of it.
    pub chars: (usize, usize),
    /// The first digits of the hash of the file as it was read.
    pub hash: String,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (start, end) = self.chars;
        write!(f, "{}#{}:{start}-{end}@{}", self.path, self.passage, self.hash)
    }
}

impl Place {
    /// A citation as it was printed; none for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let (rest, hash) = text.rsplit_once('@')?;
        let (path, numbers) = rest.rsplit_once('#')?;
        let (passage, chars) = numbers.split_once(':')?;
        let (start, end) = chars.split_once('-')?;
        let is_hash = hash.len() == HASH_DIGITS && hash.chars().all(|c| c.is_ascii_hexdigit());
        is_hash.then_some(())?;
        let chars = (start.parse().ok()?, end.parse().ok()?);
        Some(Self { path: path.to_owned(), passage: passage.parse().ok()?, chars, hash: hash.to_owned() })
    }
}

/// Digits of a file's hash in a citation: enough to see that a file changed, few enough to be quoted.
const HASH_DIGITS: usize = 12;

/// The passage that a citation means, and whether its file is still the same as when it was cited.
///
/// # Errors
/// [`Error::Report`] if there is no such report or passage.
pub fn cited(reader: &Reader, place: &Place) -> Result<(String, bool)> {
    let missing = || Error::Report { name: place.to_string(), candidates: Vec::new() };
    let file = reader.file_at(&place.path)?.ok_or_else(missing)?;
    let record = reader.record(file)?;
    let report = record.report().ok_or_else(missing)?;
    if place.passage == 0 || place.passage > report.passages {
        return Err(missing());
    }
    Ok((reader.passage(file, place.passage)?, record.hash_digits(HASH_DIGITS) == place.hash))
}

/// Answers a query.
///
/// # Errors
/// Of the index, and of the folder's own schema files where a filter needs them.
pub fn search(reader: &Reader, query: &Query, filters: &Filters, options: &SearchOptions) -> Result<Answer> {
    let scoring = if options.explain { Scoring::Explained } else { Scoring::On };
    let mut hits = match options.within {
        Unit::Passage => collect(reader, query, filters, scoring)?,
        unit => collect_within(reader, query, filters, unit, scoring)?,
    };
    let total = hits.total();
    regroup(&mut hits, options.group);
    // A loose text is ranked by its words from the start.
    let words = match &query.root {
        Node::Loose(_) => None,
        root => Some(WordScores::new(reader, &root.phrases())?),
    };
    let shown = choose(reader, &mut hits, words.as_ref(), filters, options)?;
    let marks = match &query.root {
        Node::Loose(_) => vec![Mark::AnyOf(&hits.marked)],
        root => root.marks(),
    };
    let highlighter = Highlighter::new(&marks);
    let of_report = |group: usize| report_hits(reader, &highlighter, &hits, &hits.groups[group], options);
    let reports = shown.into_iter().map(of_report).collect::<Result<_>>()?;
    let apart = match &query.root {
        Node::All(words) if hits.groups.is_empty() && query.root.is_plain() => {
            Some(words_apart(reader, words, filters)?)
        }
        _ => None,
    };
    let commit = reader.commit();
    let (searched, unreadable) = (commit.reports, commit.problems);
    Ok(Answer { total, searched, unreadable, reports, expanded: query.expanded.clone(), apart })
}

/// How much a loose search for the same text would find: worth saying where nothing matches. None if it finds nothing,
/// or the query is more than text.
///
/// # Errors
/// As [`search`].
pub fn loosely(reader: &Reader, query: &Query, filters: &Filters) -> Result<Option<Total>> {
    let Some(loose) = Query::loose(&query.text).ok().filter(|_| query.root.is_plain()) else { return Ok(None) };
    let total = collect(reader, &loose, filters, Scoring::Off)?.total();
    Ok((total.passages > 0).then_some(total))
}

/// Parts the groups of reports into smaller ones.
fn regroup(hits: &mut Hits, grouping: Grouping) {
    if grouping == Grouping::Report {
        return;
    }
    let mut groups = Vec::new();
    for group in &hits.groups {
        let mut start = group.hits.start;
        let same = |a: &RawHit, b: &RawHit| match grouping {
            Grouping::Report => true,
            Grouping::Section => a.section == b.section,
            Grouping::None => false,
        };
        for part in hits.of(group).chunk_by(same) {
            groups.push(Group::of(group.file, start..start + part.len(), part));
            start += part.len();
        }
    }
    hits.groups = groups;
}

fn report_hits(
    reader: &Reader,
    highlighter: &Highlighter<'_>,
    hits: &Hits,
    group: &Group,
    options: &SearchOptions,
) -> Result<ReportHits> {
    let record = reader.shown_record(group.file)?;
    let report = record.report().ok_or_else(|| reader.damaged(&"a match in a file that was not read"))?;
    let mut best: Vec<(usize, &RawHit)> = group.hits.clone().zip(hits.of(group)).collect();
    best.sort_by(|(_, a), (_, b)| b.score.total_cmp(&a.score).then(a.doc.cmp(&b.doc)));
    best.truncate(options.passages);
    let hash = record.hash_digits(HASH_DIGITS);
    let hit = |(index, raw): (usize, &RawHit)| -> Result<Hit> {
        let number = raw.doc - group.file.doc_id;
        let text = if number == 0 { title_apart(report) } else { reader.passage(group.file, number)? };
        let neighbours = |numbers: std::ops::RangeInclusive<u32>| -> Result<Vec<(u32, String)>> {
            numbers.map(|number| Ok((number, reader.passage(group.file, number)?))).collect()
        };
        let context = match options.context {
            0 => Context::default(),
            _ if number == 0 => Context::default(),
            n => Context {
                before: neighbours(number.saturating_sub(n).max(1)..=number - 1)?,
                after: neighbours(number + 1..=number.saturating_add(n).min(report.passages))?,
            },
        };
        let matches = highlighter.matches(&text, usize::from(raw.places));
        let first = matches.first().map_or((0, 0), |(range, _)| {
            let chars = |to: u32| text[..to as usize].chars().count();
            (chars(range.start), chars(range.end))
        });
        Ok(Hit {
            place: Place { path: record.path.clone(), passage: number, chars: first, hash: hash.clone() },
            context,
            parts: hits.parts.get(index).cloned().unwrap_or_default(),
            concordance: options.concordance.map_or_else(Vec::new, |chars| concordance::lines(&text, &matches, chars)),
            section: heading_path(&report.sections, SectionId(raw.section)),
            passage: number,
            page: report.page(number),
            score: raw.score,
            boilerplate: raw.boilerplate,
            lead_in: lead_in(reader, group.file, number)?,
            excerpt: excerpt_of(&text, &matches, highlighter.marks().len(), EXCERPT_CHARS),
        })
    };
    let shown = best.into_iter().map(hit).collect::<Result<_>>()?;
    Ok(ReportHits {
        metadata: Arc::clone(&report.metadata),
        path: record.path.clone(),
        hits: shown,
        total: hits.of(group).len(),
    })
}

fn title_apart(report: &ReadReport) -> String {
    report.metadata.title_apart().cloned().unwrap_or_default()
}
