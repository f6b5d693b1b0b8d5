//! Reports and their outlines, without a query: what `list`, `show` and `status` print.

use std::sync::Arc;

use tantivy::DocAddress;

use super::collect::paths;
use super::scope::Scope;
use super::status::problems;
use super::years::Years;
use crate::analysis::MatchingForm;
use crate::error::{Error, Result};
use crate::extract::Reading;
use crate::index::{Outcome, REPORT, ReadReport, Reader};
use crate::query::Filters;
use crate::query::filter::Wanted;
use crate::report::model::ancestors;
use crate::report::{Metadata, Section, SectionId};

/// A report and those of its sections that are wanted.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Path within the indexed folder.
    pub path: String,
    /// What is known of it.
    pub metadata: Arc<Metadata>,
    /// The wanted sections, in reading order.
    pub sections: Vec<ListedSection>,
    /// How many passages the report has.
    pub passages: u32,
    /// How its file was read.
    pub reading: Reading,
}

/// A section of a report.
#[derive(Clone, Debug)]
pub struct ListedSection {
    /// The section.
    pub section: Section,
    /// The paragraphs under its own heading, the heading included, those of sub-sections not; empty if they were not
    /// asked for.
    pub paragraphs: Vec<String>,
}

/// Whether texts are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texts {
    /// Only the outline.
    Left,
    /// The paragraphs, too.
    Read,
}

/// The reports that the filters let through, by path, each read when it is asked for. Where years are asked for, reports
/// that are of them come before reports that only speak for them.
///
/// # Errors
/// Of the index, and of the folder's own schema files where a filter needs them.
pub fn list<'a>(
    reader: &'a Reader,
    filters: &'a Filters,
    texts: Texts,
) -> Result<impl Iterator<Item = Result<Listed>> + 'a> {
    let mut files = Vec::new();
    for (segment, _) in (0..).zip(reader.searcher().segment_readers()) {
        let scope = Scope::new(reader, segment, filters)?;
        files.extend(scope.wanted_reports().map(|doc| DocAddress::new(segment, doc)));
    }
    let years = Years::of(reader)?;
    let is_later = files.iter().map(|&file| !filters.is_own_year(years.year(file)));
    let paths = paths(reader, files.iter().copied())?;
    let mut files: Vec<_> = is_later.zip(paths).zip(files.iter().copied()).collect();
    files.sort_unstable();
    let listed = files.into_iter().map(move |((_, path), file)| listed(reader, path, file, &filters.sections, texts));
    Ok(listed.filter(|listed| listed.as_ref().map_or(true, |l| !l.sections.is_empty())))
}

fn listed(reader: &Reader, path: String, file: DocAddress, wanted: &[Wanted], texts: Texts) -> Result<Listed> {
    let record = reader.record(file)?;
    let Outcome::Read(report) = record.outcome else {
        return Err(reader.damaged(&"a report that was not read"));
    };
    let ReadReport { metadata, sections, passages, reading, .. } = *report;
    let is_wanted = |id: u32| {
        let holds = |s: &Section| wanted.iter().any(|w| w.is_in(&s.heading) || w.is_in(&s.kind.0));
        wanted.is_empty() || ancestors(&sections, SectionId(id)).any(holds)
    };
    let mut shown = Vec::new();
    for (id, section) in (0..).zip(&sections) {
        // Many reports have nothing before their first heading.
        if section.passages.0 == section.passages.1 || !is_wanted(id) {
            continue;
        }
        let paragraphs = match texts {
            Texts::Left => Vec::new(),
            Texts::Read => {
                let own_end = sections.get(id as usize + 1).map_or(section.passages.1, |next| next.passages.0);
                (section.passages.0..own_end).map(|n| reader.passage(file, n)).collect::<Result<_>>()?
            }
        };
        shown.push(ListedSection { section: section.clone(), paragraphs });
    }
    Ok(Listed { path, metadata, sections: shown, passages, reading })
}

/// The report that a path, or a part of one, means: a whole path first, with any folders before it, then a part.
///
/// # Errors
/// [`Error::Report`] if none or several are meant, [`Error::Unread`] if it is a file that could not be read.
pub fn find_report(reader: &Reader, name: &str) -> Result<Listed> {
    let files = reader.files(REPORT)?;
    let mut found: Vec<_> = paths(reader, files.iter().copied())?.into_iter().zip(files).collect();
    let name = name.strip_prefix("./").unwrap_or(name);
    let is_end = |path: &str| name.strip_suffix(path).is_some_and(|before| before.is_empty() || before.ends_with('/'));
    if let Some(whole) = found.iter().filter(|(path, _)| is_end(path)).max_by_key(|(path, _)| path.len()) {
        found = vec![whole.clone()];
    } else {
        let as_typed = |path: &str| path.contains(name);
        let form = MatchingForm::of(name).to_string();
        let in_form = |path: &str| !form.is_empty() && MatchingForm::of(path).to_string().contains(&form);
        // 欧阳 means 歐陽, too, where no path holds it as it was typed.
        let is_typed = found.iter().any(|(path, _)| as_typed(path));
        found.retain(|(path, _)| if is_typed { as_typed(path) } else { in_form(path) });
    }
    if found.len() == 1 {
        let (path, file) = found.remove(0);
        return listed(reader, path, file, &[], Texts::Read);
    }
    if found.is_empty()
        && let Some((path, problem)) = problems(reader)?.into_iter().find(|(path, _)| path.contains(name))
    {
        return Err(Error::Unread { path, reason: problem.reason });
    }
    let mut candidates: Vec<String> = found.into_iter().map(|(path, _)| path).collect();
    candidates.sort_unstable();
    Err(Error::Report { name: name.to_owned(), candidates })
}
