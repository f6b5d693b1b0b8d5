//! Many queries, a line each, each answered with a line.

use std::time::Instant;

use super::sink::{Sink, Unwritten, json_line};
use crate::answer::{Deadline, Engine, Question};
use crate::error::{Error, Result};
use crate::output::json;
use crate::query::Filters;
use crate::request::Search;

/// A query of many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What stands before a tab in its line; else the line's number.
    pub id: String,
    /// The query.
    pub text: String,
}

/// What stands in the line with this number, from 1; nothing in a blank one.
pub fn of_line(number: usize, line: &str) -> Option<Line> {
    let line = line.strip_prefix('\u{FEFF}').filter(|_| number == 1).unwrap_or(line);
    if line.trim().is_empty() {
        return None;
    }
    let (id, text) =
        line.split_once('\t').map_or_else(|| (number.to_string(), line), |(id, text)| (id.to_owned(), text));
    Some(Line { id, text: text.to_owned() })
}

/// The queries of a text.
pub fn lines(text: &str) -> impl Iterator<Item = Line> + '_ {
    (1..).zip(text.lines()).filter_map(|(number, line)| of_line(number, line))
}

impl Line {
    /// Writes its answer, or what is wrong with it: whether anything was found, none if it can't be answered.
    ///
    /// # Errors
    /// Of the engine, and of the place.
    pub fn answer(
        &self,
        request: &Search,
        (engine, filters): (&dyn Engine, &Filters),
        deadline: Deadline,
        sink: &mut dyn Sink,
    ) -> Result<Option<bool>, Unwritten> {
        let started = Instant::now();
        let answered = request.understood.understood(&self.text).and_then(|query| {
            let text = query.text.clone();
            let question = Question { deadline, ..request.question(query, filters, engine)? };
            Ok((text, engine.hits(&question, &request.view())?.answer(&question)?))
        });
        match answered {
            Ok((text, answer)) => {
                let took = started.elapsed().as_micros() as u64;
                json_line(sink, &json::Search::new(&text, &answer, took, Some(&self.id)))?;
                Ok(Some(answer.counted.total.passages > 0))
            }
            Err(error @ (Error::Query { .. } | Error::Syntax { .. } | Error::Pattern { .. })) => {
                json_line(sink, &json::Failed { id: &self.id, query: &self.text, error: error.to_string() })?;
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }
}
