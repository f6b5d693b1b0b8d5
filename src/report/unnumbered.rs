//! Headings without numbers.
//!
//! - Parts: where 一、 stands several times, the short lines before each are the headings above it
//!   (2018年工作回顾 / 一、 … 五、 / 2019年工作安排 / 一、 … 七、).
//! - A lost first number: where the numbering begins with 二、, the line before it that a part or a topic is known by.
//! - Bold lines, where there are several.

use std::collections::BTreeMap;

use super::clean::Cleaned;
use super::headings::{Mark, heading, is_emphasis};
use super::names;
use crate::extract::Style;
use crate::schema::Labels;

/// A heading without a number is no longer than this, in characters.
const MAX_CHARS: usize = 25;
/// A report's head is no longer than this, in paragraphs.
const HEAD_BLOCKS: usize = 12;
/// A part's heading stands at most so many paragraphs before its first numbered one.
const WITHIN: usize = 6;
/// Fewer bold lines may be bold for any reason.
const MIN_BOLD: usize = 2;

/// The blocks that are headings without numbers, and how each counts.
pub(super) fn headings(cleaned: &Cleaned, labels: &Labels) -> BTreeMap<usize, Mark> {
    let lines = Lines::of(cleaned);
    let mut found = lines.bold();
    found.extend(lines.lost_first(labels).map(|at| (at, Mark::Han)));
    found.extend(lines.parts().into_iter().map(|at| (at, Mark::Unnumbered)));
    found
}

/// The lines of a report as far as they may be such headings.
struct Lines<'a> {
    cleaned: &'a Cleaned,
    /// For each block its numbered or marked heading's mark and number.
    numbered: Vec<Option<(Mark, &'a str)>>,
    /// The first block after the report's head: title, signature and address (各位代表：).
    body: usize,
}

impl<'a> Lines<'a> {
    fn of(cleaned: &'a Cleaned) -> Self {
        let blocks = &cleaned.blocks;
        let numbered = blocks.iter().map(|block| heading(&block.text, block.style).map(|h| (h.mark, h.number)));
        let address = blocks.iter().take(HEAD_BLOCKS).position(|block| block.text.starts_with("各位"));
        Self { cleaned, numbered: numbered.collect(), body: address.map_or(0, |at| at + 1) }
    }

    fn text(&self, at: usize) -> &'a str {
        self.cleaned.blocks[at].text.trim_matches(is_emphasis)
    }

    /// Whether a line could be a heading: short, of one piece, without the marks that sentences have.
    fn is_heading_like(&self, at: usize) -> bool {
        let line = self.text(at);
        (4..=MAX_CHARS).contains(&line.chars().count())
            && line.starts_with(char::is_alphanumeric)
            && line.ends_with(char::is_alphanumeric)
            && !line.contains(['，', '。', '：', '；'])
            && !line.starts_with("各位")
            && !names::is_report(line)
            && self.numbered[at].is_none()
            && !self.cleaned.boilerplate[at]
    }

    /// The blocks whose number is this one, in the style of main headings.
    fn with_number(&self, number: &str) -> Vec<usize> {
        (0..self.numbered.len()).filter(|&at| self.numbered[at] == Some((Mark::Han, number))).collect()
    }

    /// The headings of parts. None, unless every new beginning of the numbering has one: the lines of one kind of
    /// report are no sure sign by themselves.
    fn parts(&self) -> Vec<usize> {
        let before = |&at: &usize| {
            let first = at.saturating_sub(WITHIN).max(self.body);
            let lines = (first..at).rev().take_while(|&line| self.numbered[line].is_none());
            lines.into_iter().find(|&line| self.is_heading_like(line))
        };
        match self.with_number("一、").split_first() {
            Some((first, others)) if !others.is_empty() => {
                let others: Option<Vec<usize>> = others.iter().map(before).collect();
                others.map(|others| others.into_iter().chain(before(first)).collect()).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    /// The first main heading, where its number was lost: no 一、, but a 二、.
    fn lost_first(&self, labels: &Labels) -> Option<usize> {
        let second = *self.with_number("二、").first()?;
        if !self.with_number("一、").is_empty() {
            return None;
        }
        let is_known =
            |line| [&labels.parts, &labels.topics].iter().any(|table| !table.all_of_heading(line).is_empty());
        (self.body..second).find(|&at| self.is_heading_like(at) && is_known(self.text(at)))
    }

    /// Bold lines after the report's head. Where they come before all numbers they stand above them, else below.
    fn bold(&self) -> BTreeMap<usize, Mark> {
        let blocks = &self.cleaned.blocks;
        // The head's own lines are bold, too: title, name, date.
        let is_sentence = |at: &usize| blocks[*at].style == Style::Plain && self.text(*at).ends_with(['。', '：', ':']);
        let first =
            (self.body..blocks.len()).find(|at| self.body > 0 || is_sentence(at) || self.numbered[*at].is_some());
        let bold = |at: &usize| blocks[*at].style == Style::Bold && self.is_heading_like(*at);
        let found: Vec<usize> = (first.unwrap_or(blocks.len())..blocks.len()).filter(bold).collect();
        if found.len() < MIN_BOLD {
            return BTreeMap::new();
        }
        let is_above = self.numbered.iter().take(found[0]).all(Option::is_none);
        let mark = if is_above { Mark::Unnumbered } else { Mark::Bold };
        found.into_iter().map(|at| (at, mark)).collect()
    }
}
