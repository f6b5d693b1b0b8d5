//! Tables without upright lines: rows whose pieces stand below one another. Columns of running text stand so, too; they
//! are told by lines that go on within a column while the one beside it goes on as well.

use std::ops::Range;

use super::grid::Stroke;
use super::lines::Line;
use super::tables::{beside, lines_joined, with_cell};
use super::text::unbreakable;

/// Rows further apart than this are not of one table, in times the size.
const MAX_PITCH: f64 = 4.5;
/// A gap between columns that other rows narrow is at least this wide, likewise.
const MIN_GUTTER: f64 = 0.6;
/// The next line of a cell is no further below than this, likewise.
const LEADING: f64 = 1.8;
/// A line reaches its column's edge where less than this is left beside what can't be parted, likewise.
const SLACK: f64 = 0.8;
/// Columns of running text are at least this wide, in characters,
const MIN_COLUMN: f64 = 8.0;
/// and of their lines at least this share goes on in the next.
const MIN_GOING_ON: f64 = 0.2;
/// Notes beside running text are smaller than it, as a part of its size.
const SMALLER: f64 = 0.9;
/// A line between rows takes at least this part of the table's width.
const MIN_RULE: f64 = 0.5;

/// The rows that make up a table, and what is read of them.
pub(super) struct Table {
    pub(super) rows: Range<usize>,
    pub(super) lines: Vec<Line>,
}

/// The tables among rows, from top to bottom. `rules` are the level lines of the page.
pub(super) fn tables(rows: &[Vec<Line>], rules: &[Stroke]) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let region = Region::at(rows, at, rules);
        at = region.as_ref().map_or(at + 1, |region| region.rows.end);
        let table = region.filter(|region| !region.is_running_text() && !region.is_text_with_notes());
        tables.extend(table.map(|region| Table { rows: region.rows.clone(), lines: region.read(rules) }));
    }
    tables
}

struct Region<'a> {
    pieces: &'a [Vec<Line>],
    rows: Range<usize>,
    /// Between its columns: where each gap begins and ends.
    gutters: Vec<(f64, f64)>,
    /// Where each column's text begins, and where it ends.
    columns: Vec<(f64, f64)>,
}

impl<'a> Region<'a> {
    /// The rows from one on whose pieces stand below one another.
    fn at(rows: &'a [Vec<Line>], start: usize, rules: &[Stroke]) -> Option<Self> {
        let mut gutters: Vec<(f64, f64)> =
            rows[start].windows(2).map(|pair| (pair[0].area.right, pair[1].area.left)).collect();
        if gutters.is_empty() {
            return None;
        }
        let (mut end, mut with_columns) = (start + 1, 1);
        let mut last = start + 1;
        while end < rows.len() {
            let (above, row) = (&rows[end - 1], &rows[end]);
            let (Some(above), Some(first)) = (above.first(), row.first()) else { break };
            let size = above.size.max(first.size);
            if first.foot - above.foot > MAX_PITCH * size {
                break;
            }
            let narrowed: Vec<Option<(f64, f64)>> = gutters.iter().map(|gap| narrow(*gap, row, size)).collect();
            let free = narrowed.iter().filter(|gap| gap.is_some()).count();
            if free == 0 || row.len() == 1 && free < gutters.len() {
                break;
            }
            gutters.iter_mut().zip(narrowed).for_each(|(gap, narrowed)| *gap = narrowed.unwrap_or(*gap));
            end += 1;
            if row.len() > 1 {
                with_columns += 1;
                last = end;
            }
        }
        if with_columns < 2 {
            return None;
        }
        let mut region = Self { pieces: rows, rows: start..end, gutters, columns: Vec::new() };
        let mut columns = vec![(f64::MAX, f64::MIN); region.gutters.len() + 1];
        for piece in rows[start..end].iter().flatten() {
            let column = &mut columns[region.column(piece)];
            *column = (column.0.min(piece.area.left), column.1.max(piece.area.right));
        }
        region.columns = columns;
        // Lines after the last row of several pieces are of it only where they go on in it, or stand above the line that ends
        // it.
        let near = (last..end).take_while(|row| region.is_near(*row)).last().map_or(last, |row| row + 1);
        let ruled = (last..=near).find(|row| region.is_ruled_off(*row, rules));
        let ruled = ruled.filter(|_| region.is_ruled_off(start + 1, rules)).unwrap_or(last);
        let going_on = (last..end).take_while(|row| region.goes_on(*row)).last().map_or(last, |row| row + 1);
        Some(Self { rows: start..ruled.max(going_on), ..region })
    }

