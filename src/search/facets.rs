//! Counts of reports and passages by year, role, section, author and organisation.

use std::ops::Range;

use tantivy::DocAddress;
use tantivy::columnar::Dictionary;

use super::collect::{collect, collect_all};
use super::hits::{Hits, RawHit, Scoring, Total};
use crate::error::Result;
use crate::index::{FACET_SEPARATOR, Reader, UNKNOWN};
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
    let count = |&field: &FacetField| Ok(FacetCounts { field, values: values(reader, &hits, field)? });
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

/// The values of a field, counted.
///
/// Values are counted by their numbers in the dictionaries of the segments. Their names are read at the end, each once and
/// in their order: a frequent phrase stands in ten thousands of sections, each with a heading of its own.
fn values(reader: &Reader, hits: &Hits, field: FacetField) -> tantivy::Result<Vec<FacetCount>> {
    let mut names = Names::default();
    let mut counted = Vec::new();
    for (segment, groups) in (0..).zip(hits.groups.chunk_by(|a, b| a.file.segment_ord == b.file.segment_ord)) {
        let of_segment = reader.searcher().segment_reader(groups[0].file.segment_ord);
        let facets = of_segment.facet_reader(field.as_str())?;
        // The value of a document, a group of hits, and how many passages it counts for.
        let mut found: Vec<(u64, DocAddress, u64)> = Vec::new();
        for group in groups {
            if field != FacetField::Section {
                let passages = hits.of(group).len() as u64;
                found.extend(facets.facet_ords(group.file.doc_id).map(|value| (value, group.file, passages)));
                continue;
            }
            // Passages of a section stand together, and have the same value.
            let is_title = |hit: &RawHit| hit.doc == group.file.doc_id;
            let same = |a: &RawHit, b: &RawHit| a.section == b.section && is_title(a) == is_title(b);
            for section in hits.of(group).chunk_by(same) {
                let passages = section.len() as u64;
                if is_title(&section[0]) {
                    // A title that stands outside the text is in no section, and of no kind.
                    found.push((NO_VALUE, group.file, passages));
                } else {
                    found.extend(facets.facet_ords(section[0].doc).map(|value| (value, group.file, passages)));
                }
            }
        }
        names.add(segment, facets.facet_dict(), &found)?;
        counted.push(found);
    }
    let mut tree = Tree::new(names);
    for (segment, found) in counted.iter().enumerate() {
        for &(value, file, passages) in found {
            tree.count(segment, value, file, passages, field);
        }
    }
    Ok(tree.counts(field))
}

/// Stands for the value of what has none.
const NO_VALUE: u64 = u64::MAX;

/// Names of values, end to end: of each its segment, its number there, and where its name is.
#[derive(Default)]
struct Names {
    bytes: Vec<u8>,
    names: Vec<(usize, u64, Range<usize>)>,
}

impl Names {
    fn add(&mut self, segment: usize, names: &Dictionary, found: &[(u64, DocAddress, u64)]) -> tantivy::Result<()> {
        let mut values: Vec<u64> = found.iter().map(|&(value, ..)| value).collect();
        values.sort_unstable();
        values.dedup();
        if values.pop_if(|last| *last == NO_VALUE).is_some() {
            self.push(segment, NO_VALUE, Kind::other().0.as_bytes());
        }
        let mut numbers = values.iter();
        names.sorted_ords_to_term_cb(&values, |name| {
            numbers.next().into_iter().for_each(|&value| self.push(segment, value, name));
        })?;
        Ok(())
    }

    fn push(&mut self, segment: usize, value: u64, name: &[u8]) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(name);
        self.names.push((segment, value, start..self.bytes.len()));
    }
}

/// Values and the values above them, each after the one above it.
struct Tree {
    nodes: Vec<Node>,
    /// For each segment its values in ascending order, each with its node.
    nodes_of: Vec<Vec<(u64, usize)>>,
}

struct Node {
    value: String,
    parent: Option<usize>,
    reports: u64,
    passages: u64,
    /// The report that was counted last, so that it counts once.
    last: Option<DocAddress>,
}

impl Tree {
    fn new(Names { bytes, mut names }: Names) -> Self {
        // Of names that are sorted those below another follow it: a part of a path ends with the least of all bytes.
        names.sort_by(|(.., a), (.., b)| bytes[a.clone()].cmp(&bytes[b.clone()]));
        let mut tree = Self { nodes: Vec::new(), nodes_of: Vec::new() };
        let mut path: Vec<usize> = Vec::new();
        for (segment, value, name) in names {
            let name = String::from_utf8_lossy(&bytes[name]);
            let parts = name.split(FACET_SEPARATOR);
            let known = path.iter().zip(parts.clone()).take_while(|&(&node, part)| tree.nodes[node].value == part);
            let known = known.count();
            path.truncate(known);
            for part in parts.skip(known) {
                let parent = path.last().copied();
                path.push(tree.nodes.len());
                tree.nodes.push(Node { value: part.to_owned(), parent, reports: 0, passages: 0, last: None });
            }
            tree.nodes_of.resize_with(tree.nodes_of.len().max(segment + 1), Vec::new);
            tree.nodes_of[segment].extend(path.last().map(|&node| (value, node)));
        }
        tree.nodes_of.iter_mut().for_each(|nodes| nodes.sort_unstable());
        tree
    }

    fn count(&mut self, segment: usize, value: u64, file: DocAddress, passages: u64, field: FacetField) {
        let nodes = &self.nodes_of[segment];
        let found = nodes.binary_search_by_key(&value, |&(value, _)| value);
        let mut node = found.ok().map(|at| nodes[at].1);
        while let Some(here) = node.map(|node| &mut self.nodes[node]) {
            let is_first = here.last.replace(file) != Some(file);
            here.reports += u64::from(is_first);
            // Two roles below one party committee count once there; two sections of a kind have other passages each.
            here.passages += if is_first || field == FacetField::Section { passages } else { 0 };
            node = here.parent;
        }
    }

    fn counts(self, field: FacetField) -> Vec<FacetCount> {
        let mut below: Vec<Vec<FacetCount>> = self.nodes.iter().map(|_| Vec::new()).collect();
        let mut top = Vec::new();
        // What is below a node comes after it.
        for (number, node) in self.nodes.into_iter().enumerate().rev() {
            let inner = sorted(std::mem::take(&mut below[number]), field);
            let count = FacetCount { value: node.value, reports: node.reports, passages: node.passages, below: inner };
            node.parent.map_or(&mut top, |parent| &mut below[parent]).push(count);
        }
        sorted(top, field)
    }
}

/// In the order in which they are shown, of values in descending order.
fn sorted(mut values: Vec<FacetCount>, field: FacetField) -> Vec<FacetCount> {
    if field == FacetField::Year {
        // What is unknown comes last.
        values.sort_by_key(|value| value.value == UNKNOWN);
    } else {
        values.reverse();
        values.sort_by_key(|value| std::cmp::Reverse((value.reports, value.passages)));
    }
    values
}
