//! A search: what is asked, and how its answer is shown.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::filters::FilterArgs;
use super::place::IndexArgs;
use super::table::{TableArgs, TableForm};
use super::understood::QueryArgs;
use crate::answer::{Engine, Grouping, LineOrder, Question, Sort, View, Which};
use crate::error::{Error, Result};
use crate::message;
use crate::query::{Filters, Query};

/// Reports that are shown to people, and given as one JSON object, unless it is said how many.
const REPORTS_SHOWN: usize = 10;
/// Passages of each that are.
const PASSAGES_SHOWN: usize = 3;

/// Find passages, the best first; indexes a small folder when it has no index yet.
///
/// Words parted by spaces must all stand in a passage. Each is an exact phrase: punctuation, quotes, spaces inside
/// words, width, case and traditional characters don't matter, characters do. OR, NOT, brackets, fields (author:林国栋),
/// distances and gaps: baogao help query.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  reports that lack a phrase:   baogao search -L 两个维护 corpus-sample
  passages, and in which:       baogao search \"两个维护 四个意识\" corpus-sample --year 2020..2023
  all of them as a table:       baogao search 党建 corpus-sample --xlsx 党建.xlsx")]
pub struct Search {
    /// What to find; several words in one pair of quotes.
    #[arg(required_unless_present = "batch")]
    pub query: Option<String>,
    /// Folder of reports, or a folder within it [default: the nearest one with an index, from here upward, else the
    /// current one].
    pub folder: Option<PathBuf>,
    /// Where its index is.
    #[command(flatten)]
    pub place: IndexArgs,
    /// How many reports to show [default: 10; of paths, counts, tables, quotations and columns all].
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// How many reports to skip.
    #[arg(long, default_value_t = 0, value_name = "N")]
    offset: usize,
    /// How many passages of each report to show [default: 3; of tables, quotations and columns all].
    #[arg(long, value_name = "N", conflicts_with_all = OF_REPORTS)]
    passages: Option<usize>,
    /// Show all reports and passages, and passages whole.
    #[arg(long, conflicts_with_all = ["files_with_matches", "files_without_match", "count", "kwic"])]
    full: bool,
    /// Order of the reports [default: score; of paths and counts path].
    #[arg(long, value_enum)]
    sort: Option<SortArg>,
    /// What is shown together, and counts for --limit.
    #[arg(long, value_enum, default_value_t, conflicts_with_all = OF_REPORTS)]
    group: GroupArg,
    /// How the query is to be understood.
    #[command(flatten)]
    pub understood: QueryArgs,
    /// How many passages before and after each hit to show.
    #[arg(short = 'C', long, default_value_t = 0, value_name = "N", conflicts_with_all = ["files_with_matches", "files_without_match", "count", "kwic", "csv", "xlsx", "markdown", "docx"])]
    context: u32,
    /// Show what each hit's score is made of.
    #[arg(long, conflicts_with_all = ["kwic", "csv", "xlsx", "markdown", "docx", "files_with_matches", "files_without_match", "count"])]
    explain: bool,
    /// Show each match in a column, with so many characters to its left and right.
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, default_missing_value = "20", conflicts_with_all = ["json", "markdown", "docx", "batch", "files_with_matches", "files_without_match", "count"])]
    kwic: Option<usize>,
    /// Order of the matches in a column: as they are found, or by what stands left or right of them.
    #[arg(long, value_enum, default_value_t, requires = "kwic")]
    kwic_sort: KwicSort,
    /// Show counts by year, role, section, topic, author, organisation and format below the hits.
    #[arg(long, conflicts_with_all = ["json", "jsonl", "csv", "xlsx", "markdown", "docx", "batch", "files_with_matches", "files_without_match", "count", "kwic"])]
    pub facets: bool,
    /// Refresh the index first; auto_refresh = true in baogao.toml does so each time.
    #[arg(long)]
    pub refresh: bool,
    /// Exit with 3 where a file could not be searched or is newer than the index, whatever is found.
    #[arg(long)]
    pub strict: bool,
    /// Print only the paths of all reports with a match.
    #[arg(short = 'l', long, conflicts_with_all = ["count", "json", "jsonl", "markdown", "docx", "batch"])]
    files_with_matches: bool,
    /// Print only the paths of all searched reports without a match.
    #[arg(short = 'L', long, visible_alias = "without", conflicts_with_all = ["files_with_matches", "count", "json", "jsonl", "markdown", "docx", "batch"])]
    files_without_match: bool,
    /// Print only how many passages match in each report with a match.
    #[arg(short, long, conflicts_with_all = ["json", "jsonl", "markdown", "docx", "batch"])]
    count: bool,
    /// Print the answer as one JSON object.
    #[arg(long)]
    json: bool,
    /// Print all hits as JSON objects, a line each.
    #[arg(long, conflicts_with_all = ["json", "csv", "xlsx", "batch"])]
    jsonl: bool,
    /// Hits as a table; of -l, -L, -c and --kwic what they give.
    #[command(flatten)]
    table: TableArgs,
    /// Print all hits as quotations in Markdown, each with its citation.
    #[arg(long, conflicts_with_all = ["json", "jsonl", "csv", "xlsx", "batch"])]
    markdown: bool,
    /// Write such quotations as a Word document, under headings by year or author.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["json", "jsonl", "csv", "xlsx", "markdown", "batch"])]
    docx: Option<PathBuf>,
    /// The headings of a Word document.
    #[arg(long, value_enum, default_value_t, requires = "docx")]
    docx_by: DocxBy,
    /// Answer each line "id<TAB>query" of a file with a JSON object; "-" is standard input.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["csv", "xlsx"])]
    pub batch: Option<PathBuf>,
    // Last: the heading of the filters goes on to the end.
    /// What reports and sections are wanted.
    #[command(flatten)]
    pub filters: FilterArgs,
}

