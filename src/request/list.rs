//! A list of reports and their sections.

use std::path::PathBuf;

use clap::Args;

use super::filters::{FilterArgs, NAMES};
use super::place::IndexArgs;
use super::table::{TableArgs, TableForm};
use super::values::values;
use crate::answer::{Detail, Engine, Question, Which};
use crate::error::{Error, Result};
use crate::message;
use crate::query::{Filters, Wanted};

/// A report that lacks a section has none to filter by.
const OF_SECTIONS: [&str; 3] = ["section", "part", "topic"];

/// List every section of the reports of an author, a year, a role …, as an outline per report.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  baogao list corpus-sample --author 林国栋 --section 廉洁自律 --text
  reports that lack a section:   baogao list corpus-sample --without-section 廉洁自律")]
pub struct List {
    /// Folder of reports, or a folder within it [default: the nearest one with an index, from here upward].
    pub folder: Option<PathBuf>,
    /// Where its index is.
    #[command(flatten)]
    pub place: IndexArgs,
    /// Print the sections' texts, too.
    #[arg(long)]
    pub text: bool,
    /// Print only the paths of the reports.
    #[arg(short = 'l', long, conflicts_with_all = ["text", "json", "csv", "xlsx"])]
    pub paths: bool,
    /// Only reports without a section of this part or topic, or with this in its heading.
    #[arg(long, alias = "without-章节", value_name = "SECTION", conflicts_with_all = OF_SECTIONS)]
    without_section: Vec<String>,
    /// Only reports without a section of this part; with others of its like: without one that is all of them.
    #[arg(long, alias = "without-部分", value_name = "PART", conflicts_with_all = OF_SECTIONS)]
    without_part: Vec<String>,
    /// Only reports without a section of this topic; likewise.
    #[arg(long, alias = "without-主题", value_name = "TOPIC", conflicts_with_all = OF_SECTIONS)]
    without_topic: Vec<String>,
    /// Exit with 3 where a file could not be read or is newer than the index, whatever is found.
    #[arg(long)]
    pub strict: bool,
    /// Print one JSON object a report.
    #[arg(long)]
    pub json: bool,
    /// Sections as a table, a row each.
    #[command(flatten)]
    table: TableArgs,
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

    /// What can't apply together, and the arguments alone don't tell.
    ///
    /// # Errors
    /// [`Error::Request`].
    pub fn check(&self) -> Result<()> {
        match (self.filters.no_boilerplate, self.filters.no_ocr_text) {
            _ if self.text => Ok(()),
            (true, _) => Err(Error::Request(message!("passages-of-list", option = "--no-boilerplate"))),
            (_, true) => Err(Error::Request(message!("passages-of-list", option = "--no-ocr-text"))),
            (false, false) => Ok(()),
        }
    }

    /// The question that finds the reports that lack sections, if they are wanted: those of which it is not true that
    /// there is one.
    ///
    /// # Errors
    /// [`Error::Filter`] for a value that makes no sense.
    pub fn lacking(&self, filters: &Filters) -> Result<Option<Question>> {
        let wanted = |typed: &[String], commas: &[char], parse: fn(&str) -> Result<Wanted>| -> Result<Vec<Wanted>> {
            values(typed, commas)?.iter().map(|value| parse(value)).collect()
        };
        let filters = Filters {
            sections: wanted(&self.without_section, &[','], Wanted::heading)?,
            parts: wanted(&self.without_part, &NAMES, Wanted::parse)?,
            topics: wanted(&self.without_topic, &NAMES, Wanted::parse)?,
            ..filters.clone()
        };
        if !filters.narrow_sections() {
            return Ok(None);
        }
        Ok(Some(Question { filters, which: Which::Without, ..Question::default() }))
    }

    /// How much of each report is read.
    pub fn detail(&self) -> Detail {
        if self.text { Detail::Texts } else { Detail::Outline }
    }

    /// The format of a table, if one is wanted.
    pub fn table(&self) -> Option<TableForm> {
        self.table.form()
    }
}
