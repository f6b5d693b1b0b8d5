//! The page of figures.

use askama::Template;
use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::Response;

use super::form::{Form, form};
use super::state::State;
use super::table::{Counted, Table};
use crate::answer::coverage;
use crate::error::{Error, Kind, Result};
use crate::message;
use crate::output::forms::{Counting, said_missing};
use crate::output::terminal::{searched_of, shown, shown_lines};
use crate::query::Query;
use crate::request::{NamedQuery, sent_text};
use crate::serve::asked::Asked;
use crate::serve::folder::Snapshot;
use crate::serve::http::{Failure, File, FormWithFile};
use crate::serve::pages::frame::Frame;
use crate::serve::pages::page::page;
use crate::serve::pages::ways::to;
use crate::serve::queries;

/// What queries are called that were typed, and as which file they are named.
const PLACE: &str = "queries.txt";

#[derive(Template)]
#[template(path = "count/count.html")]
struct CountPage {
    frame: Frame,
    action: String,
    queries: String,
    form: Form,
    searched: Option<(String, Option<String>)>,
    wrong: Option<(String, Option<String>)>,
    notes: Vec<String>,
    tables: Vec<Table>,
    /// The table in forms to be passed on, and whether the queries are sent there.
    exports: Vec<(&'static str, String)>,
}

struct Found {
    counting: Counting,
    searched: crate::answer::Coverage,
    missing: Vec<crate::messages::Message>,
}

/// As an address asks for it.
pub(in crate::serve::pages) async fn count(asked: Asked) -> Response {
    let state = State::of(&asked.address);
    answered(&asked, &state, PLACE).await
}

/// As a form asks for it: what an address can hold has one, to be kept and gone back to.
pub(in crate::serve::pages) async fn sent(asked: Asked, FormWithFile(form, file): FormWithFile) -> Response {
    // Folder and language stand in the address.
    let sent = form.pairs().fold(to(&asked, "/count"), |address, (name, value)| address.with(name, value));
    let state = State::of(&sent);
    let (state, place) = match file {
        None => (state, PLACE.to_owned()),
        Some(File { name, bytes }) => match sent_text(&name, bytes) {
            Ok(text) => (state.asking(text.trim_end()), name),
            Err(error) => return wrong(&asked, &state, &error),
        },
    };
    match state.address() {
        Some(address) => Response::builder()
            .status(StatusCode::SEE_OTHER)
            .header(LOCATION, address)
            .body(Body::empty())
            .unwrap_or_default(),
        None => answered(&asked, &state, &place).await,
    }
}

async fn answered(asked: &Asked, state: &State, place: &str) -> Response {
    match made(asked, state, place).await {
        Err(Failure::Error(error)) if error.kind() == Kind::Wrong => wrong(asked, state, &error),
        made => page(asked, made),
    }
}

/// Whoever typed sees what is wrong where it was typed.
fn wrong(asked: &Asked, state: &State, error: &Error) -> Response {
    let said = |message: crate::messages::Message| shown_lines(&message.say(asked.lang));
    let wrong = Some((said(error.message()), error.hint().map(said)));
    page(asked, Ok::<_, Failure>((CountPage { wrong, ..empty(asked, state) }, None)))
}

async fn made(asked: &Asked, state: &State, place: &str) -> Result<(CountPage, Option<String>), Failure> {
    let understanding = state.request(1)?;
    understanding.check()?;
    let queries = match state.queries() {
        "" => Vec::new(),
        text => {
            queries::check(text, None)?;
            NamedQuery::read(text, place, |text| understanding.understood.understood(text))?
        }
    };
    let (request, snapshot) = (state.request(queries.len())?, asked.snapshot()?);
    let filters = snapshot.narrowed(request.filters.filters()?);
    let work = move |deadline| {
        let Snapshot { engine, .. } = &snapshot;
        let engine = &**engine;
        let wanted: Vec<Query> = queries.iter().map(|named| named.query.clone()).collect();
        let missing = said_missing(engine, &filters, &wanted)?;
        let searched = coverage(engine, filters.under.as_deref())?;
        let counting = Counting::new(&request, queries, true, (engine, &filters), queries::deadline(deadline))?;
        Ok(Found { counting, searched, missing })
    };
    let found = asked.site.workers.export(work).await?;
    let tag = found.searched.state.to_string();
    Ok((with(asked, state, &found), Some(tag).filter(|_| state.address().is_some() && !state.is_on("expand"))))
}

fn empty(asked: &Asked, state: &State) -> CountPage {
    let mut frame = Frame::new(asked, message!("page-count").say(asked.lang));
    frame.command_line = Some(state.command_line(asked.folder.folder(), PLACE));
    frame.api = Some(state.api(""));
    frame.is_sent = is_sent(state);
    CountPage {
        frame,
        action: to(asked, "/count").to_string(),
        queries: state.queries().to_owned(),
        form: form(state, asked.lang),
        searched: None,
        wrong: None,
        notes: Vec::new(),
        tables: Vec::new(),
        exports: Vec::new(),
    }
}

/// Whether programs send the queries, too.
fn is_sent(state: &State) -> bool {
    state.only().is_none() && !state.queries().is_empty()
}

fn with(asked: &Asked, state: &State, found: &Found) -> CountPage {
    let (lang, coverage) = (asked.lang, &found.searched);
    let problems = (!coverage.is_whole()).then(|| to(asked, "/problems").to_string());
    let mut page = CountPage { searched: Some((searched_of(coverage).say(lang), problems)), ..empty(asked, state) };
    page.notes = found.missing.iter().map(|said| shown(&said.say(lang))).collect();
    let Counting::Figures { figures, questions, names, .. } = &found.counting else { return page };
    let table = |figures| Counted { figures, questions, names, state, lang }.table();
    page.tables = figures.iter().map(table).collect();
    if figures.len() == 1 {
        page.exports =
            [("CSV", ".csv"), ("Excel", ".xlsx"), ("JSON", "")].map(|(name, ending)| (name, state.api(ending))).into();
    }
    page
}
