//! Answers for programs: in come pairs, out go the bytes that `--json` prints, or an error of one shape.

mod answer;
mod search;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use super::site::Site;

/// Adds the addresses of the API.
pub(super) fn routes(router: Router<Arc<Site>>) -> Router<Arc<Site>> {
    router.route("/api/search", get(search::search))
}
