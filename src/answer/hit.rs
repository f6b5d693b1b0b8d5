//! What a question hits, as it is shown.

use std::sync::Arc;

use super::citation::Citation;
use super::contribution::Contribution;
use super::cooccurrence::Apart;
use super::question::Question;
use super::show::{Excerpt, Line};
use super::total::{Counted, Rows};
use crate::error::Result;
use crate::extract::Format;
use crate::query::Expansion;
use crate::report::{Metadata, Part};

/// The hits of a question, as they come.
pub struct Hits<'a> {
    /// What matches in all, known from the start.
    pub counted: Counted,
    /// Where nothing matches: whether the words stand apart from each other.
    pub apart: Option<Apart>,
    /// Reports, or what else is shown together, in the order that was asked for.
    pub reports: Rows<'a, ReportHits>,
}

/// The answer to a question, all that is shown of it at hand.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What matches in all.
    pub counted: Counted,
    /// What is shown.
    pub reports: Vec<ReportHits>,
    /// The other names that were looked for, too.
    pub expanded: Vec<Expansion>,
    /// Where nothing matches: whether the words stand apart from each other.
    pub apart: Option<Apart>,
}

impl Hits<'_> {
    /// All of them, as the answer to the question that they are of.
    ///
    /// # Errors
    /// The first of the rows.
    pub fn answer(self, question: &Question) -> Result<Answer> {
        let expanded = question.query.as_ref().map(|query| query.expanded.clone()).unwrap_or_default();
        Ok(Answer { counted: self.counted, apart: self.apart, reports: self.reports.collect::<Result<_>>()?, expanded })
    }
}

/// A report with its best hits.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportHits {
    /// Path within the indexed folder.
    pub path: String,
    /// Which of the reports in its file it is.
    pub part: Part,
    /// What its file is, as its content says.
    pub format: Format,
    /// What is known of it.
    pub metadata: Arc<Metadata>,
    /// Its best hits, the best first.
    pub hits: Vec<Hit>,
    /// How many hits it has in all.
    pub total: usize,
}

/// A passage that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The headings above it, the widest first.
    pub section: Vec<String>,
    /// The part of the innermost of these sections, if it is known; a title that stands outside the text is in none.
    pub part: Option<String>,
    /// Its topic, if it has one.
    pub topic: Option<String>,
    /// Its number in the report, from 1; 0 for a title that stands outside the text.
    pub passage: u32,
    /// How well it answers; 0 for boilerplate.
    pub score: f32,
    /// Whether it is none of the report's own: a watermark, an advertisement, a page number.
    pub boilerplate: bool,
    /// Whether it was recognised in a picture, and may be wrong.
    pub recognised: bool,
    /// The page of the file that it begins on, where the format has pages.
    pub page: Option<u32>,
    /// The row of a workbook that it is.
    pub row: Option<SheetRow>,
    /// Where it is a list's item: what leads in the list.
    pub lead_in: Option<String>,
    /// What is shown of it.
    pub excerpt: Excerpt,
    /// Where its first match stands, to be found again.
    pub citation: Citation,
    /// The passages around it, as far as they were asked for.
    pub context: Context,
    /// What its score is made of, if that was asked for.
    pub contributions: Vec<Contribution>,
    /// Its matches, in reading order; what overlaps is one.
    pub matches: Vec<Matched>,
    /// Its matches in a column, if they were asked for: one a match.
    pub concordance: Vec<Line>,
}

/// A row of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// The sheet's name.
    pub sheet: String,
    /// The row's number in the sheet, from 1.
    pub number: u32,
}

/// A match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matched {
    /// As it stands in the passage.
    pub text: String,
    /// What the groups of a regular expression hold of it, in their order; none for one that took no part.
    pub groups: Vec<Option<String>>,
}

/// Passages around another, in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Before it.
    pub before: Vec<Neighbour>,
    /// After it.
    pub after: Vec<Neighbour>,
}

/// A passage near another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// Its number in the report, from 1.
    pub number: u32,
    /// What it says.
    pub text: String,
    /// Whether it was recognised in a picture, and may be wrong.
    pub recognised: bool,
}
