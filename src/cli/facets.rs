//! `baogao facets`: counts of reports and passages by year, role, section, author and organisation.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::common::{FilterArgs, Place};
use super::{Found, Outcome, Output};
use crate::output::json;
use crate::query::Query;
use crate::search::{self, FacetField};

/// Count reports and passages by year, role, section, author and organisation.
#[derive(Debug, Args)]
#[command(after_help = "Example: baogao facets 两个维护 corpus-sample --by year,role")]
pub(super) struct Facets {
    /// Count only what matches this; without it, everything.
    query: Option<String>,
    /// Folder of reports [default: the nearest one with an index, from here upward]; it may stand alone.
    folder: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
    /// What to count by.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FIELDS")]
    by: Vec<FieldArg>,
    /// How many values of each to show.
    #[arg(long, default_value_t = 10, value_name = "N")]
    limit: usize,
    /// Print all values as one JSON object.
    #[arg(long)]
    json: bool,
    // Last: the heading of the filters goes on to the end.
    #[command(flatten)]
    filters: FilterArgs,
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
    pub(super) fn run(mut self, output: &mut Output) -> Outcome {
        if self.folder.is_none() {
            // "baogao facets corpus-sample": a folder that is there is meant as one.
            self.folder = self.query.take_if(|query| Path::new(query).is_dir()).map(PathBuf::from);
        }
        let filters = self.filters.parse()?;
        let query = self.query.as_deref().map(Query::parse).transpose()?;
        let reader = self.place.open(self.folder.as_deref())?;
        let by: Vec<FacetField> = match self.by.as_slice() {
            [] => FacetField::ALL.to_vec(),
            by => by.iter().map(|field| field.field()).collect(),
        };
        let most = if self.json { usize::MAX } else { self.limit };
        let (total, counts) = search::facets(&reader, query.as_ref(), &filters, &by, most)?;
        if self.json {
            output.json(&json::Facets::new(
                query.as_ref().map(|q| q.text.as_str()),
                total,
                reader.commit(),
                &counts,
            ))?;
        } else {
            output.people(&reader.location().folder, |t| t.facets(total, reader.commit(), &counts))?;
        }
        Ok(if total.passages > 0 { Found::Something } else { Found::Nothing })
    }
}
