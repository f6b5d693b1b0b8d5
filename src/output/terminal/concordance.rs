//! Matches in a column: what stands left of them, they, what stands right, and where.

use std::io;

use super::page::{ABOUT, MATCH, PATH, Terminal, shown};
use super::totals::totals;
use crate::answer::{Answer, Citation, Hit, Line, Matched, ReportHits};
use crate::message;
use crate::output::wrap::{columns, fit};

/// Columns that what is said of the report takes.
const ABOUT_WIDTH: usize = 32;

impl Terminal<'_> {
    /// The answer of `search --kwic`, in the order of its lines.
    pub fn concordance(&mut self, lines: &[(&ReportHits, &Hit, &Line, &Matched)], answer: &Answer) -> io::Result<()> {
        let left = |line: &Line| shown(&line.left);
        // As narrow as the lines allow: a column is two for a Chinese character.
        let widest = lines.iter().map(|(_, _, line, _)| columns(&left(line))).max().unwrap_or(0);
        let room = self.width.map_or(usize::MAX, |width| width.saturating_sub(ABOUT_WIDTH) / 2);
        let left_width = widest.min(room);
        for (report, hit, line, _) in lines {
            let left = last(&left(line), left_width);
            let gap = left_width - columns(&left);
            let matched = shown(&line.matched);
            let right_width = room.saturating_sub(columns(&matched));
            let right = fit(&shown(&line.right), right_width);
            let rest = if self.width.is_some() { right_width.saturating_sub(columns(&right)) } else { 0 };
            let mut about = self.source(report, hit.passage);
            if hit.recognised {
                about += &format!(" {}", self.said(message!("recognised")));
            }
            writeln!(
                self.out,
                "{:gap$}{left}{MATCH}{matched}{MATCH:#}{right}{:rest$}  {ABOUT}{about}{ABOUT:#}",
                "", ""
            )?;
        }
        if !lines.is_empty() {
            writeln!(self.out)?;
        }
        let shown = message!("matches-shown", n = lines.len());
        let totals = totals(&answer.counted);
        self.say(message!("both", first = shown, second = totals))
    }
}

impl Terminal<'_> {
    /// Where a match stands: path and number of the passage, as `show` and `open` take it; what finds no room in the middle
    /// of the path is …, which they take, too. The first of several reports in a file has its number: `FILE#2` is the second.
    fn source(&self, report: &ReportHits, passage: u32) -> String {
        let first = if report.part.is_first_of_several() { "#1" } else { "" };
        let (path, number) = (shown(&report.path), format!("{first}#{passage}"));
        let room = (ABOUT_WIDTH - 2).saturating_sub(number.len());
        if self.width.is_none() || columns(&path) <= room {
            return path + &number;
        }
        let end = last(&path, room / 2);
        let mut start = String::new();
        for c in path.chars() {
            if columns(&start) + columns(c.encode_utf8(&mut [0; 4])) + 1 + columns(&end) > room {
                break;
            }
            start.push(c);
        }
        format!("{start}…{end}{number}")
    }

    /// The passage that a citation means, what was cited marked.
    pub fn cited(&mut self, citation: &Citation, text: &str, is_recognised: bool) -> io::Result<()> {
        writeln!(self.out, "{PATH}{}{PATH:#}", shown(&citation.path))?;
        if is_recognised {
            let said = self.said(message!("recognised"));
            writeln!(self.out, "  {ABOUT}{said}{ABOUT:#}")?;
        }
        let length = text.chars().count();
        let (start, end) = (citation.chars.0.min(length), citation.chars.1.min(length));
        self.numbered(citation.passage, text, std::slice::from_ref(&(start..end.max(start))))
    }
}

/// The end of a text, at most `width` columns of it.
fn last(text: &str, width: usize) -> String {
    let mut used = 0;
    let kept: Vec<char> = text
        .chars()
        .rev()
        .take_while(|c| {
            used += columns(c.encode_utf8(&mut [0; 4]));
            used <= width
        })
        .collect();
    kept.into_iter().rev().collect()
}
