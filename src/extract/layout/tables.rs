//! Tables whose cells are ruled: a cell is one text, however many lines it takes, and a row one line with its cells in
//! order.

use std::collections::BTreeMap;

use super::grid::Grid;
use super::lines::{self, CellText, Line};
use super::page::{Area, Glyph};
use super::text::{ENDS, joined, unbreakable};

/// What stands between the cells of a row: no phrase crosses it.
pub(super) const BETWEEN_CELLS: &str = " | ";
/// What stands between lines of a cell that end before its edge: a list's.
const BETWEEN_LINES: &str = " / ";
/// What a part of a sentence ends with: no phrase crosses it, either.
const PAUSES: [char; 2] = ['，', '、'];
/// Room that programs leave on the sides of a cell, at most, in points.
const MAX_PADDING: f64 = 6.0;
/// A line reaches its edge where less than this is left beside what can't be parted, as a part of the size.
const SLACK: f64 = 0.4;
/// A cell whose last line leaves less may go on on the next page, likewise.
const MAX_OPEN: f64 = 2.0;
/// No longer than this, in characters, are the lines of a label.
const MAX_LABEL: usize = 6;

/// What stands in the cells of a table.
#[derive(Default)]
pub(super) struct Cell<'a> {
    pub(super) level: Vec<&'a Glyph>,
    /// Vertical writing, turned to be level.
    pub(super) vertical: Vec<Glyph>,
}

/// A row of a table as it is read: a line, or what stands in its only cell and that cell's right edge.
pub(super) enum Read<'a> {
    Row(Line),
    Text(Cell<'a>, f64),
}

/// A cell in its row: the columns where it begins and ends, its place on the page, and what stands in it.
type Placed<'a> = ((usize, usize), Area, Cell<'a>);

/// The rows of a table, from top to bottom.
pub(super) fn rows<'a>(grid: &Grid, cells: BTreeMap<usize, Cell<'a>>) -> Vec<Read<'a>> {
    let mut rows: BTreeMap<usize, Vec<Placed<'a>>> = BTreeMap::new();
    for (number, cell) in cells {
        let (top, left, bottom, right) = grid.span(number);
        let area = Area { left: grid.xs[left], right: grid.xs[right], top: grid.ys[top], bottom: grid.ys[bottom] };
        rows.entry(top).or_default().push(((left, right), area, cell));
    }
    let columns = grid.xs.len() - 1;
    let first_row = rows.keys().next().copied();
    let mut read = Vec::new();
    for (row, mut cells) in rows {
        cells.sort_by_key(|(place, ..)| *place);
        if let [((0, right), area, _)] = cells.as_slice()
            && *right == columns
        {
            let edge = area.right;
            read.extend(cells.into_iter().map(|(.., cell)| Read::Text(cell, edge)));
            continue;
        }
        let mut line: Option<Line> = None;
        for ((column, _), area, cell) in cells {
            let is_label = Some(row) == first_row || column == 0;
            let Some((of_cell, is_open)) = text(&cell, area, is_label) else { continue };
            let of_cell = with_cell(Line { area, ..of_cell }, is_open);
            line = Some(match line {
                Some(line) => beside(line, of_cell),
                None => of_cell,
            });
        }
        read.extend(line.map(Read::Row));
    }
    read
}

/// Two parts of a row as one.
pub(super) fn beside(left: Line, right: Line) -> Line {
    Line {
        text: left.text + BETWEEN_CELLS + &right.text,
        area: Area::around([left.area, right.area].into_iter()),
        bold: left.bold && right.bold,
        size: left.size.max(right.size),
        cells: left.cells.into_iter().chain(right.cells).collect(),
        ..right
    }
}

/// A line that is a cell of a row.
pub(super) fn with_cell(line: Line, is_open: bool) -> Line {
    let cell = CellText { left: line.area.left, text: line.text.clone(), is_open };
    Line { cells: vec![cell], ..line }
}

/// What a cell says, and whether its last line is full; none for an empty one.
fn text(cell: &Cell<'_>, area: Area, is_label: bool) -> Option<(Line, bool)> {
    let mut all: Option<Line> = None;
    for row in lines::rows(&cell.vertical) {
        let column = Line::of(&row.chars);
        all = Some(match all {
            Some(all) => Line { text: all.text + &column.text, ..all },
            None => column,
        });
    }
    let level: Vec<Line> = lines::rows(cell.level.iter().copied()).iter().map(|row| Line::of(&row.chars)).collect();
    let sides = level.iter().flat_map(|line| [line.area.left - area.left, area.right - line.area.right]);
    let padding = sides.fold(MAX_PADDING, f64::min).max(0.0);
    let is_label = is_label && level.iter().all(|line| line.chars() <= MAX_LABEL);
    let mut last: Option<Area> = None;
    // At its right; or on both sides, of a line in the middle.
    let room = |line: Area| {
        let (left, right) = (line.left - area.left, area.right - line.right);
        let in_middle = (left - right).abs() < 2.0 && left > MAX_PADDING + 2.0;
        if in_middle { left + right - 2.0 * padding } else { right - padding }
    };
    for line in level.into_iter().filter(|line| !line.text.trim().is_empty()) {
        let is_full =
            last.is_none_or(|last| is_label || room(last) < (unbreakable(&line.text) as f64 + SLACK) * line.size);
        last = Some(line.area);
        all = Some(match all {
            Some(all) => Line { text: lines_joined(all.text, &line.text, is_full), bold: all.bold && line.bold, ..all },
            None => line,
        });
    }
    let all = all?;
    let is_open = last.is_some_and(|last| room(last) < MAX_OPEN * all.size);
    Some((all, is_open))
}

/// Two lines of a cell as one text. `is_full`: whether the first reaches the cell's edge.
pub(super) fn lines_joined(mut text: String, next: &str, is_full: bool) -> String {
    if !is_full && !text.ends_with(ENDS) && !text.ends_with(PAUSES) {
        text += BETWEEN_LINES;
    }
    joined(text, next)
}
