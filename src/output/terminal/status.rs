//! What is said of files: how they were read, and what of a folder could not be.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use super::{ABOUT, PATH, QUIET, TITLE, Terminal, megabytes, plural, shown};
use crate::extract::{Problem, Reading};
use crate::index::Commit;
use crate::search::Unknown;

/// So many files are named where not all are asked for.
const SHOWN_FILES: usize = 10;

/// Whether all files that could not be read are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// The first ones.
    First,
    /// All of them.
    All,
}

impl Terminal<'_> {
    /// What `status` says of the index.
    pub fn status(&mut self, commit: &Commit, index: &Path, index_bytes: u64, unknown: Unknown) -> io::Result<()> {
        writeln!(self.out, "{TITLE}{}{TITLE:#}", shown(&commit.folder))?;
        let files = (commit.reports + commit.problems) as u64;
        writeln!(
            self.out,
            "  searched   {} of {}, {}, {}",
            commit.reports,
            plural(files, "file"),
            plural(commit.passages, "passage"),
            megabytes(commit.bytes)
        )?;
        let (age, version) = (age(commit.indexed_at), &commit.schema_version);
        writeln!(self.out, "  index      {}, {}", index.display(), megabytes(index_bytes))?;
        writeln!(self.out, "  indexed    {age}, schema version {version}")?;
        let Unknown { year, author, role, org } = unknown;
        writeln!(
            self.out,
            "  unknown    year of {year}, author of {author}, role of {role}, org of {org} (baogao list --unknown year)"
        )
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
            let mut kinds: BTreeMap<&str, u64> = BTreeMap::new();
            problems.iter().for_each(|(_, problem)| *kinds.entry(problem.kind.as_str()).or_default() += 1);
            let kinds: Vec<String> = kinds.into_iter().map(|(kind, n)| format!("{kind} {n}")).collect();
            writeln!(self.out, "\n{TITLE}not readable{TITLE:#}  {ABOUT}{}{ABOUT:#}", kinds.join(", "))?;
        }
        for (path, problem) in problems.iter().take(most) {
            writeln!(self.out, "  {PATH}{}{PATH:#}  {QUIET}{}{QUIET:#}", shown(path), shown(&problem.reason))?;
        }
        self.more(problems.len(), most)?;
        if !partly.is_empty() {
            writeln!(self.out, "\n{TITLE}read in part{TITLE:#}")?;
        }
        for (path, reading) in partly.iter().take(most) {
            let missing = shown(&missing(reading));
            writeln!(self.out, "  {PATH}{}{PATH:#}  {QUIET}{missing}{QUIET:#}", shown(path))?;
        }
        self.more(partly.len(), most)
    }

    fn more(&mut self, files: usize, shown: usize) -> io::Result<()> {
        match files.saturating_sub(shown) {
            0 => Ok(()),
            more => writeln!(self.out, "  {QUIET}+ {more} more (baogao status --problems){QUIET:#}"),
        }
    }

    /// How the file of a report was read.
    pub(super) fn reading(&mut self, reading: &Reading) -> io::Result<()> {
        let encoding = reading.encoding.as_ref().map_or(String::new(), |encoding| format!(" in {encoding}"));
        writeln!(self.out, "  {:<7} {ABOUT}{}{ABOUT:#}{encoding}", "format", reading.format.as_str())?;
        if !reading.is_whole() {
            writeln!(self.out, "  {:<7} {}", "missing", shown(&missing(reading)))?;
        }
        Ok(())
    }
}

/// What of a file was not read.
fn missing(reading: &Reading) -> String {
    let Reading { undecodable, chars, gaps, .. } = reading;
    let undecodable = (*undecodable > 0).then(|| format!("{undecodable} of {chars} characters can't be decoded"));
    undecodable.into_iter().chain(gaps.iter().cloned()).collect::<Vec<_>>().join("; ")
}

/// How long ago a time in seconds since 1970 was.
fn age(then: u64) -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_secs());
    match now.saturating_sub(then) {
        0..60 => "less than a minute ago".to_owned(),
        s @ 60..3600 => format!("{} ago", plural(s / 60, "minute")),
        s @ 3600..86400 => format!("{} ago", plural(s / 3600, "hour")),
        s => format!("{} ago", plural(s / 86400, "day")),
    }
}
