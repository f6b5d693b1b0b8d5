//! An answer as a response.

use std::path::PathBuf;
use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, VARY};
use axum::http::response::Builder;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use tokio::sync::oneshot;

use super::body::{AnswerBody, Begun};
use super::form::Form;
use super::name::attachment;
use crate::answer::Deadline;
use crate::output::forms::{Said, Unwritten};
use crate::serve::asked::Asked;
use crate::serve::folder::Snapshot;
use crate::serve::http::{Failure, streamed};

/// Digits of the name of a state.
const TAG_DIGITS: usize = 16;

/// An answer that is to be written, as a response.
pub(super) struct ToAnswer {
    /// What kind of bytes it is.
    pub(super) media_type: &'static str,
    /// What it is called as a file, if it is one.
    pub(super) attachment: Option<String>,
    /// Names all that it depends on besides its address.
    pub(super) tag: Option<String>,
    /// Whether it goes out while it is written, however long it becomes.
    pub(super) streams: bool,
}

impl ToAnswer {
    /// An answer in a form; a file is named after `text`.
    pub(super) fn new(form: Form, text: &str) -> Self {
        let is_file = form != Form::Json;
        let attachment = is_file.then(|| attachment(text, form.ending()));
        Self { media_type: form.media_type(), attachment, tag: None, streams: is_file }
    }

    /// Lines of JSON.
    pub(super) fn lines(form: Form, text: &str) -> Self {
        let media_type = if form == Form::Json { super::form::LINES } else { form.media_type() };
        Self { media_type, streams: true, ..Self::new(form, text) }
    }

    /// One that is the same as long as the state of the folder is.
    pub(super) fn of_state(self, asked: &Asked, snapshot: &Snapshot) -> Result<Self, Failure> {
        let state = &snapshot.engine.about()?.state;
        let under = snapshot.under.as_deref().unwrap_or_default();
        let all = [state, under, asked.lang.as_str(), env!("CARGO_PKG_VERSION")].join("\0");
        let hash = blake3::hash(all.as_bytes()).to_hex();
        // Weak: how long it took is another time another one.
        Ok(Self { tag: Some(format!("W/\"{}\"", &hash[..TAG_DIGITS])), ..self })
    }

    /// The response with what is written.
    pub(super) async fn answer(
        self,
        asked: &Asked,
        write: impl FnOnce(&mut AnswerBody, Deadline) -> Result<Said, Unwritten> + Send + 'static,
    ) -> Response {
        let lang = asked.lang;
        if let Some(tag) = self.tag.as_deref().filter(|tag| has(asked, tag)) {
            let response = Response::builder().status(StatusCode::NOT_MODIFIED).header(ETAG, tag);
            return common(response).body(Body::empty()).unwrap_or_default();
        }
        let (begins, begun) = oneshot::channel();
        let (rest, sent) = if self.streams { Some(streamed()).unzip() } else { (None, None) };
        let site = Arc::clone(&asked.site);
        let streams = self.streams;
        let work = move |deadline| {
            let mut body = AnswerBody::new(lang, begins, rest);
            let written = write(&mut body, deadline);
            body.end(written)
        };
        let begun = if streams {
            // It goes on while the response is sent.
            let running = tokio::spawn(async move { site.workers.export(work).await });
            match begun.await {
                Ok(begun) => Ok(begun),
                Err(_) => Err(running.await.ok().and_then(Result::err).unwrap_or(Failure::Panic)),
            }
        } else {
            // It ends with this, if nobody waits any more.
            match site.workers.search(work).await {
                Ok(()) => begun.await.map_err(|_| Failure::Panic),
                Err(failure) => Err(failure),
            }
        };
        let (head, body) = match begun {
            Ok(Begun::Whole(head, bytes)) => (head, Body::from(bytes)),
            Ok(Begun::Streams(head)) => (head, sent.map_or_else(Body::empty, Body::new)),
            Err(failure) => return failed(&failure, asked),
        };
        let mut response = head.add(common(Response::builder()).header(CONTENT_TYPE, self.media_type), lang);
        if let Some(tag) = self.tag {
            response = response.header(ETAG, tag);
        }
        if let Some(attachment) = self.attachment.and_then(|name| HeaderValue::from_str(&name).ok()) {
            response = response.header(CONTENT_DISPOSITION, attachment);
        }
        response.body(body).unwrap_or_default()
    }
}

/// The answer, or what is said where there is none.
pub(super) fn answered(asked: &Asked, answer: Result<Response, Failure>) -> Response {
    answer.unwrap_or_else(|failure| failed(&failure, asked))
}

/// What is said where there is no answer: where others than this machine's can ask, without its places.
pub(super) fn failed(failure: &Failure, asked: &Asked) -> Response {
    match asked.site.is_of_this_machine() {
        true => failure.answer(true, asked.lang),
        false => failure.without_places().answer(true, asked.lang),
    }
}

/// The folder that stands before paths, as the command line prints them: where others can ask, none.
pub(super) fn printed_folder(asked: &Asked) -> PathBuf {
    if asked.site.is_of_this_machine() { asked.folder.place().written } else { PathBuf::from(".") }
}

fn common(response: Builder) -> Builder {
    response.header(CACHE_CONTROL, "private, no-cache").header(VARY, "Accept-Language")
}

/// Whether whoever asks has what is named so (RFC 9110, 13.1.2).
fn has(asked: &Asked, tag: &str) -> bool {
    let named = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let has = asked.has.as_deref().unwrap_or_default();
    has.split(',').any(|one| named(one) == named(tag))
}
