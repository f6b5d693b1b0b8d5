//! A table of hits, for spreadsheet programs.

use std::io::{self, Write};

use crate::answer::{Hit, ReportHits};

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
            hit.citation.to_string(),
        ])?;
    }
    table.flush()
}
