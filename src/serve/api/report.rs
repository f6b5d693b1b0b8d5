//! `/api/report`: one report, or what was cited and how it stands now.

use axum::response::Response;

use super::answer::{ToAnswer, answered};
use super::form::Form;
use crate::output::forms::{CitedNow, Said, Shown, json_line, shown};
use crate::output::json;
use crate::request::Show;
use crate::serve::asked::Asked;
use crate::serve::http::Failure;

pub(super) async fn report(asked: Asked) -> Response {
    answered(&asked, one(&asked).await)
}

async fn one(asked: &Asked) -> Result<Response, Failure> {
    let request: Show = Form::Json.request(asked, &[])?;
    let snapshot = asked.snapshot()?;
    let folder = std::sync::Arc::clone(&asked.folder);
    // What was cited is compared with its file: no state of the index names that.
    let written = ToAnswer::new(Form::Json, "").answer(asked, move |body, _| {
        let engine = &*snapshot.engine;
        let mut beside = Vec::new();
        match shown(engine, &request.report, snapshot.under.as_deref())? {
            Shown::Report(listed) => json_line(body, &json::Show::of(&listed))?,
            Shown::Passage(citation) => {
                let now = folder.now(&citation.path)?;
                let cited = CitedNow::new(engine, citation, now.as_ref())?;
                json_line(body, &cited.json())?;
                beside.push(cited.said());
            }
        }
        Ok(Said { is_found: true, beside })
    });
    Ok(written.await)
}
