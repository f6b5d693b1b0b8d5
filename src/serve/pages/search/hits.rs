//! Hits as they are shown, report by report.

use super::state::State;
use crate::answer::{Hit, Neighbour, ReportHits};
use crate::message;
use crate::messages::Lang;
use crate::output::export::source;
use crate::output::terminal::{part_of_score, shown};
use crate::output::{about, page_or_row, title_or_name};
use crate::serve::pages::text::{Piece, pieces};

/// A report with hits, or without.
pub(super) struct Report {
    pub(super) title: String,
    pub(super) about: String,
    pub(super) path: String,
    pub(super) address: String,
    pub(super) hits: Vec<Shown>,
    /// How many passages match in it, and what is said of those that are not shown.
    pub(super) passages: usize,
    pub(super) more: Option<String>,
}

/// A hit.
pub(super) struct Shown {
    /// Where it stands, unless that is where the one before does.
    pub(super) place: Option<String>,
    /// Part and topic of its section.
    pub(super) labels: Vec<String>,
    /// What is to be known of its text: that it is none of the report's own, or was recognised.
    pub(super) cautions: Vec<String>,
    pub(super) before: Vec<(u32, String, Option<String>)>,
    pub(super) after: Vec<(u32, String, Option<String>)>,
    pub(super) lead_in: Option<String>,
    pub(super) number: u32,
    pub(super) address: String,
    pub(super) pieces: Vec<Piece>,
    pub(super) explanation: Option<String>,
    pub(super) source: String,
    pub(super) citation: String,
}

/// A report as it is shown.
pub(super) fn report(report: &ReportHits, state: &State, lang: Lang) -> Report {
    let metadata = &report.metadata;
    let more = report.total - report.hits.len();
    let mut before = None;
    let hits = report.hits.iter().map(|hit| {
        let here = (&hit.section, hit.page, &hit.row);
        let is_same = before.replace(here) == Some(here);
        shown_hit(report, hit, is_same, state, lang)
    });
    let first = if report.total == 0 { ("", "") } else { ("hit", "1") };
    Report {
        title: shown(title_or_name(&report.path, metadata)),
        about: shown(&about(metadata)),
        path: shown(&report.path),
        address: state.report(&report.path, first),
        hits: hits.collect(),
        passages: report.total,
        more: (more > 0 && !report.hits.is_empty()).then(|| message!("more-passages", n = more).say(lang)),
    }
}

fn shown_hit(report: &ReportHits, hit: &Hit, is_same: bool, state: &State, lang: Lang) -> Shown {
    let recognised = |is_recognised: bool| is_recognised.then(|| message!("recognised").say(lang));
    let beside = |passages: &[Neighbour]| {
        let passage = |of: &Neighbour| (of.number, shown(&of.text), recognised(of.recognised));
        passages.iter().map(passage).collect()
    };
    let cautions = [hit.boilerplate.then(|| message!("boilerplate").say(lang)), recognised(hit.recognised)];
    let parts: Vec<String> = hit.contributions.iter().map(|part| part_of_score(part).say(lang)).collect();
    Shown {
        place: (!is_same).then(|| place(hit, lang)),
        labels: [&hit.part, &hit.topic].into_iter().flatten().map(|label| shown(label)).collect(),
        cautions: cautions.into_iter().flatten().collect(),
        before: beside(&hit.context.before),
        after: beside(&hit.context.after),
        lead_in: hit.lead_in.as_deref().map(shown),
        number: hit.passage,
        address: state.report(&report.path, ("passage", &hit.passage.to_string())),
        pieces: pieces(&hit.excerpt.text, &hit.excerpt.highlights),
        explanation: (!parts.is_empty()).then(|| shown(&format!("{:.2} = {}", hit.score, parts.join(" + ")))),
        source: shown(&source(report, hit)),
        citation: shown(&hit.citation.to_string()),
    }
}

/// The headings above a hit, and the page or row that it is on.
fn place(hit: &Hit, lang: Lang) -> String {
    let path = match hit.section.as_slice() {
        [] => message!("opening").say(lang),
        section => section.join(" › "),
    };
    let row = hit.row.as_ref().map(|row| (row.sheet.as_str(), row.number));
    shown(&(path + &page_or_row(hit.page, row).map(|page| page.say(lang)).unwrap_or_default()))
}
