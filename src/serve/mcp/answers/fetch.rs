//! `fetch`: the text of a report, from its beginning, or around what was cited.

use crate::answer::{Citation, Detail, PassageText, ReportView, Standing, find_passage};
use crate::error::{Error, Result};
use crate::message;
use crate::messages::Message;
use crate::request::Show;
use crate::serve::mcp::call::Call;
use crate::serve::mcp::cursor::Place;
use crate::serve::mcp::page::{Page, Row};
use crate::serve::mcp::words::{about, beside, line, marks};

/// A longer passage comes in pieces of so many characters.
const PIECE: usize = 2_000;
/// So many characters are shown before a passage that was cited: a paragraph or two.
const BEFORE: usize = 600;

/// What an id means: a report, and a passage of it with what is to be said of that.
struct Meant {
    view: ReportView,
    passage: Option<u32>,
    said: Option<Message>,
}

pub(super) fn answer(call: &Call) -> Result<String> {
    let request: Show = call.request()?;
    let Meant { view, passage, said } = match Citation::parse(&request.report) {
        Some(citation) => cited(call, &citation)?,
        None => named(call, &request.report)?,
    };
    let ReportView { path, report, texts, .. } = &view;
    let title = report.metadata.title_apart().map(|title| PassageText {
        number: 0,
        text: title.clone(),
        is_boilerplate: false,
        is_recognised: false,
    });
    let passages: Vec<&PassageText> = title.iter().chain(texts).collect();
    let begins = call.begins()?.unwrap_or_else(|| begin(&passages, passage));
    let mut head = vec![about(path, &report.metadata), line(path)];
    head.extend(said.map(|said| call.say(&said)));
    let total = passages.len();
    let rows = (0..).zip(passages).skip(begins.row as usize).flat_map(|(row, passage)| {
        let number = passage.number;
        let place = beside(report.page(number).filter(|_| number > 0), report.row(number), call.lang);
        let marks = marks(passage.is_boilerplate, passage.is_recognised, call.lang);
        let from = if row == begins.row { begins.within } else { 0 };
        pieces(&passage.text, from).into_iter().map(move |(within, text)| {
            let at = if within > 0 { format!("{number}:{within}") } else { number.to_string() };
            Ok(Row { at: Place { row, within }, text: format!("[{at}{place}] {marks}{text}") })
        })
    });
    let mut page = Page::new(&head);
    let next = page.fill(rows, false)?;
    let last = next.map_or(total, |next| next.row as usize + usize::from(next.within > 0));
    let of = message!("passages", n = total);
    call.end(page, &message!("rows-shown", first = (begins.row as usize + 1).min(last), last = last, of = of), next)
}

/// The pieces of a text from a character on, each with where it begins.
fn pieces(text: &str, from: u32) -> Vec<(u32, String)> {
    let chars: Vec<char> = line(text).chars().collect();
    let rest = chars.get(from as usize..).unwrap_or_default();
    let starts = (from..).step_by(PIECE);
    starts.zip(rest.chunks(PIECE)).map(|(start, piece)| (start, piece.iter().collect())).collect()
}

/// Where a page begins that is to show a passage, and a little of what stands before it.
fn begin(passages: &[&PassageText], wanted: Option<u32>) -> Place {
    let found = wanted.and_then(|wanted| passages.iter().position(|passage| passage.number == wanted));
    let mut row = found.unwrap_or(0);
    let mut chars = 0;
    while let Some(before) = row.checked_sub(1).map(|before| passages[before].text.chars().count()) {
        chars += before;
        if chars > BEFORE {
            break;
        }
        row -= 1;
    }
    Place { row: u32::try_from(row).unwrap_or(u32::MAX), within: 0 }
}

/// What a path means, or a part of one, also with the number of a passage behind it.
fn named(call: &Call, name: &str) -> Result<Meant> {
    let (path, passage) = find_passage(call.engine(), name, call.snapshot.under.as_deref())?;
    let missing = || Error::Report { name: name.to_owned(), candidates: Vec::new() };
    let view = call.engine().report(&path, Detail::Texts)?.ok_or_else(missing)?;
    let has = |number: u32| {
        number == 0 && view.report.metadata.title_apart().is_some() || (1..=view.report.passages).contains(&number)
    };
    if passage.is_some_and(|number| !has(number)) {
        return Err(missing());
    }
    Ok(Meant { view, passage, said: None })
}

/// What a citation means, and how that stands in the report as it is indexed now.
fn cited(call: &Call, citation: &Citation) -> Result<Meant> {
    let view = call.snapshot.report(&citation.path, Detail::Texts)?;
    let view = view.ok_or_else(|| Error::Request(message!("cited-file-gone")))?;
    let texts: Vec<String> = view.texts.iter().map(|passage| passage.text.clone()).collect();
    let title = view.report.metadata.title_apart().map(String::as_str);
    let standing = citation.standing(&view.hash, title, &texts, None);
    let standing = standing.ok_or_else(|| Error::Cited(citation.to_string()))?;
    let (passage, how) = match standing {
        Standing::AsCited => (citation.passage, message!("as-cited")),
        Standing::Changed => (citation.passage, message!("cited-changed")),
        Standing::Moved(number) => (number, message!("cited-moved", n = number.to_string())),
        Standing::Gone => return Err(Error::Request(message!("cited-gone"))),
    };
    let (from, to) = citation.chars;
    let said =
        message!("cited-place", passage = passage.to_string(), from = from.to_string(), to = to.to_string(), how = how);
    Ok(Meant { view, passage: Some(passage), said: Some(said) })
}
