//! Values of facets, counted: the numbers that segments give them to a tree of names.

use std::ops::Range;

use tantivy::DocId;
use tantivy::fastfield::FacetReader;

use super::names::{WantedValues, each_name};
use crate::answer::{Counts, FacetCount, FacetCounts, FacetField};
use crate::index::FACET_SEPARATOR;
use crate::report::UNKNOWN;

/// Stands for the value of what has none.
pub(super) const NO_VALUE: u64 = u32::MAX as u64;
/// No node, as above those that are below no other; of a value that was not found, no place.
const NONE: u32 = u32::MAX;
/// Parts the parts of a path.
const SEPARATOR: u8 = FACET_SEPARATOR as u8;

/// A value of a report, or of a section of it.
pub(super) struct FacetOccurrence {
    /// Its number in the dictionary of the segment; in [`Values`] its place among those that were found, or none.
    pub(super) value: u32,
    /// The report's own document.
    pub(super) report: DocId,
    /// For how many passages it counts.
    pub(super) passages: u32,
}

/// What was found in one segment.
pub(super) struct Values {
    /// By report.
    found: Vec<FacetOccurrence>,
    /// The numbers of the values, ascending strictly.
    numbers: Vec<u64>,
    facets: FacetReader,
}

impl Values {
    pub(super) fn new(mut found: Vec<FacetOccurrence>, facets: FacetReader) -> Self {
        // Of each number whether it was found, then its place among those that were.
        let mut places = vec![NONE; facets.num_facets()];
        for found in &found {
            places.get_mut(found.value as usize).into_iter().for_each(|place| *place = 0);
        }
        let mut numbers: Vec<u64> = Vec::with_capacity(found.len().min(places.len()));
        for (number, place) in (0..).zip(&mut places).filter(|(_, place)| **place != NONE) {
            *place = numbers.len() as u32;
            numbers.push(number);
        }
        found.iter_mut().for_each(|found| found.value = places.get(found.value as usize).copied().unwrap_or(NONE));
        Self { found, numbers, facets }
    }

    fn wanted(&self) -> WantedValues<'_> {
        WantedValues { dictionary: self.facets.facet_dict(), numbers: &self.numbers }
    }
}

/// Values and the values above them, each after the one above it, those below one in the order of their names.
pub(super) struct Tree {
    segments: Vec<Values>,
    nodes: Vec<Node>,
    /// For each value of each segment its node.
    nodes_of: Vec<Vec<u32>>,
    /// The node of what has no value.
    without: u32,
}

struct Node {
    /// Where its name is to be read; none for that of what has no value.
    name: Option<Name>,
    is_unknown: bool,
    parent: u32,
    /// The first node after it that is not below it.
    end: u32,
    reports: u32,
    passages: u32,
    /// The report that was counted last, so that it counts once.
    last: Option<(u32, DocId)>,
}

/// A part of a value in a dictionary.
#[derive(Clone, Copy)]
struct Name {
    segment: u32,
    number: u32,
    /// The bytes that are its own, after those of the values above it.
    start: u32,
    end: u32,
}

/// Makes nodes of values that come in the order of their names. Those below another follow it: a part of a path ends with
/// the least of all bytes.
struct Nodes {
    made: Vec<Node>,
    /// The value that came last, and the nodes of its parts from the top, each with where the part ends.
    last: Vec<u8>,
    path: Vec<(u32, usize)>,
}

impl Nodes {
    /// Makes those nodes of a value that are not there yet, and gives its own. `at`: its segment and its number there.
    fn add(&mut self, value: &[u8], at: Option<(usize, u64)>) -> u32 {
        let shared = self.path.iter().take_while(|&&(_, end)| {
            value.get(end).is_none_or(|&byte| byte == SEPARATOR) && value.get(..end) == self.last.get(..end)
        });
        self.leave(shared.count());
        loop {
            let (parent, start) = self.path.last().map_or((NONE, 0), |&(node, end)| (node, end + 1));
            let Some(rest) = value.get(start..) else { break };
            let end = memchr::memchr(SEPARATOR, rest).map_or(value.len(), |length| start + length);
            let name = at.map(|(segment, number)| Name {
                segment: segment as u32,
                number: number as u32,
                start: start as u32,
                end: end as u32,
            });
            let is_unknown = value[start..end] == *UNKNOWN.as_bytes();
            self.path.push((self.made.len() as u32, end));
            self.made.push(Node { name, is_unknown, parent, end: NONE, reports: 0, passages: 0, last: None });
        }
        self.last.clear();
        self.last.extend_from_slice(value);
        self.path.last().map_or(NONE, |&(node, _)| node)
    }

