//! Counts of reports and passages by year, role, section, author and organisation.

use std::collections::HashMap;

use tantivy::DocId;

use super::collect::{collect, collect_all};
use super::hits::{Group, Hits, Scoring, Total};
use crate::error::Result;
use crate::index::{Reader, UNKNOWN, facet_parts};
use crate::query::{Filters, Query};
use crate::schema::Kind;

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
}

/// Counts the matches of a query, or without one all that the filters let through, by each field. The total is that of
/// the query's [`super::count`].
///
/// # Errors
/// Of the index, and of the folder's own schema files where a filter needs them.
pub fn facets(
    reader: &Reader,
    query: Option<&Query>,
    filters: &Filters,
    fields: &[FacetField],
) -> Result<(Total, Vec<FacetCounts>)> {
    let hits = match query {
        Some(query) => collect(reader, query, filters, Scoring::Off)?,
        None => collect_all(reader, filters)?,
    };
    let count = |&field: &FacetField| {
        let mut counter = Counter::default();
        for (number, group) in hits.groups.iter().enumerate() {
            counter.segment(group.file.segment_ord);
            counter.group(reader, &hits, number, group, field)?;
        }
        Ok(FacetCounts { field, values: counter.tree(field) })
    };
    let counts = fields.iter().map(|field| count(field).map_err(|e: tantivy::TantivyError| reader.damaged(&e)));
    Ok((hits.total(), counts.collect::<Result<_>>()?))
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
    let (_, counts) = facets(reader, None, &Filters::default(), &fields)?;
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

/// Counts values and the values above them.
#[derive(Default)]
struct Counter {
    nodes: Vec<Node>,
    by_path: HashMap<Vec<String>, usize>,
    segment: Option<u32>,
    reader: Option<tantivy::fastfield::FacetReader>,
    /// For each value of the segment its node and those above it, once looked up.
    nodes_of: HashMap<u64, Vec<usize>>,
}

struct Node {
    path: Vec<String>,
    reports: u64,
    passages: u64,
    /// The group that was counted last, so that a report counts once.
    last_group: Option<usize>,
}

impl Counter {
    /// Values are numbered a segment.
    fn segment(&mut self, segment: u32) {
        if self.segment != Some(segment) {
            self.segment = Some(segment);
            self.reader = None;
            self.nodes_of.clear();
        }
    }

    fn group(
        &mut self,
        reader: &Reader,
        hits: &Hits,
        number: usize,
        group: &Group,
        field: FacetField,
    ) -> tantivy::Result<()> {
        if self.reader.is_none() {
            let segment = reader.searcher().segment_reader(group.file.segment_ord);
            self.reader = Some(segment.facet_reader(field.as_str())?);
        }
        if field == FacetField::Section {
            for hit in hits.of(group) {
                if hit.doc == group.file.doc_id {
                    // A title that stands outside the text is in no section, and of no kind.
                    let other = self.node(&[Kind::other().0]);
                    self.count(&[other], number, 1);
                } else {
                    self.add(hit.doc, number, 1)?;
                }
            }
            return Ok(());
        }
        self.add(group.file.doc_id, number, hits.of(group).len() as u64)
    }

    fn add(&mut self, doc: DocId, group: usize, passages: u64) -> tantivy::Result<()> {
        let Some(reader) = &self.reader else { return Ok(()) };
        let values: Vec<u64> = reader.facet_ords(doc).collect();
        let mut counted: Vec<usize> = Vec::with_capacity(4);
        for value in values {
            if !self.nodes_of.contains_key(&value) {
                let nodes = self.nodes(value)?;
                self.nodes_of.insert(value, nodes);
            }
            // Two roles below one party committee count once there.
            let new: Vec<usize> =
                self.nodes_of[&value].iter().filter(|node| !counted.contains(node)).copied().collect();
            self.count(&new, group, passages);
            counted.extend(new);
        }
        Ok(())
    }

    fn count(&mut self, nodes: &[usize], group: usize, passages: u64) {
        for &node in nodes {
            let node = &mut self.nodes[node];
            node.passages += passages;
            node.reports += u64::from(node.last_group.replace(group) != Some(group));
        }
    }

    fn node(&mut self, path: &[String]) -> usize {
        *self.by_path.entry(path.to_vec()).or_insert_with(|| {
            self.nodes.push(Node { path: path.to_vec(), reports: 0, passages: 0, last_group: None });
            self.nodes.len() - 1
        })
    }

    /// The node of a value of the segment, and those above it.
    fn nodes(&mut self, value: u64) -> tantivy::Result<Vec<usize>> {
        let Some(reader) = &self.reader else { return Ok(Vec::new()) };
        let mut facet = tantivy::schema::Facet::root();
        reader.facet_from_ord(value, &mut facet)?;
        let parts = facet_parts(facet.encoded_str());
        Ok((1..=parts.len()).map(|length| self.node(&parts[..length])).collect())
    }

    fn tree(mut self, field: FacetField) -> Vec<FacetCount> {
        // Longer paths first, so that all below a node are there when it is made.
        self.nodes.sort_by(|a, b| b.path.len().cmp(&a.path.len()).then_with(|| a.path.cmp(&b.path)));
        let mut below: HashMap<Vec<String>, Vec<FacetCount>> = HashMap::new();
        for mut node in self.nodes {
            let inner = below.remove(&node.path).map(|values| sorted(values, field)).unwrap_or_default();
            let value = node.path.pop().unwrap_or_default();
            let count = FacetCount { value, reports: node.reports, passages: node.passages, below: inner };
            below.entry(node.path).or_default().push(count);
        }
        below.remove(&Vec::new()).map(|values| sorted(values, field)).unwrap_or_default()
    }
}

fn sorted(mut values: Vec<FacetCount>, field: FacetField) -> Vec<FacetCount> {
    values.sort_by(|a, b| match field {
        // What is unknown comes last.
        FacetField::Year => (a.value == UNKNOWN).cmp(&(b.value == UNKNOWN)).then_with(|| b.value.cmp(&a.value)),
        _ => (b.reports, b.passages).cmp(&(a.reports, a.passages)).then_with(|| a.value.cmp(&b.value)),
    });
    values
}
