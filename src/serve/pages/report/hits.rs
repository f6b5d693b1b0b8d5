//! The hits of a query in one report: exactly the passages that a search finds in it, in reading order.

use std::ops::Range;

use crate::analysis::MatchingForm;
use crate::answer::{Deadline, Question, Sort, View, Which};
use crate::error::{Error, Result};
use crate::message;
use crate::query::{Filters, Wanted};
use crate::request::{Search, from_pairs};
use crate::serve::address::QUERY;
use crate::serve::asked::Asked;
use crate::serve::folder::Snapshot;
use crate::serve::pages::ways::OF_REPORT;

/// A passage that matches.
pub(super) struct ReportHit {
    /// Its number, from 1; 0 for a title that stands outside the text.
    pub(super) passage: u32,
    /// What is marked in it: characters.
    pub(super) marks: Vec<Range<usize>>,
    /// Where its first match stands.
    pub(super) citation: String,
}

/// The search that the address holds, if it does.
///
/// # Errors
/// [`Error::Request`].
pub(super) fn searched(asked: &Asked) -> Result<Option<Search>> {
    if asked.address.get(QUERY).is_none() {
        return Ok(None);
    }
    let pairs: Vec<(&str, &str)> = asked.pairs().filter(|(name, _)| !OF_REPORT.contains(name)).collect();
    from_pairs(&pairs).map(Some)
}

/// The hits of a search in the report at a path.
///
/// # Errors
/// As those of the search.
pub(super) fn hits(request: &Search, snapshot: &Snapshot, path: &str, deadline: Deadline) -> Result<Vec<ReportHit>> {
    request.check()?;
    let nothing = || Error::Query { query: String::new(), reason: message!("nothing-to-search") };
    let query = request.understood.understood(request.query.as_deref().ok_or_else(nothing)?)?;
    // The filter on paths lets through what holds this one, which is found among them.
    let form = MatchingForm::of(path);
    let paths = if form.is_empty() { Vec::new() } else { vec![Wanted::Value(form.to_string())] };
    let filters = snapshot.narrowed(Filters { paths, ..request.filters.filters()? });
    let engine = &*snapshot.engine;
    let question = Question { deadline, which: Which::With, ..request.question(query, &filters, engine)? };
    let view = View { order: Sort::Path, limit: None, passages: usize::MAX, whole: true, ..View::default() };
    for report in engine.hits(&question, &view)?.reports {
        let report = report?;
        if report.path == path {
            let hit = |hit: crate::answer::Hit| ReportHit {
                passage: hit.passage,
                marks: hit.excerpt.highlights,
                citation: hit.citation.to_string(),
            };
            let mut hits: Vec<ReportHit> = report.hits.into_iter().map(hit).collect();
            hits.sort_by_key(|hit| hit.passage);
            return Ok(hits);
        }
    }
    Ok(Vec::new())
}
