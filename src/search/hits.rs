//! What a query hits, before anything of it is read: passages, grouped by report.

use std::ops::Range;

use tantivy::{DocAddress, DocId};

use super::parts::Part;
use crate::query::Phrase;

/// How much matches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// Reports with a match.
    pub reports: u64,
    /// Sections with a match.
    pub sections: u64,
    /// Passages with a match.
    pub passages: u64,
}

/// Scores are rounded to this, so that of passages as good as each other the newer comes first.
pub(super) const STEP: f32 = 0.01;

/// A passage that matches.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawHit {
    pub(crate) doc: DocId,
    /// Its section's number in its report's outline.
    pub(crate) section: u32,
    /// 0 where scores were not asked for, and for boilerplate: it ranks after all else. Of phrases only what these make
    /// of it, until [`super::word_scores`] completes it.
    pub(crate) score: f32,
    /// Whether it is none of the report's own.
    pub(crate) boilerplate: bool,
    /// At how many places the query's phrases stand in it, all together; 0 where that was not counted.
    pub(crate) places: u16,
}

/// The hits of one report.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// The report's own document.
    pub(crate) file: DocAddress,
    /// Its hits among [`Hits::hits`], in reading order.
    pub(crate) hits: Range<usize>,
    /// How many of its sections have hits.
    pub(crate) sections: u32,
    /// The score of its best hit.
    pub(crate) best: f32,
}

/// All hits of a query.
#[derive(Debug, Default)]
pub(crate) struct Hits {
    pub(crate) hits: Vec<RawHit>,
    pub(crate) groups: Vec<Group>,
    /// What a loose text marks in its hits.
    pub(crate) marked: Vec<Phrase>,
    /// For each hit what its score is made of, if that was asked for.
    pub(crate) parts: Vec<Vec<Part>>,
}

/// Whether hits are scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scoring {
    Off,
    On,
    /// And each score is taken apart.
    Explained,
}

impl Group {
    /// The group of a report's hits, which lie at `range` among all.
    pub(crate) fn of(file: DocAddress, range: Range<usize>, hits: &[RawHit]) -> Self {
        let best = hits.iter().map(|hit| hit.score).fold(0.0, f32::max);
        // Hits stand in reading order: those of a section stand together.
        let sections = hits.chunk_by(|a, b| a.section == b.section).count() as u32;
        Self { file, hits: range, sections, best }
    }
}

impl Hits {
    /// Adds the hits of another segment.
    pub(crate) fn append(&mut self, mut other: Self) {
        if self.hits.is_empty() {
            *self = other;
            return;
        }
        let before = self.hits.len();
        self.hits.append(&mut other.hits);
        self.parts.append(&mut other.parts);
        self.marked.append(&mut other.marked);
        let moved = |group: Group| Group { hits: group.hits.start + before..group.hits.end + before, ..group };
        self.groups.extend(other.groups.into_iter().map(moved));
    }

    pub(crate) fn total(&self) -> Total {
        Total {
            reports: self.groups.len() as u64,
            sections: self.groups.iter().map(|group| u64::from(group.sections)).sum(),
            passages: self.hits.len() as u64,
        }
    }

    pub(crate) fn of(&self, group: &Group) -> &[RawHit] {
        &self.hits[group.hits.clone()]
    }
}
