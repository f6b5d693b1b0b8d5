//! A handler that panics is an answer that says so, and nothing of where; the server goes on.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;

use axum::body::{Body, Bytes, HttpBody};
use axum::{BoxError, Router};
use hyper::service::Service;
use hyper::{Request, Response};
use hyper_util::service::TowerToHyperService;

use super::failure::Failure;
use crate::serve::asked::refused;

/// The router's answer to a request.
pub(super) async fn answered<B>(router: Router, request: Request<B>) -> Response<Body>
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    let (headers, uri) = (request.headers().clone(), request.uri().clone());
    let mut answer = std::pin::pin!(TowerToHyperService::new(router).call(request));
    let caught = poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| answer.as_mut().poll(context))) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(answer)) => Poll::Ready(answer.ok()),
        Err(_) => Poll::Ready(None),
    });
    caught.await.unwrap_or_else(|| refused(&Failure::Panic, &headers, &uri))
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;
    use axum::http::StatusCode;
    use axum::routing::get;

    use super::*;

    /// What is said of a panic where it is not caught: not for the answer.
    const SECRET: &str = "at /home/somebody/reports.rs";

    #[test]
    fn a_handler_that_panics_says_nothing_of_where_and_others_go_on() {
        async fn at_once() {
            panic!("{SECRET}")
        }
        async fn later() {
            tokio::task::yield_now().await;
            panic!("{SECRET}")
        }
        std::panic::set_hook(Box::new(|_| {}));
        let router = Router::new()
            .route("/at-once", get(at_once))
            .route("/api/later", get(later))
            .route("/fine", get(|| async { "fine" }));
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let ask = |path: &str| {
            let request = Request::get(path).body(Body::empty()).expect("a request");
            let response = runtime.block_on(answered(router.clone(), request));
            let (head, body) = response.into_parts();
            let body = runtime.block_on(to_bytes(body, usize::MAX)).expect("a body");
            (head.status, String::from_utf8(body.into()).expect("a text"))
        };
        for path in ["/at-once", "/api/later"] {
            let (status, body) = ask(path);
            assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
            assert!(
                body.contains("the answer failed") && !body.contains("somebody") && !body.contains("panic"),
                "{body}"
            );
        }
        assert_eq!(ask("/fine"), (StatusCode::OK, "fine".to_owned()));
    }
}
