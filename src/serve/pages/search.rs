//! Hits of a query.

use askama::Template;
use axum::response::Response;

use super::frame::Frame;
use super::page::page;
use super::text::{Piece, pieces};
use crate::answer::{Answer, Deadline, Question};
use crate::error::{Error, Result};
use crate::message;
use crate::output::terminal::totals;
use crate::request::{Search, command_line};
use crate::serve::asked::Asked;
use crate::serve::folder::Snapshot;
use crate::serve::http::Failure;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    frame: Frame,
    totals: String,
    reports: Vec<Report>,
}

struct Report {
    title: String,
    path: String,
    hits: Vec<Hit>,
}

struct Hit {
    section: String,
    pieces: Vec<Piece>,
}

pub(super) async fn search(asked: Asked) -> Response {
    let made = made(&asked).await;
    page(&asked, made)
}

async fn made(asked: &Asked) -> Result<(SearchPage, Option<String>), Failure> {
    let request: Search = asked.request()?;
    let snapshot = asked.snapshot()?;
    let answer = asked.site.workers.search(move |deadline| found(&request, &snapshot, deadline)).await?;
    let mut frame = Frame::new(asked, message!("page-search").say(asked.lang));
    let pairs: Vec<(&str, &str)> = asked.pairs().collect();
    frame.command_line = Some(command_line::<Search>("search", asked.folder.folder(), &pairs));
    frame.api = Some(asked.address.at("/api/search").to_string());
    let reports = answer.reports.iter().map(|report| Report {
        title: report.metadata.title.value().unwrap_or(&report.path).clone(),
        path: report.path.clone(),
        hits: report
            .hits
            .iter()
            .map(|hit| Hit {
                section: hit.section.join(" › "),
                pieces: pieces(&hit.excerpt.text, &hit.excerpt.highlights),
            })
            .collect(),
    });
    let state = answer.counted.coverage.state.to_string();
    let (totals, reports) = (totals(&answer.counted).say(asked.lang), reports.collect());
    Ok((SearchPage { frame, totals, reports }, Some(state)))
}

fn found(request: &Search, snapshot: &Snapshot, deadline: Deadline) -> Result<Answer> {
    request.check()?;
    let nothing = || Error::Query { query: String::new(), reason: message!("nothing-to-search") };
    let query = request.understood.understood(request.query.as_deref().ok_or_else(nothing)?)?;
    let filters = snapshot.narrowed(request.filters.filters()?);
    let engine = &*snapshot.engine;
    let question = Question { deadline, ..request.question(query, &filters, engine)? };
    engine.hits(&question, &request.view())?.answer(&question)
}
