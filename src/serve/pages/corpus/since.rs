//! What has changed since an earlier time, file by file: the table of files of then is sent, and changes nothing.

use askama::Template;
use axum::response::Response;

use super::problems::files;
use crate::error::{Error, Kind};
use crate::ingest::{Since, SinceChange, since};
use crate::message;
use crate::messages::Message;
use crate::output::forms::earlier;
use crate::output::terminal::shown;
use crate::request::{Status, command_line};
use crate::serve::asked::Asked;
use crate::serve::http::{Failure, FormWithFile};
use crate::serve::pages::frame::{Frame, Link};
use crate::serve::pages::page::page;
use crate::serve::pages::ways::{to, to_report};

/// What the file is called in the command line that is shown.
const FILE: &str = "files.csv";

#[derive(Template)]
#[template(path = "corpus/since.html")]
struct SincePage {
    frame: Frame,
    action: String,
    exports: Vec<Link>,
    wrong: Option<String>,
    /// What is compared with, and what has changed; none before a file was sent.
    since: Option<(String, Vec<Row>)>,
    files: String,
}

struct Row {
    path: String,
    address: Option<String>,
    change: String,
    before: String,
}

/// Where a file can be chosen.
pub(in crate::serve::pages) async fn since_form(asked: Asked) -> Response {
    page(&asked, Ok::<_, Failure>((empty(&asked), None)))
}

/// What has changed since what a file says.
pub(in crate::serve::pages) async fn since_file(asked: Asked, FormWithFile(_, file): FormWithFile) -> Response {
    let made = async {
        let file = file.ok_or_else(|| Error::Request(message!("no-file-sent")))?;
        let before = earlier(&file.name, file.bytes)?;
        let (snapshot, folder) = (asked.snapshot()?, asked.folder.clone());
        let work = move |_| {
            let filters = snapshot.narrowed(Default::default());
            let before = before.into_iter().filter(|(path, _)| filters.may_hide(path)).collect();
            Ok(since(&before, &files(&*folder, &snapshot)?))
        };
        let rows: Vec<Row> = asked.site.workers.search(work).await?.iter().map(|since| row(&asked, since)).collect();
        Ok((SincePage { since: Some((shown(&file.name), rows)), ..empty(&asked) }, None))
    };
    match made.await {
        Err(Failure::Error(error)) if error.kind() == Kind::Wrong => {
            let wrong = Some(shown(&error.message().say(asked.lang)));
            page(&asked, Ok::<_, Failure>((SincePage { wrong, ..empty(&asked) }, None)))
        }
        made => page(&asked, made),
    }
}

fn empty(asked: &Asked) -> SincePage {
    let at = |path: &str| to(asked, path).to_string();
    let mut frame = Frame::new(asked, message!("page-since").say(asked.lang));
    frame.command_line = Some(command_line::<Status>("status", asked.folder.folder(), &[("since", FILE)]));
    frame.api = Some(at("/api/status"));
    frame.is_sent = true;
    let exports = [("CSV", "/api/status.csv"), ("Excel", "/api/status.xlsx")];
    let export = |(said, path): (&str, &str)| Link { said: said.to_owned(), address: at(path), is_here: false };
    SincePage {
        frame,
        action: at("/since"),
        exports: exports.map(export).into(),
        wrong: None,
        since: None,
        files: at("/api/status.csv"),
    }
}

fn row(asked: &Asked, since: &Since) -> Row {
    let address = to_report(asked, &since.path).to_string();
    Row {
        path: shown(&since.path),
        address: Some(address).filter(|_| since.change != SinceChange::Removed),
        change: said(since.change).say(asked.lang),
        before: since.before.as_deref().map(shown).unwrap_or_default(),
    }
}

fn said(change: SinceChange) -> Message {
    match change {
        SinceChange::Added => message!("since-added"),
        SinceChange::Removed => message!("since-removed"),
        SinceChange::Changed => message!("since-changed"),
        SinceChange::Moved => message!("since-moved"),
        SinceChange::Otherwise => message!("since-otherwise"),
    }
}
