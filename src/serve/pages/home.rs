//! The first page: what is served, a place to ask, and the ways to all else.

use askama::Template;
use axum::response::Response;

use super::corpus::{Bar, year_bars};
use super::frame::{Frame, Link};
use super::page::page;
use super::saved::{Search, latest, named};
use super::ways::to;
use crate::answer::{Counted, FacetCount, FacetField, Question, ValueOrder, Which, figures};
use crate::error::Result;
use crate::message;
use crate::messages::Message;
use crate::output::terminal::{field as field_name, searched, shown};
use crate::query::Query;
use crate::report::UNKNOWN;
use crate::serve::address::QUERY;
use crate::serve::asked::Asked;
use crate::serve::folder::Snapshot;
use crate::serve::http::Failure;

/// What many reports say: of these as many as stand in this folder are given as examples.
const OFTEN: [&str; 9] =
    ["党风廉政建设", "高质量发展", "乡村振兴", "营商环境", "招商引资", "两个维护", "民生保障", "服务群众", "安全生产"];
/// So many of them.
const EXAMPLES: usize = 3;
/// Values of each field that are named.
const VALUES: usize = 8;

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    frame: Frame,
    name: String,
    searched: String,
    totals: String,
    examples: Vec<Example>,
    /// Searches that are kept.
    latest: Vec<Search>,
    fields: Vec<Values>,
    years: Vec<Bar>,
    has_problems: bool,
    problems: String,
    corpus: String,
}

struct Example {
    said: String,
    query: String,
    address: String,
}

/// A field, with its most frequent values and the way to all of them.
struct Values {
    all: Link,
    values: Vec<(Link, u64)>,
    others: usize,
}

struct Found {
    counted: Counted,
    passages: u64,
    counts: Vec<(FacetField, Vec<FacetCount>, usize)>,
    often: Vec<&'static str>,
}

pub(super) async fn home(asked: Asked) -> Response {
    let made = made(&asked).await;
    page(&asked, made)
}

async fn made(asked: &Asked) -> Result<(Home, Option<String>), Failure> {
    let snapshot = asked.snapshot()?;
    let found = asked.site.workers.glance(move || found(&snapshot)).await?;
    let lang = asked.lang;
    let total = found.counted.total.reports;
    let totals = message!(
        "list-total",
        reports = message!("reports", n = total),
        sections = message!("passages", n = found.passages)
    );
    let values = |field: FacetField| found.counts.iter().find(|(of, ..)| *of == field);
    let years = values(FacetField::Year).map_or(&[][..], |(_, values, _)| values);
    let home = Home {
        frame: Frame::new(asked, message!("page-home").say(lang)),
        name: shown(asked.folder.name()),
        searched: searched(&found.counted.coverage).say(lang),
        totals: totals.say(lang),
        examples: examples(asked, &found),
        latest: latest(asked).await,
        fields: found
            .counts
            .iter()
            .filter(|(field, ..)| *field != FacetField::Year)
            .map(|(field, values, others)| shown_values(asked, *field, values, *others))
            .collect(),
        years: year_bars(asked, years),
        has_problems: !found.counted.coverage.is_whole(),
        problems: to(asked, "/problems").to_string(),
        corpus: to(asked, "/corpus").to_string(),
    };
    let state = format!("{}-{}", found.counted.coverage.state, named(&home.latest));
    Ok((home, Some(state)))
}

fn found(snapshot: &Snapshot) -> Result<Found> {
    let engine = &*snapshot.engine;
    let filters = snapshot.narrowed(Default::default());
    let all = Question { which: Which::All, filters: filters.clone(), ..Question::default() };
    let mut counts = Vec::new();
    let (counted, of_years) = figures(engine, &all, &[FacetField::Year], ValueOrder::Oldest, usize::MAX)?;
    let of_others = engine.facets(&all, &[FacetField::Author, FacetField::Org, FacetField::Role], VALUES + 1)?.1;
    for of in of_years.into_iter().chain(of_others) {
        counts.push((of.field, of.values, of.others));
    }
    let with = Question { filters, ..Question::default() };
    let passages = engine.count(&with)?.total.passages;
    let mut often = Vec::new();
    for phrase in OFTEN {
        if often.len() < EXAMPLES && engine.count(&with.of(Query::parse(phrase)?))?.total.passages > 0 {
            often.push(phrase);
        }
    }
    Ok(Found { counted, passages, counts, often })
}

fn shown_values(asked: &Asked, field: FacetField, values: &[FacetCount], others: usize) -> Values {
    let link = |value: &FacetCount| Link {
        said: shown(&value.value),
        address: to(asked, "/read").with(field.as_str(), &value.value).to_string(),
        is_here: false,
    };
    let known: Vec<&FacetCount> = values.iter().filter(|value| value.value != UNKNOWN).collect();
    Values {
        all: Link {
            said: field_name(field).say(asked.lang),
            address: to(asked, "/browse").with("by", field.as_str()).to_string(),
            is_here: false,
        },
        others: others + known.len().saturating_sub(VALUES),
        values: known.into_iter().take(VALUES).map(|value| (link(value), value.reports)).collect(),
    }
}

/// Questions that this folder answers.
fn examples(asked: &Asked, found: &Found) -> Vec<Example> {
    let first = |field: FacetField| {
        let (_, values, _) = found.counts.iter().find(|(of, ..)| *of == field)?;
        values.iter().rev().map(|value| &value.value).find(|value| *value != UNKNOWN)
    };
    let most = |field: FacetField| {
        let (_, values, _) = found.counts.iter().find(|(of, ..)| *of == field)?;
        values.iter().map(|value| &value.value).find(|value| *value != UNKNOWN)
    };
    let example = |said: Message, query: String, with: &[(&str, &str)]| {
        let address = to(asked, "/search").with(QUERY, &query);
        let address = with.iter().fold(address, |address, (name, value)| address.with(name, value)).to_string();
        Example { said: said.say(asked.lang), query, address }
    };
    let [first_phrase, ..] = found.often.as_slice() else { return Vec::new() };
    let mut examples: Vec<Example> =
        found.often.iter().map(|phrase| example(message!("ask-phrase"), (*phrase).to_owned(), &[])).collect();
    if let [a, b, ..] = found.often.as_slice() {
        examples.push(example(message!("ask-or"), format!("{a} OR {b}"), &[]));
    }
    if let Some(author) = most(FacetField::Author).filter(|author| !author.contains(char::is_whitespace)) {
        examples.push(example(
            message!("ask-author"),
            format!("{}:{author} {first_phrase}", field_name(FacetField::Author).say(asked.lang)),
            &[],
        ));
    }
    if let Some(year) = first(FacetField::Year) {
        examples.push(example(message!("ask-year"), (*first_phrase).to_owned(), &[("year", year)]));
    }
    examples.push(example(message!("ask-without"), (*first_phrase).to_owned(), &[("files-without-match", "true")]));
    examples
}
