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
//! ocr = "tesseract"
//!
//! [[report]]
//! path = "2020/总结.docx"
//! author = "李亚平"
//! ```

mod file;
mod pattern;
mod table;
mod edit;

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;

pub use edit::Edit;
pub use file::is_unknown;
use file::{CSV, Reading, check, normal, wrong};
use pattern::Pattern;
use table::Table;

use crate::error::{Error, Result};
use crate::message;
use crate::schema::{Key, decoded};

const TOML: &str = "baogao.toml";
/// Digits that tell what is said from what else could be.
const FINGERPRINT_DIGITS: usize = 16;

/// What the user says of reports.
#[derive(Clone, Debug, Default)]
pub struct Given {
    of: HashMap<String, Vec<(Key, String)>>,
    /// What is said of all files that fit a pattern, the longest pattern first.
    patterns: Vec<(Pattern, Vec<(Key, String)>)>,
    /// Whether the folder is to be refreshed before it is searched.
    auto_refresh: bool,
    /// What recognises the text of pictures.
    ocr: Option<String>,
    fingerprint: String,
}

/// Makes the name of what is said.
#[derive(Default)]
struct Fingerprint(blake3::Hasher);

impl Fingerprint {
    fn add(&mut self, bytes: &[u8]) {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    fn finish(self) -> String {
        self.0.finalize().to_hex()[..FINGERPRINT_DIGITS].to_owned()
    }
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
        let mut fingerprint = Fingerprint::default();
        for (name, parse) in [(CSV, Self::add_csv as fn(&mut Self, &Reading<'_>) -> Result<()>), (TOML, Self::add_toml)]
        {
            let path = folder.join(name);
            match std::fs::read(&path) {
                Ok(bytes) => {
                    fingerprint.add(&bytes);
                    let name = path.display().to_string();
                    let text = decoded(&name, bytes)?;
                    parse(&mut given, &Reading { name: &name, text: &text })?;
                }
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => fingerprint.add(&[]),
                Err(e) => return Err(Error::io(message!("cant-read"), path)(e)),
            }
        }
        given.fingerprint = fingerprint.finish();
        given.patterns.sort_by_key(|(pattern, _)| std::cmp::Reverse(pattern.len()));
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

    /// What is said of the report at a path within the folder, which lies in a file: of it by its own path, and what a pattern
    /// that fits the file's says that this doesn't, the longest first.
    pub fn of(&self, path: &str, file: &str) -> Vec<(Key, String)> {
        let mut said = self.of.get(path).cloned().unwrap_or_default();
        for (_, more) in self.patterns.iter().filter(|(pattern, _)| pattern.fits(file)) {
            let known: Vec<Key> = said.iter().map(|(key, _)| *key).collect();
            said.extend(more.iter().filter(|(key, _)| !known.contains(key)).cloned());
        }
        said
    }

    /// What recognises the text of pictures and scanned pages, if that is said.
    pub fn ocr(&self) -> Option<&str> {
        self.ocr.as_deref()
    }

    /// Names what is said: another one says something else.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// As [`Self::fingerprint`], of what is said in a folder now.
    pub fn fingerprint_of(folder: &Path) -> String {
        let mut fingerprint = Fingerprint::default();
        // What isn't there says nothing; what can't be read is said where it is to be used.
        Self::files(folder).iter().for_each(|path| fingerprint.add(&std::fs::read(path).unwrap_or_default()));
        fingerprint.finish()
    }

    /// The paths of which something is said, sorted.
    pub fn paths(&self) -> Vec<&str> {
        let mut paths: Vec<&str> = self.of.keys().map(String::as_str).collect();
        paths.sort_unstable();
        paths
    }

    fn add(&mut self, path: &str, key: Key, value: &str) {
        let (path, value) = (normal(path), value.trim());
        if value.is_empty() {
            return;
        }
        let said = match Pattern::parse(&path) {
            None => self.of.entry(path).or_default(),
            Some(pattern) => match self.patterns.iter().position(|(known, _)| *known == pattern) {
                Some(at) => &mut self.patterns[at].1,
                None => {
                    self.patterns.push((pattern, Vec::new()));
                    let at = self.patterns.len() - 1;
                    &mut self.patterns[at].1
                }
            },
        };
        said.push((key, value.to_owned()));
    }

    fn add_csv(&mut self, file: &Reading<'_>) -> Result<()> {
        let table = Table::read(file)?;
        for (line, path, cells) in table.rows() {
            for (key, value) in cells {
                check(key, value).map_err(|reason| wrong(file.name, line, reason))?;
                self.add(path, key, value);
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
            ocr: Option<String>,
        }
        let line_at = |at: usize| file.text[..at.min(file.text.len())].matches('\n').count() + 1;
        let parsed: File = toml::from_str(file.text).map_err(|e| {
            wrong(
                file.name,
                line_at(e.span().map_or(0, |span| span.start)),
                message!("wrong-format", reason = e.message()),
            )
        })?;
        self.auto_refresh = parsed.auto_refresh;
        self.ocr = parsed.ocr;
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
