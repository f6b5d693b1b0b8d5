//! What reports and sections are wanted, as arguments.

use clap::{Args, ValueEnum};

use super::values::values;
use crate::error::Result;
use crate::query::{Boilerplate, Filters, OcrText, Wanted, YearFilter, formats_named};

/// What reports and sections are wanted.
#[derive(Debug, Args)]
#[command(
    next_help_heading = "Filters (several values, parted by commas or in a file named as @FILE, widen; several filters narrow; \"unknown\" is a value)"
)]
pub struct FilterArgs {
    /// Author, the whole name [作者].
    #[arg(long, alias = "作者", value_name = "NAME")]
    author: Vec<String>,
    /// Year or years: 2020, 2018..2022, 2018.. [年份].
    #[arg(long, alias = "年份", value_name = "YEARS")]
    year: Vec<String>,
    /// Role, or a part of its place in the hierarchy: 书记, 党工委, 党工委书记 [职务].
    #[arg(long, alias = "职务", value_name = "ROLE")]
    role: Vec<String>,
    /// Section: its part, its topic or a part of its heading, also of a section that holds it: 廉洁自律 [章节].
    #[arg(long, alias = "章节", value_name = "SECTION")]
    section: Vec<String>,
    /// What a section does in its report, or a part of the name: 工作回顾, 存在不足, 下一步打算 [部分].
    #[arg(long, alias = "部分", value_name = "PART")]
    part: Vec<String>,
    /// What a section is about, or a part of the name: 党的建设, 民生保障 [主题].
    #[arg(long, alias = "主题", value_name = "TOPIC")]
    topic: Vec<String>,
    /// Organisation or place, or a part of its name [单位].
    #[arg(long, alias = "单位", value_name = "ORG")]
    org: Vec<String>,
    /// What the file is, whatever it is called: text, markdown, html, docx, doc, rtf, odf, pptx, ppt, sheet, pdf, ofd, mail,
    /// picture [格式].
    #[arg(long, alias = "格式", value_name = "FORMAT")]
    format: Vec<String>,
    /// Part of the title [标题].
    #[arg(long, alias = "标题", value_name = "TITLE")]
    title: Vec<String>,
    /// Part of the path within the folder [路径].
    #[arg(long, alias = "路径", value_name = "PATH")]
    path: Vec<String>,
    /// Leave out watermarks, advertisements and page numbers.
    #[arg(long)]
    pub(super) no_boilerplate: bool,
    /// Leave out what was recognised in pictures and scanned pages.
    #[arg(long)]
    pub(super) no_ocr_text: bool,
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
        let names = |typed: &[String]| each(typed, &NAMES, Wanted::parse);
        let texts = |typed: &[String]| each(typed, &TEXTS, Wanted::parse);
        let mut filters = Filters {
            years: each(&self.year, &NAMES, YearFilter::parse)?,
            authors: names(&self.author)?,
            roles: names(&self.role)?,
            boilerplate: if self.no_boilerplate { Boilerplate::LeftOut } else { Boilerplate::Found },
            ocr_text: if self.no_ocr_text { OcrText::LeftOut } else { OcrText::Found },
            // Headings have no unknown one.
            sections: each(&self.section, &TEXTS, Wanted::heading)?,
            parts: names(&self.part)?,
            topics: names(&self.topic)?,
            orgs: names(&self.org)?,
            formats: each(&self.format, &NAMES, formats_named)?.concat(),
            titles: texts(&self.title)?,
            paths: texts(&self.path)?,
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

/// What parts names and years,
pub(super) const NAMES: [char; 3] = [',', '，', '、'];
/// and texts, in which Chinese commas stand themselves.
const TEXTS: [char; 1] = [','];

fn each<T>(typed: &[String], commas: &[char], parse: impl Fn(&str) -> Result<T>) -> Result<Vec<T>> {
    values(typed, commas)?.iter().map(|value| parse(value)).collect()
}
