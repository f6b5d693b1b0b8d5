//! The page of a report.

use std::sync::Arc;

use askama::Template;
use axum::response::Response;

use super::cited::{cited_page, lost};
use super::correct::{Form, form};
use super::hits::{ReportHit, hits, searched};
use super::known::{Known, Way, known, ways};
use super::outline::{Entry, outline};
use super::reading::{Block, blocks, leaves};
use super::versions::{Version, Versions, versions};
use crate::answer::{Citation, Deadline, Detail, FileEntry, FileState, ReportView};
use crate::error::{Error, Result};
use crate::message;
use crate::messages::Lang;
use crate::output::forms::CitedNow;
use crate::output::terminal::shown;
use crate::request::{Show, command_line};
use crate::serve::address::Address;
use crate::serve::asked::Asked;
use crate::serve::folder::Snapshot;
use crate::serve::http::Failure;
use crate::serve::pages::frame::{Frame, Pager};
use crate::serve::pages::page::{page, see_other};
use crate::serve::pages::text::{Piece, pieces};
use crate::serve::pages::ways::{opened, to, to_results};

#[derive(Template)]
#[template(path = "report/report.html")]
struct ReportPage {
    frame: Frame,
    path: String,
    title: Title,
    ways: Vec<Way>,
    /// How what was cited stands, and what it said if it is gone.
    standing: Option<(String, Option<String>)>,
    hits: Option<HitWays>,
    outline: Vec<Entry>,
    blocks: Vec<Block>,
    /// Where the text is too long for one page.
    leaf: Option<Pager>,
    known: Known,
    form: Form,
    versions: Vec<Version>,
    other_versions: usize,
    original: String,
}

struct Title {
    pieces: Vec<Piece>,
    is_here: bool,
}

/// The ways from hit to hit.
struct HitWays {
    /// Hit k of n.
    said: String,
    previous: Option<String>,
    next: Option<String>,
    back: String,
}

/// What was found of a report.
struct Found {
    view: ReportView,
    hits: Vec<ReportHit>,
    versions: Versions,
    state: Arc<str>,
}

/// A report, or what was cited of none.
enum Named {
    Report(Box<Found>, Option<CitedNow>),
    Gone(CitedNow),
}

pub(in crate::serve::pages) async fn report(asked: Asked) -> Response {
    match named(&asked).await {
        Ok(Named::Gone(cited)) => page(&asked, Ok((cited_page(&asked, &cited), None))),
        Ok(Named::Report(found, cited)) => {
            if let Some(at) = place(&asked, &found, cited.as_ref()) {
                return see_other(&opened(&at));
            }
            let state = cited.is_none().then(|| found.state.to_string());
            page(&asked, Ok((made(&asked, *found, cited), state)))
        }
        Err(failure) => page::<ReportPage>(&asked, Err(failure)),
    }
}

async fn named(asked: &Asked) -> Result<Named, Failure> {
    let name = asked.address.get("report").ok_or(Failure::NoPage)?.to_owned();
    let (request, snapshot, folder) = (searched(asked)?, asked.snapshot()?, Arc::clone(&asked.folder));
    let site = Arc::clone(&asked.site);
    let work = move |deadline: Deadline| {
        let found = |view: ReportView| -> Result<Box<Found>> {
            let hits = match &request {
                Some(request) => hits(request, &snapshot, &view.path, deadline)?,
                None => Vec::new(),
            };
            let versions = versions(&*folder, &snapshot, &site.relatives, &view)?;
            let state = Arc::clone(&snapshot.engine.about()?.state);
            Ok(Box::new(Found { view, hits, versions, state }))
        };
        if let Some(view) = view_of(&snapshot, &name)? {
            return Ok(Named::Report(found(view)?, None));
        }
        let Some(citation) = Citation::parse(&name) else { return Err(missing(&snapshot, &name)?) };
        if !snapshot.narrowed(Default::default()).is_under(&citation.path) {
            return Err(missing(&snapshot, &name)?);
        }
        let now = folder.now(&citation.path)?;
        let cited = CitedNow::new(&*snapshot.engine, citation, now.as_ref())?;
        Ok(match view_of(&snapshot, &cited.citation.path)? {
            Some(view) => Named::Report(found(view)?, Some(cited)),
            None => Named::Gone(cited),
        })
    };
    asked.site.workers.search(work).await
}

/// The report at a path, with its texts; `FILE#1` is the first of several in a file.
fn view_of(snapshot: &Snapshot, path: &str) -> Result<Option<ReportView>> {
    if let Some(view) = snapshot.report(path, Detail::Texts)? {
        return Ok(Some(view));
    }
    let Some(file) = path.strip_suffix("#1") else { return Ok(None) };
    let first = snapshot.report(file, Detail::Texts)?;
    Ok(first.filter(|view| view.report.part.is_first_of_several()))
}

/// Why there is no report at a path.
fn missing(snapshot: &Snapshot, path: &str) -> Result<Error> {
    for file in snapshot.engine.files(FileState::Unread)? {
        if let FileEntry::Unread(unread, problem) = file?
            && unread == path
        {
            return Ok(Error::Unread { path: unread, reason: problem.reason });
        }
    }
    Ok(Error::Report { name: path.to_owned(), candidates: Vec::new() })
}

