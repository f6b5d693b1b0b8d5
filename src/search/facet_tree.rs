//! Values of facets, counted: the numbers that segments give them to a tree of names.

use std::cmp::Reverse;
use std::ops::Range;

use tantivy::DocId;
use tantivy::columnar::Dictionary;

use super::facets::{FacetCount, FacetCounts, FacetField};
use crate::index::{FACET_SEPARATOR, UNKNOWN};
use crate::schema::Kind;

/// Stands for the value of what has none.
pub(super) const NO_VALUE: u64 = u32::MAX as u64;
/// Stands for the node above those that are below no other.
const NONE: u32 = u32::MAX;

/// A value of a report, or of a section of it.
pub(super) struct Found {
    /// Its number in the dictionary of the segment; once it is [`Values::named`], that of its name there.
    pub(super) value: u32,
    /// The report's own document.
    pub(super) report: DocId,
    /// For how many passages it counts.
    pub(super) passages: u32,
}

/// What was found in one segment.
pub(super) struct Values {
    /// By report.
    found: Vec<Found>,
    /// The names of the values, end to end, and where each ends; all but that of [`NO_VALUE`], the last, in their order.
    names: Vec<u8>,
    ends: Vec<u32>,
}

impl Values {
    /// Reads the names of what was found, each once.
    pub(super) fn named(mut found: Vec<Found>, dictionary: &Dictionary) -> tantivy::Result<Self> {
        // The numbers that were found, in order, and at each number which of these it is.
        let mut numbers = vec![0; dictionary.num_terms()];
        for found in &found {
            numbers.get_mut(found.value as usize).into_iter().for_each(|number| *number = 1);
        }
        let mut values: Vec<u64> = Vec::with_capacity(found.len().min(numbers.len()));
        for (value, number) in (0..).zip(&mut numbers).filter(|(_, number)| **number > 0) {
            *number = values.len() as u32;
            values.push(value);
        }
        let mut named = Self { found: Vec::new(), names: Vec::new(), ends: Vec::with_capacity(values.len() + 1) };
        dictionary.sorted_ords_to_term_cb(&values, |name| named.push(name))?;
        let without = named.ends.len() as u32;
        named.push(Kind::other().0.as_bytes());
        found.iter_mut().for_each(|found| found.value = numbers.get(found.value as usize).copied().unwrap_or(without));
        if found.iter().all(|found| found.value != without) {
            named.ends.pop();
        }
        Ok(Self { found, ..named })
    }

    fn push(&mut self, name: &[u8]) {
        self.names.extend_from_slice(name);
        self.ends.push(self.names.len() as u32);
    }

    /// Where a name lies.
    fn name(&self, number: usize) -> Range<usize> {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        start as usize..self.ends[number] as usize
    }
}

/// Values and the values above them, each after the one above it, those below one in the order of their names.
pub(super) struct Tree {
    segments: Vec<Values>,
    nodes: Vec<Node>,
    /// For each name of each segment its node.
    nodes_of: Vec<Vec<u32>>,
}

struct Node {
    /// Where its own name lies, without those above it: the number of a segment, and bytes.
    name: (u32, Range<usize>),
    parent: u32,
    reports: u32,
    passages: u32,
    /// The report that was counted last, so that it counts once.
    last: Option<(u32, DocId)>,
}

