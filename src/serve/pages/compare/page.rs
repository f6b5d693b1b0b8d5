//! Two reports side by side.

use std::time::{Duration, Instant};

use askama::Template;
use axum::response::Response;

use super::align::{Row, rows};
use crate::answer::{Detail, PassageText, ReportView};
use crate::error::{Error, Result};
use crate::message;
use crate::output::terminal::shown;
use crate::serve::asked::Asked;
use crate::serve::folder::Snapshot;
use crate::serve::http::Failure;
use crate::serve::pages::frame::Frame;
use crate::serve::pages::page::page;
use crate::serve::pages::text::{Piece, pieces};
use crate::serve::pages::ways::{minute, opened, to, to_report};

/// Characters of a text that is compared: ten times the longest report of a government.
const MAX_CHARS: usize = 400_000;
/// For so long it is looked for the fewest differences; then for any.
const MAX_TIME: Duration = Duration::from_secs(3);
/// Paragraphs before and after a difference that are shown with it.
const AROUND: usize = 1;

#[derive(Template)]
#[template(path = "compare/compare.html")]
struct ComparePage {
    frame: Frame,
    /// The two reports; none if they are still to be named.
    sides: Option<[Side; 2]>,
    /// What stands in the form.
    names: [String; 2],
    kept: Vec<(String, String)>,
    totals: String,
    /// The way to all paragraphs, or to the changed ones alone.
    all: Option<(String, String)>,
    /// The two exchanged.
    turned: String,
    rows: Vec<Shown>,
}

/// One of the two.
struct Side {
    title: String,
    path: String,
    address: String,
    modified: Option<String>,
}

/// A row as it is shown.
struct Shown {
    /// What became of it, as a class.
    kind: &'static str,
    left: Option<Paragraph>,
    right: Option<Paragraph>,
    /// What is said instead of paragraphs that are left out.
    gap: Option<String>,
}

struct Paragraph {
    number: u32,
    address: String,
    pieces: Vec<Piece>,
}

pub(in crate::serve::pages) async fn compare(asked: Asked) -> Response {
    let made = made(&asked).await;
    page(&asked, made)
}

async fn made(asked: &Asked) -> Result<(ComparePage, Option<String>), Failure> {
    let name = |side: &str| asked.address.get(side).unwrap_or_default().to_owned();
    let names = [name("a"), name("b")];
    let mut page = ComparePage {
        frame: Frame::new(asked, message!("page-compare").say(asked.lang)),
        sides: None,
        kept: to(asked, "").into_pairs(),
        totals: String::new(),
        all: None,
        turned: asked.address.set("a", &names[1]).set("b", &names[0]).to_string(),
        rows: Vec::new(),
        names,
    };
    let snapshot = asked.snapshot()?;
    if page.names.iter().any(String::is_empty) {
        return Ok((page, None));
    }
    let names = page.names.clone();
    let ([left, right], found, state) = asked.site.workers.search(move |_| compared(&snapshot, &names)).await?;
    let is_all = asked.address.has("all", "1");
    page.totals = totals(&found).say(asked.lang);
    page.all = Some(match is_all {
        true => (message!("only-changes").say(asked.lang), asked.address.without("all").to_string()),
        false => (message!("all-paragraphs").say(asked.lang), asked.address.set("all", "1").to_string()),
    });
    page.rows = shown_rows(asked, &left, &right, found, is_all);
    page.sides = Some([&left, &right].map(|view| Side {
        title: shown(view.report.metadata.title.value().unwrap_or(&view.path)),
        path: shown(&view.path),
        address: to_report(asked, &view.path).to_string(),
        modified: asked.folder.modified(&view.path).map(minute),
    }));
    Ok((page, Some(state)))
}

type Compared = ([ReportView; 2], Vec<Row>, String);

fn compared(snapshot: &Snapshot, names: &[String; 2]) -> Result<Compared> {
    let [a, b] = names;
    let (left, right) = (text_of(snapshot, a)?, text_of(snapshot, b)?);
    fn texts(view: &ReportView) -> Vec<&str> {
        view.texts.iter().map(|passage| passage.text.as_str()).collect()
    }
    let rows = rows(&texts(&left), &texts(&right), Instant::now() + MAX_TIME);
    let state = snapshot.engine.about()?.state.to_string();
    Ok(([left, right], rows, state))
}

/// A report with its own texts: what stands around them on each page, or was put there by others, is not compared.
fn text_of(snapshot: &Snapshot, path: &str) -> Result<ReportView> {
    let missing = || Error::Report { name: path.to_owned(), candidates: Vec::new() };
    let mut view = snapshot.report(path, Detail::Texts)?.ok_or_else(missing)?;
    view.texts.retain(|passage| !passage.is_boilerplate);
    let chars: usize = view.texts.iter().map(|passage| passage.text.chars().count()).sum();
    match chars > MAX_CHARS {
        true => Err(Error::Refused(message!("too-long-to-compare", path = path, most = MAX_CHARS.to_string()))),
        false => Ok(view),
    }
}

fn totals(rows: &[Row]) -> crate::messages::Message {
    let count = |is: fn(&Row) -> bool| rows.iter().filter(|row| is(row)).count();
    let (changed, added, removed, same) = (
        count(|row| matches!(row, Row::Changed(..))),
        count(|row| matches!(row, Row::Added(_))),
        count(|row| matches!(row, Row::Removed(_))),
        count(|row| matches!(row, Row::Same(..))),
    );
    match changed + added + removed {
        0 => message!("compared-same", same = same),
        _ => message!("compared", changed = changed, added = added, removed = removed, same = same),
    }
}

fn shown_rows(asked: &Asked, left: &ReportView, right: &ReportView, rows: Vec<Row>, is_all: bool) -> Vec<Shown> {
    let is_same = |row: &Row| matches!(row, Row::Same(..));
    let is_near = |at: usize| {
        let around = at.saturating_sub(AROUND)..(at + AROUND + 1).min(rows.len());
        is_all || !rows[around].iter().all(is_same)
    };
    let near: Vec<bool> = (0..rows.len()).map(is_near).collect();
    let paragraph = |view: &ReportView, passage: &PassageText, marks: &[std::ops::Range<usize>]| Paragraph {
        number: passage.number,
        address: opened(&to_report(asked, &view.path).with("passage", &passage.number.to_string())),
        pieces: pieces(&passage.text, marks),
    };
    let of_left = |at: usize, marks: &[_]| Some(paragraph(left, &left.texts[at], marks));
    let of_right = |at: usize, marks: &[_]| Some(paragraph(right, &right.texts[at], marks));
    let (mut all, mut left_out) = (Vec::new(), 0usize);
    let gap = |left_out: usize| Shown {
        kind: "gap",
        left: None,
        right: None,
        gap: Some(message!("same-paragraphs", n = left_out).say(asked.lang)),
    };
    for (row, is_near) in rows.iter().zip(near) {
        if !is_near {
            left_out += 1;
            continue;
        }
        if left_out > 0 {
            all.push(gap(std::mem::take(&mut left_out)));
        }
        let (kind, left, right) = match row {
            Row::Same(a, b) => ("same", of_left(*a, &[]), of_right(*b, &[])),
            Row::Changed(a, b, in_left, in_right) => ("changed", of_left(*a, in_left), of_right(*b, in_right)),
            Row::Removed(a) => ("removed", of_left(*a, &[]), None),
            Row::Added(b) => ("added", None, of_right(*b, &[])),
        };
        all.push(Shown { kind, left, right, gap: None });
    }
    if left_out > 0 {
        all.push(gap(left_out));
    }
    all
}
