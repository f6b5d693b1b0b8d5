//! What takes several questions to any engine, or a choice among its answers.

use super::citation::Citation;
use super::collection::{FileEntry, FileState};
use super::engine::{Detail, Engine};
use super::facets::{FacetField, Unknown};
use super::list::ReportView;
use super::question::{Question, Scope, Which};
use super::total::{Coverage, Total};
use crate::analysis::MatchingForm;
use crate::error::{Error, Result};
use crate::query::{Filters, Query};
use crate::report::{Part, UNKNOWN};

/// How much a loose search for the same text would find: worth saying where nothing matches. None if it finds nothing,
/// or the query is more than text.
///
/// # Errors
/// Of the engine.
pub fn loosely(engine: &dyn Engine, question: &Question) -> Result<Option<Total>> {
    let Some(query) = question.query.as_ref().filter(|query| query.root.is_plain()) else { return Ok(None) };
    let Ok(loose) = Query::loose(&query.text) else { return Ok(None) };
    match engine.count(&Question { within: Scope::Passage, deadline: question.deadline.anew(), ..question.of(loose) }) {
        // It is a hint: an engine that can't tell says nothing.
        Err(Error::Refused(_)) => Ok(None),
        counted => Ok(Some(counted?.total).filter(|total| total.passages > 0)),
    }
}

/// The text of the passage that a citation means, as it was cited; none where the collection has another state of its file,
/// or none of it.
///
/// # Errors
/// Of the engine.
pub fn cited(engine: &dyn Engine, citation: &Citation) -> Result<Option<String>> {
    let view = engine.report(&citation.path, Detail::Passage(citation.passage))?;
    let Some(view) = view.filter(|view| Citation::digits(&view.hash) == citation.hash) else { return Ok(None) };
    Ok(match citation.passage {
        0 => view.report.metadata.title_apart().cloned(),
        _ => view.texts.into_iter().next().map(|passage| passage.text),
    })
}

/// The report that a path, or a part of one, means, with its texts.
///
/// # Errors
/// As [`find_path`].
pub fn find_report(engine: &dyn Engine, name: &str) -> Result<ReportView> {
    let path = find_path(engine, name, None)?;
    let missing = || Error::Report { name: name.to_owned(), candidates: Vec::new() };
    engine.report(&path, Detail::Texts)?.ok_or_else(missing)
}

/// The path of the report that a path, or a part of one, means: a whole path first, also as it is printed, behind the folder,
/// then a part; in a part … stands for anything. `under`: the folder within the indexed one that it lies in.
///
/// # Errors
/// [`Error::Report`] if none or several are meant, [`Error::Unread`] if it is a file that could not be read.
pub fn find_path(engine: &dyn Engine, name: &str, under: Option<&str>) -> Result<String> {
    let mut found: Vec<String> =
        engine.files(FileState::Read)?.map(|file| file.map(FileEntry::into_path)).collect::<Result<_>>()?;
    let filters = Filters { under: under.map(str::to_owned), ..Filters::default() };
    found.retain(|path| filters.is_under(path));
    let name = name.strip_prefix("./").unwrap_or(name);
    let about = engine.about()?;
    // What stands before a whole path is the folder, or a way that says nothing of it.
    let folder = about.folder.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_folder = |before: &str| {
        let last = before.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        before.ends_with('/') && (last == folder || last == "." || last == "..")
    };
    let is_end = |path: &str| {
        let path = under
            .and_then(|under| path.strip_prefix(under)?.strip_prefix('/'))
            .filter(|rest| *rest == name)
            .map_or(path, |rest| rest);
        name.strip_suffix(path).is_some_and(|before| before.is_empty() || is_folder(before))
    };
    if let Some(whole) = found.iter().filter(|path| is_end(path)).max_by_key(|path| path.len()) {
        found = vec![whole.clone()];
    } else {
        let as_typed = |path: &str| holds(path, name);
        let form = |text: &str| MatchingForm::of(text).to_string();
        let parts: Vec<String> = name.split(ELISION).map(form).collect();
        let in_form = |path: &str| parts.iter().any(|part| !part.is_empty()) && holds_all(&form(path), &parts);
        // 欧阳 means 歐陽, too, where no path holds it as it was typed.
        let is_typed = found.iter().any(|path| as_typed(path));
        found.retain(|path| if is_typed { as_typed(path) } else { in_form(path) });
    }
    if let [path] = found.as_slice() {
        return Ok(path.clone());
    }
    if found.is_empty() {
        for file in engine.files(FileState::Unread)? {
            if let FileEntry::Unread(path, problem) = file?
                && path.contains(name)
            {
                return Err(Error::Unread { path, reason: problem.reason });
            }
        }
    }
    Err(Error::Report { name: name.to_owned(), candidates: found })
}

