//! Arguments that several commands share.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::progress::{BuildProgress, tell};
use super::shell::values;
use crate::error::{Error, Result};
use crate::extract::ExtractOptions;
use crate::index::{BuildOptions, Commit, Location, Reader, build};
use crate::message;
use crate::query::filter::{Boilerplate, Wanted};
use crate::query::{Filters, YearFilter};
use crate::search::FacetField;
use crate::source::LinkPolicy;

/// How long to wait while another process writes the index, in seconds, unless told otherwise.
pub(super) const DEFAULT_WAIT: u64 = 10;

/// Where the folder and its index are.
#[derive(Debug, Args)]
pub(super) struct Place {
    /// Where the index is, if not in FOLDER/.baogao.
    #[arg(long, value_name = "DIR")]
    index: Option<PathBuf>,
    /// Where dictionary.txt, roles.txt and sections.txt of your own are, if not in FOLDER/.baogao.
    #[arg(long, value_name = "DIR")]
    schema: Option<PathBuf>,
}

impl Place {
    /// A place with an index elsewhere, or none.
    pub(super) fn at(index: Option<PathBuf>) -> Self {
        Self { index, schema: None }
    }

    /// The location to read: of the folder given, or else of the nearest one with an index, from the current folder
    /// upward; the current folder if there is none.
    pub(super) fn find(&self, folder: Option<&Path>) -> Result<Location> {
        if let Some(schema) = &self.schema
            && !schema.is_dir()
        {
            return Err(Error::NoFolder(schema.clone()));
        }
        let here = Path::new(".");
        let found = match (folder, &self.index) {
            (Some(folder), _) => folder.to_owned(),
            (None, Some(_)) => here.to_owned(),
            (None, None) => Location::find_upward(here).unwrap_or_else(|| here.to_owned()),
        };
        let mut location = Location::new(&found, self.index.as_deref(), self.schema.as_deref());
        if folder.is_none()
            && self.index.is_some()
            && let Ok(reader) = Reader::open(&location)
        {
            // An index elsewhere knows its folder.
            location = Location::new(Path::new(&reader.commit().folder), self.index.as_deref(), self.schema.as_deref());
        }
        if self.index.is_none()
            && !location.has_index()
            && let Some(elsewhere) = self.in_data_folder(&found).filter(Location::has_index)
        {
            location = elsewhere;
        }
        Ok(location)
    }

    /// As [`Self::find`], for an index that may be built: in the user's data folder where the folder itself may not be
    /// written, which is told.
    pub(super) fn find_to_write(&self, folder: Option<&Path>) -> Result<Location> {
        let location = self.find(folder)?;
        if self.index.is_some() || location.has_index() || !location.folder.is_dir() || location.may_be_written() {
            return Ok(location);
        }
        let Some(elsewhere) = self.in_data_folder(&location.folder) else { return Ok(location) };
        tell(&message!("index-elsewhere", folder = location.folder.as_path(), index = elsewhere.index.as_path()));
        Ok(elsewhere)
    }

    fn in_data_folder(&self, folder: &Path) -> Option<Location> {
        let index = Location::in_data_folder(folder)?;
        Some(Location::new(folder, Some(&index), self.schema.as_deref()))
    }

    /// Opens the index; the folder must be there.
    pub(super) fn open(&self, folder: Option<&Path>) -> Result<Reader> {
        let location = self.find(folder)?;
        check_folder(folder)?;
        let reader = Reader::open(&location)?;
        reader.check_folder()?;
        Ok(reader)
    }

    /// Opens the index, and builds it first if there is none.
    pub(super) fn open_or_build(&self, folder: Option<&Path>) -> Result<Reader> {
        check_folder(folder)?;
        let location = self.find_to_write(folder)?;
        match Reader::open(&location) {
            Err(Error::NoIndex(_)) => {
                let wait = Duration::from_secs(DEFAULT_WAIT);
                let options = BuildOptions { extract: extract_options(None), wait, ..BuildOptions::default() };
                let done = BuildProgress::run(&location, |progress| build(&location, options, progress))?;
                // A part of the folder is no answer.
                if done.left > 0 { Err(Error::StoppedPartly) } else { Reader::open(&location) }
            }
            opened => opened.and_then(|reader| reader.check_folder().map(|()| reader)),
        }
    }
}

/// How an index was built, to build it so again.
pub(super) fn as_built(commit: &Commit) -> BuildOptions {
    BuildOptions {
        links: if commit.follows_links { LinkPolicy::Follow } else { LinkPolicy::Ignore },
        extract: extract_options(commit.ocr.clone()),
        wait: Duration::from_secs(DEFAULT_WAIT),
        ..BuildOptions::default()
    }
}

/// How files are read: in processes of this program.
pub(super) fn extract_options(ocr: Option<String>) -> ExtractOptions {
    ExtractOptions { worker: std::env::current_exe().ok(), ocr, ..ExtractOptions::default() }
}

fn check_folder(folder: Option<&Path>) -> Result<()> {
    match folder {
        Some(folder) if !folder.exists() => Err(Error::NoFolder(folder.to_owned())),
        Some(folder) if !folder.is_dir() => Err(Error::NotAFolder(folder.to_owned())),
        _ => Ok(()),
    }
}

/// What reports and sections are wanted.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filters (several values of one widen, several filters narrow; \"unknown\" is a value)")]
pub(super) struct FilterArgs {
    /// Author, the whole name [作者].
    #[arg(long, alias = "作者", value_name = "NAME", value_delimiter = ',', add = values(FacetField::Author))]
    author: Vec<String>,
    /// Year or years: 2020, 2018..2022, 2018.. [年份].
    #[arg(long, alias = "年份", value_name = "YEARS", value_delimiter = ',', add = values(FacetField::Year))]
    year: Vec<String>,
    /// Role, or a part of its place in the hierarchy: 书记, 党工委, 党工委书记 [职务].
    #[arg(long, alias = "职务", value_name = "ROLE", value_delimiter = ',', add = values(FacetField::Role))]
    role: Vec<String>,
    /// Kind of section, or a part of a heading: 廉洁自律 [章节].
    #[arg(long, alias = "章节", value_name = "SECTION")]
    section: Vec<String>,
    /// Organisation or place, or a part of its name [单位].
    #[arg(long, alias = "单位", value_name = "ORG", value_delimiter = ',', add = values(FacetField::Org))]
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
    pub(super) fn parse(&self) -> Result<Filters> {
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
