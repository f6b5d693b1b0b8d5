//! `search`: hits, each by itself; or the paths of reports with or without any.

use crate::answer::{Grouping, Hit, Hits, Neighbour, Question, ReportHits, View, loosely};
use crate::error::{Error, Result};
use crate::message;
use crate::messages::Lang;
use crate::output::terminal::{searched_of, totals};
use crate::request::{Rows, Search};
use crate::serve::mcp::call::Call;
use crate::serve::mcp::cursor::Place;
use crate::serve::mcp::page::{MAX_ROW, Page, Row};
use crate::serve::mcp::words::{about, cut, line, marks, stands};

pub(super) fn answer(call: &Call) -> Result<String> {
    let request: Search = call.request()?;
    request.check()?;
    let nothing = || Error::Query { query: String::new(), reason: message!("nothing-to-search") };
    let query = request.understood.understood(request.query.as_deref().ok_or_else(nothing)?)?;
    let filters = call.snapshot.narrowed(request.filters.filters()?);
    let question =
        Question { deadline: call.deadline.clone(), ..request.question(query.clone(), &filters, call.engine())? };
    let begins = call.begins()?.unwrap_or_default();
    let is_hits = request.rows() == Rows::Hits;
    let view = view(call, &request, begins);
    let Hits { counted, apart, reports } = call.engine().hits(&question, &view)?;
    let found = if is_hits { counted.total.passages } else { counted.total.reports };
    let said = match call.names("files_without_match") {
        true => {
            let without = message!("without-match", reports = message!("reports", n = found));
            message!("both", first = without, second = searched_of(&counted.coverage))
        }
        false => totals(&counted),
    };
    let mut head = call.head(&said, &filters, Some(&query))?;
    for expansion in question.query.iter().flat_map(|query| &query.expanded) {
        let others = expansion.others.join("、");
        head.push(line(&call.say(&message!("looked-for-as", phrase = &expansion.phrase, others = others))));
    }
    if let Some(apart) = apart.filter(|apart| apart.reports > 0) {
        let (sections, reports) = (message!("sections", n = apart.sections), message!("reports", n = apart.reports));
        head.push(call.say(&message!("stand-apart", sections = sections, reports = reports)));
    }
    if found == 0
        && let Some(total) = loosely(call.engine(), &question)?
    {
        head.push(call.say(&message!("hold-much", passages = message!("passages", n = total.passages))));
    }
    let (mut page, mut shown) = (Page::new(&head), begins.row);
    let rows = reports.zip(begins.row..).map(|(report, row)| {
        let report = report?;
        let text = match report.hits.first() {
            Some(hit) => hit_of(&report, hit, row, call.lang),
            None => format!("{}. {}\n   {}", row + 1, about(&report.path, &report.metadata), line(&report.path)),
        };
        shown += 1;
        Ok(Row { at: Place { row, within: 0 }, text })
    });
    let next = page.fill(rows, true)?;
    let last = next.map_or(shown, |next| next.row);
    let of = if is_hits { message!("passages", n = found) } else { message!("reports", n = found) };
    let shown = message!("rows-shown", first = first(begins.row, last), last = last, of = of);
    match next {
        // What the limit leaves out is left out, too.
        None if u64::from(last) < found => Ok(page.end(&call.say(&message!("tool-limited", shown = shown)))),
        next => call.end(page, &shown, next),
    }
}

/// Hits are shown each by itself, from where the answer begins to the limit, if one was named.
fn view(call: &Call, request: &Search, begins: Place) -> View {
    let view = request.view();
    let offset = begins.row as usize;
    let limit = view.limit.filter(|_| call.names("limit")).map(|most| most.saturating_sub(offset));
    View { group: Grouping::None, offset, limit, ..view }
}

/// A hit, with all by which it can be judged and cited.
fn hit_of(report: &ReportHits, hit: &Hit, row: u32, lang: Lang) -> String {
    let mut lines = vec![stands(hit, lang)];
    let beside = |Neighbour { number, text, recognised }: &Neighbour| {
        format!("[{number}] {}{}", marks(false, *recognised, lang), line(text))
    };
    lines.extend(hit.lead_in.as_deref().map(line));
    lines.extend(hit.context.before.iter().map(beside));
    lines.push(format!("{}{}", marks(hit.boilerplate, hit.recognised, lang), line(&hit.excerpt.text)));
    lines.extend(hit.context.after.iter().map(beside));
    let head = format!("{}. {}", row + 1, about(&report.path, &report.metadata));
    let id = format!("   id: {}", line(&hit.citation.to_string()));
    // The id is whole, however long the rest.
    let most = MAX_ROW.saturating_sub(id.chars().count() + 1);
    format!("{}\n{id}", cut(&format!("{head}\n   {}", lines.join("\n   ")), most))
}

/// The number of the first of the rows that are shown, from 1; 0 where none are.
fn first(before: u32, last: u32) -> u32 {
    if last > before { before + 1 } else { 0 }
}
