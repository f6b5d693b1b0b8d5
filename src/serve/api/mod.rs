//! Answers for programs: in come pairs, out go the bytes that the command line prints for programs or writes into files, or an
//! error of one shape.
//!
//! 1. [`form`]: an address ends with the form of its answer, `/api/search.csv`.
//! 2. [`search`], [`facets`], [`list`], [`report`], [`status`], [`folders`]: a file for each address.
//! 3. [`body`]: an answer is written, in memory as long as it is short, then while it is sent; [`head`]: what is said of it
//!    beside it; [`name`]: what it is called as a file; [`answer`]: it as a response.
//! 4. [`openapi`]: all of this, said for programs.

mod form;
mod head;
mod name;
mod body;
mod answer;
mod facets;
mod folders;
mod list;
mod report;
mod search;
mod status;
mod openapi;

use std::sync::Arc;

use axum::Router;
use axum::routing::{MethodRouter, get};

use self::form::Form;
use super::site::Site;

/// Adds the addresses of the API.
pub(super) fn routes(mut router: Router<Arc<Site>>) -> Router<Arc<Site>> {
    let mut add = |path: String, handler: MethodRouter<Arc<Site>>| {
        router = std::mem::take(&mut router).route(&path, handler);
    };
    for form in search::FORMS {
        let batch = move |asked, queries| search::batch(asked, form, queries);
        let handler = get(move |asked| search::search(asked, form));
        add(form.of("/api/search"), if form == Form::Json { handler.post(batch) } else { handler });
    }
    for form in facets::FORMS {
        let handler = get(move |asked| facets::facets(asked, form));
        add(form.of("/api/facets"), handler.post(move |asked, queries| facets::many(asked, form, queries)));
    }
    for form in list::FORMS {
        add(form.of("/api/list"), get(move |asked| list::list(asked, form)));
    }
    for form in status::FORMS {
        let handler = get(move |asked| status::status(asked, form));
        add(form.of("/api/status"), handler.post(move |asked, sent| status::compared(asked, form, sent)));
    }
    add("/api/report".to_owned(), get(report::report));
    add("/api/folders".to_owned(), get(folders::folders));
    add("/api/openapi.json".to_owned(), get(openapi::openapi));
    router
}
