//! `baogao list`: every section of the reports that the filters let through.

use std::collections::HashSet;
use std::io::Write;

use crate::answer::{Listed, Share, listed};
use crate::cli::export::table;
use crate::cli::missing::tell_missing;
use crate::cli::open::{open, printed};
use crate::cli::outcome::{Found, Outcome};
use crate::cli::terminal::Output;
use crate::cli::watch::strictly;
use crate::error::Result;
use crate::message;
use crate::output::terminal::searched_of;
use crate::output::{export, json};
use crate::request::List;

pub(in crate::cli) fn run(request: &List, output: &mut Output) -> Outcome {
    request.check()?;
    let filters = request.filters.filters()?;
    let opened = open(&request.place, request.folder.as_deref())?;
    let engine = &*opened.engine;
    let filters = request.resolved(opened.narrowed(filters), engine)?;
    let lacking = match request.lacking(&filters)? {
        Some(question) => {
            let paths = engine.matching(&question)?.1.map(|report| Ok(report?.path));
            Some(paths.collect::<Result<HashSet<String>>>()?)
        }
        None => None,
    };
    let views = engine.reports(&filters, request.detail(), Share::ALL)?;
    let is_wanted = |path: &str| lacking.as_ref().is_none_or(|lacking| lacking.contains(path));
    let reports = views.filter_map(|view| match view {
        Ok(view) if !is_wanted(&view.path) => None,
        view => Some(view.map(|view| listed(view, &filters))),
    });
    let mut count = 0usize;
    let counted = reports.inspect(|_| count += 1);
    match request.table() {
        Some(form) => table(output, &form, opened.folder(), export::list_columns(request.text), |table| {
            for listed in counted {
                let listed = listed?;
                export::list_rows(&listed, request.text).iter().try_for_each(|row| table.row(row))?;
            }
            Ok(())
        })?,
        None => {
            for listed in counted {
                let listed: Listed = listed?;
                if request.json {
                    output.json(&json::ListLine::of(&listed))?;
                } else if request.paths {
                    writeln!(output.raw, "{}", printed(opened.folder(), &listed.path))?;
                } else {
                    output.people(opened.folder(), |terminal| terminal.listed(&listed))?;
                }
            }
        }
    }
    let coverage = opened.coverage()?;
    let searched = searched_of(&coverage);
    if lacking.is_some() || request.table().is_some() {
        let found = message!("reports", n = count);
        output.tell(&message!("both", first = found, second = searched))?;
    } else if !coverage.is_whole() {
        output.tell(&searched)?;
    }
    if count == 0 {
        output.tell(&message!("no-report-has-this"))?;
    }
    tell_missing(engine, &filters, &[], output)?;
    strictly(request.strict, &opened, Found::of(count > 0), output)
}
