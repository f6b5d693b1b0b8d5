//! `/api/search`: as `baogao search --json`.

use std::time::Instant;

use axum::response::Response;

use super::answer::{answer, json};
use crate::answer::{Deadline, Question};
use crate::error::{Error, Result};
use crate::message;
use crate::output::json::Search as SearchJson;
use crate::request::Search;
use crate::serve::asked::Asked;
use crate::serve::folder::Snapshot;
use crate::serve::http::Failure;

pub(super) async fn search(asked: Asked) -> Response {
    answer(answered(&asked).await, asked.lang)
}

async fn answered(asked: &Asked) -> Result<Vec<u8>, Failure> {
    let request: Search = asked.request()?;
    let snapshot = asked.snapshot()?;
    asked.site.workers.search(move |deadline| found(&request, &snapshot, deadline)).await
}

fn found(request: &Search, snapshot: &Snapshot, deadline: Deadline) -> Result<Vec<u8>> {
    let started = Instant::now();
    request.check()?;
    let nothing = || Error::Query { query: String::new(), reason: message!("nothing-to-search") };
    let query = request.understood.understood(request.query.as_deref().ok_or_else(nothing)?)?;
    let filters = snapshot.narrowed(request.filters.filters()?);
    let engine = &*snapshot.engine;
    let question = Question { deadline, ..request.question(query, &filters, engine)? };
    let answer = engine.hits(&question, &request.view())?.answer(&question)?;
    let text = question.query.as_ref().map_or("", |query| &query.text);
    Ok(json(&SearchJson::new(text, &answer, started.elapsed().as_micros() as u64, None)))
}
