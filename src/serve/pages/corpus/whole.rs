//! What is indexed of a folder, what is unknown of it, and how fresh that is.

use std::collections::BTreeMap;
use std::time::UNIX_EPOCH;

use askama::Template;
use axum::response::Response;

use super::problems::{Matter, files, files_of};
use crate::answer::{
    Collection, Counted, FacetCount, FacetField, Question, Unknown, ValueOrder, Which, figures, unknown,
};
use crate::error::Result;
use crate::ingest::{Account, Accounted};
use crate::message;
use crate::messages::Message;
use crate::output::terminal::{age, megabytes, on_disk, searched, shown};
use crate::report::UNKNOWN;
use crate::request::{Status, command_line};
use crate::serve::asked::Asked;
use crate::serve::folder::{ServedFolder, Snapshot};
use crate::serve::http::Failure;
use crate::serve::pages::frame::Frame;
use crate::serve::pages::page::page;
use crate::serve::pages::ways::to;

#[derive(Template)]
#[template(path = "corpus/whole.html")]
struct CorpusPage {
    frame: Frame,
    name: String,
    searched: String,
    /// What is said of the whole: a name and a value each.
    said: Vec<(String, String)>,
    years: Vec<Bar>,
    formats: Vec<Bar>,
    endings: Vec<Bar>,
    unknown: Vec<Bar>,
    problems: Vec<Bar>,
    /// Where files are compared with those of an earlier time.
    since: String,
    /// Where what was cited is looked at again.
    citations: String,
}

/// A count, its share of the largest, and the way to what is counted.
pub(in crate::serve::pages) struct Bar {
    pub(in crate::serve::pages) name: String,
    pub(in crate::serve::pages) n: u64,
    /// Of a hundred.
    pub(in crate::serve::pages) length: u64,
    pub(in crate::serve::pages) address: Option<String>,
}

struct Found {
    about: std::sync::Arc<Collection>,
    counted: Counted,
    years: Vec<FacetCount>,
    formats: Vec<FacetCount>,
    unknown: Unknown,
    files: Vec<Accounted>,
}

pub(in crate::serve::pages) async fn corpus(asked: Asked) -> Response {
    let made = made(&asked).await;
    page(&asked, made)
}

async fn made(asked: &Asked) -> Result<(CorpusPage, Option<String>), Failure> {
    let (snapshot, folder) = (asked.snapshot()?, asked.folder.clone());
    let now = snapshot.clone();
    let found = asked.site.workers.search(move |_| found(&*folder, &now)).await?;
    let lang = asked.lang;
    let mut frame = Frame::new(asked, message!("page-corpus").say(lang));
    frame.command_line = Some(command_line::<Status>("status", asked.folder.folder(), &[]));
    frame.api = Some(to(asked, "/api/status").to_string());
    let read = |name: &str, value: &str| Some(to(asked, "/read").with(name, value).with("text", "false").to_string());
    let Unknown { year, author, role, org } = found.unknown;
    let unknown = [
        (message!("field-year"), "year", year),
        (message!("field-author"), "author", author),
        (message!("field-role"), "role", role),
        (message!("field-org"), "org", org),
    ];
    let unknown = unknown.map(|(name, field, n)| (name.say(lang), n, read("unknown", field).filter(|_| n > 0)));
    let matters = Matter::ALL.map(|matter| {
        let n = found.files.iter().filter(|file| matter.is_of(file)).map(files_of).sum::<usize>() as u64;
        (
            matter.said().say(lang),
            n,
            Some(to(asked, "/problems").with("kind", matter.id()).to_string()).filter(|_| n > 0),
        )
    });
    let whole = found.counted.total.reports;
    let page = CorpusPage {
        frame,
        name: shown(asked.folder.name()),
        searched: searched(&found.counted.coverage).say(lang),
        said: said(asked, &snapshot, &found),
        years: year_bars(asked, &found.years),
        formats: format_bars(asked, &found.formats),
        endings: counted_by(&found.files, ending),
        unknown: bars(unknown.into(), whole),
        problems: bars(matters.into(), found.files.iter().map(files_of).sum::<usize>() as u64),
        since: to(asked, "/since").to_string(),
        citations: to(asked, "/citations").to_string(),
    };
    // The disk may have changed, whatever the index says.
    Ok((page, None))
}

