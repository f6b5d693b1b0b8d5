//! Headings to sections, lines to passages. In goes a cleaned document: paragraphs, and which of them are not the report's.
//! Out come its text, its sections and its passages.
//!
//! 1. [`contents`]: what stands where headings stand and is none: titles, tables of contents, glossaries.
//! 2. [`siblings`]: numbered lines, judged together with those that carry on their numbering.
//! 3. [`unnumbered`]: parts, a lost first number, bold lines; [`standing`]: lines in brackets or after signs and words before
//!    colons, else [`bare`] lines, where several stand alike; [`named`]: names of parts. What stands around a line: [`lines`].
//! 4. [`sections`]: the tree that they make.
//!
//! No line is a heading by itself: what its siblings are, it is.

mod contents;
mod siblings;
mod lines;
mod unnumbered;
mod bare;
mod standing;
mod named;
mod sections;

use super::clean::{Cleaned, without_watermark};
use super::headings::{Heading, heading};
use super::numbering::Mark;
use crate::extract::Place;
use crate::schema::Labels;
pub(crate) use sections::Outline;

/// Builds the outline of a report.
pub(crate) fn build(cleaned: &Cleaned, labels: &Labels) -> Outline {
    sections::build(cleaned, &headings(cleaned, labels))
}

/// For each block the heading that it is, or begins with.
fn headings<'a>(cleaned: &'a Cleaned, labels: &Labels) -> Vec<Option<Heading<'a>>> {
    let blocks = &cleaned.blocks;
    let outside = contents::outside(blocks);
    let candidate = |at: usize| {
        // A row of several cells has its number, too.
        let is_row = matches!(blocks[at].place, Place::Row { .. }) && blocks[at].text.contains(" | ");
        let is_outside = cleaned.boilerplate[at] || outside[at] || is_row;
        let found = heading(without_watermark(&blocks[at].text, &cleaned.sites), blocks[at].style);
        found.filter(|_| !is_outside)
    };
    let mut headings: Vec<Option<Heading<'_>>> = (0..blocks.len()).map(candidate).collect();
    siblings::judge(&mut headings, blocks);
    for (at, mark) in unnumbered::headings(cleaned, &headings, &outside, labels) {
        headings[at] = Some(Heading::unnumbered(mark, unnumbered::text(cleaned, at)));
    }
    for (at, heading) in standing::headings(cleaned, &headings, &outside) {
        headings[at] = Some(heading);
    }
    for (at, heading) in named::headings(cleaned, &headings, &outside, labels) {
        headings[at] = Some(heading);
    }
    // Items before the first heading are those of the introduction.
    let others = headings.iter().position(|h| h.is_some_and(|h| h.mark != Mark::Item));
    for heading in &mut headings[..others.unwrap_or(0)] {
        *heading = None;
    }
    headings
}
