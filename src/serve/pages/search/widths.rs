//! How wide filters are: whether they let through more than the reports that are counted for their value.
//!
//! Counts of an engine are of values as reports have them; some filters let more through: a year lets through reports that speak
//! for it, 清河县 lets through 清河县财政局. A filter that lets no more through in all of a collection does so in no answer.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::answer::{Engine, FacetCount, FacetCounts, FacetField, Question};
use crate::error::Result;
use crate::query::{Filters, Wanted, YearFilter, formats_named};

/// What an answer is narrowed by, in the order in which it is shown.
pub(super) const FIELDS: [FacetField; 7] = [
    FacetField::Year,
    FacetField::Part,
    FacetField::Topic,
    FacetField::Role,
    FacetField::Author,
    FacetField::Org,
    FacetField::Format,
];
/// Values that are counted: as many as there are years of reports, whose bars are all shown.
pub(super) const COUNTED: usize = 80;
/// Values of any other field that are shown, unless all are asked for.
const SHOWN: usize = 8;

/// How many values of a field are shown where not all of them are asked for: of years as many as there are.
pub(super) fn first_shown(field: FacetField) -> usize {
    if field == FacetField::Year { usize::MAX } else { SHOWN }
}

/// States whose counts are kept: those of several folders, and some that are gone. Then all are forgotten;
const MAX_STATES: usize = 8;
/// and so are values of which it is known.
const MAX_KNOWN: usize = 50_000;

/// Reports and passages of each value of each field, by the names of those above it and its own.
type Counts = HashMap<FacetField, HashMap<String, (u64, u64)>>;

/// The counts of a collection's state, once they are there.
type OfState = Arc<Mutex<Option<Arc<Counts>>>>;

/// A value of a field, of a collection's state.
type Value = (Arc<str>, FacetField, String);

/// Whether filters let more through than the reports that have their values, for one state of a collection after the other.
#[derive(Default)]
pub(in crate::serve) struct Widths {
    /// All counts, by the collection's state,
    counts: Mutex<HashMap<Arc<str>, OfState>>,
    /// and what is known of values.
    known: Mutex<HashMap<Value, bool>>,
}

impl Widths {
    /// Learns it of the values that pages show first, before anyone asks for one.
    ///
    /// # Errors
    /// Of the engine.
    pub(in crate::serve) fn learn(&self, engine: &dyn Engine) -> Result<()> {
        let (_, counts) = engine.facets(&Question::default(), &FIELDS, COUNTED)?;
        for FacetCounts { field, values, .. } in &counts {
            let mut flat = Vec::new();
            flatten(values, "", 0, &mut flat);
            flat.truncate(first_shown(*field));
            for (path, _, count) in flat {
                self.is_wider(engine, *field, &path, &count.value)?;
            }
        }
        Ok(())
    }

    /// Whether the filter of a value lets through more of the collection than what is counted for it; `path`: the names of
    /// those above it and its own, as [`flatten`] gives it.
    ///
    /// # Errors
    /// Of the engine.
    pub(super) fn is_wider(&self, engine: &dyn Engine, field: FacetField, path: &str, value: &str) -> Result<bool> {
        let state = &engine.about()?.state;
        let key = (Arc::clone(state), field, path.to_owned());
        if let Some(is_wider) = locked(&self.known).get(&key) {
            return Ok(*is_wider);
        }
        let counted = self.all(engine, state)?.get(&field).and_then(|counts| counts.get(path)).copied();
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

    /// All counts in the collection.
    fn all(&self, engine: &dyn Engine, state: &Arc<str>) -> Result<Arc<Counts>> {
        let of_state = {
            let mut kept = locked(&self.counts);
            if kept.len() >= MAX_STATES && !kept.contains_key(state) {
                kept.clear();
            }
            Arc::clone(kept.entry(Arc::clone(state)).or_default())
        };
        // Whoever else needs them waits: to count twice takes longer.
        let mut kept = locked(&of_state);
        if let Some(counts) = &*kept {
            return Ok(Arc::clone(counts));
        }
        let (_, all) = engine.facets(&Question::default(), &FIELDS, usize::MAX)?;
        let of = |counts: &FacetCounts| {
            let mut flat = Vec::new();
            flatten(&counts.values, "", 0, &mut flat);
            let values = flat.into_iter().map(|(path, _, count)| (path, (count.reports, count.passages)));
            (counts.field, values.collect())
        };
        let all: Arc<Counts> = Arc::new(all.iter().map(of).collect());
        *kept = Some(Arc::clone(&all));
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
    let Filters { years, roles, sections, parts, topics, authors, orgs, formats, .. } = &mut question.filters;
    match field {
        FacetField::Year => years.push(YearFilter::parse(value)?),
        FacetField::Role => roles.push(Wanted::parse(value)?),
        FacetField::Section => sections.push(Wanted::heading(value)?),
        FacetField::Part => parts.push(Wanted::parse(value)?),
        FacetField::Topic => topics.push(Wanted::parse(value)?),
        FacetField::Author => authors.push(Wanted::parse(value)?),
        FacetField::Org => orgs.push(Wanted::parse(value)?),
        FacetField::Format => formats.extend(formats_named(value)?),
    }
    if question.filters.name_roles() {
        let vocabulary = engine.vocabulary()?;
        question.filters.resolve(vocabulary.roles()?);
    }
    Ok(question)
}
