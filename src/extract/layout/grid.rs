//! The ruling lines of a page to the grids of its tables.

use super::page::{Area, Page, Rule};

/// Lines no further apart than this are one, in points: the two sides of a thin box, the borders of neighbouring cells.
const SAME: f64 = 2.5;
/// Lines that come so near touch, likewise.
const TOUCH: f64 = 3.5;
/// Shorter ones part no cells, likewise.
const MIN_LENGTH: f64 = 6.0;
/// What is thicker is no line.
const MAX_THICKNESS: f64 = 2.5;
/// Pages with more lines hold drawings; tables have some hundreds.
const MAX_RULES: usize = 20_000;
/// So many lines of each direction are looked at, each with each.
const MAX_LINES: usize = 1_500;
/// A table's squares between neighbouring lines.
const MAX_SQUARES: usize = 10_000;

/// A line: where it stands across its direction, and where it begins and ends along it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stroke {
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

/// The lines of a page, neighbouring ones as one; level ones from top to bottom, upright ones from left to right.
#[derive(Debug, Default)]
pub(super) struct Strokes {
    pub(super) level: Vec<Stroke>,
    upright: Vec<Stroke>,
}

/// A table: lines parting it into squares, and the cells that are made of these.
#[derive(Debug)]
pub(super) struct Grid {
    /// Where its lines stand, ascending.
    pub(super) xs: Vec<f64>,
    pub(super) ys: Vec<f64>,
    /// For each square, row by row, its cell: the number of that cell's first square.
    cells: Vec<usize>,
}

impl Strokes {
    pub(super) fn of(page: &Page) -> Self {
        if page.rules.len() > MAX_RULES {
            return Self::default();
        }
        let finite = |r: &&Rule| [r.left, r.right, r.top, r.bottom].iter().all(|n| n.is_finite());
        let rules = || page.rules.iter().filter(finite);
        let inside = |stroke: &Stroke, most: f64| most <= 0.0 || stroke.at > 1.0 && stroke.at < most - 1.0;
        let level = rules().filter(|r| r.bottom - r.top <= MAX_THICKNESS && r.right - r.left > r.bottom - r.top);
        let level = level.map(|r| Stroke { at: f64::midpoint(r.top, r.bottom), from: r.left, to: r.right });
        let upright = rules().filter(|r| r.right - r.left <= MAX_THICKNESS && r.bottom - r.top > r.right - r.left);
        let upright = upright.map(|r| Stroke { at: f64::midpoint(r.left, r.right), from: r.top, to: r.bottom });
        // The edges of the page's own background are none of a table.
        Self {
            level: merged(level.filter(|stroke| inside(stroke, page.height)).collect()),
            upright: merged(upright.filter(|stroke| inside(stroke, page.width)).collect()),
        }
    }

    /// The grids of lines that meet.
    pub(super) fn grids(&self) -> Vec<Grid> {
        let (level, upright) = (&self.level, &self.upright);
        if level.len() > MAX_LINES || upright.len() > MAX_LINES {
            return Vec::new();
        }
        let mut group: Vec<usize> = (0..level.len() + upright.len()).collect();
        for (l, level) in level.iter().enumerate() {
            for (u, upright) in upright.iter().enumerate() {
                if level.meets(upright) {
                    join(&mut group, l, self.level.len() + u);
                }
            }
        }
        let roots: Vec<usize> = (0..group.len()).map(|at| root(&mut group, at)).collect();
        let mut grids = Vec::new();
        for group in 0..roots.len() {
            if roots[group] != group {
                continue;
            }
            let of = |strokes: &[Stroke], first: usize| -> Vec<Stroke> {
                strokes.iter().enumerate().filter(|(at, _)| roots[first + at] == group).map(|(_, s)| *s).collect()
            };
            grids.extend(Grid::of(&of(level, 0), &of(upright, level.len())));
        }
        grids
    }
}

impl Stroke {
    fn meets(&self, across: &Self) -> bool {
        across.at > self.from - TOUCH
            && across.at < self.to + TOUCH
            && self.at > across.from - TOUCH
            && self.at < across.to + TOUCH
    }
}

