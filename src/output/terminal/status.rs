//! What is said of files: how they were read, and what of a folder could not be.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use super::page::{ABOUT, PATH, QUIET, TITLE, Terminal, shown};
use super::totals::megabytes;
use crate::answer::{Collection, Unknown};
use crate::extract::{Problem, ProblemKind, Reading};
use crate::ingest::Accounted;
use crate::message;
use crate::messages::Message;
use crate::output::wrap::columns;

/// So many files are named where not all are asked for.
pub(super) const SHOWN_FILES: usize = 10;
/// Columns that the names of what `status` says take.
const STATUS_LABEL: usize = 10;

/// Whether all files that could not be read are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// The first ones.
    First,
    /// All of them.
    All,
}

impl Terminal<'_> {
    /// What `status` says of the index of a folder that lies there now.
    pub fn status(
        &mut self,
        about: &Collection,
        (folder, index, index_bytes): (&str, &Path, u64),
        files: &[Accounted],
        unknown: Unknown,
    ) -> io::Result<()> {
        writeln!(self.out, "{TITLE}{}{TITLE:#}", shown(folder))?;
        let on_disk = self.on_disk(files);
        let searched = message!(
            "status-of-files",
            searched = about.reports,
            files = message!("files", n = about.reports + about.problems),
            passages = message!("passages", n = about.passages),
            size = megabytes(about.bytes)
        );
        let (age, version) = (age(about.indexed_at), about.schema_version.as_str());
        let Unknown { year, author, role, org } = unknown;
        let index = message!("status-index-of", path = index, size = megabytes(index_bytes));
        let ocr = about.ocr.as_ref();
        let ocr = ocr.map(|engine| (message!("status-ocr"), message!("status-ocr-by", engine = engine)));
        for (label, text) in [
            (message!("status-searched"), searched),
            (message!("status-on-disk"), Message::quoted(on_disk)),
            (message!("status-index"), index),
            (message!("status-indexed"), message!("status-age", age = age, version = version)),
            (
                message!("status-unknown"),
                message!("status-unknown-of", year = year, author = author, role = role, org = org),
            ),
        ]
        .into_iter()
        .chain(ocr)
        {
            let (label, text) = (self.said(label), self.said(text));
            let gap = STATUS_LABEL.saturating_sub(columns(&label));
            writeln!(self.out, "  {label}{:gap$} {text}", "")?;
        }
        Ok(())
    }

    /// What `status` says of the files that could not be read, or only in part.
    pub fn problems(
        &mut self,
        problems: &[(String, Problem)],
        partly: &[(String, Reading)],
        named: Named,
    ) -> io::Result<()> {
        let most = if named == Named::All { usize::MAX } else { SHOWN_FILES };
        if !problems.is_empty() {
            let mut kinds: BTreeMap<ProblemKind, u64> = BTreeMap::new();
            problems.iter().for_each(|(_, problem)| *kinds.entry(problem.kind).or_default() += 1);
            let kinds = kinds.into_iter().map(|(kind, n)| format!("{} {n}", self.said(problem_kind(kind))));
            let kinds = kinds.collect::<Vec<_>>().join(&self.said(message!("and")));
            let title = self.said(message!("not-readable"));
            writeln!(self.out, "\n{TITLE}{title}{TITLE:#}  {ABOUT}{kinds}{ABOUT:#}")?;
        }
        for (path, problem) in problems.iter().take(most) {
            let reason = shown(&problem.reason.say(self.lang));
            writeln!(self.out, "  {PATH}{}{PATH:#}  {QUIET}{reason}{QUIET:#}", shown(path))?;
        }
        self.more(problems.len(), most)?;
        if !partly.is_empty() {
            let title = self.said(message!("read-in-part"));
            writeln!(self.out, "\n{TITLE}{title}{TITLE:#}")?;
        }
        for (path, reading) in partly.iter().take(most) {
            let missing = shown(&self.missing(reading));
            writeln!(self.out, "  {PATH}{}{PATH:#}  {QUIET}{missing}{QUIET:#}", shown(path))?;
        }
        self.more(partly.len(), most)
    }

    pub(super) fn more(&mut self, files: usize, shown: usize) -> io::Result<()> {
        match files.saturating_sub(shown) {
            0 => Ok(()),
            more => {
                let said = self.said(message!("more-files", n = more));
                writeln!(self.out, "  {QUIET}{said}{QUIET:#}")
            }
        }
    }

    /// How the file of a report was read.
    pub(super) fn reading(&mut self, reading: &Reading) -> io::Result<()> {
        let (format, label) = (format!("{ABOUT}{}{ABOUT:#}", reading.format.as_str()), message!("field-format"));
        let label = self.label(label);
        match &reading.encoding {
            Some(encoding) => {
                let said = message!("in-encoding", format = format, encoding = encoding).say(self.lang);
                writeln!(self.out, "  {label} {said}")?;
            }
            None => writeln!(self.out, "  {label} {format}")?,
        }
        if !reading.is_whole() {
            let (label, missing) = (self.label(message!("field-missing")), shown(&self.missing(reading)));
            writeln!(self.out, "  {label} {missing}")?;
        }
        Ok(())
    }

    /// What of a file was not read.
    fn missing(&self, reading: &Reading) -> String {
        missing_of(reading).map_or_else(String::new, |missing| missing.say(self.lang))
    }
}

fn problem_kind(kind: ProblemKind) -> Message {
    match kind {
        ProblemKind::UnsupportedFormat => message!("problem-unsupported-format"),
        ProblemKind::Empty => message!("problem-empty"),
        ProblemKind::Encrypted => message!("problem-encrypted"),
        ProblemKind::NeedsOcr => message!("problem-needs-ocr"),
        ProblemKind::Garbled => message!("problem-garbled"),
        ProblemKind::Damaged => message!("problem-damaged"),
        ProblemKind::TooLarge => message!("problem-too-large"),
        ProblemKind::TimedOut => message!("problem-timed-out"),
        ProblemKind::Unreadable => message!("problem-unreadable"),
        ProblemKind::Failed => message!("problem-failed"),
        ProblemKind::LeftOut(_) => message!("left-out"),
    }
}

/// What of a file was not read; none if all of it was.
pub fn missing_of(reading: &Reading) -> Option<Message> {
    let Reading { undecodable, chars, gaps, .. } = reading;
    let undecodable = (*undecodable > 0).then(|| message!("undecodable", n = *undecodable, chars = *chars));
    let missing = undecodable.iter().chain(gaps).cloned();
    missing.reduce(|first, second| message!("both", first = first, second = second))
}

/// How long ago a time in seconds since 1970 was.
pub fn age(then: u64) -> Message {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_secs());
    match now.saturating_sub(then) {
        0..60 => message!("age-now"),
        s @ 60..3600 => message!("age-minutes", n = s / 60),
        s @ 3600..86400 => message!("age-hours", n = s / 3600),
        s => message!("age-days", n = s / 86400),
    }
}
