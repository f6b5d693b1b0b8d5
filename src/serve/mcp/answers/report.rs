//! `report`: what is known of a report and why, how it was read, and its outline.

use crate::answer::{Citation, Detail, find_passage};
use crate::error::{Error, Result};
use crate::message;
use crate::messages::Message;
use crate::output::terminal::source;
use crate::output::{KnownClaim, KnownField, known_fields};
use crate::report::{Metadata, ReadReport};
use crate::request::Show;
use crate::serve::mcp::call::Call;
use crate::serve::mcp::cursor::Place;
use crate::serve::mcp::page::{Page, Row};
use crate::serve::mcp::words::{about, beside, bracketed_labels, line};

pub(super) fn answer(call: &Call) -> Result<String> {
    let request: Show = call.request()?;
    let (engine, begins) = (call.engine(), call.begins()?.unwrap_or_default());
    let path = match Citation::parse(&request.report) {
        Some(citation) => citation.path,
        None => find_passage(engine, &request.report, call.snapshot.under.as_deref())?.0,
    };
    let view = call.snapshot.report(&path, Detail::Outline)?;
    let view = view.ok_or_else(|| Error::Report { name: request.report.clone(), candidates: Vec::new() })?;
    let report = &*view.report;
    let head = [about(&path, &report.metadata), line(&path)];
    let mut lines = read_as(call, report);
    lines.extend(known(call, &report.metadata));
    lines.extend(outline(call, report));
    let total = lines.len();
    let rows = (0..).zip(lines).skip(begins.row as usize);
    let rows = rows.map(|(row, text)| Ok(Row { at: Place { row, within: 0 }, text }));
    let mut page = Page::new(&head);
    let next = page.fill(rows, false)?;
    let last = next.map_or(total, |next| next.row as usize);
    let of = message!("lines", n = total);
    call.end(page, &message!("rows-shown", first = (begins.row as usize + 1).min(last), last = last, of = of), next)
}

/// How its file was read: what of it could not be.
fn read_as(call: &Call, report: &ReadReport) -> Vec<String> {
    let reading = &report.reading;
    let format = message!("field-value", field = message!("field-format"), value = reading.format.as_str());
    let gaps = reading.gaps.iter().map(|gap| message!("field-value", field = message!("field-missing"), value = gap));
    let lost = (reading.undecodable > 0).then(|| {
        let lost = message!("undecodable", n = reading.undecodable, chars = reading.chars);
        message!("field-value", field = message!("field-missing"), value = lost)
    });
    [format].into_iter().chain(gaps).chain(lost).map(|said| line(&call.say(&said))).collect()
}

/// All claims about it, with what they rest on; what nothing says is unknown.
fn known(call: &Call, metadata: &Metadata) -> Vec<String> {
    let fields = known_fields(metadata);
    let mut said = Vec::new();
    for KnownField { name, claims, .. } in &fields {
        let mut say = |value: Message| said.push(message!("field-value", field = name, value = value));
        if !claims.iter().any(|claim| claim.is_trusted) {
            say(message!("unknown"));
        }
        for KnownClaim { value, by, is_trusted } in claims {
            let value = if *is_trusted { Message::quoted(value) } else { message!("perhaps", value = value) };
            let (quote, confidence) = (Message::quoted(&by.quote), u32::from(by.confidence.0));
            let source = source(by.source);
            say(message!("known-by", value = value, source = source, quote = quote, confidence = confidence));
        }
    }
    let disputed = fields.iter().filter(|field| field.is_disputed);
    said.extend(disputed.map(|field| message!("sources-disagree", field = &field.name)));
    said.iter().map(|said| line(&call.say(said))).collect()
}

/// Its sections: where they begin, what they do and are about, how long they are.
fn outline(call: &Call, report: &ReadReport) -> Vec<String> {
    let shown = report.sections.iter().filter(|section| section.passages.0 != section.passages.1);
    shown
        .map(|section| {
            let title = if section.level == 0 { call.say(&message!("opening")) } else { section.title() };
            let labels = bracketed_labels(section);
            let (first, indent) = (section.passages.0, "  ".repeat(usize::from(section.level)));
            let place = beside(report.page(first), report.row(first), call.lang);
            line(&format!("{indent}[{first}] {title}{labels} {}{place}", section.chars))
        })
        .collect()
}
