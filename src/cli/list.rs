//! `baogao list`: every section of the reports that the filters let through.

use super::open::open;
use super::outcome::{Found, Outcome};
use super::search::unreadable;
use super::terminal::Output;
use crate::answer::{Share, listed};
use crate::message;
use crate::output::json;
use crate::request::List;

pub(super) fn run(request: &List, output: &mut Output) -> Outcome {
    let filters = request.filters.filters()?;
    let opened = open(&request.place, request.folder.as_deref())?;
    let engine = &*opened.engine;
    let filters = request.resolved(filters, engine)?;
    let mut found = Found::Nothing;
    for view in engine.reports(&filters, request.detail(), Share::ALL)? {
        let listed = listed(view?, &filters);
        found = Found::Something;
        if request.json {
            output.json(&json::ListLine::of(&listed))?;
        } else {
            output.people(opened.folder(), |terminal| terminal.listed(&listed))?;
        }
    }
    if let Some(unreadable) = unreadable(engine)? {
        output.tell(&unreadable)?;
    }
    if found == Found::Nothing {
        output.tell(&message!("no-report-has-this"))?;
    }
    Ok(found)
}
