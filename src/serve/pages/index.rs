//! Saying yes to a large folder being indexed, or to an index that can't be read being built again.

use axum::response::Response;

use super::page::see_other;
use super::ways::to;
use crate::serve::asked::Asked;
use crate::serve::http::Form;

/// Begins, and leads to the first page, which shows how far it is. Nothing is said by what is sent.
pub(super) async fn index(asked: Asked, _: Form) -> Response {
    asked.folder.index();
    see_other(&to(&asked, "/").to_string())
}
