//! `/api/facets`: counts by value.

use axum::response::Response;

use super::answer::{ToAnswer, answered};
use super::form::Form;
use crate::message;
use crate::output::forms::{Counting, said_missing};
use crate::query::Query;
use crate::request::{Facets, NamedQuery};
use crate::serve::asked::Asked;
use crate::serve::http::{Failure, Text};
use crate::serve::queries;

/// The forms of its answers.
pub(super) const FORMS: [Form; 3] = [Form::Json, Form::Csv, Form::Xlsx];

/// Of one query, or of all reports.
pub(super) async fn facets(asked: Asked, form: Form) -> Response {
    answered(&asked, counted(&asked, form, None).await)
}

/// Of many queries, side by side.
pub(super) async fn many(asked: Asked, form: Form, Text(queries): Text) -> Response {
    answered(&asked, counted(&asked, form, Some(queries)).await)
}

async fn counted(asked: &Asked, form: Form, text: Option<String>) -> Result<Response, Failure> {
    let are_many = text.is_some();
    let own: &[_] = if are_many { &[("queries", "-")] } else { &[] };
    let request: Facets = form.request(asked, own)?;
    request.check()?;
    let queries = match text {
        None => request.one()?.into_iter().collect::<Vec<NamedQuery>>(),
        Some(text) => {
            queries::check(&text, request.query.as_deref())?;
            NamedQuery::read(&text, message!("sent-queries"), |text| request.understood.understood(text))?
        }
    };
    let filters = request.filters.filters()?;
    let snapshot = asked.snapshot()?;
    // A list has no name of its own: its figures are those of the folder.
    let mut answer = match are_many {
        true => ToAnswer::lines(form, asked.folder.name()),
        false => ToAnswer::new(form, request.query.as_deref().unwrap_or_default()),
    };
    if !are_many && !request.understood.expand {
        answer = answer.of_state(asked, &snapshot)?;
    }
    let written = answer.answer(asked, move |body, deadline| {
        let (engine, filters) = (&*snapshot.engine, snapshot.narrowed(filters));
        let wanted: Vec<Query> = queries.iter().map(|named| named.query.clone()).collect();
        let deadline = queries::deadline(deadline);
        let counting = Counting::new(&request, queries, are_many, (engine, &filters), deadline)?;
        said_missing(engine, &filters, &wanted)?.into_iter().for_each(|said| body.head().note(said));
        counting.write(request.table(), engine, body)
    });
    Ok(written.await)
}
