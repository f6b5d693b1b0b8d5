//! What an answer can be narrowed by: values with how many reports there are of each when it is clicked.

use super::state::State;
use super::widths::{COUNTED, FIELDS, Widths, first_shown, flatten, narrowed};
use crate::answer::{Engine, FacetCount, FacetCounts, FacetField, Question, Which};
use crate::error::Result;

/// Values of a field that are shown where all are asked for: more are no list to read.
const ALL_SHOWN: usize = 500;

/// A field, and its values.
pub(super) struct Narrowing {
    pub(super) field: FacetField,
    /// Years all, the newest first; of the others the first.
    pub(super) values: Vec<Value>,
    /// How many there are besides.
    pub(super) others: usize,
}

/// A value that a filter can have.
pub(super) struct Value {
    pub(super) name: String,
    /// How many values stand above it.
    pub(super) depth: usize,
    /// Reports that are left when it alone is chosen of its field.
    pub(super) reports: u64,
}

/// What an answer to a question can be narrowed by.
///
/// # Errors
/// Of the engine.
pub(super) fn narrowings(
    engine: &dyn Engine,
    question: &Question,
    state: &State,
    widths: &Widths,
) -> Result<Vec<Narrowing>> {
    let fields: Vec<FacetField> =
        FIELDS.into_iter().filter(|field| question.which != Which::Without || !field.counts_sections()).collect();
    // Of a field that is narrowed already, values that could be added are shown, too.
    let (open, plain): (Vec<FacetField>, Vec<FacetField>) = fields.iter().partition(|field| state.narrows(**field));
    let most =
        |fields: &[FacetField]| if fields.iter().any(|field| state.shows_all(*field)) { ALL_SHOWN } else { COUNTED };
    let mut counted = engine.facets(question, &plain, most(&plain))?.1;
    for field in open {
        let without = without(question, field);
        counted.extend(engine.facets(&without, &[field], most(&[field]))?.1);
    }
    let mut narrowings = Vec::with_capacity(fields.len());
    for field in fields {
        let Some(counts) = counted.iter().find(|counts| counts.field == field) else { continue };
        let question = if state.narrows(field) { without(question, field) } else { question.clone() };
        let counter = Counter { engine, question: &question, widths };
        narrowings.push(counter.narrowing(counts, state.shows_all(field))?);
    }
    Ok(narrowings)
}

struct Counter<'a> {
    engine: &'a dyn Engine,
    /// What is asked, without a filter of the field.
    question: &'a Question,
    widths: &'a Widths,
}

impl Counter<'_> {
    fn narrowing(&self, counts: &FacetCounts, is_all: bool) -> Result<Narrowing> {
        let field = counts.field;
        let mut flat = Vec::new();
        flatten(&counts.values, "", 0, &mut flat);
        let all = flat.len() + counts.others + flat.iter().map(|(_, _, count)| count.others).sum::<usize>();
        let most = match (field, is_all) {
            (field, false) => first_shown(field),
            (FacetField::Year, true) => usize::MAX,
            (_, true) => ALL_SHOWN,
        };
        flat.truncate(most);
        let value = |(path, depth, count): &(String, usize, &FacetCount)| -> Result<Value> {
            // What is wider is counted again, with the filter.
            let reports = match self.widths.is_wider(self.engine, field, path, &count.value)? {
                true => {
                    let narrowed = narrowed(self.question, field, &count.value, self.engine)?;
                    self.engine.count(&narrowed)?.total.reports
                }
                false => count.reports,
            };
            Ok(Value { name: count.value.clone(), depth: *depth, reports })
        };
        let values = flat.iter().map(value).collect::<Result<Vec<_>>>()?;
        Ok(Narrowing { field, others: all - values.len(), values })
    }
}

/// A question without a filter of a field.
fn without(question: &Question, field: FacetField) -> Question {
    let mut question = question.clone();
    let filters = &mut question.filters;
    match field {
        FacetField::Year => filters.years.clear(),
        FacetField::Role => {
            filters.roles.clear();
            filters.role_paths = None;
        }
        FacetField::Section => filters.sections.clear(),
        FacetField::Part => filters.parts.clear(),
        FacetField::Topic => filters.topics.clear(),
        FacetField::Author => filters.authors.clear(),
        FacetField::Org => filters.orgs.clear(),
        FacetField::Format => filters.formats.clear(),
    }
    question
}
