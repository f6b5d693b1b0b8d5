//! What reports and sections are wanted, as arguments.

use clap::{Args, ValueEnum};

use crate::error::Result;
use crate::query::{Boilerplate, Filters, Wanted, YearFilter};

/// What reports and sections are wanted.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filters (several values of one widen, several filters narrow; \"unknown\" is a value)")]
pub struct FilterArgs {
    /// Author, the whole name [作者].
    #[arg(long, alias = "作者", value_name = "NAME", value_delimiter = ',')]
    author: Vec<String>,
    /// Year or years: 2020, 2018..2022, 2018.. [年份].
    #[arg(long, alias = "年份", value_name = "YEARS", value_delimiter = ',')]
    year: Vec<String>,
    /// Role, or a part of its place in the hierarchy: 书记, 党工委, 党工委书记 [职务].
    #[arg(long, alias = "职务", value_name = "ROLE", value_delimiter = ',')]
    role: Vec<String>,
    /// Kind of section, or a part of a heading: 廉洁自律 [章节].
    #[arg(long, alias = "章节", value_name = "SECTION")]
    section: Vec<String>,
    /// Organisation or place, or a part of its name [单位].
    #[arg(long, alias = "单位", value_name = "ORG", value_delimiter = ',')]
    org: Vec<String>,
    /// Part of the title [标题].
    #[arg(long, alias = "标题", value_name = "TITLE")]
    title: Vec<String>,
    /// Part of the path within the folder [路径].
    #[arg(long, alias = "路径", value_name = "PATH")]
    path: Vec<String>,
    /// Leave out watermarks, advertisements and page numbers.
    #[arg(long)]
    no_boilerplate: bool,
    /// Reports of which this is unknown: year, author, role, org.
    #[arg(long, value_name = "FIELDS", value_delimiter = ',', value_enum)]
    unknown: Vec<UnknownArg>,
}

impl FilterArgs {
    /// The filters that they mean, not yet resolved.
    ///
    /// # Errors
    /// [`crate::error::Error::Filter`] for a value that makes no sense.
    pub fn filters(&self) -> Result<Filters> {
        let wanted = |values: &[String]| each(values, Wanted::parse);
        let mut filters = Filters {
            years: each(&self.year, YearFilter::parse)?,
            authors: wanted(&self.author)?,
            roles: wanted(&self.role)?,
            boilerplate: if self.no_boilerplate { Boilerplate::LeftOut } else { Boilerplate::Found },
            // Headings hold commas, and have no unknown one.
            sections: self.section.iter().map(|heading| Wanted::heading(heading)).collect::<Result<_>>()?,
            orgs: wanted(&self.org)?,
            titles: wanted(&self.title)?,
            paths: wanted(&self.path)?,
            ..Filters::default()
        };
        for field in &self.unknown {
            match field {
                UnknownArg::Year => filters.years.push(YearFilter::Unknown),
                UnknownArg::Author => filters.authors.push(Wanted::Unknown),
                UnknownArg::Role => filters.roles.push(Wanted::Unknown),
                UnknownArg::Org => filters.orgs.push(Wanted::Unknown),
            }
        }
        Ok(filters)
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum UnknownArg {
    #[value(alias = "年份")]
    Year,
    #[value(alias = "作者")]
    Author,
    #[value(alias = "职务")]
    Role,
    #[value(alias = "单位")]
    Org,
}

/// Values may also be parted by Chinese commas.
fn each<T>(values: &[String], parse: impl Fn(&str) -> Result<T>) -> Result<Vec<T>> {
    values.iter().flat_map(|value| value.split(['，', '、'])).map(parse).collect()
}
