//! What can't be answered: a status, and why, for people as a page, for programs as one shape of JSON.

use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use hyper::Response;
use serde::Serialize;
use utoipa::ToSchema;

use crate::error::{Error, Kind};
use crate::message;
use crate::messages::{Lang, Message};
use crate::serve::address::{Address, FOLDER, LANG};
use crate::serve::folder::{Progress, Unanswering};
use crate::serve::pages::{What, failed};

/// Why a request is not answered.
#[derive(Debug)]
pub(in crate::serve) enum Failure {
    /// As the command line would say it.
    Error(Error),
    /// There is nothing at this address.
    NoPage,
    /// Whoever asks may not.
    Forbidden(Message),
    /// The folder can't answer.
    Unanswering {
        /// Why.
        why: Box<Unanswering>,
        /// As it is called in addresses.
        name: String,
    },
    /// The folder is indexed for the first time.
    Indexing(Progress),
    /// The folder is so large that someone must say yes before it is indexed.
    Asks {
        /// As the user wrote it.
        folder: PathBuf,
        /// As it is called in addresses.
        name: String,
    },
    /// What another one says, in other words.
    Said(StatusCode, &'static str, Message, Option<Message>),
    /// Not by this method.
    Method,
    /// What was sent with the request is too much, too slow, or of no kind that is read here.
    Sent(StatusCode, Message),
    /// The program itself failed: nothing of how is told.
    Panic,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

/// What went wrong, for programs.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::serve) struct ErrorJson {
    /// What went wrong.
    error: ErrorBody,
}

#[derive(Debug, Serialize, ToSchema)]
struct ErrorBody {
    /// What kind of failure it is: wrong, missing, forbidden, method, unavailable, late or failed.
    kind: &'static str,
    /// It in words.
    message: String,
    /// What can be done about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    hint: Option<String>,
}

/// What is said, without places on this machine.
pub(in crate::serve) fn without_places(message: &Message) -> Message {
    message.with_texts(&|text: &str| match Path::new(text).is_absolute() {
        true => Path::new(text).file_name().unwrap_or_default().to_string_lossy().into_owned(),
        false => text.to_owned(),
    })
}

impl Failure {
    /// Its status, its name for programs, and what is said of it.
    fn said(&self) -> (StatusCode, &'static str, Message, Option<Message>) {
        match self {
            Self::Error(error) => {
                let kind = error.kind();
                let status = match kind {
                    Kind::Wrong => StatusCode::BAD_REQUEST,
                    Kind::Missing => StatusCode::NOT_FOUND,
                    Kind::Unavailable | Kind::Late => StatusCode::SERVICE_UNAVAILABLE,
                    Kind::Failed => StatusCode::INTERNAL_SERVER_ERROR,
                };
                (status, kind.as_str(), error.message(), error.hint())
            }
            Self::NoPage => (StatusCode::NOT_FOUND, Kind::Missing.as_str(), message!("no-page"), None),
            Self::Forbidden(why) => (StatusCode::FORBIDDEN, "forbidden", why.clone(), None),
            Self::Unanswering { why, .. } => {
                (StatusCode::SERVICE_UNAVAILABLE, Kind::Unavailable.as_str(), why.why.clone(), why.hint.clone())
            }
            Self::Indexing(Progress { done, files }) => {
                let said = match files {
                    0 => message!("still-listing"),
                    _ => message!("still-indexing", done = *done, files = *files),
                };
                (StatusCode::SERVICE_UNAVAILABLE, Kind::Unavailable.as_str(), said, None)
            }
            Self::Asks { folder, .. } => {
                let error = Error::LargeFolder(folder.clone());
                (StatusCode::SERVICE_UNAVAILABLE, error.kind().as_str(), error.message(), error.hint())
            }
            Self::Sent(status @ StatusCode::REQUEST_TIMEOUT, why) => (*status, Kind::Late.as_str(), why.clone(), None),
            Self::Sent(status, why) => (*status, Kind::Wrong.as_str(), why.clone(), None),
            Self::Said(status, kind, why, hint) => (*status, kind, why.clone(), hint.clone()),
            Self::Method => (StatusCode::METHOD_NOT_ALLOWED, "method", message!("no-method"), None),
            Self::Panic => (StatusCode::INTERNAL_SERVER_ERROR, Kind::Failed.as_str(), message!("answer-failed"), None),
        }
    }

    /// The same without places on this machine: of what is the whole way to one its last part is left.
    pub(in crate::serve) fn without_places(&self) -> Self {
        let (status, kind, why, hint) = self.said();
        Self::Said(status, kind, without_places(&why), hint.as_ref().map(without_places))
    }

    /// What is said of it, and what can be done about it.
    pub(in crate::serve) fn words(&self) -> (Message, Option<Message>) {
        let (_, _, message, hint) = self.said();
        (message, hint)
    }

    /// The status of its answer.
    pub(in crate::serve) fn status(&self) -> StatusCode {
        self.said().0
    }

    /// What is said of it, for programs.
    pub(in crate::serve) fn json(&self, lang: Lang) -> ErrorJson {
        let (_, kind, message, hint) = self.said();
        ErrorJson { error: ErrorBody { kind, message: message.say(lang), hint: hint.map(|hint| hint.say(lang)) } }
    }

    /// What is said of it, for people; to those of other machines without places on this one.
    pub(in crate::serve) fn what(&self, is_of_this_machine: bool, lang: Lang) -> What {
        let told = |message: Message| if is_of_this_machine { message } else { without_places(&message) };
        let (_, _, message, hint) = self.said();
        let (message, hint) = (told(message), hint.map(told));
        let what = What::new(&message, hint.as_ref(), lang);
        let index = |name: &str| Address::new("/index").with(FOLDER, name).with(LANG, lang.as_str());
        match self {
            Self::Indexing(progress) => what.with_progress(*progress, lang),
            Self::Asks { name, .. } => what.with_offer(index(name), &message!("index-it-now"), lang),
            Self::Unanswering { why, name } if why.wants_rebuild => {
                what.with_offer(index(name), &message!("build-it-again"), lang)
            }
            _ => what,
        }
    }

    /// Its answer.
    pub(in crate::serve) fn answer(&self, is_api: bool, lang: Lang) -> Response<Body> {
        if !is_api {
            return self.page(failed(self.what(false, lang), lang));
        }
        let json = serde_json::to_string(&self.json(lang)).unwrap_or_default();
        self.with("application/json; charset=utf-8", format!("{json}\n"))
    }

    /// Its answer as a page that says it.
    pub(in crate::serve) fn page(&self, html: String) -> Response<Body> {
        self.with("text/html; charset=utf-8", html)
    }

    fn with(&self, kind: &'static str, body: String) -> Response<Body> {
        let status = self.status();
        let mut response =
            Response::builder().status(status).header(CONTENT_TYPE, kind).header(CACHE_CONTROL, "no-store");
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response = response.header(RETRY_AFTER, "2");
        }
        response.body(Body::from(body)).unwrap_or_default()
    }
}
