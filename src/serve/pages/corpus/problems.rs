//! Every file that was not read, or only in part, is left out, or newer than the index, and why.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;

use crate::answer::{FileEntry, FileState};
use crate::error::Result;
use crate::ingest::{Account, Accounted, Now};
use crate::message;
use crate::messages::{Lang, Message};
use crate::output::terminal::{missing_of, now, shown};
use crate::request::{Status, command_line};
use crate::serve::asked::Asked;
use crate::serve::folder::{ServedFolder, Snapshot};
use crate::serve::http::Failure;
use crate::serve::pages::frame::{Frame, Link, numbered};
use crate::serve::pages::page::page;
use crate::serve::pages::ways::{to, to_report};

/// Files on a page.
const FILES: usize = 500;

/// What can be the matter with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Matter {
    /// It could not be read.
    Unread,
    /// It was read in part.
    InPart,
    /// It is newer than the index, or gone.
    Newer,
    /// It has the same bytes as another.
    Copy,
    /// It is left out.
    LeftOut,
}

impl Matter {
    /// All of it, what hides most first.
    pub(super) const ALL: [Self; 5] = [Self::Unread, Self::InPart, Self::Newer, Self::Copy, Self::LeftOut];

    /// Its name in addresses.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::InPart => "in-part",
            Self::Newer => "newer",
            Self::Copy => "copy",
            Self::LeftOut => "left-out",
        }
    }

    /// Its name.
    pub(super) fn said(self) -> Message {
        match self {
            Self::Unread => message!("not-readable"),
            Self::InPart => message!("read-in-part"),
            Self::Newer => message!("newer"),
            Self::Copy => message!("duplicates"),
            Self::LeftOut => message!("left-out"),
        }
    }

    /// Whether it is the matter with a file.
    pub(super) fn is_of(self, file: &Accounted) -> bool {
        match self {
            Self::Unread => matches!(file.state, Account::Unread(_)),
            Self::InPart => file.state == Account::InPart,
            Self::Newer => file.now != Now::Same,
            Self::Copy => file.same_as.is_some(),
            Self::LeftOut => matches!(file.state, Account::LeftOut(_)),
        }
    }
}

/// How many files one stands for: all that lie in a folder that is left out, and of an archive each.
pub(super) fn files_of(file: &Accounted) -> usize {
    file.files.max(1)
}

/// The files of the folder that is served, as they are on the disk.
///
/// # Errors
/// Of the index.
pub(super) fn files(folder: &dyn ServedFolder, snapshot: &Snapshot) -> Result<Vec<Accounted>> {
    let filters = snapshot.narrowed(Default::default());
    let mut files = folder.account()?;
    files.retain(|file| filters.may_hide(&file.path));
    Ok(files)
}

#[derive(Template)]
#[template(path = "corpus/problems.html")]
struct ProblemsPage {
    frame: Frame,
    matters: Vec<Link>,
    find: String,
    kept: Vec<(String, String)>,
    totals: String,
    rows: Vec<Row>,
    pager: Vec<Link>,
    exports: Vec<Link>,
    /// Where they are compared with those of an earlier time.
    since: String,
}

struct Row {
    path: String,
    /// Where it is shown, if anything of it was read.
    address: Option<String>,
    matters: Vec<String>,
    why: String,
}

pub(in crate::serve::pages) async fn problems(asked: Asked) -> Response {
    let made = made(&asked).await;
    page(&asked, made)
}