    /// Goes up to a depth: below the nodes that are left nothing more comes.
    fn leave(&mut self, depth: usize) {
        let end = self.made.len() as u32;
        self.path.drain(depth..).for_each(|(node, _)| self.made[node as usize].end = end);
    }
}

impl Tree {
    /// The tree of what was found.
    ///
    /// # Errors
    /// Of the dictionaries.
    pub(super) fn new(segments: Vec<Values>) -> tantivy::Result<Self> {
        let values = segments.iter().map(|values| values.numbers.len()).sum();
        let mut nodes = Nodes { made: Vec::with_capacity(values), last: Vec::new(), path: Vec::new() };
        let mut nodes_of: Vec<Vec<u32>> = segments.iter().map(|values| vec![NONE; values.numbers.len()]).collect();
        // What has no value comes where this one would.
        let mut without = None;
        let has_without = segments.iter().any(|values| values.found.iter().any(|found| found.value == NONE));
        let wanted: Vec<WantedValues<'_>> = segments.iter().map(Values::wanted).collect();
        each_name(&wanted, |name, places| {
            if has_without && UNKNOWN.as_bytes() <= name {
                without.get_or_insert_with(|| nodes.add(UNKNOWN.as_bytes(), None));
            }
            let at = places.first().map(|&(segment, place)| (segment, segments[segment].numbers[place]));
            let node = nodes.add(name, at);
            places.iter().for_each(|&(segment, place)| nodes_of[segment][place] = node);
        })?;
        let without = without.unwrap_or_else(|| if has_without { nodes.add(UNKNOWN.as_bytes(), None) } else { NONE });
        nodes.leave(0);
        Ok(Self { segments, nodes: nodes.made, nodes_of, without })
    }

    fn count(&mut self, field: FacetField) {
        for ((segment, values), nodes_of) in (0..).zip(&self.segments).zip(&self.nodes_of) {
            for found in &values.found {
                let mut node = nodes_of.get(found.value as usize).copied().unwrap_or(self.without);
                while let Some(here) = self.nodes.get_mut(node as usize) {
                    let report = Some((segment, found.report));
                    let is_first = std::mem::replace(&mut here.last, report) != report;
                    here.reports += u32::from(is_first);
                    // Two roles below one party committee count once there; two sections of a part have other passages
                    // each.
                    here.passages += if is_first || field.counts_sections() { found.passages } else { 0 };
                    node = here.parent;
                }
            }
        }
    }

    /// The first `most` values, and of those below each the first `most`.
    ///
    /// # Errors
    /// Of the dictionaries.
    pub(super) fn counts(mut self, field: FacetField, most: usize) -> tantivy::Result<FacetCounts> {
        self.count(field);
        let (values, others) = self.best(0..self.nodes.len() as u32, field, most)?;
        Ok(FacetCounts { field, values, others })
    }

    /// The first of the values below one, whose nodes are all that are below it, in the order in which they are shown, and
    /// how many there are besides.
    fn best(&self, below: Range<u32>, field: FacetField, most: usize) -> tantivy::Result<(Vec<FacetCount>, usize)> {
        let node = |number: u32| &self.nodes[number as usize];
        let mut values = Vec::new();
        let mut next = below.start;
        while next < below.end {
            values.push(next);
            next = node(next).end;
        }
        let counts = |value: u32| {
            let Node { is_unknown, reports, passages, .. } = *node(value);
            Counts { name: value, is_unknown, reports: reports.into(), passages: passages.into() }
        };
        let order = |&a: &u32, &b: &u32| field.order(&counts(a), &counts(b));
        if (1..values.len()).contains(&most) {
            values.select_nth_unstable_by(most, order);
            let others = values.split_off(most);
            values.sort_unstable_by(order);
            values.extend(others);
        } else {
            values.sort_unstable_by(order);
        }
        let others = values.len().saturating_sub(most);
        values.truncate(most);
        let counted = |number: u32| {
            let Node { reports, passages, end, .. } = *node(number);
            let below = if field.has_below() { number + 1..end } else { 0..0 };
            let (below, others) = self.best(below, field, most)?;
            Ok(FacetCount {
                value: self.name(number)?,
                reports: u64::from(reports),
                all: None,
                passages: u64::from(passages),
                below,
                others,
            })
        };
        Ok((values.into_iter().map(counted).collect::<tantivy::Result<_>>()?, others))
    }

    fn name(&self, node: u32) -> tantivy::Result<String> {
        let Some(Name { segment, number, start, end }) = self.nodes[node as usize].name else {
            return Ok(UNKNOWN.to_owned());
        };
        let mut value = Vec::new();
        self.segments[segment as usize].facets.facet_dict().ord_to_term(u64::from(number), &mut value)?;
        Ok(String::from_utf8_lossy(value.get(start as usize..end as usize).unwrap_or_default()).into_owned())
    }
}
