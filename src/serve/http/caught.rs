//! A handler that panics is an answer that says so, and nothing of where; the server goes on.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;

use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::service::Service;
use hyper::{Request, Response};
use hyper_util::service::TowerToHyperService;

use super::failure::Failure;

/// The router's answer to a request.
pub(super) async fn answered(router: Router, request: Request<Incoming>) -> Response<Body> {
    let is_api = request.uri().path().starts_with("/api/");
    let mut answer = std::pin::pin!(TowerToHyperService::new(router).call(request));
    let caught = poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| answer.as_mut().poll(context))) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(answer)) => Poll::Ready(answer.ok()),
        Err(_) => Poll::Ready(None),
    });
    caught.await.unwrap_or_else(|| Failure::Panic.answer(is_api, crate::messages::Lang::En))
}
