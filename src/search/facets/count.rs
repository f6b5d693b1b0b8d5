//! The values of a field that hits have, counted by their numbers in the dictionaries of the segments; what these numbers
//! name is read afterwards.

use rayon::prelude::*;

use super::tree::{FacetOccurrence, NO_VALUE, Tree, Values};
use crate::answer::{FacetCounts, FacetField};
use crate::error::Result;
use crate::index::Reader;
use crate::search::hits::{Group, PARALLEL_FROM, RawHit, RawHits};

/// Counts hits by each field, and gives the first `most` values of each and below each.
///
/// # Errors
/// Of the index.
pub(in crate::search) fn count_by(
    reader: &Reader,
    hits: &RawHits,
    fields: &[FacetField],
    most: usize,
) -> Result<Vec<FacetCounts>> {
    let count = |&field: &FacetField| count(reader, hits, field, most).map_err(|e| reader.damaged(&e));
    match hits.hits.len() as u64 >= PARALLEL_FROM {
        true => fields.par_iter().map(count).collect(),
        false => fields.iter().map(count).collect(),
    }
}

/// The values of a field, counted.
fn count(reader: &Reader, hits: &RawHits, field: FacetField, most: usize) -> tantivy::Result<FacetCounts> {
    let segments: Vec<&[Group]> = hits.groups.chunk_by(|a, b| a.file.segment_ord == b.file.segment_ord).collect();
    let values = |groups: &&[Group]| values(reader, hits, groups, field);
    let values = match hits.hits.len() as u64 >= PARALLEL_FROM {
        true => segments.par_iter().map(values).collect::<tantivy::Result<_>>()?,
        false => segments.iter().map(values).collect::<tantivy::Result<_>>()?,
    };
    Tree::new(values)?.counts(field, most)
}

/// The field of the index that holds a field's values: those of parts are the upper ones of sections.
fn column(field: FacetField) -> &'static str {
    if field == FacetField::Part { FacetField::Section.as_str() } else { field.as_str() }
}

/// The values of a field that some groups of one segment have.
fn values(reader: &Reader, hits: &RawHits, groups: &[Group], field: FacetField) -> tantivy::Result<Values> {
    let segment = reader.searcher().segment_reader(groups[0].file.segment_ord);
    let facets = segment.facet_reader(column(field))?;
    let sections = groups.iter().map(|group| group.sections as usize).sum();
    let mut found = Vec::with_capacity(if field.counts_sections() { sections } else { groups.len() });
    for group in groups {
        let mut add = |value: u64, passages: &[RawHit]| {
            found.push(FacetOccurrence {
                value: value as u32,
                report: group.file.doc_id,
                passages: passages.len() as u32,
            });
        };
        if !field.counts_sections() {
            facets.facet_ords(group.file.doc_id).for_each(|value| add(value, hits.of(group)));
            continue;
        }
        // Passages of a section stand together, and have the same value.
        let is_title = |hit: &RawHit| hit.doc == group.file.doc_id;
        let same = |a: &RawHit, b: &RawHit| a.section == b.section && is_title(a) == is_title(b);
        for section in hits.of(group).chunk_by(same) {
            if is_title(&section[0]) {
                // A title that stands outside the text is in no section.
                add(NO_VALUE, section);
            } else {
                facets.facet_ords(section[0].doc).for_each(|value| add(value, section));
            }
        }
    }
    Ok(Values::new(found, facets))
}
