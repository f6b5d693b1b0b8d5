//! Hits counted by value.

use std::collections::{BTreeMap, BTreeSet};

use super::found::FoundIn;
use crate::answer::facets::{Counts, FacetCount, FacetCounts, FacetField};
use crate::report::UNKNOWN;

/// A value and those below it.
#[derive(Default)]
struct Tally {
    reports: u64,
    passages: u64,
    below: BTreeMap<String, Tally>,
}

/// Counts hits by a field, and gives the first `most` values and below each.
pub(super) fn count(found: &[FoundIn<'_>], field: FacetField, most: usize) -> FacetCounts {
    let mut all = Tally::default();
    for found in found {
        // For each value of the report, and each above one, how many passages count for it.
        let mut passages: BTreeMap<Vec<String>, u64> = BTreeMap::new();
        for (value, count) in values(found, field) {
            let above: BTreeSet<Vec<String>> = (1..=value.len()).map(|end| value[..end].to_vec()).collect();
            for value in above {
                let counted = passages.entry(value).or_default();
                *counted = if field.counts_sections() { *counted + count } else { count };
            }
        }
        for (value, passages) in passages {
            let tally = value.into_iter().fold(&mut all, |tally, part| tally.below.entry(part).or_default());
            tally.reports += 1;
            tally.passages += passages;
        }
    }
    let (values, others) = ordered(all, field, most);
    FacetCounts { field, values, others }
}

/// The values that the hits of a report count for, each with how many do.
fn values(found: &FoundIn<'_>, field: FacetField) -> Vec<(Vec<String>, u64)> {
    let FoundIn { kept, passages } = found;
    let of_report = match field {
        FacetField::Year => &kept.values.year,
        FacetField::Role => &kept.values.role,
        FacetField::Author => &kept.values.author,
        FacetField::Org => &kept.values.org,
        FacetField::Format => &kept.values.format,
        FacetField::Section | FacetField::Part | FacetField::Topic => {
            let path = |&number: &u32| match kept.passage(number).attributes {
                // A title that stands outside the text is in no section.
                attributes if attributes.is_file => vec![UNKNOWN.to_owned()],
                attributes => {
                    let section = &kept.sections[attributes.section as usize];
                    match field {
                        FacetField::Part => section.path[..1].to_vec(),
                        FacetField::Topic => vec![section.topic.clone()],
                        _ => section.path.clone(),
                    }
                }
            };
            return passages.iter().map(|number| (path(number), 1)).collect();
        }
    };
    of_report.iter().map(|value| (value.clone(), passages.len() as u64)).collect()
}

fn ordered(tally: Tally, field: FacetField, most: usize) -> (Vec<FacetCount>, usize) {
    let mut values: Vec<(String, Tally)> = tally.below.into_iter().collect();
    fn counts((name, tally): &(String, Tally)) -> Counts<&str> {
        Counts { name, is_unknown: name == UNKNOWN, reports: tally.reports, passages: tally.passages }
    }
    values.sort_by(|a, b| field.order(&counts(a), &counts(b)));
    let others = values.len().saturating_sub(most);
    values.truncate(most);
    let counted = |(value, tally): (String, Tally)| {
        let (reports, passages) = (tally.reports, tally.passages);
        let (below, others) = ordered(tally, field, most);
        FacetCount { value, reports, all: None, passages, below, others }
    };
    (values.into_iter().map(counted).collect(), others)
}
