//! `/api/list`: every section of the reports that the filters let through.

use axum::response::Response;

use super::answer::{ToAnswer, answered, printed_folder};
use super::form::Form;
use crate::answer::coverage;
use crate::error::Error;
use crate::message;
use crate::output::forms::{self, said_missing};
use crate::request::List;
use crate::serve::asked::Asked;
use crate::serve::http::Failure;

/// The forms of its answers. As JSON a report is a line.
pub(super) const FORMS: [Form; 4] = [Form::Json, Form::Csv, Form::Xlsx, Form::Text];

pub(super) async fn list(asked: Asked, form: Form) -> Response {
    answered(&asked, listed(&asked, form).await)
}

async fn listed(asked: &Asked, form: Form) -> Result<Response, Failure> {
    let request: List = form.request(asked, &[])?;
    request.check()?;
    if form == Form::Text && !request.paths {
        return Err(Error::Request(message!("text-of-paths")).into());
    }
    let filters = request.filters.filters()?;
    let snapshot = asked.snapshot()?;
    let answer = ToAnswer::lines(form, asked.folder.name()).of_state(asked, &snapshot)?;
    let folder = printed_folder(asked);
    let written = answer.answer(asked, move |body, _| {
        let engine = &*snapshot.engine;
        let filters = request.resolved(snapshot.narrowed(filters), engine)?;
        body.head().searched(&coverage(engine, filters.under.as_deref())?);
        said_missing(engine, &filters, &[])?.into_iter().for_each(|said| body.head().note(said));
        forms::list(&request, &filters, (engine, &folder), body)
    });
    Ok(written.await)
}
