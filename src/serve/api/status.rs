//! `/api/status`: what is indexed, and what became of every file on the disk.

use std::path::Path;

use axum::response::Response;

use super::answer::{ToAnswer, answered};
use super::form::Form;
use crate::error::Error;
use crate::ingest::since;
use crate::message;
use crate::output::forms::{FolderStatus, Said, earlier, write_since};
use crate::query::Filters;
use crate::request::Status;
use crate::serve::Place;
use crate::serve::asked::Asked;
use crate::serve::http::{Failure, File, FormWithFile};

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

/// What differs from the files of an earlier time, which are sent.
pub(super) async fn compared(asked: Asked, form: Form, FormWithFile(_, file): FormWithFile) -> Response {
    answered(&asked, differing(&asked, form, file).await)
}

async fn differing(asked: &Asked, form: Form, file: Option<File>) -> Result<Response, Failure> {
    let request: Status = form.request(asked, &[])?;
    let file = file.ok_or_else(|| Error::Request(message!("no-file-sent")))?;
    let mut before = earlier(&file.name, file.bytes)?;
    let snapshot = asked.snapshot()?;
    let folder = std::sync::Arc::clone(&asked.folder);
    let written = ToAnswer::lines(form, asked.folder.name()).answer(asked, move |body, _| {
        let filters = snapshot.narrowed(Filters::default());
        let mut files = folder.account()?;
        files.retain(|file| filters.may_hide(&file.path));
        before.retain(|path, _| filters.may_hide(path));
        write_since(&since(&before, &files), request.table(), body)
    });
    Ok(written.await)
}