/// The address that says where the report is opened, where this one does not: browsers go to a place by an anchor alone.
fn place(asked: &Asked, found: &Found, cited: Option<&CitedNow>) -> Option<Address> {
    if ["hit", "passage"].iter().any(|name| asked.address.get(name).is_some()) {
        return None;
    }
    match cited.and_then(|cited| cited.number) {
        Some(passage) => Some(asked.address.with("passage", &passage.to_string())),
        None => (!found.hits.is_empty()).then(|| asked.address.with("hit", "1")),
    }
}

/// A number in the address.
fn number(asked: &Asked, name: &str) -> Option<usize> {
    asked.address.get(name)?.parse().ok()
}

fn made(asked: &Asked, found: Found, cited: Option<CitedNow>) -> ReportPage {
    let Found { view, hits, versions, .. } = found;
    let lang = asked.lang;
    let here = asked.address.set("report", &view.path);
    // Where it is opened: at a hit by its number, or at a passage, which may be a hit.
    let of_hit = number(asked, "hit").filter(|_| !hits.is_empty()).map(|hit| hit.clamp(1, hits.len()));
    let of_passage = number(asked, "passage").and_then(|passage| u32::try_from(passage).ok());
    let at_passage = || hits.iter().position(|hit| Some(hit.passage) == of_passage).map(|at| at + 1);
    let current = of_hit.or_else(at_passage);
    let passage = current.and_then(|hit| hits.get(hit - 1)).map(|hit| hit.passage).or(of_passage);
    let leaves = leaves(&view.texts);
    let at = passage.map_or(0, |number| view.texts.partition_point(|passage| passage.number < number));
    let leaf = leaves.iter().position(|leaf| at < leaf.end).unwrap_or(leaves.len() - 1);
    let outline = outline(&view.report, &view.texts, &leaves[leaf], &hits, &here, lang);
    let mut frame = Frame::new(asked, title_of(&view));
    frame.command_line = Some(command_line::<Show>("show", asked.folder.folder(), &[("report", &view.path)]));
    frame.api = Some(to(asked, "/api/report").with("report", &view.path).to_string());
    ReportPage {
        frame,
        path: shown(&view.path),
        title: title(&view, &hits, passage),
        ways: ways(asked, &view.report.metadata),
        standing: cited.map(|cited| (cited.said().say(lang), lost(&cited))),
        hits: to_results(asked).map(|results| hit_ways(&here, &hits, current, passage, results, lang)),
        outline,
        blocks: blocks(&view, leaves[leaf].clone(), &hits, passage, lang),
        leaf: leaf_ways(&here, &view, &leaves, leaf, lang),
        known: known(&view, lang),
        form: form(asked, &view),
        other_versions: versions.others,
        versions: versions.shown(asked, &view.path),
        original: to(asked, "/original").with("report", &view.path).to_string(),
    }
}

fn title_of(view: &ReportView) -> String {
    let metadata = &view.report.metadata;
    let name = || view.path.rsplit('/').next().map(str::to_owned).unwrap_or_default();
    shown(&metadata.title_apart().or(metadata.title.value()).cloned().unwrap_or_else(name))
}

/// The title; a title outside the text may be a hit itself.
fn title(view: &ReportView, hits: &[ReportHit], opened: Option<u32>) -> Title {
    let marks = hits.iter().find(|hit| hit.passage == 0).map_or(&[][..], |hit| &hit.marks);
    Title { pieces: pieces(&title_of(view), marks), is_here: opened == Some(0) }
}

fn hit_ways(
    here: &Address,
    hits: &[ReportHit],
    current: Option<usize>,
    passage: Option<u32>,
    results: Address,
    lang: Lang,
) -> HitWays {
    let at = |hit: usize| opened(&here.without("passage").set("hit", &hit.to_string()));
    let (previous, next) = match current {
        Some(hit) => (hit.checked_sub(1), Some(hit + 1)),
        // Between hits.
        None => {
            let before = hits.iter().filter(|hit| passage.is_some_and(|passage| hit.passage < passage)).count();
            (Some(before), Some(before + 1))
        }
    };
    let is_one = |hit: &usize| (1..=hits.len()).contains(hit);
    let said = match (hits.len(), current) {
        (0, _) => message!("no-hit-here"),
        (n, Some(hit)) => message!("hit-of", hit = hit.to_string(), n = n.to_string()),
        (n, None) => message!("hits-here", n = n),
    };
    HitWays {
        said: said.say(lang),
        previous: previous.filter(is_one).map(at),
        next: next.filter(is_one).map(at),
        back: results.to_string(),
    }
}

fn leaf_ways(
    here: &Address,
    view: &ReportView,
    leaves: &[std::ops::Range<usize>],
    leaf: usize,
    lang: Lang,
) -> Option<Pager> {
    let [_, _, ..] = leaves else { return None };
    let number = |at: usize| view.texts.get(at).map_or(0, |passage| passage.number).to_string();
    let at = |leaf: usize| {
        let first = number(leaves.get(leaf)?.start);
        Some(opened(&here.without("hit").set("passage", &first)))
    };
    let (first, last) = (number(leaves[leaf].start), number(leaves[leaf].end - 1));
    let said = message!("passages-shown", first = first, last = last, n = view.report.passages.to_string());
    Some(Pager { said: said.say(lang), previous: leaf.checked_sub(1).and_then(at), next: at(leaf + 1) })
}
