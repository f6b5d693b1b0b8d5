//! Headings without numbers.
//!
//! - Parts: where 一、 stands several times, the short lines before each are the headings above it
//!   (2018年工作回顾 / 一、 … 五、 / 2019年工作安排 / 一、 … 七、).
//! - A lost first number: where the numbering begins with 二、, the line before it that a part or a topic is known by.
//! - Bold lines, where there are several.

use std::collections::BTreeMap;

use super::super::clean::{Cleaned, without_watermark};
use super::super::headings::{Heading, is_emphasis};
use super::super::names;
use super::super::numbering::Mark;
use super::lines::{leads_in, may_be_name};
use crate::extract::Style;
use crate::schema::Labels;

/// A heading without a number is no longer than this, in characters.
const MAX_CHARS: usize = 25;
/// A bold one is seen to be a heading when it is longer, too.
const MAX_BOLD_CHARS: usize = 40;
/// One with a colon is a word.
const MAX_BOLD_LABEL_CHARS: usize = 6;
/// A report's head is no longer than this, in paragraphs.
const HEAD_BLOCKS: usize = 12;
/// A part's heading stands at most so many paragraphs before its first numbered one.
const WITHIN: usize = 6;
/// Fewer bold lines may be bold for any reason.
const MIN_BOLD: usize = 2;

/// The text of such a heading.
pub(super) fn text(cleaned: &Cleaned, at: usize) -> &str {
    without_watermark(&cleaned.blocks[at].text, &cleaned.sites).trim_matches(is_emphasis)
}

/// The blocks that are headings without numbers, and how each counts. `numbered` are the others.
pub(super) fn headings(
    cleaned: &Cleaned,
    numbered: &[Option<Heading<'_>>],
    outside: &[bool],
    labels: &Labels,
) -> BTreeMap<usize, Mark> {
    let lines = Lines::of(cleaned, numbered, outside);
    let mut found = lines.bold();
    found.extend(lines.lost_first(labels).map(|at| (at, Mark::Han)));
    found.extend(lines.parts().into_iter().chain(lines.years(labels)).map(|at| (at, Mark::Unnumbered)));
    found
}

/// The lines of a report as far as they may be such headings.
struct Lines<'a> {
    cleaned: &'a Cleaned,
    /// For each block its numbered or marked heading.
    numbered: &'a [Option<Heading<'a>>],
    outside: &'a [bool],
    /// The first block after the report's head: title, signature and address (各位代表：).
    body: usize,
}

impl<'a> Lines<'a> {
    fn of(cleaned: &'a Cleaned, numbered: &'a [Option<Heading<'a>>], outside: &'a [bool]) -> Self {
        let blocks = &cleaned.blocks;
        let address = blocks.iter().take(HEAD_BLOCKS).position(|block| block.text.starts_with("各位"));
        Self { cleaned, numbered, outside, body: address.map_or(0, |at| at + 1) }
    }

    fn text(&self, at: usize) -> &'a str {
        text(self.cleaned, at)
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
            && self.is_free(at)
    }

    /// Whether a line is the report's, and no heading yet.
    fn is_free(&self, at: usize) -> bool {
        self.numbered[at].is_none() && !self.cleaned.boilerplate[at] && !self.outside[at]
    }

    /// Whether a bold line could be a heading: it may be as short as a word, and have commas.
    fn is_bold_heading(&self, at: usize) -> bool {
        let line = self.text(at);
        // 主要做法：, but no clause that leads in a list.
        let is_word = |label: &&str| label.chars().nth(MAX_BOLD_LABEL_CHARS).is_none() && !leads_in(label);
        let line = line.strip_suffix(['：', ':']).filter(is_word).unwrap_or(line);
        self.cleaned.blocks[at].style == Style::Bold
            && (2..=MAX_BOLD_CHARS).contains(&line.chars().count())
            && line.starts_with(|c: char| c.is_alphanumeric() || c == '“')
            && line.ends_with(|c: char| c.is_alphanumeric() || "”》）".contains(c))
            && !line.contains(['。', '；'])
            && !line.starts_with("各位")
            && !names::is_report(line)
            && self.is_free(at)
    }