async fn made(asked: &Asked) -> Result<(ProblemsPage, Option<String>), Failure> {
    let (snapshot, folder) = (asked.snapshot()?, asked.folder.clone());
    let work = move |_| Ok((files(&*folder, &snapshot)?, in_part(&snapshot)?));
    let (files, in_part) = asked.site.workers.search(work).await?;
    let lang = asked.lang;
    let here = asked.address.without("page");
    let chosen = Matter::ALL.into_iter().find(|matter| here.has("kind", matter.id()));
    let find = here.get("find").unwrap_or_default().to_owned();
    let bare = here.without("kind");
    let link = |said: String, address: String, is_here: bool| Link { said, address, is_here };
    let count = |matter: Matter| files.iter().filter(|file| matter.is_of(file)).map(files_of).sum::<usize>();
    let said = |name: Message, n: usize| message!("name-and-count", name = name, n = n.to_string()).say(lang);
    let has_any = |file: &&Accounted| Matter::ALL.iter().any(|matter| matter.is_of(file));
    let with_any = files.iter().filter(has_any).map(files_of).sum();
    let all = link(said(message!("all-of-it"), with_any), bare.to_string(), chosen.is_none());
    let matters = Matter::ALL.into_iter().map(|matter| {
        link(said(matter.said(), count(matter)), bare.set("kind", matter.id()).to_string(), chosen == Some(matter))
    });
    let rows: Vec<(usize, Row)> = files
        .iter()
        .filter(|file| find.is_empty() || file.path.contains(&find))
        .filter_map(|file| Some((files_of(file), row(asked, file, chosen, &in_part)?)))
        .collect();
    let pages = rows.len().div_ceil(FILES).max(1);
    let number = asked.address.page().min(pages);
    let mut frame = Frame::new(asked, message!("page-problems").say(lang));
    frame.command_line = Some(command_line::<Status>("status", asked.folder.folder(), &[("problems", "true")]));
    frame.api = Some(to(asked, "/api/status").to_string());
    let page = ProblemsPage {
        frame,
        since: to(asked, "/since").to_string(),
        matters: std::iter::once(all).chain(matters).collect(),
        kept: here.without("find").into_pairs(),
        find,
        totals: message!("files", n = rows.iter().map(|(files, _)| files).sum::<usize>()).say(lang),
        pager: numbered(&here, number, pages),
        rows: rows.into_iter().map(|(_, row)| row).skip((number - 1) * FILES).take(FILES).collect(),
        exports: [("Excel", "xlsx"), ("CSV", "csv")]
            .map(|(said, ending)| link(said.to_owned(), to(asked, &format!("/api/status.{ending}")).to_string(), false))
            .into(),
    };
    // The disk may have changed, whatever the index says.
    Ok((page, None))
}

/// What is missing of the files that were read in part.
fn in_part(snapshot: &Snapshot) -> Result<HashMap<String, Message>> {
    let mut missing = HashMap::new();
    for file in snapshot.engine.files(FileState::InPart)? {
        if let FileEntry::InPart(path, reading) = file?
            && let Some(message) = missing_of(&reading)
        {
            missing.insert(path, message);
        }
    }
    Ok(missing)
}

/// A file, if it is one of what is chosen, or anything is the matter with it.
fn row(asked: &Asked, file: &Accounted, chosen: Option<Matter>, in_part: &HashMap<String, Message>) -> Option<Row> {
    let matters: Vec<Matter> = Matter::ALL.into_iter().filter(|matter| matter.is_of(file)).collect();
    let is_wanted = chosen.map_or(!matters.is_empty(), |chosen| matters.contains(&chosen));
    is_wanted.then(|| Row {
        address: file.read.is_some().then(|| to_report(asked, &file.path).to_string()),
        path: shown(&file.path),
        why: matters.iter().filter_map(|matter| why(*matter, file, in_part, asked.lang)).collect::<Vec<_>>().join("；"),
        matters: matters.into_iter().map(|matter| matter.said().say(asked.lang)).collect(),
    })
}

/// Why that is the matter with a file.
fn why(matter: Matter, file: &Accounted, in_part: &HashMap<String, Message>, lang: Lang) -> Option<String> {
    let message = match matter {
        Matter::Unread => match &file.state {
            Account::Unread(reason) => reason.clone(),
            _ => return None,
        },
        Matter::InPart => in_part.get(&file.path)?.clone(),
        Matter::Newer => now(file.now),
        Matter::Copy => message!("same-as", path = file.same_as.as_deref()?),
        Matter::LeftOut => match file.state {
            Account::LeftOut(why) => why.said(),
            _ => return None,
        },
    };
    Some(shown(&message.say(lang)))
}
