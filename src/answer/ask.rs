//! What takes several questions to any engine, or a choice among its answers.

use super::citation::Citation;
use super::collection::{FileEntry, FileState};
use super::engine::{Detail, Engine};
use super::facets::{FacetField, Unknown};
use super::list::ReportView;
use super::question::{Deadline, Question, Scope};
use super::total::Total;
use crate::analysis::MatchingForm;
use crate::error::{Error, Result};
use crate::query::Query;
use crate::report::UNKNOWN;

/// How much a loose search for the same text would find: worth saying where nothing matches. None if it finds nothing,
/// or the query is more than text.
///
/// # Errors
/// Of the engine.
pub fn loosely(engine: &dyn Engine, question: &Question) -> Result<Option<Total>> {
    let Some(query) = question.query.as_ref().filter(|query| query.root.is_plain()) else { return Ok(None) };
    let Ok(loose) = Query::loose(&query.text) else { return Ok(None) };
    match engine.count(&Question { within: Scope::Passage, deadline: Deadline::default(), ..question.of(loose) }) {
        // It is a hint: an engine that can't tell says nothing.
        Err(Error::Refused(_)) => Ok(None),
        counted => Ok(Some(counted?.total).filter(|total| total.passages > 0)),
    }
}

/// The passage that a citation means, and whether its file is still the same as when it was cited.
///
/// # Errors
/// [`Error::Report`] if there is no such report or passage.
pub fn cited(engine: &dyn Engine, citation: &Citation) -> Result<(String, bool)> {
    let missing = || Error::Report { name: citation.to_string(), candidates: Vec::new() };
    let view = engine.report(&citation.path, Detail::Passage(citation.passage))?.ok_or_else(missing)?;
    let is_same = Citation::digits(&view.hash) == citation.hash;
    let passage = view.texts.into_iter().next().ok_or_else(missing)?;
    Ok((passage.text, is_same))
}

/// The report that a path, or a part of one, means, with its texts: a whole path first, with any folders before it, then a
/// part.
///
/// # Errors
/// [`Error::Report`] if none or several are meant, [`Error::Unread`] if it is a file that could not be read.
pub fn find_report(engine: &dyn Engine, name: &str) -> Result<ReportView> {
    let mut found: Vec<String> =
        engine.files(FileState::Read)?.map(|file| file.map(FileEntry::into_path)).collect::<Result<_>>()?;
    let name = name.strip_prefix("./").unwrap_or(name);
    let is_end = |path: &str| name.strip_suffix(path).is_some_and(|before| before.is_empty() || before.ends_with('/'));
    if let Some(whole) = found.iter().filter(|path| is_end(path)).max_by_key(|path| path.len()) {
        found = vec![whole.clone()];
    } else {
        let as_typed = |path: &str| path.contains(name);
        let form = MatchingForm::of(name).to_string();
        let in_form = |path: &str| !form.is_empty() && MatchingForm::of(path).to_string().contains(&form);
        // 欧阳 means 歐陽, too, where no path holds it as it was typed.
        let is_typed = found.iter().any(|path| as_typed(path));
        found.retain(|path| if is_typed { as_typed(path) } else { in_form(path) });
    }
    if let [path] = found.as_slice()
        && let Some(report) = engine.report(path, Detail::Texts)?
    {
        return Ok(report);
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

/// How many reports there are of which something is unknown.
///
/// # Errors
/// Of the engine.
pub fn unknown(engine: &dyn Engine) -> Result<Unknown> {
    let all = Question::default();
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