fn found(folder: &dyn ServedFolder, snapshot: &Snapshot) -> Result<Found> {
    let filters = snapshot.narrowed(Default::default());
    let engine = &*snapshot.engine;
    let all = Question { filters: filters.clone(), which: Which::All, ..Question::default() };
    let by = [FacetField::Year, FacetField::Format];
    let (counted, counts) = figures(engine, &all, &by, ValueOrder::Oldest, usize::MAX)?;
    let mut of = counts.into_iter().map(|counts| counts.values);
    let (years, formats) = (of.next().unwrap_or_default(), of.next().unwrap_or_default());
    let (about, unknown) = (engine.about()?, unknown(engine, &filters)?);
    Ok(Found { about, counted, years, formats, unknown, files: files(folder, snapshot)? })
}

/// What is said of the whole.
fn said(asked: &Asked, snapshot: &Snapshot, found: &Found) -> Vec<(String, String)> {
    let lang = asked.lang;
    let Found { about, files, .. } = found;
    let read: Vec<_> = files.iter().filter_map(|file| Some((file, file.read.as_ref()?))).collect();
    let passages: u64 = read.iter().map(|(_, read)| u64::from(read.passages)).sum();
    let bytes: u64 = read.iter().filter(|(file, _)| file.files > 0).map(|(file, _)| file.bytes).sum();
    let on_disk = Message::quoted(on_disk(files, lang));
    let looked = snapshot.looked_at.and_then(|looked| looked.duration_since(UNIX_EPOCH).ok());
    let looked = looked.map_or_else(|| message!("still-listing"), |since| age(since.as_secs()));
    let kept_fresh = match snapshot.is_watched {
        true => message!("is-watched"),
        false => message!("is-walked"),
    };
    let texts = message!("both", first = message!("passages", n = passages), second = megabytes(bytes));
    let mut said = vec![
        (message!("status-on-disk"), on_disk),
        (message!("corpus-texts"), texts),
        (
            message!("status-indexed"),
            message!("status-age", age = age(about.indexed_at), version = about.schema_version.as_str()),
        ),
        (message!("looked-at"), message!("both", first = looked, second = kept_fresh)),
    ];
    if let Some(progress) = snapshot.refreshing {
        let progress = message!("still-indexing", done = progress.done, files = progress.files);
        said.push((message!("refreshing"), progress));
    }
    if let Some(why) = &snapshot.not_refreshed {
        said.push((message!("refreshing"), message!("not-refreshed", reason = why.clone())));
    }
    if let Some(engine) = &about.ocr {
        said.push((message!("status-ocr"), message!("status-ocr-by", engine = engine)));
    }
    said.into_iter().map(|(name, value): (Message, Message)| (name.say(lang), shown(&value.say(lang)))).collect()
}

/// The years, with the ways to their reports.
pub(in crate::serve::pages) fn year_bars(asked: &Asked, years: &[FacetCount]) -> Vec<Bar> {
    let bar = |year: &FacetCount| {
        let address = to(asked, "/read").with("year", &year.value).with("text", "false").to_string();
        let name = if year.value == UNKNOWN { message!("unknown").say(asked.lang) } else { year.value.clone() };
        (name, year.all.unwrap_or(year.reports), Some(address))
    };
    let named: Vec<_> = years.iter().map(bar).collect();
    let most = named.iter().map(|(_, n, _)| *n).max().unwrap_or(0);
    bars(named, most)
}

fn bars(named: Vec<(String, u64, Option<String>)>, whole: u64) -> Vec<Bar> {
    let bar = |(name, n, address): (String, u64, Option<String>)| Bar {
        name,
        n,
        length: (n * 100).checked_div(whole).unwrap_or(0),
        address,
    };
    named.into_iter().map(bar).collect()
}

/// Formats of reports, the most frequent first, with the ways to them.
fn format_bars(asked: &Asked, formats: &[FacetCount]) -> Vec<Bar> {
    let bar = |format: &FacetCount| {
        let address = to(asked, "/read").with("format", &format.value).with("text", "false").to_string();
        (format.value.clone(), format.reports, Some(address))
    };
    let whole = formats.iter().map(|format| format.reports).sum();
    bars(formats.iter().map(bar).collect(), whole)
}

/// Files by what one says of them, the most first.
fn counted_by(files: &[Accounted], of: impl Fn(&Accounted) -> Option<String>) -> Vec<Bar> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    files.iter().filter_map(of).for_each(|name| *counts.entry(name).or_default() += 1);
    let mut named: Vec<_> = counts.into_iter().map(|(name, n)| (name, n, None)).collect();
    named.sort_by_key(|(_, n, _)| std::cmp::Reverse(*n));
    let whole = named.iter().map(|(_, n, _)| *n).sum();
    bars(named, whole)
}

/// What the name of a file that was to be read ends with.
fn ending(file: &Accounted) -> Option<String> {
    if matches!(file.state, Account::LeftOut(_)) {
        return None;
    }
    let name = file.path.rsplit('/').next()?;
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    Some(shown(&format!(".{}", ending?)))
}
