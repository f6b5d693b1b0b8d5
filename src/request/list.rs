//! A list of reports and their sections.

use std::path::PathBuf;

use clap::Args;

use super::filters::FilterArgs;
use super::place::IndexArgs;
use crate::answer::{Detail, Engine};
use crate::error::Result;
use crate::query::Filters;

/// List every section of the reports of an author, a year, a role …, as an outline per report.
#[derive(Debug, Args)]
#[command(after_help = "Example: baogao list corpus-sample --author 林国栋 --section 廉洁自律 --text")]
pub struct List {
    /// Folder of reports [default: the nearest one with an index, from here upward].
    pub folder: Option<PathBuf>,
    /// Where its index is.
    #[command(flatten)]
    pub place: IndexArgs,
    /// Print the sections' texts, too.
    #[arg(long)]
    pub text: bool,
    /// Print one JSON object a report.
    #[arg(long)]
    pub json: bool,
    // Last: the heading of the filters goes on to the end.
    /// What reports and sections are wanted.
    #[command(flatten)]
    pub filters: FilterArgs,
}

impl List {
    /// The filters, resolved by what a collection knows.
    ///
    /// # Errors
    /// Of the collection's own table of roles, where that is needed.
    pub fn resolved(&self, mut filters: Filters, engine: &dyn Engine) -> Result<Filters> {
        if filters.name_roles() {
            filters.resolve(engine.vocabulary()?.roles()?);
        }
        Ok(filters)
    }

    /// How much of each report is read.
    pub fn detail(&self) -> Detail {
        if self.text { Detail::Texts } else { Detail::Outline }
    }
}
