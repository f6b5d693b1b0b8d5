//! Counts by value: what is counted, and how much of it is shown.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::filters::FilterArgs;
use super::place::IndexArgs;
use crate::answer::{Engine, FacetField, Question};
use crate::error::Result;
use crate::query::{Filters, Query};

/// Count reports and passages by year, role, section, author and organisation.
#[derive(Debug, Args)]
#[command(after_help = "Example: baogao facets 两个维护 corpus-sample --by year,role")]
pub struct Facets {
    /// Count only what matches this; without it, everything.
    pub query: Option<String>,
    /// Folder of reports [default: the nearest one with an index, from here upward]; it may stand alone.
    pub folder: Option<PathBuf>,
    /// Where its index is.
    #[command(flatten)]
    pub place: IndexArgs,
    /// What to count by.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FIELDS")]
    by: Vec<FieldArg>,
    /// How many values of each to show.
    #[arg(long, default_value_t = 10, value_name = "N")]
    limit: usize,
    /// Print all values as one JSON object.
    #[arg(long)]
    pub json: bool,
    // Last: the heading of the filters goes on to the end.
    /// What reports and sections are wanted.
    #[command(flatten)]
    pub filters: FilterArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FieldArg {
    #[value(alias = "年份")]
    Year,
    #[value(alias = "职务")]
    Role,
    #[value(alias = "章节")]
    Section,
    #[value(alias = "作者")]
    Author,
    #[value(alias = "单位")]
    Org,
}

impl FieldArg {
    fn field(self) -> FacetField {
        match self {
            Self::Year => FacetField::Year,
            Self::Role => FacetField::Role,
            Self::Section => FacetField::Section,
            Self::Author => FacetField::Author,
            Self::Org => FacetField::Org,
        }
    }
}

impl Facets {
    /// The question whose matches are counted, of an understood query or of all that the filters let through.
    ///
    /// # Errors
    /// Of the collection's own table of roles, where that is needed.
    pub fn question(&self, query: Option<Query>, filters: Filters, engine: &dyn Engine) -> Result<Question> {
        Question::new(query, filters, &*engine.vocabulary()?)
    }

    /// What is counted by.
    pub fn fields(&self) -> Vec<FacetField> {
        match self.by.as_slice() {
            [] => FacetField::ALL.to_vec(),
            by => by.iter().map(|field| field.field()).collect(),
        }
    }

    /// How many values of each are given.
    pub fn most(&self) -> usize {
        if self.json { usize::MAX } else { self.limit }
    }
}
