//! `report`: what is known of a report and why, how it was read, and its outline.

use crate::answer::Detail;
use crate::answer::{Citation, find_passage};
use crate::error::{Error, Result};
use crate::message;
use crate::messages::Message;
use crate::output::json::evidence;
use crate::output::terminal::source;
use crate::report::{Confidence, Metadata, ReadReport};
use crate::request::Show;
use crate::serve::mcp::call::Call;
use crate::serve::mcp::cursor::Place;
use crate::serve::mcp::page::{Page, Row};
use crate::serve::mcp::words::{about, beside, line};

pub(super) fn answer(call: &Call) -> Result<String> {
    let request: Show = call.request()?;
    let (engine, begins) = (call.engine(), call.begins()?.unwrap_or_default());
    let path = match Citation::parse(&request.report) {
        Some(citation) => citation.path,
        None => find_passage(engine, &request.report, call.snapshot.under.as_deref())?.0,
    };
    let is_served = call.snapshot.narrowed(Default::default()).is_under(&path);
    let view = if is_served { engine.report(&path, Detail::Outline)? } else { None };
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
    let claims = evidence(metadata);
    let mut lines = Vec::new();
    let mut say = |field: &Message, value: Message| {
        lines.push(line(&call.say(&message!("field-value", field = field, value = value))));
    };
    for (name, field) in [
        ("title", message!("field-title")),
        ("year", message!("field-year")),
        ("period", message!("field-period")),
        ("date", message!("field-date")),
        ("author", message!("field-author")),
        ("role", message!("field-role")),
        ("org", message!("field-org")),
    ] {
        let of_field: Vec<_> = claims.iter().filter(|(of, ..)| *of == name).collect();
        if !of_field.iter().any(|(.., by)| by.confidence >= Confidence::NEEDED) {
            say(&field, message!("unknown"));
        }
        for (_, value, by) in of_field {
            let is_known = by.confidence >= Confidence::NEEDED;
            let value = if is_known { Message::quoted(value) } else { message!("perhaps", value = value) };
            let quote = Message::quoted(&by.quote);
            let confidence = u32::from(by.confidence.0);
            say(
                &field,
                message!("known-by", value = value, source = source(by.source), quote = quote, confidence = confidence),
            );
        }
    }
    let disputed = [
        (metadata.year.is_disputed(), message!("field-year")),
        (metadata.author.is_disputed(), message!("field-author")),
        (metadata.org.is_disputed(), message!("field-org")),
    ];
    let disputed = disputed.into_iter().filter(|(is_disputed, _)| *is_disputed);
    lines.extend(disputed.map(|(_, field)| call.say(&message!("sources-disagree", field = field))));
    lines
}

/// Its sections: where they begin, what they do and are about, how long they are.
fn outline(call: &Call, report: &ReadReport) -> Vec<String> {
    let shown = report.sections.iter().filter(|section| section.passages.0 != section.passages.1);
    shown
        .map(|section| {
            let title = if section.level == 0 { call.say(&message!("opening")) } else { section.title() };
            let labels: Vec<&str> =
                [&section.part, &section.topic].into_iter().flatten().map(|label| label.0.as_str()).collect();
            let labels = if labels.is_empty() { String::new() } else { format!(" [{}]", labels.join(" · ")) };
            let (first, indent) = (section.passages.0, "  ".repeat(usize::from(section.level)));
            let place = beside(report.page(first), report.row(first), call.lang);
            line(&format!("{indent}[{first}] {title}{labels} {}{place}", section.chars))
        })
        .collect()
}