impl Tree {
    pub(super) fn new(segments: Vec<Values>) -> Self {
        let each = (0..).zip(&segments);
        let mut order: Vec<(u32, u32)> =
            each.flat_map(|(segment, values)| (0..values.ends.len() as u32).map(move |name| (segment, name))).collect();
        let bytes = |(segment, name): (u32, u32)| -> &[u8] {
            let values = &segments[segment as usize];
            &values.names[values.name(name as usize)]
        };
        // Of names that are sorted those below another follow it: a part of a path ends with the least of all bytes.
        // The sort finds the runs that the segments are.
        order.sort_by(|&a, &b| bytes(a).cmp(bytes(b)));
        let mut nodes: Vec<Node> = Vec::with_capacity(order.len());
        let mut nodes_of: Vec<Vec<u32>> = segments.iter().map(|values| vec![NONE; values.ends.len()]).collect();
        // The nodes of the name before, from the top.
        let mut path: Vec<u32> = Vec::new();
        for (segment, name) in order {
            let mut start = segments[segment as usize].name(name as usize).start;
            let mut depth = 0;
            for part in bytes((segment, name)).split(|&byte| byte == FACET_SEPARATOR as u8) {
                let place = start..start + part.len();
                start = place.end + 1;
                let is_known = path.get(depth).is_some_and(|&node| {
                    let (segment, place) = &nodes[node as usize].name;
                    segments[*segment as usize].names[place.clone()] == *part
                });
                if !is_known {
                    let parent = depth.checked_sub(1).map_or(NONE, |above| path[above]);
                    path.truncate(depth);
                    path.push(nodes.len() as u32);
                    nodes.push(Node { name: (segment, place), parent, reports: 0, passages: 0, last: None });
                }
                depth += 1;
            }
            path.truncate(depth);
            nodes_of[segment as usize][name as usize] = path[depth - 1];
        }
        Self { segments, nodes, nodes_of }
    }

    fn count(&mut self, field: FacetField) {
        for ((segment, values), nodes_of) in (0..).zip(&self.segments).zip(&self.nodes_of) {
            for found in &values.found {
                let mut node = nodes_of.get(found.value as usize).copied().unwrap_or(NONE);
                while let Some(here) = self.nodes.get_mut(node as usize) {
                    let report = Some((segment, found.report));
                    let is_first = std::mem::replace(&mut here.last, report) != report;
                    here.reports += u32::from(is_first);
                    // Two roles below one party committee count once there; two sections of a kind have other passages
                    // each.
                    here.passages += if is_first || field == FacetField::Section { found.passages } else { 0 };
                    node = here.parent;
                }
            }
        }
    }

    /// The first `most` values, and of those below each the first `most`.
    pub(super) fn counts(mut self, field: FacetField, most: usize) -> FacetCounts {
        self.count(field);
        let mut by_parent: Vec<u32> = (0..self.nodes.len() as u32).collect();
        by_parent.sort_by_key(|&node| self.nodes[node as usize].parent);
        let (values, others) = self.best(NONE, &by_parent, field, most);
        FacetCounts { field, values, others }
    }

    /// The first of the values below one, in the order in which they are shown, and how many there are besides.
    fn best(&self, parent: u32, by_parent: &[u32], field: FacetField, most: usize) -> (Vec<FacetCount>, usize) {
        let before = |than: u32| by_parent.partition_point(|&node| self.nodes[node as usize].parent < than);
        let end = parent.checked_add(1).map_or(by_parent.len(), before);
        let mut values = by_parent[before(parent)..end].to_vec();
        let node = |number: u32| &self.nodes[number as usize];
        let name = |number: u32| {
            let (segment, place) = &node(number).name;
            &self.segments[*segment as usize].names[place.clone()]
        };
        if field == FacetField::Year {
            // What is unknown comes last.
            values.sort_by_key(|&value| (name(value) == UNKNOWN.as_bytes(), Reverse(value)));
        } else {
            let rank = |&value: &u32| (Reverse((node(value).reports, node(value).passages)), value);
            if (1..values.len()).contains(&most) {
                values.select_nth_unstable_by_key(most, rank);
                let others = values.split_off(most);
                values.sort_unstable_by_key(rank);
                values.extend(others);
            } else {
                values.sort_unstable_by_key(rank);
            }
        }
        let others = values.len().saturating_sub(most);
        values.truncate(most);
        let counted = |number: u32| {
            let Node { reports, passages, .. } = *node(number);
            let (below, others) = self.best(number, by_parent, field, most);
            FacetCount {
                value: String::from_utf8_lossy(name(number)).into_owned(),
                reports: u64::from(reports),
                passages: u64::from(passages),
                below,
                others,
            }
        };
        (values.into_iter().map(counted).collect(), others)
    }
}
