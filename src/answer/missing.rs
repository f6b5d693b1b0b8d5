//! Values of filters that no report has, and what is like them: a name that is misspelt finds nothing, and says nothing of it.

use super::engine::Engine;
use super::facets::{FacetCount, FacetField, with_below};
use super::question::{Question, Which};
use crate::analysis::MatchingForm;
use crate::error::Result;
use crate::query::{Filters, Query, Wanted, YearFilter};
use crate::report::UNKNOWN;

/// So many values that are like one are named.
const MAX_LIKE: usize = 3;

/// A value of a filter that no report has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Of which filter.
    pub filter: FilterName,
    /// As it is compared.
    pub value: String,
    /// What is like it, the likest first.
    pub like: Vec<String>,
}

/// What a filter is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the filters")]
pub enum FilterName {
    Author,
    Role,
    Org,
    Format,
    Section,
    Part,
    Topic,
    Title,
    Path,
    Year,
}

/// The values of the filters of a request, those in its queries included, that no report of the collection has, whatever else
/// is wanted.
///
/// # Errors
/// Of the engine.
pub fn missing(engine: &dyn Engine, filters: &Filters, queries: &[Query]) -> Result<Vec<Missing>> {
    let mut all = missing_of(engine, filters)?;
    for filters in queries.iter().flat_map(Query::filters) {
        for missing in missing_of(engine, filters)? {
            if !all.contains(&missing) {
                all.push(missing);
            }
        }
    }
    Ok(all)
}

fn missing_of(engine: &dyn Engine, filters: &Filters) -> Result<Vec<Missing>> {
    let plain = Filters { under: filters.under.clone(), ..Filters::default() };
    let mut missing = Vec::new();
    let lists = [
        (FilterName::Author, &filters.authors),
        (FilterName::Role, &filters.roles),
        (FilterName::Org, &filters.orgs),
        (FilterName::Section, &filters.sections),
        (FilterName::Part, &filters.parts),
        (FilterName::Topic, &filters.topics),
        (FilterName::Title, &filters.titles),
        (FilterName::Path, &filters.paths),
    ];
    for (filter, values) in lists {
        for wanted in values {
            let Wanted::Value(value) = wanted else { continue };
            let mut alone = plain.clone();
            let list = match filter {
                FilterName::Author => &mut alone.authors,
                FilterName::Role => &mut alone.roles,
                FilterName::Org => &mut alone.orgs,
                FilterName::Section => &mut alone.sections,
                FilterName::Part => &mut alone.parts,
                FilterName::Topic => &mut alone.topics,
                FilterName::Title => &mut alone.titles,
                FilterName::Path | FilterName::Year | FilterName::Format => &mut alone.paths,
            };
            list.push(wanted.clone());
            if is_nowhere(engine, alone, filter)? {
                let like = like(engine, &plain, filter, value)?;
                missing.push(Missing { filter, value: value.clone(), like });
            }
        }
    }
    for year in &filters.years {
        let YearFilter::Range(first, last) = year else { continue };
        if is_nowhere(engine, Filters { years: vec![*year], ..plain.clone() }, FilterName::Year)? {
            let value = if first == last { first.to_string() } else { format!("{first}..{last}") };
            missing.push(Missing { filter: FilterName::Year, value, like: Vec::new() });
        }
    }
    // A name may be that of several formats, not all of which need be there.
    let formats = Filters { formats: filters.formats.clone(), ..plain };
    if !filters.formats.is_empty() && is_nowhere(engine, formats, FilterName::Format)? {
        let names: Vec<&str> = filters.formats.iter().map(|format| format.as_str()).collect();
        missing.push(Missing { filter: FilterName::Format, value: names.join("、"), like: Vec::new() });
    }
    Ok(missing)
}

fn is_nowhere(engine: &dyn Engine, filters: Filters, filter: FilterName) -> Result<bool> {
    // Sections are passages' matter; all else is the reports'.
    let of_sections = matches!(filter, FilterName::Section | FilterName::Part | FilterName::Topic);
    let which = if of_sections { Which::With } else { Which::All };
    let question = Question { which, ..Question::new(None, filters, &*engine.vocabulary()?)? };
    Ok(engine.count(&question)?.total.reports == 0)
}

/// The values that are likest to one that no report has.
fn like(engine: &dyn Engine, filters: &Filters, filter: FilterName, value: &str) -> Result<Vec<String>> {
    let field = match filter {
        FilterName::Author => FacetField::Author,
        FilterName::Role => FacetField::Role,
        FilterName::Org => FacetField::Org,
        FilterName::Section => FacetField::Section,
        FilterName::Part => FacetField::Part,
        FilterName::Topic => FacetField::Topic,
        FilterName::Title | FilterName::Path | FilterName::Year | FilterName::Format => return Ok(Vec::new()),
    };
    let all = Question { filters: filters.clone(), ..Question::default() };
    let (_, counts) = engine.facets(&all, &[field], usize::MAX)?;
    let values = counts.iter().flat_map(|counts| with_below(&counts.values));
    let wanted: Vec<char> = value.chars().collect();
    let likeness = |count: &FacetCount| {
        let form = MatchingForm::of(&count.value);
        let shared = shared(&wanted, form.chars());
        let longer = wanted.len().max(form.chars().len());
        // Half of the longer one at least, or all of either.
        let is_like =
            shared > 0 && (shared * 2 >= longer || shared == wanted.len().min(form.chars().len()) && shared > 1);
        is_like.then_some((shared * 1000 / longer, count.reports))
    };
    let mut found: Vec<_> = values
        .filter(|count| count.value != UNKNOWN)
        .filter_map(|count| Some((likeness(count)?, count.value.clone())))
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let mut like: Vec<String> = Vec::new();
    for (_, value) in found {
        if like.len() < MAX_LIKE && !like.contains(&value) {
            like.push(value);
        }
    }
    Ok(like)
}

/// How many characters two names have in common, in their order (the longest common subsequence).
fn shared(a: &[char], b: &[char]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for &left in a {
        let mut before = 0;
        for (at, &right) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if left == right { before + 1 } else { above.max(row[at]) };
            before = above;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::shared;

    #[test]
    fn what_names_have_in_common() {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        for (a, b, common) in [("国栋", "林国栋", 2), ("林国东", "林国栋", 2), ("张三", "李四", 0), ("", "李四", 0)]
        {
            assert_eq!(shared(&chars(a), &chars(b)), common, "{a} {b}");
        }
    }
}
