//! Reports and their sections.

use std::collections::HashSet;
use std::path::Path;

use super::search::printed;
use super::sink::{Said, Sink, Unwritten, json_line};
use crate::answer::{Deadline, Engine, Question, Rows, Share, coverage, listed};
use crate::error::Result;
use crate::message;
use crate::output::terminal::searched_of;
use crate::output::{export, json};
use crate::query::Filters;
use crate::request::List;

/// The paths of the reports that lack a section, if those are asked for.
///
/// # Errors
/// Of the engine.
pub fn lacking(
    request: &List,
    filters: &Filters,
    engine: &dyn Engine,
    deadline: Deadline,
) -> Result<Option<HashSet<String>>> {
    let Some(question) = request.lacking(filters)? else { return Ok(None) };
    let question = Question { deadline, ..question };
    let paths = engine.matching(&question)?.1.map(|report| Ok(report?.path));
    Ok(Some(paths.collect::<Result<_>>()?))
}

/// Writes the reports that resolved filters let through, each as it is read; `folder`: as the user wrote it.
///
/// # Errors
/// Of the engine, and of the place.
pub fn list(
    request: &List,
    filters: &Filters,
    (engine, folder): (&dyn Engine, &Path),
    sink: &mut dyn Sink,
) -> Result<Said, Unwritten> {
    let lacking = lacking(request, filters, engine, Deadline::default())?;
    let views = engine.reports(filters, request.detail(), Share::ALL)?;
    let is_wanted = |path: &str| lacking.as_ref().is_none_or(|lacking| lacking.contains(path));
    let reports = views.filter_map(|view| match view {
        Ok(view) if !is_wanted(&view.path) => None,
        view => Some(view.map(|view| listed(view, filters))),
    });
    let mut count = 0usize;
    let mut counted: Rows<'_, _> = Box::new(reports.inspect(|_| count += 1));
    match request.table() {
        Some(form) => sink.table(&form, export::list_columns(request.text), &mut |table| {
            for listed in &mut counted {
                let listed = listed?;
                export::list_rows(&listed, request.text).iter().try_for_each(|row| table.row(row))?;
            }
            Ok(())
        })?,
        None => {
            for listed in &mut counted {
                let listed = listed?;
                if request.json {
                    json_line(sink, &json::ListLine::of(&listed))?;
                } else if request.paths {
                    writeln!(sink.out(), "{}", printed(folder, &listed.path))?;
                } else {
                    sink.people(&mut |terminal| terminal.listed(&listed))?;
                }
            }
        }
    }
    drop(counted);
    let coverage = coverage(engine, filters.under.as_deref())?;
    let (searched, mut beside) = (searched_of(&coverage), Vec::new());
    if lacking.is_some() || request.table().is_some() {
        let found = message!("reports", n = count);
        beside.push(message!("both", first = found, second = searched));
    } else if !coverage.is_whole() {
        beside.push(searched);
    }
    if count == 0 {
        beside.push(message!("no-report-has-this"));
    }
    Ok(Said { is_found: count > 0, beside })
}
