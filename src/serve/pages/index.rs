//! Saying yes to a large folder being indexed.

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, LOCATION};
use axum::response::Response;

use crate::serve::address::{FOLDER, LANG};
use crate::serve::asked::Asked;
use crate::serve::http::Form;

/// Begins, and leads to the first page, which shows how far it is. Nothing is said by what is sent.
pub(super) async fn index(asked: Asked, _: Form) -> Response {
    asked.folder.index();
    let first = asked.address.at("/").kept(|name, _| [FOLDER, LANG].contains(&name));
    let response = Response::builder().status(StatusCode::SEE_OTHER).header(LOCATION, first.to_string());
    response.header(CACHE_CONTROL, "no-store").body(Body::empty()).unwrap_or_default()
}
