//! Words that need not stand in one passage, but in one section or report.
//!
//! The tree is judged of each unit by what stands anywhere in it; hits are then the passages that hold any of its words.

use std::collections::{HashMap, HashSet};

use tantivy::DocAddress;

use super::collect::collect;
use super::hits::{Group, Hits, Scoring};
use crate::error::Result;
use crate::index::Reader;
use crate::query::{Filters, Node, Query};

/// What all words of a query must stand in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// One passage.
    #[default]
    Passage,
    /// One main section, its sub-sections included; what stands before the first heading is one.
    Section,
    /// One report.
    Report,
}

/// A unit: its report's document and, of sections, the main section's number.
type Id = (DocAddress, u32);

/// The hits of a query whose words stand in one unit, not in one passage.
///
/// # Errors
/// Of the index.
pub(super) fn collect_within(
    reader: &Reader,
    query: &Query,
    filters: &Filters,
    unit: Unit,
    scoring: Scoring,
) -> Result<Hits> {
    let mut units = Units { reader, filters, unit, mains: HashMap::new() };
    let judged = units.judge(&query.root)?;
    let wanted: Vec<Node> = positive(&query.root).into_iter().cloned().collect();
    let any = Query::new(&query.text, if wanted.is_empty() { Node::All(Vec::new()) } else { Node::Any(wanted) });
    let hits = collect(reader, &any, filters, scoring)?;
    let mut kept = Hits { marked: hits.marked.clone(), ..Hits::default() };
    for group in &hits.groups {
        let start = kept.hits.len();
        for (number, hit) in group.hits.clone().zip(hits.of(group)) {
            let id = units.id(group.file, hit.section)?;
            if judged.holds(id) {
                kept.hits.push(*hit);
                kept.parts.extend(hits.parts.get(number).cloned());
            }
        }
        if kept.hits.len() > start {
            kept.groups.push(Group::of(group.file, start..kept.hits.len(), &kept.hits[start..]));
        }
    }
    Ok(kept)
}

/// A tree with the units in which each leaf is true.
enum Judged {
    Leaf(HashSet<Id>),
    All(Vec<Judged>),
    Any(Vec<Judged>),
    Not(Box<Judged>),
}

impl Judged {
    fn holds(&self, id: Id) -> bool {
        match self {
            Self::Leaf(units) => units.contains(&id),
            Self::All(nodes) => nodes.iter().all(|node| node.holds(id)),
            Self::Any(nodes) => nodes.iter().any(|node| node.holds(id)),
            Self::Not(node) => !node.holds(id),
        }
    }
}

struct Units<'a> {
    reader: &'a Reader,
    filters: &'a Filters,
    unit: Unit,
    /// For each report the main section of each section.
    mains: HashMap<DocAddress, Vec<u32>>,
}

impl Units<'_> {
    fn judge(&mut self, node: &Node) -> Result<Judged> {
        Ok(match node {
            Node::All(nodes) => Judged::All(nodes.iter().map(|node| self.judge(node)).collect::<Result<_>>()?),
            Node::Any(nodes) => Judged::Any(nodes.iter().map(|node| self.judge(node)).collect::<Result<_>>()?),
            Node::Not(node) => Judged::Not(Box::new(self.judge(node)?)),
            leaf => Judged::Leaf(self.units_with(leaf)?),
        })
    }

    fn units_with(&mut self, leaf: &Node) -> Result<HashSet<Id>> {
        let query = Query::new("", leaf.clone());
        let hits = collect(self.reader, &query, self.filters, Scoring::Off)?;
        let mut found = HashSet::new();
        for group in &hits.groups {
            for hit in hits.of(group) {
                found.insert(self.id(group.file, hit.section)?);
            }
        }
        Ok(found)
    }

    fn id(&mut self, file: DocAddress, section: u32) -> Result<Id> {
        if self.unit != Unit::Section {
            return Ok((file, 0));
        }
        if !self.mains.contains_key(&file) {
            let record = self.reader.record(file)?;
            let sections = record.report().map(|report| report.sections.as_slice()).unwrap_or_default();
            let mut mains: Vec<u32> = Vec::with_capacity(sections.len());
            for (number, section) in (0..).zip(sections) {
                // Parents stand before their sub-sections.
                let main = section.parent.map_or(number, |parent| mains.get(parent.0 as usize).copied().unwrap_or(0));
                mains.push(main);
            }
            self.mains.insert(file, mains);
        }
        Ok((file, self.mains[&file].get(section as usize).copied().unwrap_or(0)))
    }
}

/// The leaves that say what stands in a passage, and are not excluded.
fn positive(node: &Node) -> Vec<&Node> {
    match node {
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().flat_map(positive).collect(),
        Node::Not(_) | Node::Field(_) => Vec::new(),
        leaf => vec![leaf],
    }
}
