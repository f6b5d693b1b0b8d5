//! Counts by value, with bars.

use std::io;

use anstyle::{AnsiColor, Style};

use super::page::{QUIET, TITLE, Terminal, shown};
use crate::answer::{Counted, FacetCount, FacetCounts, FacetField};
use crate::message;
use crate::messages::Message;
use crate::output::wrap::{columns, fit};
use crate::report::UNKNOWN;

const BAR: Style = AnsiColor::Blue.on_default();
/// Columns that the values of facets take; longer ones are cut.
const LABEL_WIDTH: usize = 30;
/// Columns that their numbers take.
const REPORTS_WIDTH: usize = 7;
const SHARE_WIDTH: usize = 6;
const PASSAGES_WIDTH: usize = 8;
/// Values that are shown below each of the first level.
const SECOND_LEVEL: usize = 3;
/// Columns that the bars of facets take.
const BAR_WIDTH: u64 = 24;

/// What counts are shown against.
#[derive(Clone, Copy)]
struct Against {
    /// Reports that match in all.
    found: u64,
    /// Whether shares are shown: of all reports of a value, and of all that match.
    shares: bool,
    /// The most that a bar stands for: passages, or reports where nothing has any.
    longest: u64,
    of_reports: bool,
}

impl Terminal<'_> {
    /// The answer of `facets`; `shares`: with shares, where it is part of something.
    pub fn facets(&mut self, counted: &Counted, counts: &[FacetCounts], shares: bool) -> io::Result<()> {
        for counts in counts {
            let name = self.said(field(counts.field));
            // Each head ends where its numbers do.
            let head = |terminal: &Self, message: Message, width: usize| right(&terminal.said(message), width);
            let reports = head(self, message!("column-reports"), REPORTS_WIDTH);
            let passages = head(self, message!("column-passages"), PASSAGES_WIDTH);
            let shares = match shares {
                true => {
                    let of_value = head(self, message!("column-share"), SHARE_WIDTH);
                    let of_found = head(self, message!("column-share-of-found"), SHARE_WIDTH);
                    format!(" {of_value} {of_found}")
                }
                false => String::new(),
            };
            let gap = LABEL_WIDTH - columns(&name);
            writeln!(self.out, "{TITLE}{name}{TITLE:#}{:gap$} {QUIET}{reports}{shares} {passages}{QUIET:#}", "")?;
            self.counts_of(counts, counted.total.reports, !shares.is_empty())?;
            writeln!(self.out)?;
        }
        if counts.iter().any(|counts| !counts.values.is_empty()) && shares {
            let legend = self.said(message!("shares-legend"));
            writeln!(self.out, "{QUIET}{legend}{QUIET:#}")?;
        }
        self.totals(counted)
    }

    /// Counts below an answer.
    pub fn counts_beside(&mut self, counts: &[FacetCounts]) -> io::Result<()> {
        for counts in counts {
            let field = self.said(field(counts.field));
            writeln!(self.out, "\n{TITLE}{field}{TITLE:#}")?;
            self.counts_of(counts, 0, false)?;
        }
        Ok(())
    }

    fn counts_of(&mut self, counts: &FacetCounts, found: u64, shares: bool) -> io::Result<()> {
        let most = |of: fn(&FacetCount) -> u64| counts.values.iter().map(of).max().unwrap_or(0);
        let (passages, reports) = (most(|count| count.passages), most(|count| count.reports));
        let of_reports = passages == 0;
        let longest = if of_reports { reports } else { passages };
        self.counts(&counts.values, counts.others, Against { found, shares, longest, of_reports }, 1)
    }

    /// Values, and how many others there are; below each of the first level only the first of its own.
    fn counts(&mut self, values: &[FacetCount], others: usize, against: Against, depth: usize) -> io::Result<()> {
        let first = if depth == 2 { values.len().min(SECOND_LEVEL) } else { values.len() };
        for count in &values[..first] {
            let value = if count.value == UNKNOWN { self.said(message!("unknown")) } else { shown(&count.value) };
            let label = fit(&format!("{}{value}", "  ".repeat(depth)), LABEL_WIDTH);
            let gap = LABEL_WIDTH - columns(&label);
            let (reports, passages) = (count.reports, count.passages);
            let share = |of: u64| right(&percent(reports, of), SHARE_WIDTH);
            let shares = match against.shares {
                true => format!(" {} {}", share(count.all.unwrap_or(0)), share(against.found)),
                false => String::new(),
            };
            // Every value that is there shows.
            let taken = LABEL_WIDTH + REPORTS_WIDTH + shares.len() + PASSAGES_WIDTH + 4;
            let width = BAR_WIDTH.min(self.width().saturating_sub(taken) as u64);
            let number = if against.of_reports { reports } else { passages };
            let filled = (number * width).div_ceil(against.longest.max(1)).min(width) as usize;
            let bar = match filled {
                0 => String::new(),
                filled => format!("  {BAR}{}{BAR:#}", "█".repeat(filled)),
            };
            writeln!(
                self.out,
                "{label}{:gap$} {reports:>REPORTS_WIDTH$}{shares} {passages:>PASSAGES_WIDTH$}{bar}",
                ""
            )?;
            self.counts(&count.below, count.others, against, depth + 1)?;
        }
        let more = others + values.len() - first;
        if more > 0 {
            let (indent, more) = ("  ".repeat(depth), self.said(message!("more-values", n = more)));
            writeln!(self.out, "{indent}{QUIET}{more}{QUIET:#}")?;
        }
        Ok(())
    }
}

/// A part of a whole, in percent; nothing of nothing.
pub fn percent(part: u64, whole: u64) -> String {
    if whole == 0 { String::new() } else { format!("{:.1}%", part as f64 * 100.0 / whole as f64) }
}

/// What a field is called.
pub fn field(field: FacetField) -> Message {
    match field {
        FacetField::Year => message!("field-year"),
        FacetField::Role => message!("field-role"),
        FacetField::Section => message!("field-section"),
        FacetField::Part => message!("field-part"),
        FacetField::Topic => message!("field-topic"),
        FacetField::Author => message!("field-author"),
        FacetField::Org => message!("field-org"),
        FacetField::Format => message!("field-format"),
    }
}

/// A text that ends at a column.
pub(super) fn right(text: &str, width: usize) -> String {
    format!("{:1$}{text}", "", width.saturating_sub(columns(text)))
}
