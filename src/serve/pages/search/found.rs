//! A search, done: what is shown of its answer, what it can be narrowed by, and what is to be said of it.

use super::lines::{Lines, lines};
use super::narrow::{Narrowing, narrowings};
use super::state::{LIMIT, Seen, State};
use super::widths::Widths;
use crate::answer::{
    Apart, Counted, Deadline, Engine, Grouping, Hits, LineOrder, Missing, Question, ReportHits, Sort, Total, View,
    Which, loosely, missing,
};
use crate::error::Result;
use crate::query::{Expansion, Filters, Node, Query};
use crate::request::{FilterArgs, Rows, Search};
use crate::serve::folder::Snapshot;

/// Groups that are shown on a page, whatever is asked for,
const MAX_GROUPS: usize = 500;
/// of hits and of reports unless it is said how many,
const HITS_SHOWN: usize = 10;
const REPORTS_SHOWN: usize = 50;
/// passages of all of them together: no page is longer than a book,
const MAX_PASSAGES: usize = 2_000;
/// passages around each,
const MAX_CONTEXT: u32 = 20;
/// and characters on each side of a match in a column.
const MAX_WIDTH: usize = 100;

/// What is found.
pub(super) struct Found {
    pub(super) counted: Counted,
    pub(super) view: View,
    pub(super) seen: Seen,
    /// How many groups there are in all.
    pub(super) groups: usize,
    pub(super) reports: Vec<ReportHits>,
    /// Matches in a column, where they are seen.
    pub(super) lines: Option<Lines>,
    pub(super) narrowings: Vec<Narrowing>,
    pub(super) said: Said,
}

/// What is to be said of an answer besides its totals.
#[derive(Default)]
pub(super) struct Said {
    /// Names that were looked for, too.
    pub(super) expanded: Vec<Expansion>,
    /// Where nothing matches: whether the words stand apart from each other,
    pub(super) apart: Option<Apart>,
    /// and what a loose search would find.
    pub(super) loosely: Option<Total>,
    /// Values of filters that no report has.
    pub(super) missing: Vec<Missing>,
    /// Whether every passage had to be read.
    pub(super) reads_all: bool,
}

/// Answers what a page asks for.
///
/// # Errors
/// Of the request, and of the engine.
pub(super) fn found(state: &State, snapshot: &Snapshot, widths: &Widths, deadline: Deadline) -> Result<Found> {
    let engine = &*snapshot.engine;
    let wanted = Wanted::of(state, snapshot, deadline)?;
    let (shown, narrowings) =
        rayon::join(|| wanted.shown(state, engine), || narrowings(engine, &wanted.question, state, widths));
    let (mut found, narrowings) = (shown?, narrowings?);
    found.narrowings = narrowings;
    let queries: Vec<Query> = wanted.question.query.iter().cloned().collect();
    found.said.missing = missing(engine, &wanted.filters, &queries)?;
    Ok(found)
}

/// What is asked, and what is shown of the answer.
struct Wanted {
    question: Question,
    filters: Filters,
    view: View,
    seen: Seen,
    order: LineOrder,
}

impl Wanted {
    fn of(state: &State, snapshot: &Snapshot, deadline: Deadline) -> Result<Self> {
        let engine = &*snapshot.engine;
        if state.query().is_empty() {
            // Without a query: the reports that filters let through.
            let filters = snapshot.narrowed(state.filters_alone::<FilterArgs>()?.filters()?);
            let question = Question { deadline, ..Question::new(None, filters.clone(), &*engine.vocabulary()?)? };
            let offset = state.get("offset").and_then(|offset| offset.parse().ok()).unwrap_or(0);
            let limit = state.get(LIMIT).and_then(|limit| limit.parse().ok());
            let view = View { order: Sort::Year, passages: 0, offset, limit, ..View::default() };
            let seen = Seen::With;
            return Ok(Self { question, filters, view: bounded(view, seen), seen, order: LineOrder::Found });
        }
        let request: Search = state.request()?;
        request.check()?;
        let query = request.understood.understood(state.query())?;
        let filters = snapshot.narrowed(request.filters.filters()?);
        let question = Question { deadline, ..request.question(query, &filters, engine)? };
        let (seen, order) = match (request.rows(), question.which) {
            (Rows::Hits, _) => (Seen::Hits, LineOrder::Found),
            (Rows::Lines(order), _) => (Seen::Lines, order),
            (Rows::Counts, _) => (Seen::Counts, LineOrder::Found),
            (Rows::Reports, Which::Without) => (Seen::Without, LineOrder::Found),
            (Rows::Reports, _) => (Seen::With, LineOrder::Found),
        };
        Ok(Self { question, filters, view: bounded(request.view(), seen), seen, order })
    }

    fn shown(&self, state: &State, engine: &dyn Engine) -> Result<Found> {
        let (question, view, seen) = (&self.question, self.view, self.seen);
        let Hits { counted, apart, reports } = engine.hits(question, &view)?;
        let total = counted.total;
        let groups = match view.group {
            Grouping::Section if seen == Seen::Hits => total.sections,
            Grouping::None if seen == Seen::Hits => total.passages,
            _ => total.reports,
        };
        let is_nothing = total.reports == 0;
        let root = question.query.as_ref().map(|query| &query.root);
        let said = Said {
            expanded: question.query.as_ref().map(|query| query.expanded.clone()).unwrap_or_default(),
            apart: apart.filter(|apart| apart.reports > 0),
            loosely: if is_nothing && seen != Seen::Without { loosely(engine, question)? } else { None },
            reads_all: matches!(root, Some(Node::Pattern(pattern)) if pattern.needs.is_empty()),
            missing: Vec::new(),
        };
        let (mut shown, mut in_column) = (Vec::new(), None);
        match seen {
            Seen::Lines => in_column = Some(lines(reports, self.order, state.page(), question.deadline.clone())?),
            _ => shown = reports.collect::<Result<_>>()?,
        }
        let (groups, narrowings) = (groups as usize, Vec::new());
        Ok(Found { counted, view, seen, groups, reports: shown, lines: in_column, narrowings, said })
    }
}

/// A view that a page can show.
fn bounded(view: View, seen: Seen) -> View {
    let shown = if seen == Seen::Hits { HITS_SHOWN } else { REPORTS_SHOWN };
    let limit = view.limit.unwrap_or(shown).clamp(1, MAX_GROUPS);
    match seen {
        Seen::Lines => View { concordance: view.concordance.map(|chars| chars.min(MAX_WIDTH)), ..view },
        Seen::Hits => View {
            limit: Some(limit),
            passages: view.passages.min((MAX_PASSAGES / limit).max(1)),
            context: view.context.min(MAX_CONTEXT),
            ..view
        },
        _ => View { limit: Some(limit), passages: 0, ..view },
    }
}
