//! Counts by value: what is counted, and how much of it is shown.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::filters::FilterArgs;
use super::place::IndexArgs;
use super::queries::NamedQuery;
use super::table::{TableArgs, TableForm};
use super::understood::QueryArgs;
use crate::answer::{Engine, FacetField, Question, ValueOrder, Which};
use crate::error::{Error, Result};
use crate::message;
use crate::query::{Filters, Query};

/// Values of each field that are shown to people, unless it is said how many.
const VALUES_SHOWN: usize = 10;

/// Count reports and passages by year, role, section, part, topic, author, organisation and format.
///
/// Beside the reports that match stands their share of all reports of the value, and of all that match. Years without a
/// match are shown, with 0.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  baogao facets 两个维护 corpus-sample --by year,role
  who lacks it, and when, as a table:   baogao facets 两个维护 corpus-sample --without --by org,year --cross --csv
  many phrases by year:                 baogao facets -f phrases.txt corpus-sample --by year --csv")]
pub struct Facets {
    /// Count only what matches this; without it, everything.
    pub query: Option<String>,
    /// Folder of reports, or a folder within it [default: the nearest one with an index, from here upward]; it may stand
    /// alone.
    pub folder: Option<PathBuf>,
    /// Where its index is.
    #[command(flatten)]
    pub place: IndexArgs,
    /// What to count by [default: all of them].
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FIELDS")]
    by: Vec<FieldArg>,
    /// Count by two fields together, as --by org,year: a row each pair of values.
    #[arg(long, requires = "by")]
    cross: bool,
    /// Count each query of a file, one a line, side by side; "#" begins a comment, and what stands before a tab is its name.
    #[arg(short = 'f', long, value_name = "FILE")]
    pub queries: Option<PathBuf>,
    /// Count the reports that lack it.
    #[arg(short = 'L', long, alias = "files-without-match")]
    without: bool,
    /// How the query is to be understood.
    #[command(flatten)]
    pub understood: QueryArgs,
    /// How many values of each to show [default: 10; in JSON and tables all].
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Order of the values: the field's own, the most first, by name, or years from the oldest.
    #[arg(long, value_enum, default_value_t)]
    sort: ValueSort,
    /// Exit with 3 where a file could not be searched or is newer than the index, whatever is found.
    #[arg(long)]
    pub strict: bool,
    /// Print all values as one JSON object; of several queries one each.
    #[arg(long)]
    pub json: bool,
    /// Counts as a table.
    #[command(flatten)]
    table: TableArgs,
    // Last: the heading of the filters goes on to the end.
    /// What reports and sections are wanted.
    #[command(flatten)]
    pub filters: FilterArgs,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ValueSort {
    /// Years from the newest, all others the most frequent first.
    #[default]
    Field,
    /// The most frequent first.
    Most,
    /// By name.
    Value,
    /// Years from the oldest.
    #[value(alias = "year-")]
    Oldest,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FieldArg {
    #[value(alias = "年份")]
    Year,
    #[value(alias = "职务")]
    Role,
    #[value(alias = "章节")]
    Section,
    #[value(alias = "部分")]
    Part,
    #[value(alias = "主题")]
    Topic,
    #[value(alias = "作者")]
    Author,
    #[value(alias = "单位")]
    Org,
    #[value(alias = "格式")]
    Format,
}

impl FieldArg {
    fn field(self) -> FacetField {
        match self {
            Self::Year => FacetField::Year,
            Self::Role => FacetField::Role,
            Self::Section => FacetField::Section,
            Self::Part => FacetField::Part,
            Self::Topic => FacetField::Topic,
            Self::Author => FacetField::Author,
            Self::Org => FacetField::Org,
            Self::Format => FacetField::Format,
        }
    }
}

impl Facets {
    /// What can't apply together, and the arguments alone don't tell.
    ///
    /// # Errors
    /// [`Error::Request`].
    pub fn check(&self) -> Result<()> {
        match () {
            () if self.without && self.query.is_none() && self.queries.is_none() => {
                Err(Error::Request(message!("without-what")))
            }
            () if self.without && self.by.iter().any(|by| by.field().counts_sections()) => {
                Err(Error::Request(message!("without-sections")))
            }
            () if self.cross && self.fields().len() != 2 => Err(Error::Request(message!("cross-two"))),
            () => Ok(()),
        }
    }

    /// Its query, understood, if there is one; it has no name.
    ///
    /// # Errors
    /// [`Error::Query`] and its like for a text that is none.
    pub fn one(&self) -> Result<Option<NamedQuery>> {
        let query = self.query.as_deref().map(|text| self.understood.understood(text)).transpose()?;
        Ok(query.map(|query| NamedQuery { name: String::new(), query }))
    }

    /// The question whose matches are counted, of an understood query or of all that the filters let through.
    ///
    /// # Errors
    /// Of the collection's own tables of roles and other names, where they are needed.
    pub fn question(&self, query: Option<Query>, filters: &Filters, engine: &dyn Engine) -> Result<Question> {
        let which = if self.without { Which::Without } else { Which::With };
        self.understood.question(query, filters, which, engine)
    }

    /// What is counted by; reports that lack something have no sections with it.
    pub fn fields(&self) -> Vec<FacetField> {
        let mut fields: Vec<FacetField> = match self.by.as_slice() {
            [] => FacetField::ALL.into_iter().filter(|field| !(self.without && field.counts_sections())).collect(),
            by => by.iter().map(|field| field.field()).collect(),
        };
        let mut seen = Vec::new();
        fields.retain(|field| {
            !seen.contains(field) && {
                seen.push(*field);
                true
            }
        });
        fields
    }

    /// The two fields that are crossed, if they are.
    pub fn crossed(&self) -> Option<[FacetField; 2]> {
        <[FacetField; 2]>::try_from(self.fields()).ok().filter(|_| self.cross)
    }

    /// How many values of each are given.
    pub fn most(&self) -> usize {
        let is_whole = self.json || self.table.form().is_some();
        self.limit.unwrap_or(if is_whole { usize::MAX } else { VALUES_SHOWN })
    }

    /// In which order.
    pub fn order(&self) -> ValueOrder {
        match self.sort {
            ValueSort::Field => ValueOrder::OfField,
            ValueSort::Most => ValueOrder::Most,
            ValueSort::Value => ValueOrder::Value,
            ValueSort::Oldest => ValueOrder::Oldest,
        }
    }

    /// The format of a table, if one is wanted.
    pub fn table(&self) -> Option<TableForm> {
        self.table.form()
    }
}
