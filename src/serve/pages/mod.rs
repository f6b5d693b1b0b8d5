//! Pages for people: in come addresses, out go pages that are whole without script, each with its command line and its address
//! for programs beside it.
//!
//! [`frame`]: what all pages have around them. [`page`]: a page as a response. [`text`]: text of reports on pages; [`ways`]:
//! ways from page to page; [`controls`]: what forms are made of; [`filters`]: filters in words.
//!
//! A file a page, its template beside it: [`home`], [`help`], [`mod@index`] for a yes to a large folder, and [`failed`] and
//! [`unanswered`] for what can't be answered. Rooms: [`search`], what is found, [`count`], how much is, and [`saved`], searches
//! that are kept; [`report`], one report and its file; [`compare`], two of them; [`browse`], values and reading lists;
//! [`corpus`], the folder as a whole.

mod browse;
mod compare;
mod controls;
mod corpus;
mod count;
mod failed;
mod filters;
mod frame;
mod help;
mod home;
mod index;
mod page;
mod report;
mod saved;
mod search;
mod text;
mod unanswered;
mod ways;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use super::site::Site;

pub(super) use failed::{What, failed};
pub(super) use page::refused;
pub(super) use report::Relatives;
pub(super) use search::Widths;

/// Adds the addresses of pages.
pub(super) fn routes(router: Router<Arc<Site>>) -> Router<Arc<Site>> {
    router
        .route("/", get(home::home))
        .route("/search", get(search::search))
        .route("/count", get(count::count).post(count::sent))
        .route("/saved", get(saved::saved).post(saved::keep))
        .route("/saved.json", get(saved::saved_file))
        .route("/saved/recent", post(saved::remember))
        .route("/saved/forget", post(saved::forget))
        .route("/saved/forget-all", post(saved::forget_all))
        .route("/help", get(help::help))
        .route("/index", post(index::index))
        .route("/report", get(report::report))
        .route("/citations", get(report::citations_form).post(report::citations_sent))
        .route("/original", get(report::original))
        .route("/correct", get(report::form_alone).post(report::correct))
        .route("/compare", get(compare::compare))
        .route("/browse", get(browse::browse))
        .route("/read", get(browse::read))
        .route("/corpus", get(corpus::corpus))
        .route("/problems", get(corpus::problems))
        .route("/since", get(corpus::since_form).post(corpus::since_file))
}
