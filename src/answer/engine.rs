//! The seam between questions and engines.

use std::sync::Arc;

use super::collection::{Collection, FileEntry, FileState, Vocabulary};
use super::facets::{FacetCounts, FacetField};
use super::hit::Hits;
use super::list::ReportView;
use super::question::Question;
use super::total::{Counted, Rows};
use super::view::View;
use crate::error::Result;
use crate::query::Filters;

/// One state of a collection; it never changes. Every answer is exact and says what it was drawn from, or is an error: an
/// engine may refuse ([`crate::error::Error::Refused`]), and is never silently less.
///
/// All methods may be called from several threads at once; their errors are those of the collection, of the deadline, and
/// refusals. Watching a folder and refreshing are no methods: opening it anew gives another engine.
pub trait Engine: Send + Sync {
    /// Counts, when and where indexed, and the name of this state.
    fn about(&self) -> Result<Arc<Collection>>;

    /// What a question is resolved by ([`Question::new`]), read when it is first asked for.
    fn vocabulary(&self) -> Result<Arc<Vocabulary>>;

    /// How many reports, sections and passages match.
    fn count(&self, question: &Question) -> Result<Counted>;

    /// How much matches, and the reports that the question asks for, by path.
    fn matching<'a>(&'a self, question: &'a Question) -> Result<(Counted, Rows<'a, ReportMatch>)>;

    /// The reports in which each of many questions is true, in the order of the questions.
    fn matrix(&self, questions: &[Question]) -> Result<Vec<Vec<ReportMatch>>> {
        questions.iter().map(|question| self.matching(question)?.1.collect()).collect()
    }

    /// What matches in all at once, then report after report in the view's order, or whatever else it groups by, each with
    /// its best hits as they are shown.
    fn hits<'a>(&'a self, question: &'a Question, view: &'a View) -> Result<Hits<'a>>;

    /// Counts by each field, of the first `most` values of each and below each.
    fn facets(&self, question: &Question, by: &[FacetField], most: usize) -> Result<(Counted, Vec<FacetCounts>)>;

    /// The reports that the filters let through, by path; where years are asked for, those that are of them before those
    /// that only speak for them. Several callers read side by side, each its share.
    fn reports<'a>(&'a self, filters: &'a Filters, detail: Detail, share: Share) -> Result<Rows<'a, ReportView>>;

    /// One report by its whole path.
    fn report(&self, path: &str, detail: Detail) -> Result<Option<ReportView>>;

    /// Files by what became of them, by path.
    fn files(&self, state: FileState) -> Result<Rows<'_, FileEntry>>;
}

/// How often a question is true in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportMatch {
    /// Its path.
    pub path: String,
    /// In how many of its passages; in none of a report without a match.
    pub passages: u64,
    /// Number of the first of them; 0 for a title outside the text, and without a match.
    pub first: u32,
    /// How many places are marked in them, if the question asks for that; what overlaps is one.
    pub occurrences: Option<u64>,
}

/// How much of a report is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// What is known of it, and its outline.
    Outline,
    /// The texts of its passages, too: of those that the filter on sections lets through.
    Texts,
    /// The text of the passage with this number, if there is one.
    Passage(u32),
}

/// One of several equal shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    number: usize,
    of: usize,
}

impl Share {
    /// All of it.
    pub const ALL: Self = Self { number: 0, of: 1 };

    /// All of it, as so many shares; at least one.
    pub fn split(of: usize) -> impl Iterator<Item = Self> {
        let of = of.max(1);
        (0..of).map(move |number| Self { number, of })
    }

    /// Whether the row with this number is of this share.
    pub fn holds(self, row: usize) -> bool {
        row % self.of == self.number
    }
}
