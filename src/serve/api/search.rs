//! `/api/search`: hits, matches in a column, reports.

use axum::response::Response;

use super::answer::{ToAnswer, answered, printed_folder};
use super::form::Form;
use crate::answer::{Deadline, Question};
use crate::error::{Error, Result};
use crate::message;
use crate::output::forms::{self, Said, said_missing};
use crate::query::{Filters, Node, Query};
use crate::request::{Rows, Search};
use crate::serve::asked::{Asked, MAX_ON_PAGE};
use crate::serve::folder::Snapshot;
use crate::serve::http::{Failure, Text};
use crate::serve::queries;

/// The forms of its answers.
pub(super) const FORMS: [Form; 7] =
    [Form::Json, Form::JsonLines, Form::Csv, Form::Xlsx, Form::Markdown, Form::Docx, Form::Text];

/// One query.
pub(super) async fn search(asked: Asked, form: Form) -> Response {
    answered(&asked, one(&asked, form).await)
}

async fn one(asked: &Asked, form: Form) -> Result<Response, Failure> {
    let request: Search = form.request(asked, &[])?;
    if form == Form::Text && !matches!(request.rows(), Rows::Reports | Rows::Counts) {
        return Err(Error::Request(message!("text-of-paths")).into());
    }
    let (query, filters) = understood(&request)?;
    let snapshot = asked.snapshot()?;
    let mut answer = ToAnswer::new(form, request.query.as_deref().unwrap_or_default());
    // What may be long takes its time, and is not there a second time before it is sent.
    let view = request.view();
    answer.streams |= view.whole || view.limit.is_none_or(|limit| limit > MAX_ON_PAGE);
    // Other names are the user's, and may change without the folder.
    if !request.understood.expand {
        answer = answer.of_state(asked, &snapshot)?;
    }
    let folder = printed_folder(asked);
    let written = answer.answer(asked, move |body, deadline| {
        let (engine, filters) = (&*snapshot.engine, snapshot.narrowed(filters));
        let wanted = [query.clone()];
        let question = Question { deadline, ..request.question(query, &filters, engine)? };
        let root = question.query.as_ref().map(|query| &query.root);
        if matches!(root, Some(Node::Pattern(pattern)) if pattern.needs.is_empty()) {
            body.head().note(message!("every-passage-is-read"));
        }
        let missing = said_missing(engine, &filters, &wanted)?;
        missing.into_iter().for_each(|said| body.head().note(said));
        forms::search(&request, &question, (engine, &folder), body)
    });
    Ok(written.await)
}

/// What is wanted, and of what.
fn understood(request: &Search) -> Result<(Query, Filters)> {
    request.check()?;
    let nothing = || Error::Query { query: String::new(), reason: message!("nothing-to-search") };
    let query = request.understood.understood(request.query.as_deref().ok_or_else(nothing)?)?;
    Ok((query, request.filters.filters()?))
}

/// Many queries, each answered with a line.
pub(super) async fn batch(asked: Asked, form: Form, Text(queries): Text) -> Response {
    answered(&asked, many(&asked, form, queries).await)
}

async fn many(asked: &Asked, form: Form, text: String) -> Result<Response, Failure> {
    let request: Search = form.request(asked, &[("batch", "-")])?;
    request.check()?;
    queries::check(&text, request.query.as_deref())?;
    let filters = request.filters.filters()?;
    let snapshot = asked.snapshot()?;
    let answer = ToAnswer::lines(form, asked.folder.name());
    let written =
        answer.answer(asked, move |body, deadline| batched(&request, &snapshot, filters, &text, body, deadline));
    Ok(written.await)
}

fn batched(
    request: &Search,
    snapshot: &Snapshot,
    filters: Filters,
    text: &str,
    body: &mut super::body::AnswerBody,
    deadline: Deadline,
) -> Result<Said, forms::Unwritten> {
    let (engine, filters) = (&*snapshot.engine, snapshot.narrowed(filters));
    if request.understood.expand {
        // What is wrong with the list is said before anything is answered.
        engine.vocabulary()?.synonyms()?;
    }
    said_missing(engine, &filters, &[])?.into_iter().for_each(|said| body.head().note(said));
    let deadline = queries::deadline(deadline);
    let (mut is_found, mut failed) = (false, 0usize);
    for line in forms::lines(text) {
        match line.answer(request, (engine, &filters), deadline.anew(), body)? {
            Some(found) => is_found |= found,
            None => failed += 1,
        }
    }
    let beside = if failed > 0 { vec![message!("queries-failed", n = failed)] } else { Vec::new() };
    Ok(Said { is_found, beside })
}
