//! What is sent with a request: read whole, within limits of size and time, before anything looks at it.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::extract::FromRequest;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use hyper::Request;
use tokio::time::timeout;

use super::failure::Failure;
use super::multipart::{Part, parts};
use crate::message;
use crate::serve::address::{Address, MAX_QUERY};
use crate::serve::asked::refused;

/// Bytes that are taken: lists of queries and corrections are far smaller.
const MAX_BYTES: usize = 1 << 20;
/// The same of files: what became of 50,000 files is such a one.
const MAX_FILE: usize = 16 << 20;
/// All of it must have come so long after its head.
const MAX_TIME: Duration = Duration::from_secs(10);

/// Pairs, as the form of a page sends them, at the address that they were sent to. Taken last by whoever answers:
/// `async fn keep(asked: Asked, Form(form): Form) -> Response`.
pub(in crate::serve) struct Form(pub(in crate::serve) Address);

/// A plain text (UTF-8), as programs send lists of queries, a line each, or pages as `queries` of a form: whole, as errors
/// name its lines by number.
pub(in crate::serve) struct Text(pub(in crate::serve) String);

/// A form that has a place for a file: its pairs, and the file if one was chosen.
pub(in crate::serve) struct FormWithFile(pub(in crate::serve) Address, pub(in crate::serve) Option<File>);

/// A file that was sent.
pub(in crate::serve) struct File {
    /// As its sender calls it.
    pub(in crate::serve) name: String,
    pub(in crate::serve) bytes: Vec<u8>,
}

/// What forms with a file are sent as.
const WITH_FILE: &str = "multipart/form-data";

impl<S: Sync> FromRequest<S> for FormWithFile {
    type Rejection = Response;

    async fn from_request(request: Request<Body>, _: &S) -> Result<Self, Response> {
        let (head, body) = request.into_parts();
        let read = async {
            must_be(&head.headers, WITH_FILE)?;
            let body = whole(&head.headers, body, MAX_FILE).await?;
            let (mut form, mut file) = (Address::new(head.uri.path()), None);
            for Part { name, file: of_file, content } in parts_of(&head.headers, body).await? {
                match of_file {
                    None => form = form.with(&name, text(content.into())?.as_str()),
                    Some(name) if !name.is_empty() => file = Some(File { name, bytes: content.into() }),
                    // No file was chosen.
                    Some(_) => {}
                }
            }
            check_lengths(form.pairs().flat_map(|(_, value)| value.lines()))?;
            Ok(Self(form, file))
        };
        read.await.map_err(|failure| refused(&failure, &head.headers, &head.uri))
    }
}

impl<S: Sync> FromRequest<S> for Form {
    type Rejection = Response;

    async fn from_request(request: Request<Body>, _: &S) -> Result<Self, Response> {
        let (head, body) = request.into_parts();
        let read = async {
            must_be(&head.headers, "application/x-www-form-urlencoded")?;
            let form = Address::of_pairs(head.uri.path(), &whole(&head.headers, body, MAX_BYTES).await?);
            check_lengths(form.pairs().flat_map(|(_, value)| value.lines()))?;
            Ok(Self(form))
        };
        read.await.map_err(|failure| refused(&failure, &head.headers, &head.uri))
    }
}

impl<S: Sync> FromRequest<S> for Text {
    type Rejection = Response;

    async fn from_request(request: Request<Body>, _: &S) -> Result<Self, Response> {
        let (head, body) = request.into_parts();
        let read = async {
            let is_form = must_be(&head.headers, WITH_FILE).is_ok();
            if !is_form {
                must_be(&head.headers, "text/plain")?;
            }
            let mut body = whole(&head.headers, body, MAX_BYTES).await?;
            if is_form {
                let part = parts_of(&head.headers, body).await?.into_iter().find(|part| part.name == "queries");
                body = part.map(|part| part.content.into()).unwrap_or_default();
            }
            let text = text(body)?;
            check_lengths(text.lines())?;
            Ok(Self(text))
        };
        read.await.map_err(|failure| refused(&failure, &head.headers, &head.uri))
    }
}

/// A line is a query, or no longer than one.
fn check_lengths<'a>(mut lines: impl Iterator<Item = &'a str>) -> Result<(), Failure> {
    match lines.any(|line| line.chars().nth(MAX_QUERY).is_some()) {
        true => Err(Failure::Sent(StatusCode::BAD_REQUEST, message!("value-too-long", most = MAX_QUERY))),
        false => Ok(()),
    }
}

/// Nothing is guessed of what was sent: it must be called what is read here.
fn must_be(headers: &HeaderMap, wanted: &'static str) -> Result<(), Failure> {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    match kind.eq_ignore_ascii_case(wanted) {
        true => Ok(()),
        false => Err(Failure::Sent(StatusCode::UNSUPPORTED_MEDIA_TYPE, message!("sent-as-other", wanted = wanted))),
    }
}

/// The parts of a body that says it has some.
async fn parts_of(headers: &HeaderMap, body: Vec<u8>) -> Result<Vec<Part>, Failure> {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    parts(kind, body).await.ok_or_else(|| Failure::Sent(StatusCode::BAD_REQUEST, message!("sent-in-part")))
}

fn text(bytes: Vec<u8>) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|_| Failure::Sent(StatusCode::BAD_REQUEST, message!("sent-not-utf-8")))
}

/// All bytes of a body, `most` of them.
async fn whole(headers: &HeaderMap, body: Body, most: usize) -> Result<Vec<u8>, Failure> {
    let said = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if said.is_some_and(|said| said > most as u64) {
        return Err(too_much(most));
    }
    let late = || Failure::Sent(StatusCode::REQUEST_TIMEOUT, message!("sent-too-slowly", seconds = MAX_TIME.as_secs()));
    timeout(MAX_TIME, gathered(body, most)).await.map_err(|_| late())?
}

async fn gathered(mut body: Body, most: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        // Whoever cut it off is gone.
        let frame = frame.map_err(|_| Failure::Sent(StatusCode::BAD_REQUEST, message!("sent-in-part")))?;
        let Ok(data) = frame.into_data() else { continue };
        if bytes.len() + data.len() > most {
            return Err(too_much(most));
        }
        bytes.extend_from_slice(&data);
    }
    Ok(bytes)
}

fn too_much(most: usize) -> Failure {
    Failure::Sent(StatusCode::PAYLOAD_TOO_LARGE, message!("sent-too-much", kilobytes = most >> 10))
}
