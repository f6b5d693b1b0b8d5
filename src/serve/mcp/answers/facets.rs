//! `facets`: counts by value, a line each.

use crate::answer::{FacetCount, Figure, Question, crossed, figures, of_all};
use crate::error::Result;
use crate::message;
use crate::output::terminal::{field, searched_of, totals};
use crate::request::Facets;
use crate::serve::mcp::call::Call;
use crate::serve::mcp::cursor::Place;
use crate::serve::mcp::page::{Page, Row};
use crate::serve::mcp::words::value;

/// Lines below a heading that is said again on each page.
struct Group {
    heading: String,
    lines: Vec<String>,
}

pub(super) fn answer(call: &Call) -> Result<String> {
    let request: Facets = call.request()?;
    request.check()?;
    let query = request.query.as_deref().map(|text| request.understood.understood(text)).transpose()?;
    let filters = call.snapshot.narrowed(request.filters.filters()?);
    let question = |query| -> Result<Question> {
        Ok(Question { deadline: call.deadline.clone(), ..request.question(query, &filters, call.engine())? })
    };
    let begins = call.begins()?.unwrap_or_default();
    let (engine, order, most) = (call.engine(), request.order(), request.most());
    let asked = question(query.clone())?;
    let (said, groups) = match request.crossed() {
        Some(by) => {
            let questions: Vec<Question> = query.is_some().then(|| asked.clone()).into_iter().collect();
            let mut figures = crossed(engine, &questions, &of_all(&question(None)?), by, order)?;
            figures.cut(most);
            let rows = figures.rows.iter().map(|row| {
                let values: Vec<String> = row.values.iter().map(|of| value(of, call.lang)).collect();
                let name = values.join(" · ");
                match row.of.first() {
                    Some(Figure { reports, passages }) => counts(&name, *reports, row.all, Some(*passages)),
                    // Without a query reports alone are counted.
                    None => counts(&name, row.all.unwrap_or(0), None, None),
                }
            });
            let mut lines: Vec<String> = rows.collect();
            lines.extend(others(call, figures.others, 0));
            let heading = by.map(|by| call.say(&field(by))).join(" · ");
            let said = match figures.totals.first() {
                Some(counted) => totals(counted),
                None => searched_of(&call.coverage()?),
            };
            (said, vec![Group { heading, lines }])
        }
        None => {
            let (counted, counts) = figures(engine, &asked, &request.fields(), order, most)?;
            let groups = counts.iter().map(|counts| {
                let mut lines = below(call, &counts.values, 0, query.is_some());
                lines.extend(others(call, counts.others, 0));
                Group { heading: call.say(&field(counts.field)), lines }
            });
            (totals(&counted), groups.collect())
        }
    };
    let mut head = call.head(&said, &filters, query.as_ref())?;
    head.push(call.say(&match (query.is_some(), request.crossed().is_some()) {
        (true, _) => message!("tool-counts-of-query"),
        (false, true) => message!("tool-counts-of-reports"),
        (false, false) => message!("tool-counts"),
    }));
    let total: usize = groups.iter().map(|group| group.lines.len()).sum();
    let numbered = groups.iter().flat_map(|group| group.lines.iter().enumerate().map(move |line| (group, line)));
    let rows = (0..).zip(numbered).skip(begins.row as usize).map(|(row, (group, (number, line)))| {
        // A heading stands before its first line, and again on each page.
        let has_heading = number == 0 || row == begins.row;
        let text = if has_heading { format!("{}\n{line}", group.heading) } else { line.clone() };
        Ok(Row { at: Place { row, within: 0 }, text })
    });
    let mut page = Page::new(&head);
    let next = page.fill(rows, false)?;
    let last = next.map_or(total, |next| next.row as usize);
    let of = message!("lines", n = total);
    let first = (begins.row as usize + 1).min(last);
    call.end(page, &message!("rows-shown", first = first, last = last, of = of), next)
}

/// Values, and those below them.
fn below(call: &Call, values: &[FacetCount], depth: usize, with_all: bool) -> Vec<String> {
    let mut lines = Vec::new();
    for count in values {
        let name = format!("{}{}", "  ".repeat(depth + 1), value(&count.value, call.lang));
        lines.push(counts(&name, count.reports, count.all.filter(|_| with_all), Some(count.passages)));
        lines.extend(below(call, &count.below, depth + 1, with_all));
        lines.extend(others(call, count.others, depth + 1));
    }
    lines
}

fn counts(name: &str, reports: u64, all: Option<u64>, passages: Option<u64>) -> String {
    let all = all.map(|all| format!(" / {all}")).unwrap_or_default();
    let passages = passages.map(|passages| format!(", {passages}")).unwrap_or_default();
    format!("{name}: {reports}{all}{passages}")
}

fn others(call: &Call, others: usize, depth: usize) -> Option<String> {
    (others > 0).then(|| format!("{}{}", "  ".repeat(depth + 1), call.say(&message!("more-values", n = others))))
}
