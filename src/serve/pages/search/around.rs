//! What stands around hits: what is to be said of the answer, active filters, other views, forms to be passed on, options.

use super::excluded::exclusions;
use super::found::{Found, Said};
use super::hits::Report;
use super::state::{FILTERS, Seen, State};
use crate::answer::Citation;
use crate::message;
use crate::messages::{Lang, Message};
use crate::output::forms::said_of_missing;
use crate::output::terminal::shown;
use crate::query::Expansion;
use crate::serve::pages::controls::{Select, Switch};
use crate::serve::pages::filters::filtered;
use crate::serve::pages::frame::{Link, Pager};

/// Something to be said, and what can be done about it.
pub(super) struct Note {
    pub(super) said: String,
    pub(super) ways: Vec<Link>,
}

/// What is to be said of an answer.
pub(super) fn notes(said: &Said, state: &State, lang: Lang) -> Vec<Note> {
    let note = |said: Message| Note { said: shown(&said.say(lang)), ways: Vec::new() };
    let way = |said: Message, address: String| Link { said: said.say(lang), address, is_here: false };
    let mut notes = Vec::new();
    if said.reads_all {
        notes.push(note(message!("every-passage-is-read")));
    }
    for Expansion { phrase, others } in &said.expanded {
        notes.push(note(message!("looked-for-as", phrase = phrase, others = others.join("、"))));
    }
    if let Some(apart) = said.apart {
        let (sections, reports) = (message!("sections", n = apart.sections), message!("reports", n = apart.reports));
        let within = |scope: &str| state.set("within", Some(scope));
        let ways =
            vec![way(message!("within-section"), within("section")), way(message!("within-report"), within("report"))];
        notes.push(Note { ways, ..note(message!("words-apart", sections = sections, reports = reports)) });
    }
    if let Some(total) = said.loosely {
        let said = message!("holds-much", passages = message!("passages", n = total.passages));
        let ways = vec![way(message!("mode-loose"), state.set("loose", Some("1")))];
        notes.push(Note { ways, ..note(said) });
    }
    notes.extend(said.missing.iter().map(|missing| note(said_of_missing(missing))));
    notes
}

/// Where what is searched for is a citation: the way to what became of it.
pub(super) fn cited(state: &State, lang: Lang) -> Option<Note> {
    Citation::parse(state.query())?;
    let address = state.cited();
    let ways = vec![Link { said: message!("see-cited").say(lang), address, is_here: false }];
    Some(Note { said: message!("is-citation").say(lang), ways })
}

/// Active filters, each with the address that has it no more.
pub(super) fn chips(state: &State, lang: Lang) -> Vec<Link> {
    let chip = |said: String, address: String| Link { said: shown(&said), address, is_here: false };
    let of_pairs =
        state.filters().filter_map(|(name, value)| Some(chip(filtered(name, value, lang)?, state.less(name, value))));
    let of_query = exclusions(state.query())
        .into_iter()
        .map(|(value, rest)| chip(message!("value-left-out", value = value).say(lang), state.asking(&rest)));
    of_pairs.chain(of_query).collect()
}

/// The views of an answer.
pub(super) fn views(state: &State, lang: Lang) -> Vec<Link> {
    let views = [
        (Seen::Hits, message!("view-hits")),
        (Seen::Lines, message!("view-lines")),
        (Seen::Counts, message!("view-counts")),
        (Seen::With, message!("view-with")),
        (Seen::Without, message!("view-without")),
    ];
    let here = state.seen();
    views.map(|(seen, said)| Link { said: said.say(lang), address: state.seeing(seen), is_here: seen == here }).into()
}

/// The forms in which all of an answer can be passed on.
pub(super) fn exports(state: &State) -> Vec<(&'static str, String)> {
    let quoted = [("Word", "/api/search.docx"), ("Markdown", "/api/search.md")];
    let tables = [("Excel", "/api/search.xlsx"), ("CSV", "/api/search.csv"), ("JSON", "/api/search.jsonl")];
    let forms = quoted.into_iter().filter(|_| state.seen() == Seen::Hits).chain(tables);
    let is_given = |name: &&str| *name != "JSON" || matches!(state.seen(), Seen::Hits | Seen::Lines);
    forms.filter(|(name, _)| is_given(name)).map(|(name, path)| (name, state.export(path))).collect()
}

