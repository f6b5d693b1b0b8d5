//! Matches in a column: those of one page, in the order that was asked for.

use super::state::State;
use crate::answer::{Deadline, Line, LineOrder, ReportHits, Rows};
use crate::error::Result;
use crate::message;
use crate::messages::Lang;
use crate::output::terminal::shown;

/// Lines of a page.
const LINES_SHOWN: usize = 100;
/// Lines that are put in an order: each is a piece of its passage, and so are 20 MB of memory.
const MAX_LINES: usize = 20_000;

/// Matches of one page.
pub(super) struct Lines {
    lines: Vec<Placed>,
    /// The number of the first, from 0.
    first: usize,
    /// Whether there are more after them.
    has_more: bool,
    /// Whether there are more than were put in order.
    is_cut: bool,
}

/// A match, and where it stands.
struct Placed {
    line: Line,
    path: String,
    name: String,
    passage: u32,
    is_recognised: bool,
}

/// The lines of a page of hits; `page`: its number, from 1.
///
/// # Errors
/// Of the engine.
pub(super) fn lines(reports: Rows<'_, ReportHits>, order: LineOrder, page: usize, deadline: Deadline) -> Result<Lines> {
    let first = (page - 1).saturating_mul(LINES_SHOWN).min(MAX_LINES);
    let end = first + LINES_SHOWN;
    // What is shown as it is found is read no further; one more tells that there are more.
    let enough = if order == LineOrder::Found { end.min(MAX_LINES) } else { MAX_LINES };
    let mut all: Vec<Placed> = Vec::new();
    let mut has_more = false;
    for report in reports {
        deadline.check()?;
        let report = report?;
        let name = name(&report);
        for hit in report.hits {
            all.extend(hit.concordance.into_iter().map(|line| Placed {
                line,
                path: report.path.clone(),
                name: name.clone(),
                passage: hit.passage,
                is_recognised: hit.recognised,
            }));
        }
        if all.len() > enough {
            all.truncate(enough);
            has_more = true;
            break;
        }
    }
    order.sort(&mut all, |placed| &placed.line);
    let is_cut = has_more && enough == MAX_LINES;
    has_more &= !is_cut;
    has_more |= all.len() > end;
    let lines = all.into_iter().skip(first).take(LINES_SHOWN).collect();
    Ok(Lines { lines, first, has_more, is_cut })
}

/// What a report is called in a line: whose it is, and when.
fn name(report: &ReportHits) -> String {
    let metadata = &report.metadata;
    let file = || report.path.rsplit('/').next().unwrap_or(&report.path).to_owned();
    let who = metadata.author.value().or(metadata.org.value()).cloned();
    let who = who.or_else(|| metadata.title.value().cloned()).unwrap_or_else(file);
    let year = metadata.year.value().map(|year| format!(" {year}")).unwrap_or_default();
    format!("{who}{year}")
}

/// Matches in a column, as they are shown.
pub(super) struct Column {
    pub(super) lines: Vec<LineShown>,
    pub(super) orders: Vec<(String, String, bool)>,
    pub(super) widths: Vec<(String, String, bool)>,
    pub(super) said: String,
    pub(super) cut: Option<String>,
    pub(super) previous: Option<String>,
    pub(super) next: Option<String>,
}

pub(super) struct LineShown {
    pub(super) left: String,
    pub(super) matched: String,
    pub(super) right: String,
    pub(super) name: String,
    pub(super) path: String,
    pub(super) address: String,
    pub(super) recognised: Option<String>,
}

impl Lines {
    pub(super) fn shown(self, state: &State, lang: Lang) -> Column {
        let order = |value: Option<&str>, said: crate::messages::Message| {
            (said.say(lang), state.set("kwic-sort", value), state.get("kwic-sort").filter(|by| *by != "none") == value)
        };
        let width = state.get("kwic").unwrap_or_default();
        let (page, last) = (state.page(), self.first + self.lines.len());
        let said = match self.lines.len() {
            0 => message!("matches-shown", n = 0usize),
            _ => message!("matches-from-to", first = self.first + 1, last = last),
        };
        let line = |placed: Placed| LineShown {
            left: shown(&placed.line.left),
            matched: shown(&placed.line.matched),
            right: shown(&placed.line.right),
            name: shown(&placed.name),
            address: state.report(&placed.path, ("passage", &placed.passage.to_string())),
            path: shown(&placed.path),
            recognised: placed.is_recognised.then(|| message!("recognised").say(lang)),
        };
        Column {
            lines: self.lines.into_iter().map(line).collect(),
            orders: vec![
                order(None, message!("order-found")),
                order(Some("left"), message!("order-left")),
                order(Some("right"), message!("order-right")),
            ],
            widths: ["10", "20", "40"].map(|of| (of.to_owned(), state.set("kwic", Some(of)), of == width)).into(),
            said: said.say(lang),
            cut: self.is_cut.then(|| message!("lines-cut", n = MAX_LINES).say(lang)),
            previous: (page > 1).then(|| state.at_page(page - 1)),
            next: self.has_more.then(|| state.at_page(page + 1)),
        }
    }
}
