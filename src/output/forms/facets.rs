//! Counts by value: of one question, of several side by side, of two fields crossed.

use super::sink::{Said, Sink, Unwritten, json_line};
use crate::answer::{
    Counted, Deadline, Engine, FacetCounts, Figures, Question, coverage, crossed, figures, of_all, side_by_side,
};
use crate::error::{Error, Result};
use crate::message;
use crate::output::terminal::{field, searched_of, totals};
use crate::output::{export, json};
use crate::query::{Filters, Query};
use crate::request::{Facets, NamedQuery, TableForm};

/// What was counted.
pub enum Counting {
    /// By each field, of one question.
    Fields {
        /// What matches in all.
        counted: Counted,
        /// The counts.
        counts: Vec<FacetCounts>,
        /// The query, if there is one.
        text: Option<String>,
    },
    /// Of several questions side by side, or by two fields crossed.
    Figures {
        /// Figures by each field, or by both.
        figures: Vec<Figures>,
        /// The questions; none where all reports are counted.
        questions: Vec<Question>,
        /// What they are called.
        names: Vec<String>,
        /// The question of all reports.
        all: Box<Question>,
    },
}

impl Counting {
    /// Counts: one query or none, or `are_many`.
    ///
    /// # Errors
    /// Of the engine.
    pub fn new(
        request: &Facets,
        queries: Vec<NamedQuery>,
        are_many: bool,
        (engine, filters): (&dyn Engine, &Filters),
        deadline: Deadline,
    ) -> Result<Self> {
        let question = |query: Option<Query>| {
            deadline.check()?;
            Ok(Question { deadline: deadline.clone(), ..request.question(query, filters, engine)? })
        };
        let all = of_all(&question(None)?);
        let names = queries.iter().map(|query| query.name.clone()).collect();
        let questions: Vec<Question> =
            queries.into_iter().map(|named| question(Some(named.query))).collect::<Result<_>>()?;
        let (order, most) = (request.order(), request.most());
        let mut figures = match request.crossed() {
            Some(by) => vec![crossed(engine, &questions, &all, by, order)?],
            None if !are_many => {
                let question = questions.into_iter().next().map_or_else(|| question(None), Ok)?;
                let (counted, counts) = figures(engine, &question, &request.fields(), order, most)?;
                return Ok(Self::Fields { counted, counts, text: question.query.map(|query| query.text) });
            }
            None => {
                let by = request.fields();
                by.into_iter().map(|by| side_by_side(engine, &questions, &all, by, order)).collect::<Result<_>>()?
            }
        };
        figures.iter_mut().for_each(|figures| figures.cut(most));
        Ok(Self::Figures { figures, questions, names, all: Box::new(all) })
    }

    /// Whether anything was counted.
    pub fn is_found(&self) -> bool {
        match self {
            Self::Fields { counted, .. } => counted.total.reports > 0,
            Self::Figures { figures, questions, .. } => {
                let Some(first) = figures.first() else { return false };
                let is_any = first.totals.iter().any(|counted| counted.total.reports > 0);
                if questions.is_empty() { first.all > 0 } else { is_any }
            }
        }
    }

    /// Writes it for programs: as a table if it is asked for, else as JSON.
    ///
    /// # Errors
    /// [`Error::Request`] for several tables in one; of the engine, and of the place.
    pub fn write(&self, form: Option<TableForm>, engine: &dyn Engine, sink: &mut dyn Sink) -> Result<Said, Unwritten> {
        let mut beside = Vec::new();
        let lang = sink.lang();
        match (self, form) {
            (Self::Fields { counted, counts, .. }, Some(form)) => {
                sink.drawn_from(counted, None);
                let rows = export::count_rows(counted, counts, |by| field(by).say(lang));
                sink.table(&form, export::count_columns(), &mut |table| {
                    Ok(rows.iter().try_for_each(|row| table.row(row))?)
                })?;
                beside.push(totals(counted));
            }
            (Self::Fields { counted, counts, text }, None) => {
                sink.drawn_from(counted, None);
                json_line(sink, &json::Facets::new(text.as_deref(), counted, counts))?;
            }
            (Self::Figures { figures, names, all, .. }, Some(form)) => {
                let [figures] = figures.as_slice() else {
                    return Err(Error::Request(message!("one-field-a-table")).into());
                };
                if let [counted] = figures.totals.as_slice() {
                    sink.drawn_from(counted, None);
                }
                let columns = export::figure_columns(figures, names, field);
                sink.table(&form, columns, &mut |table| {
                    Ok(figures.rows.iter().try_for_each(|row| table.row(&export::figure_row(row)))?)
                })?;
                beside.push(match figures.totals.as_slice() {
                    [counted] => totals(counted),
                    _ => searched_of(&coverage(engine, all.filters.under.as_deref())?),
                });
            }
            (Self::Figures { figures, questions, names, all }, None) => {
                for figures in figures {
                    if questions.is_empty() {
                        let (counted, _) = engine.facets(all, &[], 0)?;
                        json_line(sink, &json::Crossed::new(("", None), &counted, figures, 0))?;
                    }
                    for (number, question) in questions.iter().enumerate() {
                        let text = question.query.as_ref().map(|query| query.text.as_str());
                        let named = (names[number].as_str(), text);
                        json_line(sink, &json::Crossed::new(named, &figures.totals[number], figures, number))?;
                    }
                }
            }
        }
        Ok(Said { is_found: self.is_found(), beside })
    }
}
