//! `/api/status`: what is indexed, and what became of every file on the disk.

use std::path::Path;

use axum::response::Response;

use super::answer::{ToAnswer, answered};
use super::form::Form;
use crate::output::forms::{FolderStatus, Said};
use crate::query::Filters;
use crate::request::Status;
use crate::serve::Place;
use crate::serve::asked::Asked;
use crate::serve::http::Failure;

/// The forms of its answers.
pub(super) const FORMS: [Form; 3] = [Form::Json, Form::Csv, Form::Xlsx];

pub(super) async fn status(asked: Asked, form: Form) -> Response {
    answered(&asked, told(&asked, form).await)
}

async fn told(asked: &Asked, form: Form) -> Result<Response, Failure> {
    let request: Status = form.request(asked, &[])?;
    let snapshot = asked.snapshot()?;
    let folder = std::sync::Arc::clone(&asked.folder);
    let is_of_this_machine = asked.site.is_of_this_machine();
    // It compares with the disk: no state of the index names that.
    let written = ToAnswer::new(form, asked.folder.name()).answer(asked, move |body, _| {
        let filters = snapshot.narrowed(Filters::default());
        let mut status = FolderStatus::new(&*snapshot.engine, &filters, folder.account()?)?;
        let (bytes, Place { folder, index, .. }) = (folder.index_bytes(), folder.place());
        let mut place = (folder.display().to_string(), index.display().to_string(), bytes);
        if !is_of_this_machine {
            for path in [&mut place.0, &mut place.1, &mut status.about.folder] {
                *path = Path::new(path).file_name().unwrap_or_default().to_string_lossy().into_owned();
            }
        }
        status.write(&request, place, body)?;
        Ok(Said { is_found: true, beside: status.said_newer().into_iter().collect() })
    });
    Ok(written.await)
}
