//! Hits to be passed on: a table for spreadsheet programs, quotations with citations.

use std::io::{self, Write};

use crate::search::{Hit, ReportHits};

/// A table of hits with a head line. It begins with a byte order mark: without it Excel takes UTF-8 for the encoding of
/// the system, and Chinese for signs.
pub fn csv<'a>(out: &mut dyn Write, hits: impl Iterator<Item = (&'a ReportHits, &'a Hit)>) -> io::Result<()> {
    out.write_all("\u{FEFF}".as_bytes())?;
    let mut table = csv::Writer::from_writer(out);
    table.write_record([
        "path", "title", "author", "year", "role", "org", "section", "passage", "page", "score", "text", "citation",
    ])?;
    for (ReportHits { path, metadata, .. }, hit) in hits {
        let roles: Vec<&str> = metadata.distinct_roles().into_iter().map(|role| role.name.as_str()).collect();
        let text = |value: Option<&String>| value.cloned().unwrap_or_default();
        table.write_record([
            path.clone(),
            text(metadata.title.value()),
            text(metadata.author.value()),
            metadata.year.value().map(ToString::to_string).unwrap_or_default(),
            roles.join("、"),
            text(metadata.org.value()),
            hit.section.join(" › "),
            hit.passage.to_string(),
            hit.page.map(|page| page.to_string()).unwrap_or_default(),
            format!("{:.2}", hit.score),
            hit.excerpt.text.clone(),
            hit.place.to_string(),
        ])?;
    }
    table.flush()
}

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
        writeln!(out, "> —— {} `{}`\n", escaped(&source), hit.place)?;
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
