//! Counts of reports and passages by year, role, section, author and organisation.

use rayon::prelude::*;

use super::collect::{PARALLEL_FROM, collect, collect_all};
use super::facet_tree::{Found, NO_VALUE, Tree, Values};
use super::hits::{Group, Hits, RawHit, Scoring, Total};
use crate::error::Result;
use crate::index::{Reader, UNKNOWN};
use crate::query::{Filters, Query};

/// What can be counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FacetField {
    /// The report's own year.
    Year,
    /// Roles, as a hierarchy; a report can have several.
    Role,
    /// Kinds of sections, and below each its headings. A passage counts for the innermost section that holds it; the
    /// filter of the same name lets through what lies in sub-sections, too.
    Section,
    /// Who speaks.
    Author,
    /// Organisations.
    Org,
}

impl FacetField {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Year, Self::Role, Self::Section, Self::Author, Self::Org];

    /// The name of its field in the index, on the command line and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Role => "role",
            Self::Section => "section",
            Self::Author => "author",
            Self::Org => "org",
        }
    }
}

/// Counts by one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCounts {
    /// The field.
    pub field: FacetField,
    /// Its values: years from the newest, all others the most frequent first.
    pub values: Vec<FacetCount>,
    /// How many values there are besides.
    pub others: usize,
}

/// How much has a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCount {
    /// The value; `unknown` where there is none.
    pub value: String,
    /// Reports that have it, or one below it.
    pub reports: u64,
    /// Passages that match: of those reports, or for sections in such sections.
    pub passages: u64,
    /// The values below it.
    pub below: Vec<FacetCount>,
    /// How many there are below it besides.
    pub others: usize,
}

/// Counts the matches of a query, or without one all that the filters let through, by each field, and gives the first
/// `most` values of each and below each. The total is that of the query's [`super::count`].
///
/// # Errors
/// Of the index, and of the folder's own schema files where a filter needs them.
pub fn facets(
    reader: &Reader,
    query: Option<&Query>,
    filters: &Filters,
    fields: &[FacetField],
    most: usize,
) -> Result<(Total, Vec<FacetCounts>)> {
    let hits = match query {
        Some(query) => collect(reader, query, filters, Scoring::Off)?,
        None => collect_all(reader, filters)?,
    };
    let count = |&field: &FacetField| count(reader, &hits, field, most).map_err(|e| reader.damaged(&e));
    let counts = match hits.hits.len() as u64 >= PARALLEL_FROM {
        true => fields.par_iter().map(count).collect::<Result<_>>()?,
        false => fields.iter().map(count).collect::<Result<_>>()?,
    };
    Ok((hits.total(), counts))
}

/// How many reports there are of which something is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the fields")]
pub struct Unknown {
    pub year: u64,
    pub author: u64,
    pub role: u64,
    pub org: u64,
}

/// Counts the reports of which something is unknown.
///
/// # Errors
/// Of the index.
pub fn unknown(reader: &Reader) -> Result<Unknown> {
    let fields = [FacetField::Year, FacetField::Author, FacetField::Role, FacetField::Org];
    let (_, counts) = facets(reader, None, &Filters::default(), &fields, usize::MAX)?;
    let of = |field: FacetField| {
        let values = counts.iter().filter(|counts| counts.field == field).flat_map(|counts| &counts.values);
        values.filter(|value| value.value == UNKNOWN).map(|value| value.reports).sum()
    };
    Ok(Unknown {
        year: of(FacetField::Year),
        author: of(FacetField::Author),
        role: of(FacetField::Role),
        org: of(FacetField::Org),
    })
}

/// The values of a field, counted.
///
/// Values are counted by their numbers in the dictionaries of the segments; what these numbers name is read afterwards.
fn count(reader: &Reader, hits: &Hits, field: FacetField, most: usize) -> tantivy::Result<FacetCounts> {
    let segments: Vec<&[Group]> = hits.groups.chunk_by(|a, b| a.file.segment_ord == b.file.segment_ord).collect();
    let values = |groups: &&[Group]| values(reader, hits, groups, field);
    let values = match hits.hits.len() as u64 >= PARALLEL_FROM {
        true => segments.par_iter().map(values).collect::<tantivy::Result<_>>()?,
        false => segments.iter().map(values).collect::<tantivy::Result<_>>()?,
    };
    Tree::new(values)?.counts(field, most)
}

/// The values of a field that some groups of one segment have.
fn values(reader: &Reader, hits: &Hits, groups: &[Group], field: FacetField) -> tantivy::Result<Values> {
    let segment = reader.searcher().segment_reader(groups[0].file.segment_ord);
    let facets = segment.facet_reader(field.as_str())?;
    let sections = groups.iter().map(|group| group.sections as usize).sum();
    let mut found = Vec::with_capacity(if field == FacetField::Section { sections } else { groups.len() });
    for group in groups {
        let mut add = |value: u64, passages: &[RawHit]| {
            found.push(Found { value: value as u32, report: group.file.doc_id, passages: passages.len() as u32 });
        };
        if field != FacetField::Section {
            facets.facet_ords(group.file.doc_id).for_each(|value| add(value, hits.of(group)));
            continue;
        }
        // Passages of a section stand together, and have the same value.
        let is_title = |hit: &RawHit| hit.doc == group.file.doc_id;
        let same = |a: &RawHit, b: &RawHit| a.section == b.section && is_title(a) == is_title(b);
        for section in hits.of(group).chunk_by(same) {
            if is_title(&section[0]) {
                // A title that stands outside the text is in no section, and of no kind.
                add(NO_VALUE, section);
            } else {
                facets.facet_ords(section[0].doc).for_each(|value| add(value, section));
            }
        }
    }
    Ok(Values::new(found, facets))
}
