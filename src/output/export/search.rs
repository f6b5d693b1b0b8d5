//! What a search found, as rows of a table: hits, matches in a column, reports.

use super::table::Cell;
use crate::answer::{BELOW, Hit, Line, Matched, ReportHits};
use crate::extract::Format;
use crate::message;
use crate::messages::Message;
use crate::report::Metadata;

/// Between several values in one cell.
const AND: &str = "；";

/// A column: its head, and its width in characters.
pub type Column = (Message, usize);

/// The columns of what is known of a report, its path first.
pub(super) fn of_report() -> Vec<Column> {
    vec![
        (message!("head-path"), 30),
        (message!("head-title"), 30),
        (message!("head-author"), 10),
        (message!("head-year"), 6),
        (message!("head-role"), 16),
        (message!("head-org"), 16),
        (message!("head-format"), 8),
    ]
}

/// What is known of a report, its path first.
pub(super) fn report_cells(path: &str, metadata: &Metadata, format: Format) -> Vec<Cell> {
    vec![
        Cell::Text(path.to_owned()),
        Cell::of(metadata.title.value()),
        Cell::of(metadata.author.value()),
        Cell::number(metadata.year.value().map(|year| year.0.into())),
        Cell::of(metadata.role_names()),
        Cell::of(metadata.org.value()),
        Cell::of(Some(format.as_str())),
    ]
}

/// Heads of what groups of an expression hold.
fn of_groups(groups: &[String]) -> impl Iterator<Item = Column> + '_ {
    groups.iter().map(|name| (message!("head-group", name = name), 10))
}

fn of_place() -> [Column; 8] {
    [
        (message!("head-section"), 30),
        (message!("head-part"), 12),
        (message!("head-topic"), 12),
        (message!("head-passage"), 6),
        (message!("head-page"), 6),
        (message!("head-sheet"), 10),
        (message!("head-row"), 6),
        (message!("head-recognised"), 8),
    ]
}

fn place_cells(hit: &Hit) -> [Cell; 8] {
    [
        Cell::of((!hit.section.is_empty()).then(|| hit.section.join(BELOW))),
        Cell::of(hit.part.as_ref()),
        Cell::of(hit.topic.as_ref()),
        Cell::Number(hit.passage.into()),
        Cell::number(hit.page.map(u64::from)),
        Cell::of(hit.row.as_ref().map(|row| &row.sheet)),
        Cell::number(hit.row.as_ref().map(|row| row.number.into())),
        recognised(hit.recognised),
    ]
}

/// Whether something was recognised in a picture: 1 if it was.
pub(super) fn recognised(is_recognised: bool) -> Cell {
    Cell::number(is_recognised.then_some(1))
}

/// The columns of hits, a row a passage; `groups`: those of a regular expression.
pub fn hit_columns(groups: &[String]) -> Vec<Column> {
    let mut columns = of_report();
    columns.extend(of_place());
    columns.extend([(message!("head-score"), 8), (message!("head-matches"), 8), (message!("head-matched"), 16)]);
    columns.extend(of_groups(groups));
    columns.extend([(message!("head-text"), 60), (message!("head-citation"), 40)]);
    columns
}

/// A row of them. Several matches of a group are parted by ；.
pub fn hit_row(report: &ReportHits, hit: &Hit, groups: usize) -> Vec<Cell> {
    let mut cells = report_cells(&report.path, &report.metadata, report.format);
    cells.extend(place_cells(hit));
    let matched: Vec<&str> = hit.matches.iter().map(|matched| matched.text.as_str()).collect();
    cells.extend([
        Cell::Decimal(f64::from(hit.score), 2),
        Cell::Number(hit.matches.len() as u64),
        Cell::Text(matched.join(AND)),
    ]);
    cells.extend((0..groups).map(|number| {
        let of_group = |matched: &Matched| matched.groups.get(number).cloned().flatten().unwrap_or_default();
        let texts: Vec<String> = hit.matches.iter().map(of_group).collect();
        Cell::read(&texts.join(AND))
    }));
    cells.extend([Cell::Text(hit.excerpt.text.clone()), Cell::Text(hit.citation.to_string())]);
    cells
}

/// The columns of matches, a row each; `groups`: those of a regular expression.
pub fn line_columns(groups: &[String]) -> Vec<Column> {
    let mut columns = vec![(message!("head-left"), 40), (message!("head-matched"), 16), (message!("head-right"), 40)];
    columns.extend(of_groups(groups));
    columns.extend(of_report());
    columns.extend(of_place());
    columns.push((message!("head-citation"), 40));
    columns
}

/// A row of them: a match, and what it is of a hit.
pub fn line_row(report: &ReportHits, hit: &Hit, line: &Line, matched: &Matched, groups: usize) -> Vec<Cell> {
    let Line { left, matched: text, right } = line;
    let mut cells: Vec<Cell> = [left, text, right].map(|text| Cell::Text(text.clone())).into();
    cells.extend((0..groups).map(|number| {
        let group = matched.groups.get(number).and_then(Option::as_deref);
        group.map_or(Cell::Empty, Cell::read)
    }));
    cells.extend(report_cells(&report.path, &report.metadata, report.format));
    cells.extend(place_cells(hit));
    cells.push(Cell::Text(hit.citation.to_string()));
    cells
}

/// The columns of reports; `counted`: with how many passages match in each.
pub fn report_columns(counted: bool) -> Vec<Column> {
    let mut columns = of_report();
    columns.extend(counted.then(|| (message!("head-passages"), 8)));
    columns
}

/// A row of them.
pub fn report_row(report: &ReportHits, counted: bool) -> Vec<Cell> {
    let mut cells = report_cells(&report.path, &report.metadata, report.format);
    cells.extend(counted.then_some(Cell::Number(report.total as u64)));
    cells
}
