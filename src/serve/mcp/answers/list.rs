//! `list`: reports and their sections, a line each; with their texts, if those are wanted.

use crate::answer::{Detail, Listed, ReportView, Share, listed};
use crate::error::Result;
use crate::message;
use crate::output::forms::lacking;
use crate::output::terminal::searched_of;
use crate::query::Filters;
use crate::request::List;
use crate::serve::mcp::call::Call;
use crate::serve::mcp::cursor::Place;
use crate::serve::mcp::page::{Page, Row};
use crate::serve::mcp::words::{about, bracketed_labels, line, marks};

/// A piece of a longer paragraph.
const PIECE: usize = 2_000;

pub(super) fn answer(call: &Call) -> Result<String> {
    let request: List = call.request()?;
    request.check()?;
    let (engine, begins) = (call.engine(), call.begins()?.unwrap_or_default());
    let filters = request.resolved(call.snapshot.narrowed(request.filters.filters()?), engine)?;
    let lacking = lacking(&request, &filters, engine, call.deadline.clone())?;
    // All are counted, of those that are shown alone the texts are read.
    let (mut shown, mut total) = (Vec::new(), 0);
    for view in engine.reports(&filters, Detail::Outline, Share::ALL)? {
        call.deadline.check()?;
        let view = view?;
        if lacking.as_ref().is_some_and(|lacking| !lacking.contains(&view.path)) {
            continue;
        }
        // More than that find no room on a page.
        if total >= begins.row && shown.len() < MAX_REPORTS {
            shown.push((total, view));
        }
        total += 1;
    }
    let found = message!("reports", n = total);
    let said = message!("both", first = found.clone(), second = searched_of(&call.coverage()?));
    let mut head = call.head(&said, &filters, None)?;
    if total == 0 {
        head.push(call.say(&message!("no-report-has-this")));
    }
    let last_of_these = shown.last().map_or(0, |(row, _)| row + 1);
    let rows = shown.into_iter().flat_map(|(row, view)| match of_report(call, &request, &filters, view) {
        Ok((heading, lines)) => rows_of(row, heading, lines, begins, request.paths),
        Err(error) => vec![Err(error)],
    });
    let mut page = Page::new(&head);
    let next = page.fill(rows, false)?;
    let next = next.or((last_of_these < total).then_some(Place { row: last_of_these, within: 0 }));
    let last = next.map_or(total, |next| next.row + u32::from(next.within > 0));
    let first = (begins.row + 1).min(last);
    call.end(page, &message!("rows-shown", first = first, last = last, of = found), next)
}

/// A line a report is ten characters at least.
const MAX_REPORTS: usize = 600;

/// Rows of a report: its heading, then its lines; where it was begun on an earlier page, its heading again.
fn rows_of(row: u32, heading: String, lines: Vec<String>, begins: Place, is_path: bool) -> Vec<Result<Row>> {
    let within = if row == begins.row { begins.within } else { 0 };
    let heading = if is_path { heading } else { format!("\n{heading}") };
    let mut rows = Vec::new();
    if within == 0 {
        rows.push(Ok(Row { at: Place { row, within: 0 }, text: heading.clone() }));
    }
    for (number, text) in (1..).zip(lines).skip_while(|(number, _)| *number < within) {
        let text = if number == within { format!("{heading}\n{text}") } else { text };
        rows.push(Ok(Row { at: Place { row, within: number }, text }));
    }
    rows
}

/// A report's heading, and the lines below it.
fn of_report(call: &Call, request: &List, filters: &Filters, view: ReportView) -> Result<(String, Vec<String>)> {
    call.deadline.check()?;
    let path = line(&view.path);
    if request.paths {
        return Ok((path, Vec::new()));
    }
    let view = match request.detail() {
        Detail::Texts => call.engine().report(&view.path, Detail::Texts)?.unwrap_or(view),
        _ => view,
    };
    let listed = listed(view, filters);
    let heading = format!("{}\n{path}", about(&listed.path, &listed.metadata));
    Ok((heading, lines_of(call, &listed)))
}

fn lines_of(call: &Call, listed: &Listed) -> Vec<String> {
    let mut lines = Vec::new();
    for of_list in &listed.sections {
        let section = &of_list.section;
        let title = if section.level == 0 { call.say(&message!("opening")) } else { section.title() };
        let indent = "  ".repeat(usize::from(section.level.max(1)));
        lines.push(line(&format!("{indent}{title}{} {}", bracketed_labels(section), section.chars)));
        for passage in &of_list.paragraphs {
            let marks = marks(passage.is_boilerplate, passage.is_recognised, call.lang);
            let chars: Vec<char> = line(&passage.text).chars().collect();
            for (piece, chars) in chars.chunks(PIECE).enumerate() {
                let text: String = chars.iter().collect();
                let number = if piece == 0 {
                    passage.number.to_string()
                } else {
                    format!("{}:{}", passage.number, piece * PIECE)
                };
                lines.push(format!("    [{number}] {marks}{text}"));
            }
        }
    }
    lines
}
