//! How wide filters are: whether they let through more than the reports that are counted for their value.
//!
//! Counts of an engine are of values as reports have them; some filters let more through: a year lets through reports that speak
//! for it, 清河县 lets through 清河县财政局. A filter that lets no more through in all of a collection does so in no answer.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::answer::{Engine, FacetCount, FacetField, Question};
use crate::error::Result;
use crate::query::{Filters, Wanted, YearFilter};

/// Fields whose counts are kept: those of several folders, and of states that are gone. Then all are forgotten;
const MAX_COUNTS: usize = 48;
/// and so are values of which it is known.
const MAX_KNOWN: usize = 50_000;

/// Reports and passages of each value, by the names of those above it and its own.
type Counts = HashMap<String, (u64, u64)>;

/// A field, of a collection's state.
type Field = (Arc<str>, FacetField);

/// Whether filters let more through than the reports that have their values, for one state of a collection after the other.
#[derive(Default)]
pub(in crate::serve) struct Widths {
    /// All counts of a field, by the collection's state,
    counts: Mutex<HashMap<Field, Arc<Counts>>>,
    /// and what is known of values.
    known: Mutex<HashMap<(Field, String), bool>>,
}

impl Widths {
    /// Whether the filter of a value lets through more of the collection than what is counted for it; `path`: the names of
    /// those above it and its own, as [`flatten`] gives it.
    ///
    /// # Errors
    /// Of the engine.
    pub(super) fn is_wider(&self, engine: &dyn Engine, field: FacetField, path: &str, value: &str) -> Result<bool> {
        let state = &engine.about()?.state;
        let key = ((Arc::clone(state), field), path.to_owned());
        if let Some(is_wider) = locked(&self.known).get(&key) {
            return Ok(*is_wider);
        }
        let counted = self.all(engine, state, field)?.get(path).copied();
        let filtered = engine.count(&narrowed(&Question::default(), field, value, engine)?)?.total;
        let is_wider = match field.counts_sections() {
            true => counted != Some((filtered.reports, filtered.passages)),
            false => counted.map(|(reports, _)| reports) != Some(filtered.reports),
        };
        let mut known = locked(&self.known);
        if known.len() >= MAX_KNOWN {
            known.clear();
        }
        known.insert(key, is_wider);
        Ok(is_wider)
    }

    /// All counts of a field in the collection.
    fn all(&self, engine: &dyn Engine, state: &Arc<str>, field: FacetField) -> Result<Arc<Counts>> {
        let key = (Arc::clone(state), field);
        let mut counts = locked(&self.counts);
        if let Some(counts) = counts.get(&key) {
            return Ok(Arc::clone(counts));
        }
        let (_, all) = engine.facets(&Question::default(), &[field], usize::MAX)?;
        let mut flat = Vec::new();
        all.iter().for_each(|counts| flatten(&counts.values, "", 0, &mut flat));
        let all = flat.into_iter().map(|(path, _, count)| (path, (count.reports, count.passages)));
        let all: Arc<Counts> = Arc::new(all.collect());
        if counts.len() >= MAX_COUNTS {
            counts.clear();
        }
        counts.insert(key, Arc::clone(&all));
        Ok(all)
    }
}

/// Nothing is left half done under these locks.
fn locked<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Values and those below them, each after the one above it: with its path, and its depth.
pub(super) fn flatten<'a>(
    values: &'a [FacetCount],
    above: &str,
    depth: usize,
    flat: &mut Vec<(String, usize, &'a FacetCount)>,
) {
    for count in values {
        let path = format!("{above}/{}", count.value);
        flat.push((path.clone(), depth, count));
        flatten(&count.below, &path, depth + 1, flat);
    }
}

/// A question with a filter of a field, which it has none of.
pub(super) fn narrowed(question: &Question, field: FacetField, value: &str, engine: &dyn Engine) -> Result<Question> {
    let mut question = question.clone();
    let Filters { years, roles, sections, parts, topics, authors, orgs, .. } = &mut question.filters;
    match field {
        FacetField::Year => years.push(YearFilter::parse(value)?),
        FacetField::Role => roles.push(Wanted::parse(value)?),
        FacetField::Section => sections.push(Wanted::heading(value)?),
        FacetField::Part => parts.push(Wanted::parse(value)?),
        FacetField::Topic => topics.push(Wanted::parse(value)?),
        FacetField::Author => authors.push(Wanted::parse(value)?),
        FacetField::Org => orgs.push(Wanted::parse(value)?),
    }
    if question.filters.name_roles() {
        let vocabulary = engine.vocabulary()?;
        question.filters.resolve(vocabulary.roles()?);
    }
    Ok(question)
}