    /// The blocks whose number is this one, in the style of main headings.
    fn with_number(&self, number: u32) -> Vec<usize> {
        let is_it = |heading: &Heading<'_>| heading.mark == Mark::Han && heading.ordinal == number;
        (0..self.numbered.len()).filter(|&at| self.numbered[at].is_some_and(|heading| is_it(&heading))).collect()
    }

    /// The headings of parts. None, unless every new beginning of the numbering has one: the lines of one kind of
    /// report are no sure sign by themselves.
    fn parts(&self) -> Vec<usize> {
        let before = |&at: &usize| {
            let first = at.saturating_sub(WITHIN).max(self.body);
            let lines = (first..at).rev().take_while(|&line| self.numbered[line].is_none());
            lines.into_iter().find(|&line| self.is_heading_like(line))
        };
        match self.with_number(1).split_first() {
            Some((first, others)) if !others.is_empty() => {
                let others: Option<Vec<usize>> = others.iter().map(before).collect();
                others.map(|others| others.into_iter().chain(before(first)).collect()).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    /// Parts that are named by their years (2020年工作情况, 2021年工作打算), the first above all numbers.
    fn years(&self, labels: &Labels) -> Vec<usize> {
        let year = |at: usize| {
            let (year, rest) = self.text(at).split_once('年')?;
            let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
            (is_year && rest.chars().nth(1).is_some() && self.is_heading_like(at)).then_some((at, year))
        };
        let first = self.numbered.iter().position(Option::is_some);
        // Without numbers their names have to tell.
        let is_part =
            |&(at, _): &(usize, &str)| first.is_some() || !labels.parts.all_of_heading(self.text(at)).is_empty();
        let first = first.unwrap_or(self.numbered.len());
        let years: Vec<(usize, &str)> = (self.body.max(1)..self.numbered.len()).filter_map(year).collect();
        let stands = |&(at, _): &(usize, &str)| self.numbered[at - 1].is_none() && self.ends_sentence(at - 1);
        match years.first().zip(years.last()) {
            Some((from, to))
                if from.0 < first && from.1 < to.1 && years.iter().all(|year| stands(year) && is_part(year)) =>
            {
                years.into_iter().map(|(at, _)| at).collect()
            }
            _ => Vec::new(),
        }
    }

    fn ends_sentence(&self, at: usize) -> bool {
        self.text(at).ends_with(['。', '！', '？', '：'])
    }

    /// The first main heading, where its number was lost: no 一、, but a 二、.
    fn lost_first(&self, labels: &Labels) -> Option<usize> {
        let second = *self.with_number(2).first()?;
        if !self.with_number(1).is_empty() {
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
        // So are those of a table of contents' end.
        let is_after_contents = |at: usize| at > 0 && self.outside[at - 1] && blocks[at - 1].style == Style::Plain;
        let begins = |at: &usize| is_sentence(at) || self.numbered[*at].is_some() || is_after_contents(*at);
        // One that text follows, and no other bold line precedes, ends the head.
        let is_above_text = |at: usize| {
            at > 1
                && self.is_bold_heading(at)
                && !may_be_name(self.text(at))
                && blocks[at - 1].style == Style::Plain
                && at + 1 < blocks.len()
                && is_sentence(&(at + 1))
        };
        let first = (self.body..blocks.len()).find(|&at| self.body > 0 || begins(&at) || is_above_text(at));
        let bold = |at: &usize| self.is_bold_heading(*at);
        let found: Vec<usize> = (first.unwrap_or(blocks.len())..blocks.len()).filter(bold).collect();
        if found.len() < MIN_BOLD {
            return BTreeMap::new();
        }
        let is_above = self.numbered.iter().take(found[0]).all(Option::is_none);
        let mark = if is_above { Mark::Unnumbered } else { Mark::Bold };
        found.into_iter().map(|at| (at, mark)).collect()
    }
}
