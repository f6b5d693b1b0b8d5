//! The hits of a report as they are shown: the best of them, each with its excerpt, citation, lead-in and neighbours.

use std::ops::RangeInclusive;
use std::sync::Arc;

use super::concordance;
use super::excerpt::excerpt_of;
use super::highlight::{Highlighter, joined};
use super::lead_in::lead_in;
use crate::analysis::ByteRange;
use crate::answer::citation::Citation;
use crate::answer::contribution::Contribution;
use crate::answer::hit::{Context, Hit, Matched, Neighbour, ReportHits, SheetRow};
use crate::answer::view::View;
use crate::error::Result;
use crate::report::{ReadReport, Section, SectionId, heading_path};
use crate::schema::Label;

/// Characters of a passage that are shown, about: a few lines.
const EXCERPT_CHARS: usize = 150;

/// Gives the passages of one report.
pub trait Passages {
    /// The text of a passage, by its number, from 1.
    ///
    /// # Errors
    /// Of the engine.
    fn text(&self, number: u32) -> Result<String>;
    /// How many passages before it the one stands that leads in the list whose item it is; 0 if it is none.
    fn lead(&self, number: u32) -> u32;
    /// Whether it was recognised in a picture, and may be wrong.
    fn is_recognised(&self, number: u32) -> bool;
}

/// A passage that was found, before anything of it is read.
#[derive(Clone, Copy, Debug)]
pub struct FoundPassage<'a> {
    /// Its number in the report, from 1; 0 for a title that stands outside the text.
    pub number: u32,
    /// Its section's number in its report's outline.
    pub section: u32,
    /// How well it answers.
    pub score: f32,
    /// Whether it is none of the report's own.
    pub boilerplate: bool,
    /// Whether it was recognised in a picture, and may be wrong.
    pub recognised: bool,
    /// At how many places the query's phrases stand in it, all together; 0 where that was not counted.
    pub places: u16,
    /// What its score is made of, if that was asked for.
    pub contributions: &'a [Contribution],
}

/// A report whose hits are shown.
pub struct Shown<'a> {
    /// Path within the indexed folder.
    pub path: &'a str,
    /// Hash of its file's bytes when it was read.
    pub hash: &'a [u8; 32],
    /// What is known of it.
    pub report: &'a ReadReport,
    /// Its passages.
    pub passages: &'a dyn Passages,
}

impl Shown<'_> {
    /// The report with the best of its hits, `found` being all of them, in reading order.
    ///
    /// # Errors
    /// Of the engine, where passages are read.
    pub fn hits(&self, mut found: Vec<FoundPassage<'_>>, marks: &Highlighter<'_>, view: &View) -> Result<ReportHits> {
        let total = found.len();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.number.cmp(&b.number)));
        found.truncate(view.passages);
        let hash = Citation::digits(self.hash);
        let hits = found.iter().map(|found| self.hit(found, &hash, marks, view)).collect::<Result<_>>()?;
        let (part, format, metadata) =
            (self.report.part, self.report.reading.format, Arc::clone(&self.report.metadata));
        Ok(ReportHits { path: self.path.to_owned(), part, format, metadata, hits, total })
    }

    fn hit(&self, found: &FoundPassage<'_>, hash: &str, marks: &Highlighter<'_>, view: &View) -> Result<Hit> {
        let &FoundPassage { number, section, score, boilerplate, recognised, places, contributions } = found;
        let text = match number {
            0 => self.report.metadata.title_apart().cloned().unwrap_or_default(),
            _ => self.passages.text(number)?,
        };
        let matches = marks.matches(&text, usize::from(places));
        let apart = joined(matches.iter().map(|&(range, _)| range));
        let matched =
            |&range: &ByteRange| Matched { text: range.of(&text).to_owned(), groups: marks.groups(&text, range) };
        let excerpt_chars = if view.whole { usize::MAX } else { EXCERPT_CHARS };
        let chars = matches.first().map_or((0, 0), |(range, _)| {
            let chars = |to: u32| text[..to as usize].chars().count();
            (chars(range.start), chars(range.end))
        });
        let lead = if number == 0 { 0 } else { self.passages.lead(number) };
        let lead_in = match (1..number).contains(&lead) {
            true => Some(lead_in(&self.passages.text(number - lead)?)),
            false => None,
        };
        let section_of = self.report.sections.get(section as usize).filter(|_| number > 0);
        let label = |of: &dyn Fn(&Section) -> Option<&Label>| section_of.and_then(of).map(|label| label.0.clone());
        Ok(Hit {
            section: heading_path(&self.report.sections, SectionId(section)),
            part: label(&|section| section.part.as_ref()),
            topic: label(&|section| section.topic.as_ref()),
            passage: number,
            score,
            boilerplate,
            recognised,
            page: self.report.page(number),
            row: self.report.row(number).map(|(sheet, number)| SheetRow { sheet: sheet.to_owned(), number }),
            lead_in,
            excerpt: excerpt_of(&text, &matches, marks.marks(), excerpt_chars),
            citation: Citation {
                path: self.path.to_owned(),
                passage: number,
                chars,
                hash: hash.to_owned(),
                text: Some(Citation::text_digits(&text)),
            },
            context: self.context(number, view.context)?,
            contributions: contributions.to_vec(),
            matches: apart.iter().map(matched).collect(),
            concordance: view.concordance.map_or_else(Vec::new, |chars| concordance::lines(&text, &apart, chars)),
        })
    }

    /// So many passages before and after another; none around a title that stands outside the text.
    fn context(&self, number: u32, around: u32) -> Result<Context> {
        if around == 0 || number == 0 {
            return Ok(Context::default());
        }
        let neighbour = |number| -> Result<Neighbour> {
            let (text, recognised) = (self.passages.text(number)?, self.passages.is_recognised(number));
            Ok(Neighbour { number, text, recognised })
        };
        let neighbours = |numbers: RangeInclusive<u32>| numbers.map(neighbour).collect::<Result<_>>();
        Ok(Context {
            before: neighbours(number.saturating_sub(around).max(1)..=number - 1)?,
            after: neighbours(number + 1..=number.saturating_add(around).min(self.report.passages))?,
        })
    }
}
