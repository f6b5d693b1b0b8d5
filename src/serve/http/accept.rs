//! Accepts connections and answers what comes over each. `axum::serve` sets no limit of time for the head of a request
//! (axum 0.8, `serve/mod.rs`), so that connections that send nothing would stay for ever: hence a loop of our own on hyper.

use std::convert::Infallible;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};

use super::body::Kept;
use super::connections::{Connection, Connections};
use super::stall::Stalling;
use super::{caught, guard};
use crate::serve::site::Site;

/// The head of a request must be there so long after its connection was opened, or the answer before it was sent.
const MAX_HEAD: Duration = Duration::from_secs(10);
/// Bytes that are read of a head, or of a body at once. A longer head than this is answered without words, with a bare status; one
/// that is longer than what is taken ([`guard`]), but fits in, is told so.
const MAX_BUFFER: usize = 64 << 10;
/// After the system refused a connection (no files left, say) it is asked again so much later.
const AFTER_REFUSAL: Duration = Duration::from_millis(100);

/// Answers what comes to a listener, for ever.
pub(in crate::serve) async fn accept(
    listener: TcpListener,
    site: Arc<Site>,
    router: Router,
    connections: Arc<Connections>,
) {
    loop {
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(_) => {
                tokio::time::sleep(AFTER_REFUSAL).await;
                continue;
            }
        };
        // No place: it is closed without a word, as a full house does.
        let Some(connection) = connections.open() else { continue };
        tokio::spawn(connected(stream, connection, Arc::clone(&site), router.clone()));
    }
}

async fn connected(stream: TcpStream, connection: Connection, site: Arc<Site>, router: Router) {
    // Answers are written as a whole: nothing is gained by waiting for more.
    let _ = stream.set_nodelay(true);
    let at = stream.local_addr().ok().map(|at| at.ip());
    let service = service_fn(|request: Request<Incoming>| {
        let (answering, site, router) = (connection.answering(), Arc::clone(&site), router.clone());
        async move {
            let response = answered(&site, at, router, request).await;
            Ok::<_, Infallible>(response.map(|body| Body::new(Kept::new(body, answering))))
        }
    });
    let serving = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(MAX_HEAD)
        .max_buf_size(MAX_BUFFER)
        .serve_connection(TokioIo::new(Stalling::new(stream)), service);
    let mut serving = std::pin::pin!(serving);
    let mut ends = std::pin::pin!(connection.is_to_end());
    // Whichever is first; what is wrong with a connection is nobody's business but its own.
    std::future::poll_fn(|context| {
        if serving.as_mut().poll(context).is_ready() { std::task::Poll::Ready(()) } else { ends.as_mut().poll(context) }
    })
    .await;
}

/// The answer to a request: of the router if it is let in, and with what every answer says to browsers.
async fn answered(site: &Site, at: Option<IpAddr>, router: Router, request: Request<Incoming>) -> Response<Body> {
    let mut response = match guard::check(site, at, &request) {
        Err(refused) => *refused,
        Ok(()) => caught::answered(router, request).await,
    };
    guard::harden(response.headers_mut());
    response
}

/// Listens at an address of this machine.
///
/// # Errors
/// If the port is taken, or may not be listened at.
pub(in crate::serve) fn listen(address: std::net::SocketAddr) -> io::Result<std::net::TcpListener> {
    let listener = std::net::TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}
