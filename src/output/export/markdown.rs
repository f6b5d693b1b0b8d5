//! Hits as quotations, each with its citation.

use std::io::{self, Write};

use crate::answer::{Hit, ReportHits};

/// Quotations, the matches in bold, each with who said it, when, where, and its citation.
pub fn markdown<'a>(out: &mut dyn Write, hits: impl Iterator<Item = (&'a ReportHits, &'a Hit)>) -> io::Result<()> {
    for (ReportHits { path, metadata, .. }, hit) in hits {
        write!(out, "> ")?;
        let mut end = 0;
        let chars: Vec<char> = hit.excerpt.text.chars().collect();
        let part = |from: usize, to: usize| escaped(&chars[from..to]);
        for highlight in &hit.excerpt.highlights {
            write!(out, "{}**{}**", part(end, highlight.start), part(highlight.start, highlight.end))?;
            end = highlight.end;
        }
        writeln!(out, "{}\n>", part(end, chars.len()))?;
        let name = path.rsplit('/').next().unwrap_or(path);
        let title = metadata.title.value().map_or(name, String::as_str);
        let mut source = metadata.author.value().map(|author| format!("{author}，")).unwrap_or_default();
        source += &format!("《{title}》");
        source += &metadata.year.value().map(|year| format!("（{year}）")).unwrap_or_default();
        if !hit.section.is_empty() {
            source += &format!("，{}", hit.section.join(" › "));
        }
        source += &hit.page.map(|page| format!("，第{page}页")).unwrap_or_default();
        let source: Vec<char> = source.chars().collect();
        writeln!(out, "> —— {} `{}`\n", escaped(&source), hit.citation)?;
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
