//! A page as a response.

use askama::Template;
use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, LOCATION, VARY};
use axum::response::Response;

use super::unanswered::unanswered;
use crate::serve::asked::Asked;
use crate::serve::http::Failure;

/// The response with a page, or with why there is none; `state`: names all that it depends on besides its address and
/// language, if whoever has it may ask whether it is still the same.
pub(super) fn page<T: Template>(asked: &Asked, made: Result<(T, Option<String>), Failure>) -> Response {
    let (page, state) = match made {
        Ok(made) => made,
        Err(failure) => return refused(asked, &failure),
    };
    let mut response = Response::builder().header(CACHE_CONTROL, "private, no-cache").header(VARY, "Accept-Language");
    if let Some(state) = state {
        // It says how fresh it is.
        let fresh = asked.freshness().map_or_else(String::new, |freshness| freshness.tag());
        let tag = format!("\"{state}-{fresh}-{}-{}\"", asked.lang.as_str(), env!("CARGO_PKG_VERSION"));
        let is_known = asked.has.as_deref().is_some_and(|has| has == tag);
        response = response.header(ETAG, tag);
        if is_known {
            return response.status(StatusCode::NOT_MODIFIED).body(Body::empty()).unwrap_or_default();
        }
    }
    match page.render() {
        Ok(html) => {
            response.header(CONTENT_TYPE, "text/html; charset=utf-8").body(Body::from(html)).unwrap_or_default()
        }
        Err(_) => Failure::Panic.answer(false, asked.lang),
    }
}

/// The page that says why there is no answer.
pub(in crate::serve) fn refused(asked: &Asked, failure: &Failure) -> Response {
    failure.page(unanswered(asked, failure.what(asked.site.is_of_this_machine(), asked.lang)))
}

/// Leads on to another page.
pub(super) fn see_other(address: &str) -> Response {
    let response = Response::builder().status(StatusCode::SEE_OTHER).header(LOCATION, address);
    response.header(CACHE_CONTROL, "no-store").body(Body::empty()).unwrap_or_default()
}
