//! A search: what is asked, and how its answer is shown.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::filters::FilterArgs;
use super::place::IndexArgs;
use crate::answer::{Engine, Grouping, LineOrder, Question, Scope, Sort, View};
use crate::error::Result;
use crate::query::{Filters, Query};

/// Find passages, the best first; indexes the folder when it has no index yet.
///
/// Words parted by spaces must all stand in a passage. Each is an exact phrase: punctuation, quotes, spaces inside
/// words, width, case and traditional characters don't matter, characters do. OR, NOT, brackets, fields (author:林国栋),
/// distances and gaps: baogao help query.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: baogao search \"两个维护 四个意识\" corpus-sample --year 2020..2023 --section 廉洁自律"
)]
pub struct Search {
    /// What to find; several words in one pair of quotes.
    #[arg(required_unless_present = "batch")]
    pub query: Option<String>,
    /// Folder of reports [default: the nearest one with an index, from here upward, else the current one].
    pub folder: Option<PathBuf>,
    /// Where its index is.
    #[command(flatten)]
    pub place: IndexArgs,
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
    #[arg(long, conflicts_with_all = ["kwic", "csv", "markdown", "files_with_matches", "files_without_match", "count"])]
    explain: bool,
    /// Show each match in a column, with so many characters to its left and right.
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "20", conflicts_with_all = ["json", "batch", "files_with_matches", "files_without_match", "count"])]
    kwic: Option<usize>,
    /// Order of the matches in a column: as they are found, or by what stands left or right of them.
    #[arg(long, value_enum, default_value_t, requires = "kwic")]
    kwic_sort: KwicSort,
    /// Show counts by year, role, section, author and organisation below the hits.
    #[arg(long, conflicts_with_all = ["json", "batch", "files_with_matches", "files_without_match", "count", "kwic"])]
    pub facets: bool,
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
    pub expand: bool,
    /// Refresh the index first; auto_refresh = true in baogao.toml does so each time.
    #[arg(long)]
    pub refresh: bool,
    /// Print only the paths of all reports with a match.
    #[arg(short = 'l', long, conflicts_with_all = ["count", "json", "batch"])]
    files_with_matches: bool,
    /// Print only the paths of all searched reports without a match.
    #[arg(short = 'L', long, conflicts_with_all = ["files_with_matches", "count", "json", "batch"])]
    files_without_match: bool,
    /// Print only how many passages match in each report with a match.
    #[arg(short, long, conflicts_with_all = ["json", "batch"])]
    count: bool,
    /// Print the answer as one JSON object.
    #[arg(long)]
    json: bool,
    /// Print the hits as JSON objects, a line each.
    #[arg(long, conflicts_with_all = ["json", "batch", "files_with_matches", "files_without_match", "count"])]
    jsonl: bool,
    /// Print the hits as a table that spreadsheet programs open.
    #[arg(long, conflicts_with_all = ["json", "jsonl", "batch", "files_with_matches", "files_without_match", "count"])]
    csv: bool,
    /// Print the hits as quotations in Markdown, each with its citation.
    #[arg(long, conflicts_with_all = ["json", "jsonl", "csv", "batch", "files_with_matches", "files_without_match", "count"])]
    markdown: bool,
    /// Answer each line "id<TAB>query" of a file with a JSON object; "-" is standard input.
    #[arg(long, value_name = "FILE")]
    pub batch: Option<PathBuf>,
    // Last: the heading of the filters goes on to the end.
    /// What reports and sections are wanted.
    #[command(flatten)]
    pub filters: FilterArgs,
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

/// In which form an answer is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For people to read.
    People,
    /// Paths of reports with a match.
    Paths,
    /// Paths of searched reports without one.
    Without,
    /// Paths, and how many passages match in each.
    Counts,
    /// Matches in a column, in an order.
    Columns(LineOrder),
    /// One JSON object.
    Json,
    /// A JSON object a hit.
    JsonLines,
    /// A table.
    Csv,
    /// Quotations.
    Markdown,
}

impl Search {
    /// A query as it is to be understood, not yet resolved.
    ///
    /// # Errors
    /// [`crate::error::Error::Query`] and its like for a text that is none.
    pub fn understood(&self, text: &str) -> Result<Query> {
        match (self.regex, self.literal) {
            (true, _) => Query::regex(text),
            (_, true) => Query::parse_literal(text),
            _ if self.loose => Query::loose(text),
            _ => Query::parse(text),
        }
    }

    /// The question that an understood query asks of a collection.
    ///
    /// # Errors
    /// Of the collection's own tables of roles and other names, where they are needed.
    pub fn question(&self, query: Query, filters: &Filters, engine: &dyn Engine) -> Result<Question> {
        let vocabulary = engine.vocabulary()?;
        let query = if self.expand { query.expand(vocabulary.synonyms()?) } else { query };
        let within = match self.within {
            WithinArg::Passage => Scope::Passage,
            WithinArg::Section => Scope::Section,
            WithinArg::Report => Scope::Report,
        };
        Ok(Question { within, ..Question::new(Some(query), filters.clone(), &vocabulary)? })
    }

    /// How the answer is ordered, cut and shown.
    pub fn view(&self) -> View {
        let order = match self.sort {
            SortArg::Score => Sort::Score,
            SortArg::Year => Sort::Year,
            SortArg::Path => Sort::Path,
        };
        let group = match self.group {
            GroupArg::Report => Grouping::Report,
            GroupArg::Section => Grouping::Section,
            GroupArg::None => Grouping::None,
        };
        let Self { limit, offset, passages, context, explain, kwic: concordance, .. } = *self;
        View { order, group, offset, limit: Some(limit), passages, context, explain, concordance }
    }

    /// In which form the answer is given.
    pub fn form(&self) -> Form {
        match self {
            Self { files_with_matches: true, .. } => Form::Paths,
            Self { files_without_match: true, .. } => Form::Without,
            Self { count: true, .. } => Form::Counts,
            Self { kwic: Some(_), .. } => Form::Columns(match self.kwic_sort {
                KwicSort::None => LineOrder::Found,
                KwicSort::Left => LineOrder::Left,
                KwicSort::Right => LineOrder::Right,
            }),
            Self { jsonl: true, .. } => Form::JsonLines,
            Self { csv: true, .. } => Form::Csv,
            Self { markdown: true, .. } => Form::Markdown,
            Self { json: true, .. } => Form::Json,
            _ => Form::People,
        }
    }
}