/// The pages around one; none if it is all.
pub(super) fn pager(found: &Found, reports: &[Report], state: &State, lang: Lang) -> Option<Pager> {
    let (offset, limit) = (found.view.offset, found.view.limit.unwrap_or(usize::MAX));
    let end = found.view.end(found.groups);
    if reports.is_empty() && offset == 0 || reports.len() >= found.groups {
        return None;
    }
    let said = match reports.len() {
        0 => message!("no-more-groups", all = found.groups),
        _ => message!("groups-from-to", first = offset + 1, last = end, all = found.groups),
    };
    Some(Pager {
        said: said.say(lang),
        previous: (offset > 0).then(|| state.at_offset(offset.saturating_sub(limit).min(found.groups))),
        next: (end < found.groups).then(|| state.at_offset(end)),
    })
}

/// What can be chosen of how a query is understood, and its answer ordered and shown.
pub(super) struct Options {
    pub(super) selects: Vec<Select>,
    pub(super) switches: Vec<Switch>,
    /// Whether something is chosen that is not so by itself.
    pub(super) is_changed: bool,
}

/// Pairs that the options set themselves.
pub(super) const SET: [&str; 16] = [
    "q",
    "mode",
    "literal",
    "regex",
    "loose",
    "expand",
    "within",
    "sort",
    "group",
    "passages",
    "context",
    "limit",
    "explain",
    "full",
    "no-boilerplate",
    "no-ocr-text",
];

/// The options beside an answer.
pub(super) fn options(state: &State, lang: Lang) -> Options {
    let is_hits = state.seen() == Seen::Hits;
    let select = |name: &'static str, said: Message, values: &[(&'static str, Message)]| {
        let mode = || ["literal", "regex", "loose"].into_iter().find(|mode| state.is_on(mode));
        let now = if name == "mode" { mode() } else { state.get(name) }.unwrap_or_default();
        let values = values.iter().map(|(value, said)| (*value, said.say(lang), *value == now)).collect();
        Select { name, said: said.say(lang), values }
    };
    let numbers = |name: &'static str, said: Message, none: Message, values: &[(&'static str, usize)]| {
        let values: Vec<(&'static str, Message)> = [("", none)]
            .into_iter()
            .chain(values.iter().map(|(value, n)| (*value, message!("count-of", n = *n))))
            .collect();
        select(name, said, &values)
    };
    let mut selects = vec![
        select(
            "mode",
            message!("option-mode"),
            &[
                ("", message!("mode-phrases")),
                ("literal", message!("mode-literal")),
                ("regex", message!("mode-regex")),
                ("loose", message!("mode-loose")),
            ],
        ),
        select(
            "within",
            message!("option-within"),
            &[
                ("", message!("within-passage")),
                ("section", message!("within-section")),
                ("report", message!("within-report")),
            ],
        ),
    ];
    let by = [("year", message!("sort-year")), ("oldest", message!("sort-oldest")), ("path", message!("sort-path"))];
    let first =
        if matches!(state.seen(), Seen::Hits | Seen::Lines) { message!("sort-score") } else { message!("sort-path") };
    let orders: Vec<(&'static str, Message)> = [("", first)].into_iter().chain(by).collect();
    selects.push(select("sort", message!("option-sort"), &orders));
    if is_hits {
        let groups =
            [("", message!("group-report")), ("section", message!("group-section")), ("none", message!("group-none"))];
        selects.push(select("group", message!("option-group"), &groups));
        let counts = [("1", 1), ("10", 10), ("100", 100)];
        selects.push(numbers("passages", message!("option-passages"), message!("count-of", n = 3usize), &counts));
        let counts = [("1", 1), ("2", 2), ("5", 5)];
        selects.push(numbers("context", message!("option-context"), message!("no-context"), &counts));
    }
    if state.seen() != Seen::Lines {
        let counts = [("20", 20), ("100", 100), ("500", 500)];
        let shown = if is_hits { 10usize } else { 50 };
        selects.push(numbers("limit", message!("option-limit"), message!("count-of", n = shown), &counts));
    }
    let mut switches = vec![
        ("expand", message!("option-expand")),
        ("no-boilerplate", message!("no-boilerplate")),
        ("no-ocr-text", message!("no-ocr-text")),
    ];
    if is_hits {
        switches.extend([("full", message!("option-full")), ("explain", message!("option-explain"))]);
    }
    let switch =
        |(name, said): (&'static str, Message)| Switch { name, said: said.say(lang), is_on: state.is_on(name) };
    let is_changed = SET.iter().any(|name| *name != "q" && !FILTERS.contains(name) && state.get(name).is_some());
    Options { selects, switches: switches.into_iter().map(switch).collect(), is_changed }
}
