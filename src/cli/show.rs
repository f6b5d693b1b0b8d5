//! `baogao show`: one report, with the evidence of all that is known of it.

use super::open::{Opened, open};
use super::outcome::{Found, Outcome};
use super::terminal::{Output, tell};
use crate::answer::{Citation, cited, find_report, listed};
use crate::message;
use crate::output::json;
use crate::query::Filters;
use crate::request::Show;

pub(super) fn run(request: &Show, output: &mut Output) -> Outcome {
    let opened = open(&request.place, request.folder.as_deref())?;
    if let Some(citation) = Citation::parse(&request.report) {
        return passage(output, &opened, &citation, request.json);
    }
    let listed = listed(find_report(&*opened.engine, &request.report)?, &Filters::default());
    if request.json {
        output.json(&json::Show::of(&listed))?;
    } else {
        output.people(opened.folder(), |terminal| terminal.show(&listed))?;
    }
    Ok(Found::Something)
}

/// Prints the passage that a citation means.
fn passage(output: &mut Output, opened: &Opened, citation: &Citation, json: bool) -> Outcome {
    let (text, is_same) = cited(&*opened.engine, citation)?;
    if json {
        output.json(&json::Cited { citation: citation.to_string(), text: &text, unchanged: is_same })?;
    } else {
        output.people(opened.folder(), |terminal| terminal.cited(citation, &text))?;
    }
    if !is_same {
        tell(&message!("file-has-changed"));
    }
    Ok(Found::Something)
}
