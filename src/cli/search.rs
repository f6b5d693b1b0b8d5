//! `baogao search`: ranked passages, or the paths or counts of reports.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use clap::{Args, ValueEnum};

use super::common::{FilterArgs, Place};
use super::freshness::{self, Look};
use super::progress::tell_unreadable;
use super::{Found, Outcome, Output};
use crate::error::Error;
use crate::index::Reader;
use crate::message;
use crate::output::{json, quote};
use crate::query::{Filters, Node, Query};
use crate::schema::synonyms::Synonyms;
use crate::search::{self, FacetField, Grouping, SearchOptions, Sort, Unit};
use crate::source::Given;

/// Values of each field that are shown below an answer.
const FACETS_SHOWN: usize = 5;

/// Find passages, the best first; indexes the folder when it has no index yet.
///
/// Words parted by spaces must all stand in a passage. Each is an exact phrase: punctuation, quotes, spaces inside
/// words, width, case and traditional characters don't matter, characters do. OR, NOT, brackets, fields (author:林国栋),
/// distances and gaps: baogao help query.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: baogao search \"两个维护 四个意识\" corpus-sample --year 2020..2023 --section 廉洁自律"
)]
pub(super) struct Search {
    /// What to find; several words in one pair of quotes.
    #[arg(required_unless_present = "batch")]
    query: Option<String>,
    /// Folder of reports [default: the nearest one with an index, from here upward, else the current one].
    folder: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
    /// How many reports to show.
    #[arg(long, default_value_t = 10, value_name = "N")]
    limit: usize,
    /// How many reports to skip.
    #[arg(long, default_value_t = 0, value_name = "N")]
    offset: usize,
    /// How many passages of each report to show.
    #[arg(long, default_value_t = 3, value_name = "N")]
    passages: usize,
    /// Order of the reports.
    #[arg(long, value_enum, default_value_t)]
    sort: SortArg,
    /// What is shown together, and counts for --limit.
    #[arg(long, value_enum, default_value_t)]
    group: GroupArg,
    /// What all words must stand in.
    #[arg(long, value_enum, default_value_t)]
    within: WithinArg,
    /// How many passages before and after each hit to show.
    #[arg(short = 'C', long, default_value_t = 0, value_name = "N")]
    context: u32,
    /// Show what each hit's score is made of.
    #[arg(long, conflicts_with_all = ["kwic", "csv", "markdown", "files_with_matches", "count"])]
    explain: bool,
    /// Show each match in a column, with so many characters to its left and right.
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "20", conflicts_with_all = ["json", "batch", "files_with_matches", "count"])]
    kwic: Option<usize>,
    /// Order of the matches in a column: as they are found, or by what stands left or right of them.
    #[arg(long, value_enum, default_value_t, requires = "kwic")]
    kwic_sort: KwicSort,
    /// Show counts by year, role, section, author and organisation below the hits.
    #[arg(long, conflicts_with_all = ["json", "batch", "files_with_matches", "count", "kwic"])]
    facets: bool,
    /// Phrases must stand as they are typed: punctuation, case, width and blanks, too.
    #[arg(long)]
    literal: bool,
    /// The query is a regular expression over passages.
    #[arg(long, conflicts_with = "literal")]
    regex: bool,
    /// Find passages that hold much of a question or a pasted text, by its words; some may be missing.
    #[arg(long, conflicts_with_all = ["literal", "regex"])]
    loose: bool,
    /// Also find other names of what is asked for: synonyms and abbreviations of the schema, and of your synonyms.txt.
    #[arg(long, conflicts_with_all = ["literal", "regex", "loose"])]
    expand: bool,
    /// Refresh the index first; auto_refresh = true in baogao.toml does so each time.
    #[arg(long)]
    refresh: bool,
    /// Print only the paths of all reports with a match.
    #[arg(short = 'l', long, conflicts_with_all = ["count", "json", "batch"])]
    files_with_matches: bool,
    /// Print only how many passages match in each report with a match.
    #[arg(short, long, conflicts_with_all = ["json", "batch"])]
    count: bool,
    /// Print the answer as one JSON object.
    #[arg(long)]
    json: bool,
    /// Print the hits as JSON objects, a line each.
    #[arg(long, conflicts_with_all = ["json", "batch", "files_with_matches", "count"])]
    jsonl: bool,
    /// Print the hits as a table that spreadsheet programs open.
    #[arg(long, conflicts_with_all = ["json", "jsonl", "batch", "files_with_matches", "count"])]
    csv: bool,
    /// Print the hits as quotations in Markdown, each with its citation.
    #[arg(long, conflicts_with_all = ["json", "jsonl", "csv", "batch", "files_with_matches", "count"])]
    markdown: bool,
    /// Answer each line "id<TAB>query" of a file with a JSON object; "-" is standard input.
    #[arg(long, value_name = "FILE")]
    batch: Option<PathBuf>,
    // Last: the heading of the filters goes on to the end.
    #[command(flatten)]
    filters: FilterArgs,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum SortArg {
    /// The best answer first.
    #[default]
    Score,
    /// The newest report first.
    Year,
    /// By path.
    Path,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum GroupArg {
    /// The hits of a report.
    #[default]
    Report,
    /// The hits of a section.
    Section,
    /// Each hit by itself.
    None,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum WithinArg {
    /// One passage.
    #[default]
    Passage,
    /// One main section, with its sub-sections.
    Section,
    /// One report.
    Report,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum KwicSort {
    /// As they are found.
    #[default]
    None,
    /// By what stands left of them, from the match outward.
    Left,
    /// By what stands right of them.
    Right,
}

impl Search {
    pub(super) fn run(mut self, output: &mut Output) -> Outcome {
        if self.batch.is_some() {
            // With a batch there is no query: what stands first is the folder.
            match (&self.query, &self.folder) {
                (Some(query), Some(_)) => {
                    let reason = message!("queries-in-file");
                    return Err(Error::Query { query: query.clone(), reason }.into());
                }
                _ => self.folder = self.query.take().map(PathBuf::from),
            }
        }
        let filters = self.filters.parse()?;
        // A query that says nothing is refused before anything is indexed for it.
        let query = self.query.as_deref().map(|text| self.understood(text)).transpose()?;
        let mut reader = Arc::new(self.place.open_or_build(self.folder.as_deref())?);
        let mut look = None;
        if self.refresh || Given::wants_refresh(&reader.location().folder) {
            reader = freshness::refreshed(reader)?;
        } else if self.batch.is_none() {
            look = Some(Look::begin(&reader));
        }
        let synonyms = self.expand.then(|| Synonyms::load(&reader.location().schema)).transpose()?;
        let query = query.map(|query| expanded(query, synonyms.as_ref()));
        query.iter().for_each(Self::tell_scan);
        let outcome = match (&query, &self.batch) {
            (_, Some(file)) => self.batch(output, &reader, &filters, synonyms.as_ref(), file),
            (Some(query), None) if self.files_with_matches => self.paths(output, &reader, query, &filters),
            (Some(query), None) if self.count => self.counts(output, &reader, query, &filters),
            (Some(query), None) => self.answer(output, &reader, query, &filters),
            (None, None) => Err(Error::Query { query: String::new(), reason: message!("nothing-to-search") }.into()),
        };
        // After the answer, however it is passed on.
        let found = outcome?;
        output.raw.flush()?;
        if let Some(seen) = look.and_then(Look::seen) {
            output.tell(&seen)?;
        }
        // The process ends here, and the system lets go of all files of the index at once; one by one takes longer.
        std::mem::forget(reader);
        Ok(found)
    }

    fn understood(&self, text: &str) -> Result<Query, Error> {
        match (self.regex, self.literal) {
            (true, _) => Query::regex(text),
            (_, true) => Query::parse_literal(text),
            _ if self.loose => Query::loose(text),
            _ => Query::parse(text),
        }
    }

    fn options(&self) -> SearchOptions {
        let sort = match self.sort {
            SortArg::Score => Sort::Score,
            SortArg::Year => Sort::Year,
            SortArg::Path => Sort::Path,
        };
        let group = match self.group {
            GroupArg::Report => Grouping::Report,
            GroupArg::Section => Grouping::Section,
            GroupArg::None => Grouping::None,
        };
        let within = match self.within {
            WithinArg::Passage => Unit::Passage,
            WithinArg::Section => Unit::Section,
            WithinArg::Report => Unit::Report,
        };
        let Self { limit, offset, passages, context, explain, kwic: concordance, .. } = *self;
        SearchOptions { limit, offset, passages, sort, group, within, context, explain, concordance }
    }

    fn tell_scan(query: &Query) {
        if matches!(&query.root, Node::Pattern(pattern) if pattern.needs.is_empty()) {
            super::progress::tell(&message!("every-passage-is-read"));
        }
    }

    fn answer(&self, output: &mut Output, reader: &Reader, query: &Query, filters: &Filters) -> Outcome {
        let started = Instant::now();
        let answer = search::search(reader, query, filters, &self.options())?;
        let hits = || answer.reports.iter().flat_map(|report| report.hits.iter().map(move |hit| (report, hit)));
        if self.kwic.is_some() {
            let mut lines: Vec<_> =
                hits().flat_map(|(report, hit)| hit.concordance.iter().map(move |line| (report, hit, line))).collect();
            match self.kwic_sort {
                KwicSort::None => {}
                KwicSort::Left => lines.sort_by_key(|(.., line)| line.left.chars().rev().collect::<String>()),
                KwicSort::Right => lines.sort_by(|(.., a), (.., b)| a.right.cmp(&b.right)),
            }
            output.people(&reader.location().folder, |terminal| terminal.concordance(&lines, &answer))?;
        } else if self.jsonl {
            for (report, hit) in hits() {
                output.json(&json::Hit::of(report, hit))?;
            }
            tell_unreadable(reader);
        } else if self.csv {
            quote::csv(&mut output.raw, hits())?;
            tell_unreadable(reader);
        } else if self.markdown {
            quote::markdown(&mut output.raw, hits())?;
            tell_unreadable(reader);
        } else if self.json {
            let took = started.elapsed().as_micros() as u64;
            output.json(&json::Search::new(&query.text, &answer, took, None))?;
        } else {
            output.people(&reader.location().folder, |terminal| terminal.answer(&answer))?;
            let loosely = if answer.total.passages == 0 { search::loosely(reader, query, filters)? } else { None };
            if let Some(total) = loosely {
                output.people(&reader.location().folder, |terminal| terminal.loosely(&total))?;
            }
        }
        if self.facets {
            let (_, counts) = search::facets(reader, Some(query), filters, &FacetField::ALL, FACETS_SHOWN)?;
            output.people(&reader.location().folder, |terminal| terminal.counts_beside(answer.total, &counts))?;
        }
        Ok(found(answer.total.passages > 0))
    }

    fn paths(&self, output: &mut Output, reader: &Reader, query: &Query, filters: &Filters) -> Outcome {
        let paths = search::matching_paths(reader, query, filters)?;
        tell_unreadable(reader);
        for (path, _) in &paths {
            writeln!(output.raw, "{}", printed(&reader.location().folder, path))?;
        }
        Ok(found(!paths.is_empty()))
    }

    fn counts(&self, output: &mut Output, reader: &Reader, query: &Query, filters: &Filters) -> Outcome {
        let counts = search::matching_paths(reader, query, filters)?;
        tell_unreadable(reader);
        for (path, count) in &counts {
            writeln!(output.raw, "{}:{count}", printed(&reader.location().folder, path))?;
        }
        Ok(found(!counts.is_empty()))
    }

    /// Answers each line of a file as it comes; a line that can't be answered says so in its place.
    fn batch(
        &self,
        output: &mut Output,
        reader: &Reader,
        filters: &Filters,
        synonyms: Option<&Synonyms>,
        file: &Path,
    ) -> Outcome {
        let is_stdin = file == Path::new("-");
        let lines: Box<dyn BufRead> = if is_stdin {
            Box::new(std::io::stdin().lock())
        } else {
            Box::new(BufReader::new(File::open(file).map_err(Error::io(message!("cant-read"), file))?))
        };
        let mut best = Found::Nothing;
        for (number, line) in (1..).zip(lines.lines()) {
            let line = line.map_err(Error::io(message!("cant-read"), file))?;
            let line = line.strip_prefix('\u{FEFF}').filter(|_| number == 1).unwrap_or(&line);
            if line.trim().is_empty() {
                continue;
            }
            let numbered = format!("{number}");
            let (id, text) = line.split_once('\t').unwrap_or((&numbered, line));
            let started = Instant::now();
            let query = self.understood(text).map(|query| expanded(query, synonyms));
            let answer = query.and_then(|query| Ok((search::search(reader, &query, filters, &self.options())?, query)));
            match answer {
                Ok((answer, query)) => {
                    if answer.total.passages > 0 {
                        best = Found::Something;
                    }
                    let took = started.elapsed().as_micros() as u64;
                    output.json(&json::Search::new(&query.text, &answer, took, Some(id)))?;
                }
                Err(error @ (Error::Query { .. } | Error::Syntax { .. } | Error::Pattern { .. })) => {
                    output.json(&json::Failed { id, query: text, error: error.to_string() })?;
                }
                Err(error) => return Err(error.into()),
            }
            if is_stdin {
                // Whoever asks line by line waits for each answer.
                output.raw.flush()?;
            }
        }
        Ok(best)
    }
}

/// The query with other names, if they are asked for.
fn expanded(query: Query, synonyms: Option<&Synonyms>) -> Query {
    match synonyms {
        Some(synonyms) => query.expand(synonyms),
        None => query,
    }
}

fn found(something: bool) -> Found {
    if something { Found::Something } else { Found::Nothing }
}

/// A path as ripgrep prints it: the folder as it was given, then the path; the current folder is left out.
fn printed(folder: &Path, path: &str) -> String {
    let full = if folder == Path::new(".") { PathBuf::from(path) } else { folder.join(path) };
    full.display().to_string()
}
