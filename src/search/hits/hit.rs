//! What a query hits, before anything of it is read: passages, grouped by report.

use std::ops::Range;

use tantivy::{DocAddress, DocId};

use crate::answer::{Contribution, Total};
use crate::query::Phrase;

/// Segments are searched, and facets counted, side by side where a phrase may stand so often: for less it takes longer to
/// wake the threads.
pub(in crate::search) const PARALLEL_FROM: u64 = 20_000;

/// A passage that matches.
#[derive(Clone, Copy, Debug)]
pub(in crate::search) struct RawHit {
    pub(in crate::search) doc: DocId,
    /// Its section's number in its report's outline.
    pub(in crate::search) section: u32,
    /// 0 where scores were not asked for, and for boilerplate: it ranks after all else. Of phrases only what these make
    /// of it, until [`crate::search::ranking`] completes it.
    pub(in crate::search) score: f32,
    /// Whether it is none of the report's own.
    pub(in crate::search) boilerplate: bool,
    /// At how many places the query's phrases stand in it, all together; 0 where that was not counted.
    pub(in crate::search) places: u16,
}

/// The hits of one report.
#[derive(Clone, Debug)]
pub(in crate::search) struct Group {
    /// The report's own document.
    pub(in crate::search) file: DocAddress,
    /// Its hits among [`RawHits::hits`], in reading order.
    pub(in crate::search) hits: Range<usize>,
    /// How many of its sections have hits.
    pub(in crate::search) sections: u32,
    /// The score of its best hit.
    pub(in crate::search) best: f32,
}

/// All hits of a query.
#[derive(Debug, Default)]
pub(in crate::search) struct RawHits {
    pub(in crate::search) hits: Vec<RawHit>,
    pub(in crate::search) groups: Vec<Group>,
    /// What a loose text marks in its hits.
    pub(in crate::search) marked: Vec<Phrase>,
    /// For each hit what its score is made of, if that was asked for.
    pub(in crate::search) contributions: Vec<Vec<Contribution>>,
}

/// Whether hits are scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) enum Scoring {
    Off,
    On,
    /// And each score is taken apart.
    Explained,
}

impl Group {
    /// The group of a report's hits, which lie at `range` among all.
    pub(in crate::search) fn of(file: DocAddress, range: Range<usize>, hits: &[RawHit]) -> Self {
        let best = hits.iter().map(|hit| hit.score).fold(0.0, f32::max);
        // Hits stand in reading order: those of a section stand together.
        let sections = hits.chunk_by(|a, b| a.section == b.section).count() as u32;
        Self { file, hits: range, sections, best }
    }
}

impl RawHits {
    /// Adds the hits of another segment.
    pub(in crate::search) fn append(&mut self, mut other: Self) {
        if self.hits.is_empty() {
            *self = other;
            return;
        }
        let before = self.hits.len();
        self.hits.append(&mut other.hits);
        self.contributions.append(&mut other.contributions);
        self.marked.append(&mut other.marked);
        let moved = |group: Group| Group { hits: group.hits.start + before..group.hits.end + before, ..group };
        self.groups.extend(other.groups.into_iter().map(moved));
    }

    pub(in crate::search) fn total(&self) -> Total {
        Total {
            reports: self.groups.len() as u64,
            sections: self.groups.iter().map(|group| u64::from(group.sections)).sum(),
            passages: self.hits.len() as u64,
        }
    }

    pub(in crate::search) fn of(&self, group: &Group) -> &[RawHit] {
        &self.hits[group.hits.clone()]
    }
}
