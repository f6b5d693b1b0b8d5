//! A query's tree on sections or reports: its words need not stand in one passage. The tree is judged of each such unit by
//! what stands anywhere in it; hits are then the passages in it that hold any of its words.

use std::collections::HashSet;
use std::hash::Hash;

use crate::error::Result;
use crate::query::{Node, Query};
use crate::report::Section;

/// A tree with the units in which each leaf is true.
pub enum TrueIn<U> {
    /// It is true in these.
    Leaf(HashSet<U>),
    /// Where all of these are.
    All(Vec<Self>),
    /// Where one of these is.
    Any(Vec<Self>),
    /// Where this is not.
    Not(Box<Self>),
}

impl<U: Copy + Eq + Hash> TrueIn<U> {
    /// Of a tree; `units_with` finds the units in which a leaf is true anywhere.
    ///
    /// # Errors
    /// Those of `units_with`.
    pub fn of(node: &Node, units_with: &mut impl FnMut(&Node) -> Result<HashSet<U>>) -> Result<Self> {
        let mut each = |nodes: &[Node]| nodes.iter().map(|node| Self::of(node, units_with)).collect::<Result<_>>();
        Ok(match node {
            Node::All(nodes) => Self::All(each(nodes)?),
            Node::Any(nodes) => Self::Any(each(nodes)?),
            Node::Not(node) => Self::Not(Box::new(Self::of(node, units_with)?)),
            leaf => Self::Leaf(units_with(leaf)?),
        })
    }

    /// Whether the tree is true in a unit.
    pub fn holds(&self, unit: U) -> bool {
        match self {
            Self::Leaf(units) => units.contains(&unit),
            Self::All(nodes) => nodes.iter().all(|node| node.holds(unit)),
            Self::Any(nodes) => nodes.iter().any(|node| node.holds(unit)),
            Self::Not(node) => !node.holds(unit),
        }
    }
}

/// The query whose hits those are that a query has in units in which it is true: any of its leaves that say what stands in
/// a passage, and are not excluded; all passages if there are none.
pub fn any_word(query: &Query) -> Query {
    let words: Vec<Node> = words(&query.root).into_iter().cloned().collect();
    Query::new(&query.text, if words.is_empty() { Node::All(Vec::new()) } else { Node::Any(words) })
}

fn words(node: &Node) -> Vec<&Node> {
    match node {
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().flat_map(words).collect(),
        Node::Not(_) | Node::Field(_) => Vec::new(),
        leaf => vec![leaf],
    }
}

/// For each section of an outline the number of the main section that holds it.
pub fn main_sections(sections: &[Section]) -> Vec<u32> {
    let mut mains: Vec<u32> = Vec::with_capacity(sections.len());
    for (number, section) in (0..).zip(sections) {
        // Parents stand before their sub-sections.
        let main = section.parent.map_or(number, |parent| mains.get(parent.0 as usize).copied().unwrap_or(0));
        mains.push(main);
    }
    mains
}
