//! `baogao facets`: counts of reports and passages by year, role, section and whatever else reports are counted by.

use std::path::{Path, PathBuf};

use crate::answer::Deadline;
use crate::cli::export::ToOutput;
use crate::cli::missing::tell_missing;
use crate::cli::open::{Opened, open};
use crate::cli::outcome::{Found, Outcome};
use crate::cli::queries::{folder_alone, read};
use crate::cli::terminal::Output;
use crate::cli::watch::strictly;
use crate::output::forms::Counting;
use crate::output::terminal::searched_of;
use crate::query::Query;
use crate::request::{Facets, NamedQuery};

pub(in crate::cli) fn run(mut request: Facets, output: &mut Output) -> Outcome {
    if request.queries.is_some() {
        request.folder = folder_alone(request.query.take(), request.folder.take())?;
    } else if request.folder.is_none() {
        // "baogao facets corpus-sample": a folder that is there is meant as one.
        request.folder = request.query.take_if(|query| Path::new(query).is_dir()).map(PathBuf::from);
    }
    request.check()?;
    let queries = match &request.queries {
        Some(file) => read(file, |text| request.understood.understood(text))?,
        None => request.one()?.into_iter().collect::<Vec<NamedQuery>>(),
    };
    let filters = request.filters.filters()?;
    let opened = open(&request.place, request.folder.as_deref())?;
    let filters = opened.narrowed(filters);
    let wanted: Vec<Query> = queries.iter().map(|named| named.query.clone()).collect();
    let (are_many, deadline) = (request.queries.is_some(), Deadline::default());
    let counting = Counting::new(&request, queries, are_many, (&*opened.engine, &filters), deadline)?;
    told(&request, &counting, &opened, output)?;
    tell_missing(&*opened.engine, &filters, &wanted, output)?;
    strictly(request.strict, &opened, Found::of(counting.is_found()), output)
}

fn told(request: &Facets, counting: &Counting, opened: &Opened, output: &mut Output) -> Outcome {
    let folder = opened.folder();
    if request.json || request.table().is_some() {
        let said = counting.write(request.table(), &*opened.engine, &mut ToOutput { output, folder })?;
        said.beside.iter().try_for_each(|said| output.tell(said))?;
        return Ok(Found::of(said.is_found));
    }
    match counting {
        Counting::Fields { counted, counts, text } => {
            output.people(folder, |terminal| terminal.facets(counted, counts, text.is_some()))?;
        }
        Counting::Figures { figures, questions, names, .. } => {
            output
                .people(folder, |terminal| figures.iter().try_for_each(|figures| terminal.figures(figures, names)))?;
            if questions.is_empty() {
                output.tell(&searched_of(&opened.coverage()?))?;
            }
        }
    }
    Ok(Found::of(counting.is_found()))
}
