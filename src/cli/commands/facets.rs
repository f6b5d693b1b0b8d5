//! `baogao facets`: counts of reports and passages by year, role, section, author and organisation.

use std::path::{Path, PathBuf};

use crate::answer::{Counted, Question, crossed, figures, of_all, side_by_side};
use crate::cli::export::table;
use crate::cli::missing::tell_missing;
use crate::cli::open::{Opened, open};
use crate::cli::outcome::{Found, Outcome};
use crate::cli::queries::{NamedQuery, folder_alone, read};
use crate::cli::terminal::{Output, lang};
use crate::cli::watch::strictly;
use crate::error::{Error, Result};
use crate::message;
use crate::output::terminal::{field, searched_of, totals};
use crate::output::{export, json};
use crate::query::Query;
use crate::request::Facets;

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
        None => {
            let query = request.query.as_deref().map(|text| request.understood.understood(text)).transpose()?;
            query.map(|query| NamedQuery { name: String::new(), query }).into_iter().collect()
        }
    };
    let filters = request.filters.filters()?;
    let opened = open(&request.place, request.folder.as_deref())?;
    let filters = opened.narrowed(filters);
    let wanted: Vec<Query> = queries.iter().map(|named| named.query.clone()).collect();
    let question = |query: Option<Query>| request.question(query, &filters, &*opened.engine);
    let all = of_all(&question(None)?);
    let names: Vec<String> = queries.iter().map(|query| query.name.clone()).collect();
    let questions: Vec<Question> =
        queries.into_iter().map(|named| question(Some(named.query))).collect::<Result<_>>()?;
    let found = match request.crossed() {
        None if request.queries.is_none() => {
            let question = questions.into_iter().next().map_or_else(|| question(None), Ok)?;
            counted(&request, &question, &opened, output)?
        }
        _ => compared(&request, &questions, &all, &names, &opened, output)?,
    };
    tell_missing(&*opened.engine, &filters, &wanted, output)?;
    strictly(request.strict, &opened, found, output)
}

/// Counts by each field, of one question.
fn counted(request: &Facets, question: &Question, opened: &Opened, output: &mut Output) -> Outcome {
    let engine = &*opened.engine;
    let (counted, counts) = figures(engine, question, &request.fields(), request.order(), request.most())?;
    if let Some(form) = request.table() {
        let rows = export::count_rows(&counted, &counts, |by| field(by).say(lang()));
        table(output, &form, opened.folder(), export::count_columns(), |table| {
            Ok(rows.iter().try_for_each(|row| table.row(row))?)
        })?;
        output.tell(&totals(&counted))?;
    } else if request.json {
        let text = question.query.as_ref().map(|query| query.text.as_str());
        output.json(&json::Facets::new(text, &counted, &counts))?;
    } else {
        let shares = question.query.is_some();
        output.people(opened.folder(), |terminal| terminal.facets(&counted, &counts, shares))?;
    }
    Ok(found(&[counted]))
}

/// Several questions side by side, or two fields crossed.
fn compared(
    request: &Facets,
    questions: &[Question],
    all: &Question,
    names: &[String],
    opened: &Opened,
    output: &mut Output,
) -> Outcome {
    let (engine, order, most) = (&*opened.engine, request.order(), request.most());
    let mut all_figures = match request.crossed() {
        Some(by) => vec![crossed(engine, questions, all, by, order)?],
        None => {
            let by = request.fields();
            by.into_iter().map(|by| side_by_side(engine, questions, all, by, order)).collect::<Result<_>>()?
        }
    };
    all_figures.iter_mut().for_each(|figures| figures.cut(most));
    let counted = all_figures.first().map_or(&[][..], |figures| figures.totals.as_slice());
    if let Some(form) = request.table() {
        let [figures] = all_figures.as_slice() else {
            return Err(Error::Request(message!("one-field-a-table")).into());
        };
        let columns = export::figure_columns(figures, names, field);
        table(output, &form, opened.folder(), columns, |table| {
            Ok(figures.rows.iter().try_for_each(|row| table.row(&export::figure_row(row)))?)
        })?;
        match counted {
            [counted] => output.tell(&totals(counted))?,
            _ => {
                output.tell(&searched_of(&opened.coverage()?))?;
            }
        }
    } else if request.json {
        for figures in &all_figures {
            if questions.is_empty() {
                let (counted, _) = engine.facets(all, &[], 0)?;
                output.json(&json::Crossed::new(("", None), &counted, figures, 0))?;
            }
            for (number, question) in questions.iter().enumerate() {
                let text = question.query.as_ref().map(|query| query.text.as_str());
                output.json(&json::Crossed::new((&names[number], text), &figures.totals[number], figures, number))?;
            }
        }
    } else {
        output.people(opened.folder(), |terminal| {
            all_figures.iter().try_for_each(|figures| terminal.figures(figures, names))
        })?;
        if questions.is_empty() {
            output.tell(&searched_of(&opened.coverage()?))?;
        }
    }
    let has_any = all_figures.first().is_some_and(|figures| figures.all > 0);
    Ok(if questions.is_empty() { Found::of(has_any) } else { found(counted) })
}

fn found(counted: &[Counted]) -> Found {
    Found::of(counted.iter().any(|counted| counted.total.reports > 0))
}
