//! Reports and their sections, as rows of a table.

use super::search::{Column, of_report, recognised, report_cells};
use super::table::Cell;
use crate::answer::Listed;
use crate::message;

/// The columns of sections, a row each; `texts`: with what stands in them.
pub fn list_columns(texts: bool) -> Vec<Column> {
    let mut columns = of_report();
    columns.extend([
        (message!("head-period"), 16),
        (message!("head-level"), 6),
        (message!("head-number"), 8),
        (message!("head-heading"), 30),
        (message!("head-part"), 12),
        (message!("head-topic"), 12),
        (message!("head-chars"), 8),
    ]);
    if texts {
        columns.extend([(message!("head-recognised"), 8), (message!("head-text"), 60)]);
    }
    columns
}

/// The rows of a report.
pub fn list_rows(listed: &Listed, texts: bool) -> Vec<Vec<Cell>> {
    let of_report = report_cells(&listed.path, &listed.metadata, listed.reading.format);
    let row = |of: &crate::answer::ListedSection| {
        let section = &of.section;
        let mut cells = of_report.clone();
        cells.extend([
            Cell::of(listed.metadata.period.value()),
            Cell::Number(section.level.into()),
            Cell::Text(section.number.clone()),
            Cell::Text(section.heading.clone()),
            Cell::of(section.part.as_ref().map(|label| &label.0)),
            Cell::of(section.topic.as_ref().map(|label| &label.0)),
            Cell::Number(section.chars.into()),
        ]);
        if texts {
            let texts: Vec<&str> = of.paragraphs.iter().map(|passage| passage.text.as_str()).collect();
            let is_recognised = of.paragraphs.iter().any(|passage| passage.is_recognised);
            cells.extend([recognised(is_recognised), Cell::Text(texts.join("\n"))]);
        }
        cells
    };
    listed.sections.iter().map(row).collect()
}