    fn column(&self, piece: &Line) -> usize {
        self.gutters.iter().filter(|gap| f64::midpoint(gap.0, gap.1) < piece.area.left).count()
    }

    /// The pieces of a row with the piece of the row above in the same column.
    fn with_above(&self, row: usize) -> impl Iterator<Item = (&Line, Option<&Line>)> {
        let above = row.checked_sub(1).filter(|row| *row >= self.rows.start);
        self.pieces[row].iter().map(move |piece| {
            let mut of_above = above.into_iter().flat_map(|row| self.pieces[row].iter());
            (piece, of_above.find(|other| self.column(other) == self.column(piece)))
        })
    }

    /// Whether a piece is the next line of the one above it: near, and that one reaches its column's edge.
    fn is_next_line(&self, piece: &Line, above: &Line) -> bool {
        piece.foot - above.foot <= LEADING * piece.size
            && (piece.size - above.size).abs() < 0.1 * piece.size
            && self.room_beside(above, piece) < SLACK * piece.size
    }

    /// How much room is left in a line's column beside what can't be parted at the start of the next.
    fn room_beside(&self, above: &Line, next: &Line) -> f64 {
        let room = self.columns[self.column(above)].1 - above.area.right;
        room - (unbreakable(&next.text) as f64 - 1.0) * next.size
    }

    /// Whether all of a row goes on from the row above, with a column left empty or each going on.
    fn goes_on(&self, row: usize) -> bool {
        let is_partial = self.pieces[row].len() < self.pieces[row - 1].len();
        is_partial
            && self.column(&self.pieces[row][0]) > 0
            && self.with_above(row).all(|(piece, above)| above.is_some_and(|above| self.is_next_line(piece, above)))
    }

    /// Whether these are columns of running text side by side.
    fn is_running_text(&self) -> bool {
        let size = self.pieces[self.rows.start].first().map_or(0.0, |piece| piece.size);
        let is_wide = self.columns.iter().all(|(left, right)| right - left >= MIN_COLUMN * size);
        let pairs = || self.rows.clone().flat_map(|row| self.with_above(row));
        let below = pairs().filter(|(_, above)| above.is_some()).count();
        let going_on = pairs().filter(|(piece, above)| {
            above.is_some_and(|above| above.chars() as f64 >= MIN_COLUMN && self.is_next_line(piece, above))
        });
        is_wide && below > 0 && going_on.count() as f64 >= (MIN_GOING_ON * below as f64).max(2.0)
    }

    /// Whether this is running text with notes beside it, as a program puts remarks into the margin: most of its lines go on in
    /// the next, and stand alone, or beside smaller ones.
    fn is_text_with_notes(&self) -> bool {
        let of_text = |row: usize| self.pieces[row].first().filter(|piece| self.column(piece) == 0);
        let alone = self.rows.clone().filter(|row| self.pieces[*row].len() == 1).count();
        let is_smaller = |row: usize| match self.pieces[row].as_slice() {
            [text, notes @ ..] => notes.iter().all(|note| note.size < SMALLER * text.size),
            [] => true,
        };
        let pairs = || self.rows.clone().skip(1).filter_map(|row| Some((of_text(row - 1)?, of_text(row)?)));
        let going_on = pairs().filter(|(above, line)| {
            above.chars() as f64 >= MIN_COLUMN && self.room_beside(above, line) < SLACK * line.size
        });
        (2 * alone > self.rows.len() || self.rows.clone().all(is_smaller)) && 2 * going_on.count() > pairs().count()
    }

    /// Whether a row stands just below the one before it.
    fn is_near(&self, row: usize) -> bool {
        let [above, below] = [row - 1, row].map(|row| self.pieces[row].first());
        above.zip(below).is_some_and(|(above, below)| below.foot - above.foot <= LEADING * below.size)
    }

