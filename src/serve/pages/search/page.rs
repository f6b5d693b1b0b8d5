//! The page of results.

use askama::Template;
use axum::response::Response;

use super::around::{Note, Options, SET, chips, cited, exports, notes, options, pager, views};
use super::excluded::Excluding;
use super::found::{Found, found};
use super::hits::{Report, report};
use super::lines::Column;
use super::sidebar::{Field, shown_field};
use super::state::{Seen, State};
use crate::error::Kind;
use crate::message;
use crate::messages::Lang;
use crate::output::terminal::{found as said_of, searched, shown as visible};
use crate::serve::asked::Asked;
use crate::serve::http::Failure;
use crate::serve::pages::failed::What;
use crate::serve::pages::frame::{Frame, Link, Pager};
use crate::serve::pages::page::page;
use crate::serve::pages::saved::{Search, latest};
use crate::serve::pages::ways::to;

#[derive(Template)]
#[template(path = "search/page.html")]
struct SearchPage {
    frame: Frame,
    /// What matches in all; what that was drawn from, and the way to what was not.
    title: String,
    searched: Option<(String, Option<String>)>,
    /// Why there is no answer, and what can be done about it.
    wrong: Option<(String, Option<String>)>,
    notes: Vec<Note>,
    chips: Vec<Link>,
    unfiltered: String,
    views: Vec<Link>,
    seen: Seen,
    reports: Vec<Report>,
    column: Option<Column>,
    pager: Option<Pager>,
    fields: Vec<Field>,
    options: Options,
    /// What is passed on, and in which forms.
    exported: String,
    exports: Vec<(&'static str, String)>,
    /// Where it is counted.
    counting: String,
    /// Whether something is searched for.
    is_search: bool,
    /// The address as it is kept, and where it is kept.
    kept: String,
    save: String,
    saved: String,
    /// Queries to begin with, what they find, and their addresses.
    examples: Vec<(&'static str, String, String)>,
    /// Searches that are kept: the latest with a name, and those of late.
    latest: Vec<Search>,
    is_wide: bool,
}

pub(in crate::serve::pages) async fn search(asked: Asked) -> Response {
    let state = State::of(&asked);
    let made = match made(&asked, &state).await {
        // Whoever types is told what is wrong where it was typed: half a query is nothing that failed.
        Err(Failure::Error(error)) if error.kind() == Kind::Wrong => {
            let what = Failure::from(error).what(asked.site.is_of_this_machine(), asked.lang);
            Ok((wrong(&asked, &state, what), None))
        }
        made => made,
    };
    page(&asked, made)
}

async fn made(asked: &Asked, state: &State) -> Result<(SearchPage, Option<String>), Failure> {
    let snapshot = asked.snapshot()?;
    let (for_search, site) = (State::of(asked), std::sync::Arc::clone(&asked.site));
    let search = move |deadline| found(&for_search, &snapshot, &site.widths, deadline);
    let found = asked.site.workers.search(search).await?;
    let tag = found.counted.coverage.state.to_string();
    let mut page = shown(asked, state, found);
    if page.is_search {
        return Ok((page, Some(tag)));
    }
    page.latest = latest(asked).await;
    Ok((page, None))
}

fn empty(asked: &Asked, state: &State) -> SearchPage {
    let lang = asked.lang;
    let mut frame = Frame::new(asked, message!("page-search").say(lang));
    frame.kept = state.beside(&SET);
    frame.command_line = Some(state.command_line(asked.folder.folder()));
    frame.api = Some(state.api());
    SearchPage {
        title: message!("page-search").say(lang),
        searched: None,
        wrong: None,
        notes: Vec::new(),
        chips: chips(state, lang),
        unfiltered: state.unfiltered(),
        views: views(state, lang),
        seen: state.seen(),
        reports: Vec::new(),
        column: None,
        pager: None,
        fields: Vec::new(),
        options: options(state, lang),
        exported: String::new(),
        exports: Vec::new(),
        counting: state.counting(),
        is_search: !state.query().is_empty(),
        kept: state.kept(),
        save: to(asked, "/saved").to_string(),
        saved: to(asked, "/saved").to_string(),
        examples: examples(state, lang),
        latest: Vec::new(),
        is_wide: state.seen() == Seen::Lines,
        frame,
    }
}

fn wrong(asked: &Asked, state: &State, what: What) -> SearchPage {
    let notes = cited(state, asked.lang).into_iter().collect();
    SearchPage { wrong: Some((what.message, what.hint)), notes, ..empty(asked, state) }
}

fn shown(asked: &Asked, state: &State, found: Found) -> SearchPage {
    let (lang, total) = (asked.lang, found.counted.total);
    let coverage = &found.counted.coverage;
    let problems = (!coverage.is_whole()).then(|| to(asked, "/problems").to_string());
    let is_search = !state.query().is_empty();
    let title = match is_search {
        true if found.seen == Seen::Without => {
            message!("without-match", reports = message!("reports", n = total.reports))
        }
        true => said_of(&total),
        false => message!("reports", n = total.reports),
    };
    let is_language = !state.is_on("regex") && !state.is_on("loose");
    let excluding = Excluding::from(state.query(), is_language);
    let reports: Vec<Report> = found.reports.iter().map(|of| report(of, state, lang)).collect();
    let narrowings = found.narrowings.iter().filter(|field| !field.values.is_empty());
    let mut page = SearchPage {
        title: title.say(lang),
        searched: Some((searched(coverage).say(lang), problems)),
        notes: cited(state, lang).into_iter().chain(notes(&found.said, state, lang)).collect(),
        pager: pager(&found, &reports, state, lang),
        fields: narrowings.map(|field| shown_field(field, state, &excluding, lang)).collect(),
        // Without a query and filters it is all of them, which is no list to read.
        reports: if is_search || state.filters().next().is_some() { reports } else { Vec::new() },
        seen: found.seen,
        is_search,
        ..empty(asked, state)
    };
    if is_search {
        page.frame.title = format!("{} – {}", visible(state.query()), page.frame.title);
    }
    if is_search && total.reports > 0 {
        let exported = match found.seen {
            Seen::Hits => message!("pass-on-all", all = message!("passages", n = total.passages)),
            Seen::Lines => message!("pass-on-matches"),
            _ => message!("pass-on-all", all = message!("reports", n = total.reports)),
        };
        page.exported = exported.say(lang);
        page.exports = exports(state);
    }
    page.pager = page.pager.filter(|_| !page.reports.is_empty() || found.view.offset > 0);
    page.column = found.lines.map(|lines| lines.shown(state, lang));
    page
}

/// Queries to begin with, in the query language.
fn examples(state: &State, lang: Lang) -> Vec<(&'static str, String, String)> {
    let examples = [
        ("两个维护", message!("try-phrase")),
        ("两个维护 四个意识", message!("try-both")),
        ("两个维护 OR 两个确立", message!("try-either")),
        ("\"党建 招商\"~20", message!("try-near")),
        ("全面…治党", message!("try-gap")),
        ("部分:存在不足 群众", message!("try-field")),
    ];
    examples.map(|(query, said)| (query, said.say(lang), state.asking(query))).into()
}
