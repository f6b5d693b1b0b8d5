//! Counts by value, with bars.

use std::io;

use anstyle::{AnsiColor, Style};

use super::page::{QUIET, TITLE, Terminal, shown};
use crate::answer::{Counted, FacetCount, FacetCounts, FacetField, Total};
use crate::message;
use crate::messages::Message;
use crate::output::wrap::{columns, fit};
use crate::report::UNKNOWN;

const BAR: Style = AnsiColor::Blue.on_default();
/// Columns that the values of facets take; longer ones are cut.
const LABEL_WIDTH: usize = 30;
/// Columns that their numbers take.
const REPORTS_WIDTH: usize = 7;
const PASSAGES_WIDTH: usize = 8;
/// Values that are shown below each of the first level.
const SECOND_LEVEL: usize = 3;
/// Columns that the bars of facets take.
const BAR_WIDTH: u64 = 24;

impl Terminal<'_> {
    /// The answer of `facets`.
    pub fn facets(&mut self, counted: &Counted, counts: &[FacetCounts]) -> io::Result<()> {
        for counts in counts {
            let field = self.said(field(counts.field));
            let (reports, passages) = (message!("column-reports"), message!("column-passages"));
            // Each head ends where its numbers do.
            let reports = right(&self.said(reports), REPORTS_WIDTH);
            let passages = right(&self.said(passages), PASSAGES_WIDTH);
            let gap = LABEL_WIDTH - columns(&field);
            writeln!(self.out, "{TITLE}{field}{TITLE:#}{:gap$} {QUIET}{reports} {passages}{QUIET:#}", "")?;
            self.counts(&counts.values, counts.others, counted.total.passages, 1)?;
            writeln!(self.out)?;
        }
        self.totals(counted)
    }

    /// Counts below an answer.
    pub fn counts_beside(&mut self, total: Total, counts: &[FacetCounts]) -> io::Result<()> {
        for counts in counts {
            let field = self.said(field(counts.field));
            writeln!(self.out, "\n{TITLE}{field}{TITLE:#}")?;
            self.counts(&counts.values, counts.others, total.passages, 1)?;
        }
        Ok(())
    }

    /// Values, and how many others there are; below each of the first level only the first of its own.
    fn counts(&mut self, values: &[FacetCount], others: usize, total: u64, depth: usize) -> io::Result<()> {
        let first = if depth == 2 { values.len().min(SECOND_LEVEL) } else { values.len() };
        for count in &values[..first] {
            let value = if count.value == UNKNOWN { self.said(message!("unknown")) } else { shown(&count.value) };
            let label = fit(&format!("{}{value}", "  ".repeat(depth)), LABEL_WIDTH);
            let gap = LABEL_WIDTH - columns(&label);
            // Every value that is there shows.
            let room = self.width().saturating_sub(LABEL_WIDTH + REPORTS_WIDTH + PASSAGES_WIDTH + 4) as u64;
            let width = BAR_WIDTH.min(room);
            let filled = (count.passages * width).div_ceil(total.max(1)).min(width) as usize;
            let (reports, passages) = (count.reports, count.passages);
            let bar = "█".repeat(filled);
            writeln!(
                self.out,
                "{label}{:gap$} {reports:>REPORTS_WIDTH$} {passages:>PASSAGES_WIDTH$}  {BAR}{bar}{BAR:#}",
                ""
            )?;
            self.counts(&count.below, count.others, total, depth + 1)?;
        }
        let more = others + values.len() - first;
        if more > 0 {
            let (indent, more) = ("  ".repeat(depth), self.said(message!("more-values", n = more)));
            writeln!(self.out, "{indent}{QUIET}{more}{QUIET:#}")?;
        }
        Ok(())
    }
}

fn field(field: FacetField) -> Message {
    match field {
        FacetField::Year => message!("field-year"),
        FacetField::Role => message!("field-role"),
        FacetField::Section => message!("field-section"),
        FacetField::Author => message!("field-author"),
        FacetField::Org => message!("field-org"),
    }
}

/// A text that ends at a column.
fn right(text: &str, width: usize) -> String {
    format!("{:1$}{text}", "", width.saturating_sub(columns(text)))
}
