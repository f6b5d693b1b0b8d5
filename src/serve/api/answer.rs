//! An answer for programs, as a response.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, VARY};
use axum::response::Response;
use serde::Serialize;

use crate::messages::Lang;
use crate::serve::http::Failure;

/// A value as a line of JSON, as the command line prints it.
pub(super) fn json(value: &impl Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(value).unwrap_or_default();
    line.push(b'\n');
    line
}

/// A response with such lines, or with why there are none.
pub(super) fn answer(answered: Result<Vec<u8>, Failure>, lang: Lang) -> Response {
    match answered {
        Ok(lines) => Response::builder()
            .header(CONTENT_TYPE, "application/json; charset=utf-8")
            .header(CACHE_CONTROL, "private, no-cache")
            .header(VARY, "Accept-Language")
            .body(Body::from(lines))
            .unwrap_or_default(),
        Err(failure) => failure.answer(true, lang),
    }
}