/// The path of the report that a name means, and the number of a passage behind `#`, if there is one: as matches in a column
/// are shown. Where a file holds several reports, `FILE#1` is the first of them, `FILE#2` the second.
///
/// # Errors
/// As [`find_path`].
pub fn find_passage(engine: &dyn Engine, name: &str, under: Option<&str>) -> Result<(String, Option<u32>)> {
    let numbered = |name: &str| {
        let (path, number) = name.rsplit_once('#')?;
        Some((path.to_owned(), number.parse::<u32>().ok()?))
    };
    match (find_path(engine, name, under), numbered(name)) {
        (Err(Error::Report { candidates, .. }), Some((path, number))) if candidates.is_empty() => {
            if let Some(first) = first_of_several(engine, name, under)? {
                return Ok((first, None));
            }
            let first = first_of_several(engine, &path, under)?;
            Ok((first.map_or_else(|| find_path(engine, &path, under), Ok)?, Some(number)))
        }
        (found, _) => Ok((found?, None)),
    }
}

/// The path of the first of several reports in a file, if a name means that: `FILE#1`.
fn first_of_several(engine: &dyn Engine, name: &str, under: Option<&str>) -> Result<Option<String>> {
    let Some(name) = name.strip_suffix("#1") else { return Ok(None) };
    let path = match find_path(engine, name, under) {
        Ok(path) => path,
        // A part of a path means the further ones, too.
        Err(Error::Report { mut candidates, .. }) => {
            candidates.retain(|path| Part::of_path(path).is_none());
            match (candidates.pop(), candidates.is_empty()) {
                (Some(path), true) => path,
                _ => return Ok(None),
            }
        }
        Err(error) => return Err(error),
    };
    let is_first = |view: ReportView| view.report.part.is_first_of_several();
    Ok(engine.report(&path, Detail::Outline)?.is_some_and(is_first).then_some(path))
}

/// Stands for what is left out of a path that is shown.
const ELISION: char = '…';

/// Whether the parts of a name between … stand in a path, in their order.
fn holds(path: &str, name: &str) -> bool {
    let parts: Vec<String> = name.split(ELISION).map(str::to_owned).collect();
    holds_all(path, &parts)
}

fn holds_all(path: &str, parts: &[String]) -> bool {
    let mut rest = path;
    parts.iter().all(|part| match rest.find(part.as_str()) {
        Some(at) => {
            rest = &rest[at + part.len()..];
            true
        }
        None => false,
    })
}

/// What answers are drawn from, of the folder within the indexed one that lies `under`; none is all of it.
///
/// # Errors
/// Of the engine.
pub fn coverage(engine: &dyn Engine, under: Option<&str>) -> Result<Coverage> {
    let filters = Filters { under: under.map(str::to_owned), ..Filters::default() };
    let all = Question { which: Which::All, filters, ..Question::default() };
    Ok(engine.count(&all)?.coverage)
}

/// How many of the reports that filters let through there are of which something is unknown.
///
/// # Errors
/// Of the engine.
pub fn unknown(engine: &dyn Engine, filters: &Filters) -> Result<Unknown> {
    let all = Question { filters: filters.clone(), which: Which::All, ..Question::default() };
    let fields = [FacetField::Year, FacetField::Author, FacetField::Role, FacetField::Org];
    let (_, counts) = engine.facets(&all, &fields, usize::MAX)?;
    let of = |field: FacetField| {
        let values = counts.iter().filter(|counts| counts.field == field).flat_map(|counts| &counts.values);
        values.filter(|value| value.value == UNKNOWN).map(|value| value.reports).sum()
    };
    Ok(Unknown {
        year: of(FacetField::Year),
        author: of(FacetField::Author),
        role: of(FacetField::Role),
        org: of(FacetField::Org),
    })
}
