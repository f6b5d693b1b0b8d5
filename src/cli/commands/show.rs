//! `baogao show`: one report, with the evidence of all that is known of it; or what was cited, and how it stands now.

use crate::answer::{Citation, Detail, Standing, cited, find_passage, find_report, listed};
use crate::cli::open::{Opened, open};
use crate::cli::outcome::{Found, Outcome};
use crate::cli::terminal::{Output, tell};
use crate::error::Error;
use crate::extract::Extractor;
use crate::ingest::Understanding;
use crate::message;
use crate::output::json;
use crate::query::Filters;
use crate::request::Show;
use crate::schema::Schema;
use crate::source::Given;

pub(in crate::cli) fn run(request: &Show, output: &mut Output) -> Outcome {
    let opened = open(&request.place, request.folder.as_deref())?;
    if let Some(citation) = Citation::parse(&request.report) {
        return passage(output, &opened, &citation, request.json);
    }
    let engine = &*opened.engine;
    let (path, number) = find_passage(engine, &request.report, opened.under.as_deref())?;
    if let Some(number) = number {
        return numbered(output, &opened, &path, number, request.json);
    }
    let listed = listed(find_report(engine, &path)?, &Filters::default());
    if request.json {
        output.json(&json::Show::of(&listed))?;
    } else {
        output.people(opened.folder(), |terminal| terminal.show(&listed))?;
    }
    Ok(Found::Something)
}

/// Prints a passage, as a match in a column names it.
fn numbered(output: &mut Output, opened: &Opened, path: &str, number: u32, json: bool) -> Outcome {
    let missing = || Error::Report { name: format!("{path}#{number}"), candidates: Vec::new() };
    let view = opened.engine.report(path, Detail::Passage(number))?.ok_or_else(missing)?;
    let text = match number {
        0 => view.report.metadata.title_apart().cloned(),
        _ => view.texts.into_iter().next().map(|passage| passage.text),
    };
    let text = text.ok_or_else(missing)?;
    let digits = Some(Citation::text_digits(&text));
    let (path, hash) = (path.to_owned(), Citation::digits(&view.hash));
    let citation = Citation { path, passage: number, chars: (0, text.chars().count()), hash, text: digits };
    passage(output, opened, &citation, json)
}

/// Prints the passage that a citation means, and says how it stands in its file as that is on the disk now.
fn passage(output: &mut Output, opened: &Opened, citation: &Citation, json: bool) -> Outcome {
    let was = cited(&*opened.engine, citation)?;
    let (schema, given) = (Schema::load(opened.schema())?, Given::read(opened.folder())?);
    let extractor = Extractor::new(opened.extract_options());
    let understanding = Understanding { extractor: &extractor, schema: &schema, given: &given };
    let now = understanding.report(opened.folder(), &citation.path, &opened.alike());
    let now = now.map_err(|problem| Error::Unread { path: citation.path.clone(), reason: problem.reason })?;
    let standing = match &now {
        None => Standing::Gone,
        Some(now) => citation
            .standing(&now.hash, now.title.as_deref(), &now.texts, was.as_deref())
            .ok_or_else(|| Error::Cited(citation.to_string()))?,
    };
    let number = match standing {
        Standing::AsCited | Standing::Changed => Some(citation.passage),
        Standing::Moved(number) => Some(number),
        Standing::Gone => None,
    };
    let text = match (number, &now) {
        (Some(0), Some(now)) => now.title.clone(),
        (Some(number), Some(now)) => now.texts.get(number as usize - 1).cloned(),
        _ => was,
    };
    if json {
        output.json(&json::Cited::new(citation, standing, text.as_deref()))?;
    } else if let Some(text) = &text {
        let shown = Citation { passage: number.unwrap_or(citation.passage), ..citation.clone() };
        let of_passage = opened.engine.report(&citation.path, Detail::Passage(shown.passage))?;
        let passage = of_passage.and_then(|view| view.texts.into_iter().next());
        let is_recognised = passage.is_some_and(|passage| passage.is_recognised);
        output.people(opened.folder(), |terminal| terminal.cited(&shown, text, is_recognised))?;
    }
    tell(&match standing {
        Standing::AsCited => message!("as-cited"),
        Standing::Changed => message!("cited-changed"),
        Standing::Moved(number) => message!("cited-moved", n = number.to_string()),
        Standing::Gone if now.is_none() => message!("cited-file-gone"),
        Standing::Gone => message!("cited-gone"),
    });
    Ok(match standing {
        Standing::AsCited => Found::Something,
        Standing::Changed | Standing::Moved(_) => Found::Nothing,
        Standing::Gone => Found::Incomplete,
    })
}
