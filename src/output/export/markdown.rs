//! Hits as quotations, each with its citation.

use std::io::{self, Write};

use super::source::source;
use crate::answer::ReportHits;

/// The hits of a report as quotations, the matches in bold, each with who said it, when, where, and its citation.
pub fn markdown(out: &mut dyn Write, report: &ReportHits) -> io::Result<()> {
    for hit in &report.hits {
        write!(out, "> ")?;
        let mut end = 0;
        let chars: Vec<char> = hit.excerpt.text.chars().collect();
        let part = |from: usize, to: usize| escaped(&chars[from..to]);
        for highlight in &hit.excerpt.highlights {
            write!(out, "{}**{}**", part(end, highlight.start), part(highlight.start, highlight.end))?;
            end = highlight.end;
        }
        writeln!(out, "{}\n>", part(end, chars.len()))?;
        let source: Vec<char> = source(report, hit).chars().collect();
        let citation = hit.citation.to_string();
        // A path may hold the mark of code itself.
        let fence = if citation.contains('`') { "``" } else { "`" };
        writeln!(out, "> —— {} {fence}{citation}{fence}\n", escaped(&source))?;
    }
    Ok(())
}

/// Without the marks of Markdown's own.
fn escaped(chars: &[char]) -> String {
    let mut out = String::new();
    for &c in chars {
        if matches!(c, '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '\\' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