    /// Whether a line as wide as the table stands between a row and the one before it, of which it may be the last.
    fn is_ruled_off(&self, row: usize, rules: &[Stroke]) -> bool {
        let left = self.columns.iter().map(|column| column.0).fold(f64::MAX, f64::min);
        let right = self.columns.iter().map(|column| column.1).fold(f64::MIN, f64::max);
        let Some(above) = self.pieces[row - 1].first() else { return false };
        let next = self.pieces.get(row).and_then(|row| row.first()).map_or(f64::MAX, |below| below.foot);
        let below = next.min(above.foot + LEADING * above.size);
        let mut between = rules.iter().filter(|rule| rule.at > above.foot && rule.at < below);
        between.any(|rule| rule.to.min(right) - rule.from.max(left) >= MIN_RULE * (right - left))
    }

    /// The table's rows, each one line.
    fn read(&self, rules: &[Stroke]) -> Vec<Line> {
        let is_ruled_off = |row: usize| self.is_ruled_off(row, rules);
        let rule_count = self.rows.clone().skip(1).filter(|row| is_ruled_off(*row)).count();
        let mut bands: Vec<Range<usize>> = Vec::new();
        for row in self.rows.clone() {
            let is_new = bands.is_empty() || is_ruled_off(row);
            match bands.last_mut() {
                Some(band) if !is_new => band.end = row + 1,
                _ => bands.push(row..row + 1),
            }
        }
        let mut lines = Vec::new();
        for band in bands {
            // Where each row is ruled off, what stands between two lines is one row.
            let mut pieces = vec![0_usize; self.columns.len()];
            band.clone().flat_map(|row| &self.pieces[row]).for_each(|piece| pieces[self.column(piece)] += 1);
            let is_one = rule_count >= 2 && pieces.contains(&1);
            let mut from = band.start;
            for row in band.clone() {
                if row + 1 == band.end || !is_one && !self.goes_on(row + 1) {
                    lines.extend(self.row(from..row + 1));
                    from = row + 1;
                }
            }
        }
        lines
    }

    /// Rows of pieces as one row of cells.
    fn row(&self, rows: Range<usize>) -> Option<Line> {
        let mut cells: Vec<Line> = Vec::new();
        for column in 0..=self.gutters.len() {
            let mut cell: Option<(Line, Line)> = None;
            for row in rows.clone() {
                for piece in self.pieces[row].iter().filter(|piece| self.column(piece) == column) {
                    cell = Some(match cell {
                        // Pieces beside each other are of cells that no gap parts in all rows.
                        Some((all, last)) if (last.foot - piece.foot).abs() < 0.5 * piece.size => {
                            cells.push(all);
                            (piece.clone(), piece.clone())
                        }
                        Some((all, last)) => {
                            let text = lines_joined(all.text, &piece.text, self.is_next_line(piece, &last));
                            (Line { text, bold: all.bold && piece.bold, ..all }, piece.clone())
                        }
                        None => (piece.clone(), piece.clone()),
                    });
                }
            }
            cells.extend(cell.map(|(all, _)| all));
        }
        let one = cells.len() == 1;
        let row = cells.into_iter().map(|cell| with_cell(cell, false)).reduce(beside)?;
        // A single text among the rows is a line like others.
        Some(if one { Line { cells: Vec::new(), ..row } } else { row })
    }
}

/// What a row leaves of a gap between columns; none where a piece stands across it.
fn narrow(gap: (f64, f64), row: &[Line], size: f64) -> Option<(f64, f64)> {
    let (mut from, mut to) = gap;
    for piece in row.iter().filter(|piece| piece.area.right > gap.0 && piece.area.left < gap.1) {
        match (piece.area.left > gap.0, piece.area.right < gap.1) {
            // It stands within the gap: on the side to which it is nearer.
            (true, true) if piece.area.left - gap.0 < gap.1 - piece.area.right => from = from.max(piece.area.right),
            (true, _) => to = to.min(piece.area.left),
            (false, true) => from = from.max(piece.area.right),
            (false, false) => return None,
        }
    }
    (to - from >= MIN_GUTTER * size).then_some((from, to))
}
