//! Counts, as rows of a table.

use super::search::Column;
use super::table::Cell;
use crate::answer::{BELOW, Counted, FacetCount, FacetCounts, FacetField, Figure, FigureRow, Figures};
use crate::message;
use crate::messages::Message;

/// The columns of counts by one field or several, a row a value.
pub fn count_columns() -> Vec<Column> {
    vec![
        (message!("head-field"), 8),
        (message!("head-value"), 30),
        (message!("head-reports"), 8),
        (message!("head-of-reports"), 8),
        (message!("head-share"), 8),
        (message!("head-share-of-found"), 8),
        (message!("head-passages"), 8),
    ]
}

/// Their rows; `name`: what a field is called.
pub fn count_rows(counted: &Counted, counts: &[FacetCounts], name: impl Fn(FacetField) -> String) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for counts in counts {
        add(&mut rows, &name(counts.field), "", &counts.values, counted.total.reports);
    }
    rows
}

fn add(rows: &mut Vec<Vec<Cell>>, field: &str, above: &str, values: &[FacetCount], found: u64) {
    for count in values {
        let value = if above.is_empty() { count.value.clone() } else { format!("{above}{BELOW}{}", count.value) };
        rows.push(vec![
            Cell::Text(field.to_owned()),
            Cell::Text(value.clone()),
            Cell::Number(count.reports),
            Cell::number(count.all),
            Cell::share(count.reports, count.all.unwrap_or(0)),
            Cell::share(count.reports, found),
            Cell::Number(count.passages),
        ]);
        add(rows, field, &value, &count.below, found);
    }
}

/// The columns of several queries side by side, of these names: a row a value, or a pair of them. Of one query without a
/// name the heads are those of counts.
pub fn figure_columns(figures: &Figures, names: &[String], field: impl Fn(FacetField) -> Message) -> Vec<Column> {
    let mut columns: Vec<Column> = figures.by.iter().map(|&by| (field(by), 20)).collect();
    columns.push((message!("head-of-reports"), 8));
    for name in names {
        if name.is_empty() {
            columns.extend([
                (message!("head-reports"), 8),
                (message!("head-share"), 8),
                (message!("head-passages"), 8),
            ]);
        } else {
            columns.extend([
                (message!("head-reports-of", name = name), 10),
                (message!("head-share-of", name = name), 10),
                (message!("head-passages-of", name = name), 10),
            ]);
        }
    }
    columns
}

/// A row of them.
pub fn figure_row(row: &FigureRow) -> Vec<Cell> {
    let mut cells: Vec<Cell> = row.values.iter().map(|value| Cell::read(value)).collect();
    cells.push(Cell::number(row.all));
    for Figure { reports, passages } in &row.of {
        cells.extend([Cell::Number(*reports), Cell::share(*reports, row.all.unwrap_or(0)), Cell::Number(*passages)]);
    }
    cells
}
