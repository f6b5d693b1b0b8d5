//! `baogao set`: what the user knows of reports, written into `metadata.csv`.

use std::path::PathBuf;

use clap::Args;

use crate::answer::{Question, find_path};
use crate::cli::open::open;
use crate::cli::outcome::{Found, Outcome};
use crate::cli::terminal::tell;
use crate::cli::watch::refreshed;
use crate::error::{Error, Result};
use crate::message;
use crate::query::{Filters, Query};
use crate::report::says_something;
use crate::request::IndexArgs;
use crate::schema::{Key, Schema};
use crate::source::Edit;

/// Say what you know of a report: its author, year, role …; it is written into metadata.csv, and wins over all that is read.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  baogao set 2020/总结.docx --author 李亚平 --year 2020
  of several reports:              baogao set --where \"path:2020 author:unknown\" --org 青石镇
  not known, whatever it says:     baogao set 2020/总结.docx --author unknown
  as it is read, from now on:      baogao set 2020/总结.docx --author \"\"")]
pub(in crate::cli) struct Set {
    /// Path of the report, or a part of it that no other has.
    #[arg(required_unless_present = "where_query")]
    report: Option<String>,
    /// Folder of reports [default: the nearest one with an index, from here upward].
    folder: Option<PathBuf>,
    #[command(flatten)]
    place: IndexArgs,
    /// All reports that this query finds: author:unknown, path:2020 …
    #[arg(long = "where", id = "where_query", value_name = "QUERY")]
    where_query: Option<String>,
    /// Who speaks [作者].
    #[arg(long, alias = "作者", value_name = "NAME")]
    author: Option<String>,
    /// The year that it is of [年份].
    #[arg(long, alias = "年份", value_name = "YEAR")]
    year: Option<String>,
    /// Roles, parted by 、 [职务].
    #[arg(long, alias = "职务", value_name = "ROLES")]
    role: Option<String>,
    /// Organisation or place [单位].
    #[arg(long, alias = "单位", value_name = "ORG")]
    org: Option<String>,
    /// Title [标题].
    #[arg(long, alias = "标题", value_name = "TITLE")]
    title: Option<String>,
    /// When it was delivered [日期].
    #[arg(long, alias = "日期", value_name = "DATE")]
    date: Option<String>,
}

impl Set {
    pub(in crate::cli) fn run(mut self) -> Outcome {
        if self.where_query.is_some() {
            // The reports are found: what stands first is the folder.
            if let (Some(report), Some(_)) = (&self.report, &self.folder) {
                return Err(Error::Request(message!("set-which", report = report)).into());
            }
            self.folder = self.folder.take().or_else(|| self.report.take().map(PathBuf::from));
        }
        let edit = self.edit()?;
        let opened = open(&self.place, self.folder.as_deref())?;
        let schema = Schema::load(opened.schema())?;
        for (key, value) in &edit.values {
            if !says_something(*key, value, &schema) {
                return Err(Error::Filter { value: value.clone(), reason: message!("set-not-understood") }.into());
            }
        }
        let engine = &*opened.engine;
        let paths = match (&self.where_query, &self.report) {
            (Some(query), _) => {
                let filters = opened.narrowed(Filters::default());
                let question = Question::new(Some(Query::parse(query)?), filters, &*engine.vocabulary()?)?;
                engine.matching(&question)?.1.map(|report| Ok(report?.path)).collect::<Result<Vec<_>>>()?
            }
            (None, Some(name)) => vec![find_path(engine, name, opened.under.as_deref())?],
            (None, None) => Vec::new(),
        };
        if paths.is_empty() {
            tell(&message!("no-report-has-this"));
            return Ok(Found::Nothing);
        }
        edit.apply(opened.folder(), &paths)?;
        tell(&match paths.as_slice() {
            [path] => message!("set-done-one", path = path),
            paths => message!("set-done", reports = message!("reports", n = paths.len())),
        });
        refreshed(opened)?;
        Ok(Found::Something)
    }

    fn edit(&self) -> Result<Edit> {
        let given = [
            (Key::Title, &self.title),
            (Key::Author, &self.author),
            (Key::Role, &self.role),
            (Key::Org, &self.org),
            (Key::Year, &self.year),
            (Key::Date, &self.date),
        ];
        let values: Vec<(Key, String)> =
            given.into_iter().filter_map(|(key, value)| Some((key, value.as_ref()?.trim().to_owned()))).collect();
        if values.is_empty() {
            return Err(Error::Request(message!("set-nothing")));
        }
        Ok(Edit { values })
    }
}