/// What gives reports, not passages.
const OF_REPORTS: [&str; 3] = ["files_with_matches", "files_without_match", "count"];

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SortArg {
    /// The best answer first.
    Score,
    /// The newest report first.
    Year,
    /// The oldest report first.
    #[value(alias = "year-")]
    Oldest,
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

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum DocxBy {
    /// The newest year first, or as --sort says.
    #[default]
    Year,
    /// By author.
    Author,
}

/// What an answer is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Hits, report by report.
    Hits,
    /// Matches in a column, in an order.
    Lines(LineOrder),
    /// Reports: those with a match, or without.
    Reports,
    /// Reports with a match, and how many passages match in each.
    Counts,
}

/// In which form an answer is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// For people to read; of reports a line each.
    People,
    /// One JSON object.
    Json,
    /// A JSON object a row.
    JsonLines,
    /// A table.
    Table(TableForm),
    /// Quotations.
    Markdown,
    /// Quotations as a document, into a file; whether under headings of authors, not of years.
    Docx(PathBuf, bool),
}

impl Form {
    /// Whether it is to be passed on: all of an answer, then, and whole.
    pub fn is_export(&self) -> bool {
        !matches!(self, Self::People | Self::Json)
    }
}

impl Search {
    /// The question that an understood query asks of a collection.
    ///
    /// # Errors
    /// Of the collection's own tables of roles and other names, where they are needed.
    pub fn question(&self, query: Query, filters: &Filters, engine: &dyn Engine) -> Result<Question> {
        let which = if self.files_without_match { Which::Without } else { Which::With };
        self.understood.question(Some(query), filters, which, engine)
    }

    /// What can't apply together, and the arguments alone don't tell.
    ///
    /// # Errors
    /// [`Error::Request`].
    pub fn check(&self) -> Result<()> {
        match self.sort {
            Some(SortArg::Score) if self.files_without_match => Err(Error::Request(message!("no-score-without"))),
            // Clap says so only where nothing stands there that --kwic or --docx can't stand beside.
            _ if self.kwic.is_none() && self.kwic_sort != KwicSort::None => {
                Err(Error::Request(message!("usage-missing", argument = "--kwic")))
            }
            _ if self.docx.is_none() && matches!(self.docx_by, DocxBy::Author) => {
                Err(Error::Request(message!("usage-missing", argument = "--docx")))
            }
            _ if self.kwic.is_some() && self.is_number_a_folder() => Err(Error::Request(message!("kwic-equals"))),
            _ => Ok(()),
        }
    }

    /// Whether what stands where the folder does can only be meant for --kwic.
    fn is_number_a_folder(&self) -> bool {
        let given = [self.query.as_deref().map(Path::new), self.folder.as_deref()];
        let last = given.into_iter().flatten().next_back();
        last.is_some_and(|last| last.to_str().is_some_and(|last| last.parse::<u16>().is_ok()) && !last.is_dir())
            && self.folder.is_some()
    }

    /// How the answer is ordered, cut and shown.
    pub fn view(&self) -> View {
        let order = match self.sort {
            Some(SortArg::Year) => Sort::Year,
            Some(SortArg::Oldest) => Sort::Oldest,
            Some(SortArg::Path) => Sort::Path,
            Some(SortArg::Score) => Sort::Score,
            None if matches!(self.rows(), Rows::Reports | Rows::Counts) => Sort::Path,
            // A document is read from year to year.
            None if self.docx.is_some() => Sort::Year,
            None => Sort::Score,
        };
        let group = match self.group {
            GroupArg::Report => Grouping::Report,
            GroupArg::Section => Grouping::Section,
            GroupArg::None => Grouping::None,
        };
        let rows = self.rows();
        let all = rows != Rows::Hits || self.full || self.form().is_export();
        let passages = match rows {
            Rows::Reports | Rows::Counts => 0,
            _ if all => self.passages.unwrap_or(usize::MAX),
            _ => self.passages.unwrap_or(PASSAGES_SHOWN),
        };
        let limit = self.limit.or((!all).then_some(REPORTS_SHOWN));
        let whole = self.full || rows == Rows::Hits && self.form().is_export();
        let Self { offset, context, explain, kwic: concordance, .. } = *self;
        View { order, group, offset, limit, passages, context, explain, concordance, whole }
    }

    /// What the answer is made of.
    pub fn rows(&self) -> Rows {
        match self {
            Self { files_with_matches: true, .. } | Self { files_without_match: true, .. } => Rows::Reports,
            Self { count: true, .. } => Rows::Counts,
            Self { kwic: Some(_), .. } => Rows::Lines(match self.kwic_sort {
                KwicSort::None => LineOrder::Found,
                KwicSort::Left => LineOrder::Left,
                KwicSort::Right => LineOrder::Right,
            }),
            _ => Rows::Hits,
        }
    }

    /// In which form it is given.
    pub fn form(&self) -> Form {
        if let Some(table) = self.table.form() {
            return Form::Table(table);
        }
        match self {
            Self { jsonl: true, .. } => Form::JsonLines,
            Self { markdown: true, .. } => Form::Markdown,
            Self { docx: Some(file), docx_by, .. } => Form::Docx(file.clone(), matches!(docx_by, DocxBy::Author)),
            Self { json: true, .. } => Form::Json,
            _ => Form::People,
        }
    }
}
