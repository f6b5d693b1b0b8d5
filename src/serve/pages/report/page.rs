//! The page of a report.

use std::sync::Arc;

use askama::Template;
use axum::response::Response;

use super::cited::{Stands, cited_page, stands};
use super::correct::{Form, form};
use super::hits::{OWN, ReportHit, hits, searched};
use super::known::{Known, Way, known, ways};
use super::outline::{Entry, outline};
use super::reading::{Block, blocks, leaves};
use super::versions::{Version, Versions, versions};
use crate::answer::{Citation, Deadline, Detail, FileEntry, FileState, ReportView};
use crate::error::{Error, Result};
use crate::message;
use crate::output::terminal::shown;
use crate::request::{Search, Show, command_line};
use crate::serve::address::Address;
use crate::serve::asked::Asked;
use crate::serve::folder::{ServedFolder, Snapshot};
use crate::serve::http::Failure;
use crate::serve::pages::frame::Frame;
use crate::serve::pages::page::page;
use crate::serve::pages::text::{Piece, pieces};
use crate::serve::pages::ways::to;

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
    leaf: Option<LeafWays>,
    known: Known,
    form: Form,
    versions: Vec<Version>,
    other_versions: usize,
    original: String,
}

struct Title {
    pieces: Vec<Piece>,
    hit: Option<usize>,
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

/// The ways from leaf to leaf.
struct LeafWays {
    said: String,
    previous: Option<String>,
    next: Option<String>,
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
    Report(Box<Found>, Option<Stands>),
    Gone(Citation, Stands),
}

pub(in crate::serve::pages) async fn report(asked: Asked) -> Response {
    match named(&asked).await {
        Ok(Named::Gone(citation, stands)) => page(&asked, Ok((cited_page(&asked, &citation, &stands), None))),
        Ok(Named::Report(found, standing)) => {
            let state = standing.is_none().then(|| found.state.to_string());
            page(&asked, Ok((made(&asked, *found, standing), state)))
        }
        Err(failure) => page::<ReportPage>(&asked, Err(failure)),
    }
}

async fn named(asked: &Asked) -> Result<Named, Failure> {
    let name = asked.address.get("report").ok_or(Failure::NoPage)?.to_owned();
    let (request, snapshot, folder) = (searched(asked)?, asked.snapshot()?, Arc::clone(&asked.folder));
    let work = move |deadline: Deadline| {
        if let Some(view) = view_of(&snapshot, &name)? {
            let found = found(view, request.as_ref(), &snapshot, &*folder, deadline)?;
            return Ok(Named::Report(Box::new(found), None));
        }
        let Some(citation) = Citation::parse(&name) else { return Err(missing(&snapshot, &name)?) };
        if !snapshot.narrowed(Default::default()).is_under(&citation.path) {
            return Err(missing(&snapshot, &name)?);
        }
        let stands = stands(&snapshot, &citation, folder.now(&citation.path)?.as_ref())?;
        Ok(match view_of(&snapshot, &citation.path)? {
            Some(view) => {
                let found = found(view, request.as_ref(), &snapshot, &*folder, deadline)?;
                Named::Report(Box::new(found), Some(stands))
            }
            None => Named::Gone(citation, stands),
        })
    };
    asked.site.workers.search(work).await
}

/// The report at a path, with its texts; `FILE#1` is the first of several in a file.
fn view_of(snapshot: &Snapshot, path: &str) -> Result<Option<ReportView>> {
    if !snapshot.narrowed(Default::default()).is_under(path) {
        return Ok(None);
    }
    if let Some(view) = snapshot.engine.report(path, Detail::Texts)? {
        return Ok(Some(view));
    }
    let Some(file) = path.strip_suffix("#1") else { return Ok(None) };
    let first = snapshot.engine.report(file, Detail::Texts)?;
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

fn found(
    view: ReportView,
    request: Option<&Search>,
    snapshot: &Snapshot,
    folder: &dyn ServedFolder,
    deadline: Deadline,
) -> Result<Found> {
    let hits = request.map_or_else(|| Ok(Vec::new()), |request| hits(request, snapshot, &view.path, deadline))?;
    let versions = versions(folder, snapshot, &view)?;
    let state = Arc::clone(&snapshot.engine.about()?.state);
    Ok(Found { view, hits, versions, state })
}

/// A number in the address.
fn number(asked: &Asked, name: &str) -> Option<usize> {
    asked.address.get(name)?.parse().ok()
}

fn made(asked: &Asked, found: Found, standing: Option<Stands>) -> ReportPage {
    let Found { view, hits, versions, .. } = found;
    let lang = asked.lang;
    let here = asked.address.set("report", &view.path);
    let has_query = searched(asked).is_ok_and(|searched| searched.is_some());
    // Where it is opened: at a hit by its number, at a passage, at what was cited, or at the first hit.
    let of_hit = number(asked, "hit").filter(|_| !hits.is_empty()).map(|hit| hit.clamp(1, hits.len()));
    let of_citation = standing.as_ref().and_then(|stands| stands.passage);
    let of_passage = number(asked, "passage").and_then(|passage| u32::try_from(passage).ok()).or(of_citation);
    let current = match (of_hit, of_passage) {
        (Some(hit), _) => Some(hit),
        (None, Some(passage)) => hits.iter().position(|hit| hit.passage == passage).map(|at| at + 1),
        (None, None) => (!hits.is_empty()).then_some(1),
    };
    let opened = current.and_then(|hit| hits.get(hit - 1)).map(|hit| hit.passage).or(of_passage);
    let leaves = leaves(&view.texts);
    let at = opened.map_or(0, |opened| view.texts.partition_point(|passage| passage.number < opened));
    let leaf = leaves.iter().position(|leaf| at < leaf.end).unwrap_or(leaves.len() - 1);
    let outline = outline(&view.report, &view.texts, &leaves[leaf], &hits, &here, lang);
    let mut frame = Frame::new(asked, title_of(&view));
    frame.command_line = Some(command_line::<Show>("show", asked.folder.folder(), &[("report", &view.path)]));
    frame.api = Some(to(asked, "/api/report").with("report", &view.path).to_string());
    ReportPage {
        frame,
        path: shown(&view.path),
        title: title(&view, &hits, opened),
        ways: ways(asked, &view.report.metadata),
        standing: standing.map(|stands| (stands.said.say(lang), stands.was.as_deref().map(shown))),
        hits: has_query.then(|| hit_ways(&here, &hits, current, opened, lang)),
        outline,
        blocks: blocks(&view, leaves[leaf].clone(), &hits, opened, lang),
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
    let hit = hits.iter().position(|hit| hit.passage == 0);
    let marks = hit.map_or(&[][..], |at| &hits[at].marks);
    Title { pieces: pieces(&title_of(view), marks), hit: hit.map(|at| at + 1), is_here: opened == Some(0) }
}

fn hit_ways(
    here: &Address,
    hits: &[ReportHit],
    current: Option<usize>,
    opened: Option<u32>,
    lang: crate::messages::Lang,
) -> HitWays {
    let at = |hit: usize| format!("{}#hit-{hit}", here.without("passage").set("hit", &hit.to_string()));
    let (previous, next) = match current {
        Some(hit) => (hit.checked_sub(1), Some(hit + 1)),
        // Between hits.
        None => {
            let before = hits.iter().filter(|hit| opened.is_some_and(|opened| hit.passage < opened)).count();
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
        back: here.at("/search").kept(|name, _| !OWN.contains(&name)).to_string(),
    }
}

fn leaf_ways(
    here: &Address,
    view: &ReportView,
    leaves: &[std::ops::Range<usize>],
    leaf: usize,
    lang: crate::messages::Lang,
) -> Option<LeafWays> {
    let [_, _, ..] = leaves else { return None };
    let number = |at: usize| view.texts.get(at).map_or(0, |passage| passage.number).to_string();
    let at = |leaf: usize| {
        let first = number(leaves.get(leaf)?.start);
        Some(format!("{}#p{first}", here.without("hit").set("passage", &first)))
    };
    let (first, last) = (number(leaves[leaf].start), number(leaves[leaf].end - 1));
    let said = message!("passages-shown", first = first, last = last, n = view.report.passages.to_string());
    Some(LeafWays { said: said.say(lang), previous: leaf.checked_sub(1).and_then(at), next: at(leaf + 1) })
}
