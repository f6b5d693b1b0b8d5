//! What the user says of reports, in `metadata.csv` or `baogao.toml` at the folder's root: it wins over all that is read
//! out of them.
//!
//! ```csv
//! path,author,year,role
//! 2020/总结.docx,李亚平,2020,副主任、党支部书记
//! ```
//!
//! ```toml
//! auto_refresh = true
//!
//! [[report]]
//! path = "2020/总结.docx"
//! author = "李亚平"
//! ```

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::message;
use crate::messages::Message;
use crate::schema::Key;

const CSV: &str = "metadata.csv";
const TOML: &str = "baogao.toml";

/// What the user says of reports.
#[derive(Clone, Debug, Default)]
pub struct Given {
    of: HashMap<String, Vec<(Key, String)>>,
    /// Whether the folder is to be refreshed before it is searched.
    auto_refresh: bool,
}

/// Whether a path within the folder is that of a file that says something of others.
pub(super) fn is_given(path: &str) -> bool {
    [CSV, TOML].contains(&path)
}

impl Given {
    /// The files in which the user can say something of a folder's reports.
    pub fn files(folder: &Path) -> [std::path::PathBuf; 2] {
        [CSV, TOML].map(|name| folder.join(name))
    }

    /// Reads what the user says of the reports of a folder; nothing if there are no such files.
    ///
    /// # Errors
    /// [`Error::Schema`] with file and line of what can't be understood; [`Error::Io`] for a file that can't be read.
    pub fn read(folder: &Path) -> Result<Self> {
        let mut given = Self::default();
        for (name, parse) in [(CSV, Self::add_csv as fn(&mut Self, &Reading<'_>) -> Result<()>), (TOML, Self::add_toml)]
        {
            let path = folder.join(name);
            match std::fs::read(&path) {
                Ok(bytes) => {
                    let name = path.display().to_string();
                    let text = String::from_utf8(bytes).map_err(|e| {
                        let line = e.as_bytes()[..e.utf8_error().valid_up_to()].iter().filter(|&&b| b == b'\n').count();
                        wrong(&name, line + 1, message!("not-utf8"))
                    })?;
                    parse(&mut given, &Reading { name: &name, text: text.trim_start_matches('\u{FEFF}') })?;
                }
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
                Err(e) => return Err(Error::io(message!("cant-read"), path)(e)),
            }
        }
        Ok(given)
    }

    /// Whether a folder is to be refreshed before it is searched. Every search asks: nothing else is read for it, and what is
    /// wrong in the file is said when the folder is indexed.
    pub fn wants_refresh(folder: &Path) -> bool {
        let path = folder.join(TOML);
        let Ok(text) = std::fs::read_to_string(&path) else { return false };
        let mut given = Self::default();
        let file = Reading { name: TOML, text: &text };
        text.contains("auto_refresh") && given.add_toml(&file).is_ok() && given.auto_refresh
    }

    /// What is said of the file at a path within the folder.
    pub fn of(&self, path: &str) -> &[(Key, String)] {
        self.of.get(path).map_or(&[], Vec::as_slice)
    }

    /// The paths of which something is said, sorted.
    pub fn paths(&self) -> Vec<&str> {
        let mut paths: Vec<&str> = self.of.keys().map(String::as_str).collect();
        paths.sort_unstable();
        paths
    }

    fn add(&mut self, path: &str, key: Key, value: &str) {
        if !value.trim().is_empty() {
            let path = path.trim().trim_start_matches("./").replace('\\', "/");
            self.of.entry(path).or_default().push((key, value.trim().to_owned()));
        }
    }

    fn add_csv(&mut self, file: &Reading<'_>) -> Result<()> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(file.text.as_bytes());
        let broken = |e: csv::Error| {
            let line = e.position().map_or(1, csv::Position::line) as usize;
            wrong(file.name, line, Message::quoted(e))
        };
        let heads = reader.headers().map_err(broken)?.clone();
        let is_path = |head: &str| ["path", "file", "文件", "路径", "文件名"].contains(&head.to_lowercase().as_str());
        let Some(path) = heads.iter().position(is_path) else {
            return Err(wrong(file.name, 1, message!("no-path-column")));
        };
        let mut columns = Vec::new();
        for (column, head) in heads.iter().enumerate().filter(|&(column, _)| column != path) {
            let key = Key::parse(head).ok_or_else(|| wrong(file.name, 1, message!("no-such-column", text = head)))?;
            columns.push((column, key));
        }
        for record in reader.records() {
            let record = record.map_err(broken)?;
            let line = record.position().map_or(0, csv::Position::line) as usize;
            for &(column, key) in &columns {
                let value = record.get(column).unwrap_or_default();
                check(key, value).map_err(|reason| wrong(file.name, line, reason))?;
                self.add(record.get(path).unwrap_or_default(), key, value);
            }
        }
        Ok(())
    }

    fn add_toml(&mut self, file: &Reading<'_>) -> Result<()> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            #[serde(default)]
            report: Vec<toml::Spanned<HashMap<String, toml::Value>>>,
            #[serde(default)]
            auto_refresh: bool,
        }
        let line_at = |at: usize| file.text[..at.min(file.text.len())].matches('\n').count() + 1;
        let parsed: File = toml::from_str(file.text).map_err(|e| {
            wrong(file.name, line_at(e.span().map_or(0, |span| span.start)), Message::quoted(e.message()))
        })?;
        self.auto_refresh = parsed.auto_refresh;
        for entry in parsed.report {
            let line = line_at(entry.span().start);
            let entry = entry.into_inner();
            let Some(path) = entry.get("path").and_then(toml::Value::as_str) else {
                return Err(wrong(file.name, line, message!("report-without-path")));
            };
            for (name, value) in entry.iter().filter(|(name, _)| *name != "path") {
                let key =
                    Key::parse(name).ok_or_else(|| wrong(file.name, line, message!("no-such-key", text = name)))?;
                let value = match value {
                    toml::Value::String(text) => text.clone(),
                    toml::Value::Array(values) => {
                        values.iter().filter_map(|v| v.as_str()).collect::<Vec<_>>().join("、")
                    }
                    other => other.to_string(),
                };
                check(key, &value).map_err(|reason| wrong(file.name, line, reason))?;
                self.add(path, key, &value);
            }
        }
        Ok(())
    }
}

/// A file's text and the name by which errors call it.
struct Reading<'a> {
    name: &'a str,
    text: &'a str,
}

fn check(key: Key, value: &str) -> Result<(), Message> {
    let has_year =
        value.trim().is_empty() || value.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    match key {
        Key::Year | Key::Date if !has_year => Err(message!("no-year-in", text = value)),
        _ => Ok(()),
    }
}

fn wrong(file: &str, line: usize, reason: Message) -> Error {
    Error::Schema { file: file.to_owned(), line, reason }
}
