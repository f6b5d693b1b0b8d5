//! What is known of a report, corrected by its user: a form, and what came of it.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::known::{name_of, value_of};
use crate::answer::{Detail, ReportView};
use crate::error::Error;
use crate::message;
use crate::messages::Lang;
use crate::output::terminal::shown;
use crate::report::{Metadata, UNKNOWN};
use crate::schema::Key;
use crate::serve::address::Address;
use crate::serve::asked::Asked;
use crate::serve::http::{Failure, Form as Sent};
use crate::serve::pages::frame::Frame;
use crate::serve::pages::page::{page, refused};
use crate::serve::pages::ways::{to, to_report};
use crate::source::Edit;

/// What stands before the name of a value in the form as it was when it was shown.
const WAS: &str = "was-";

/// The form.
pub(super) struct Form {
    pub(super) path: String,
    pub(super) action: String,
    pub(super) inputs: Vec<Input>,
}

/// A value that can be corrected.
pub(super) struct Input {
    pub(super) key: &'static str,
    pub(super) name: String,
    /// What stands in it,
    pub(super) value: String,
    /// and what stood in it at first: what is the same is left as it is.
    pub(super) was: String,
    /// What else it may be: what is less trusted, and that it is not known.
    pub(super) others: Vec<String>,
}

/// The form for a report, with what is known of it.
pub(super) fn form(asked: &Asked, view: &ReportView) -> Form {
    let metadata = &*view.report.metadata;
    let input = |key: Key| {
        let value = shown(&value_of(metadata, key));
        Input {
            key: key.as_str(),
            name: name_of(key).say(asked.lang),
            others: others(metadata, key),
            was: value.clone(),
            value,
        }
    };
    Form { path: view.path.clone(), action: to(asked, "/correct").to_string(), inputs: Key::ALL.map(input).into() }
}

/// What a value may be besides.
fn others(metadata: &Metadata, key: Key) -> Vec<String> {
    let claims = crate::output::json::evidence(metadata);
    let value = shown(&value_of(metadata, key));
    let of_key = claims.into_iter().filter(|(name, ..)| *name == key.as_str()).map(|(_, value, _)| shown(&value));
    let mut others: Vec<String> = Vec::new();
    for other in of_key.chain([UNKNOWN.to_owned()]) {
        if other != value && !others.contains(&other) {
            others.push(other);
        }
    }
    others
}

#[derive(Template)]
#[template(path = "report/correct.html")]
struct CorrectPage {
    frame: Frame,
    title: String,
    back: String,
    /// Why it was not corrected.
    wrong: Option<String>,
    /// What was changed; none if nothing was sent.
    changes: Option<Vec<Change>>,
    form: Form,
}

struct Change {
    name: String,
    before: String,
    after: String,
    /// The way to all that has the new value, and how much that is.
    way: Option<(String, String)>,
}

/// The form alone.
pub(in crate::serve::pages) async fn form_alone(asked: Asked) -> Response {
    answer(&asked, &Address::default()).await
}

/// Corrects what is known of a report, and says what came of it.
pub(in crate::serve::pages) async fn correct(asked: Asked, Sent(sent): Sent) -> Response {
    answer(&asked, &sent).await
}

async fn answer(asked: &Asked, sent: &Address) -> Response {
    match made(asked, sent).await {
        Ok((made, status)) => {
            let mut response = page(asked, Ok((made, None)));
            *response.status_mut() = status;
            response
        }
        Err(failure) => refused(asked, &failure),
    }
}

/// What was asked to be changed.
fn edit(sent: &Address) -> Edit {
    let changed = |key: Key| {
        let value = sent.get(key.as_str())?.trim();
        let was = sent.get(&format!("{WAS}{}", key.as_str())).unwrap_or_default();
        (value != was.trim()).then(|| (key, value.to_owned()))
    };
    Edit { values: Key::ALL.into_iter().filter_map(changed).collect() }
}

async fn made(asked: &Asked, sent: &Address) -> Result<(CorrectPage, StatusCode), Failure> {
    let path = sent.get("report").or_else(|| asked.address.get("report")).ok_or(Failure::NoPage)?.to_owned();
    let before = indexed(asked, &path).await?;
    let edit = edit(sent);
    let is_sent = sent.get("report").is_some();
    let mut form = form(asked, &before);
    let (mut wrong, mut changes, mut status) = (None, None, StatusCode::OK);
    if is_sent && edit.values.is_empty() {
        changes = Some(Vec::new());
    } else if is_sent {
        let (folder, keys) = (asked.folder.clone(), edit.values.iter().map(|(key, _)| *key).collect::<Vec<_>>());
        let (to_correct, values) = (path.clone(), edit.clone());
        match asked.site.workers.search(move |_| folder.correct(&to_correct, &values)).await {
            Ok(()) => {
                let after = indexed(asked, &path).await?;
                form = self::form(asked, &after);
                let of = |key: &Key| change(asked, *key, &before.report.metadata, &after.report.metadata);
                changes = Some(keys.iter().map(of).collect());
            }
            Err(failure) => {
                status = failure.status();
                wrong = Some(said(&failure, asked.lang));
                for (key, value) in &edit.values {
                    form.inputs
                        .iter_mut()
                        .filter(|input| input.key == key.as_str())
                        .for_each(|input| input.value.clone_from(value));
                }
            }
        }
    }
    let title = shown(before.report.metadata.title.value().unwrap_or(&path));
    let mut frame = Frame::new(asked, message!("page-correct").say(asked.lang));
    frame.command_line = Some(command_line(asked, &path, &edit));
    Ok((CorrectPage { frame, title, back: to_report(asked, &path).to_string(), wrong, changes, form }, status))
}

fn said(failure: &Failure, lang: Lang) -> String {
    match failure {
        Failure::Error(error) => shown(&error.message().say(lang)),
        _ => message!("answer-failed").say(lang),
    }
}

fn change(asked: &Asked, key: Key, before: &Metadata, after: &Metadata) -> Change {
    let value = |metadata: &Metadata| match value_of(metadata, key) {
        value if value.is_empty() => message!("unknown").say(asked.lang),
        value => shown(&value),
    };
    let way = ["author", "year", "role", "org"].into_iter().find(|name| *name == key.as_str()).map(|name| {
        let of = match value_of(after, key) {
            value if value.is_empty() => UNKNOWN.to_owned(),
            value => value,
        };
        (message!("all-of-this-value").say(asked.lang), to(asked, "/read").with(name, &of).to_string())
    });
    Change { name: name_of(key).say(asked.lang), before: value(before), after: value(after), way }
}

/// The report at a path, if that is indexed.
async fn indexed(asked: &Asked, path: &str) -> Result<ReportView, Failure> {
    let (snapshot, path) = (asked.snapshot()?, path.to_owned());
    let found = move || {
        let view = snapshot.report(&path, Detail::Outline)?;
        view.ok_or_else(|| Error::Report { name: path, candidates: Vec::new() })
    };
    asked.site.workers.glance(found).await
}

fn command_line(asked: &Asked, path: &str, edit: &Edit) -> String {
    let values = edit.values.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    crate::request::set_line(asked.folder.folder(), path, values)
}
