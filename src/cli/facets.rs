//! `baogao facets`: counts of reports and passages by year, role, section, author and organisation.

use std::path::{Path, PathBuf};

use super::open::open;
use super::outcome::{Found, Outcome};
use super::terminal::Output;
use crate::output::json;
use crate::query::Query;
use crate::request::Facets;

pub(super) fn run(mut request: Facets, output: &mut Output) -> Outcome {
    if request.folder.is_none() {
        // "baogao facets corpus-sample": a folder that is there is meant as one.
        request.folder = request.query.take_if(|query| Path::new(query).is_dir()).map(PathBuf::from);
    }
    let filters = request.filters.filters()?;
    let query = request.query.as_deref().map(Query::parse).transpose()?;
    let opened = open(&request.place, request.folder.as_deref())?;
    let question = request.question(query, filters, &*opened.engine)?;
    let (counted, counts) = opened.engine.facets(&question, &request.fields(), request.most())?;
    if request.json {
        let text = question.query.as_ref().map(|query| query.text.as_str());
        output.json(&json::Facets::new(text, &counted, &counts))?;
    } else {
        output.people(opened.folder(), |terminal| terminal.facets(&counted, &counts))?;
    }
    Ok(Found::of(counted.total.passages > 0))
}