/// Lines that lie on one another, or go on in one another, as one.
fn merged(mut strokes: Vec<Stroke>) -> Vec<Stroke> {
    strokes.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut merged: Vec<Stroke> = Vec::new();
    for near in strokes.chunk_by(|a, b| b.at - a.at <= 0.5 * SAME) {
        let at = near[near.len() / 2].at;
        let mut near = near.to_vec();
        near.sort_by(|a, b| a.from.total_cmp(&b.from));
        for stroke in near {
            match merged.last_mut() {
                Some(last) if (last.at - at).abs() < f64::EPSILON && stroke.from <= last.to + TOUCH => {
                    last.to = last.to.max(stroke.to);
                }
                _ => merged.push(Stroke { at, ..stroke }),
            }
        }
    }
    merged.retain(|stroke| stroke.to - stroke.from >= MIN_LENGTH);
    merged
}

impl Grid {
    /// The grid of lines that all meet; none where they part nothing.
    fn of(level: &[Stroke], upright: &[Stroke]) -> Option<Self> {
        let xs = places(upright, level);
        let ys = places(level, upright);
        let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
        if columns == 0 || rows == 0 || columns * rows > MAX_SQUARES || columns * rows == 1 {
            return None;
        }
        // A line between two columns of text, below one across them, is no table: its sides would be drawn.
        let is_closed = [xs[0], xs[columns]].iter().all(|x| upright.iter().any(|s| (s.at - x).abs() <= TOUCH));
        if rows == 1 && !is_closed {
            return None;
        }
        let mut cells: Vec<usize> = (0..columns * rows).collect();
        let is_drawn = |strokes: &[Stroke], at: f64, along: f64| {
            strokes.iter().any(|s| (s.at - at).abs() <= TOUCH && s.from <= along && along <= s.to)
        };
        for row in 0..rows {
            for column in 0..columns {
                let square = row * columns + column;
                let (x, y) = (f64::midpoint(xs[column], xs[column + 1]), f64::midpoint(ys[row], ys[row + 1]));
                if column + 1 < columns && !is_drawn(upright, xs[column + 1], y) {
                    join(&mut cells, square, square + 1);
                }
                if row + 1 < rows && !is_drawn(level, ys[row + 1], x) {
                    join(&mut cells, square, square + columns);
                }
            }
        }
        let cells = (0..cells.len()).map(|at| root(&mut cells, at)).collect();
        Some(Self { xs, ys, cells })
    }

    pub(super) fn area(&self) -> Area {
        let ends = |of: &[f64]| (of.first().copied().unwrap_or(0.0), of.last().copied().unwrap_or(0.0));
        let ((left, right), (top, bottom)) = (ends(&self.xs), ends(&self.ys));
        Area { left, right, top, bottom }
    }

    /// The cell in which a point lies.
    pub(super) fn cell_at(&self, x: f64, y: f64) -> Option<usize> {
        let column = self.xs.partition_point(|at| *at <= x).checked_sub(1)?;
        let row = self.ys.partition_point(|at| *at <= y).checked_sub(1)?;
        let columns = self.xs.len() - 1;
        (column < columns && row + 1 < self.ys.len()).then(|| self.cells[row * columns + column])
    }

    /// Of a cell the row and column of its first square, and those after its last.
    pub(super) fn span(&self, cell: usize) -> (usize, usize, usize, usize) {
        let columns = self.xs.len() - 1;
        let squares = self.cells.iter().enumerate().filter(|(_, of)| **of == cell).map(|(at, _)| at);
        squares.fold((usize::MAX, usize::MAX, 0, 0), |(top, left, bottom, right), at| {
            let (row, column) = (at / columns, at % columns);
            (top.min(row), left.min(column), bottom.max(row + 1), right.max(column + 1))
        })
    }

    /// Whether somewhere two cells stand side by side.
    pub(super) fn has_columns(&self) -> bool {
        let columns = self.xs.len() - 1;
        self.cells.chunks(columns).any(|row| row.windows(2).any(|pair| pair[0] != pair[1]))
    }
}

/// Where lines stand, each place once; and where those across them end, as the sides of many tables stand open.
fn places(strokes: &[Stroke], across: &[Stroke]) -> Vec<f64> {
    let mut all: Vec<f64> = strokes.iter().map(|s| s.at).collect();
    all.extend(across.iter().map(|s| s.from).min_by(f64::total_cmp));
    all.extend(across.iter().map(|s| s.to).max_by(f64::total_cmp));
    all.sort_by(f64::total_cmp);
    all.dedup_by(|b, a| *b - *a <= TOUCH);
    all
}

fn root(group: &mut [usize], mut at: usize) -> usize {
    while group[at] != at {
        group[at] = group[group[at]];
        at = group[at];
    }
    at
}

/// Joins two groups; the lower number names them.
fn join(group: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(group, a), root(group, b));
    group[a.max(b)] = a.min(b);
}
