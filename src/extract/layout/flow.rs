//! A page to its lines, in the order in which they are read.

use std::collections::BTreeMap;

use super::grid::{Grid, Stroke, Strokes};
use super::lines::{self, Line};
use super::order::{self, Item};
use super::page::{Area, Direction, Glyph, Page};
use super::tables::{self, Cell, Read};
use super::{aligned, aside, directions};

/// Turned characters so much larger than the text are a watermark's.
const LARGE: f64 = 2.0;

/// Columns of vertical writing further apart than this, in times their size, are read on their own.
const MAX_GAP: f64 = 4.0;

/// The lines of a page and its width, as it is read.
#[derive(Default)]
pub(super) struct PageLines {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) lines: Vec<Line>,
}

/// The lines of a page.
pub(super) fn of_page(page: &Page) -> PageLines {
    let righted = directions::righted(page);
    let page = righted.as_ref().unwrap_or(page);
    let glyphs: Vec<&Glyph> = page.glyphs.iter().filter(|c| c.is_shown()).collect();
    let strokes = Strokes::of(page);
    let mut grids = strokes.grids();
    grids.retain(Grid::has_columns);
    // Of a table within a cell of another the characters are the inner one's.
    grids.sort_by(|a, b| a.area().width().total_cmp(&b.area().width()));
    let usual = aside::usual_size(&glyphs);
    let is_aside = aside::find(&glyphs, usual);
    let is_vertical = directions::vertical(&glyphs, &strokes.level);
    let mut cells: Vec<BTreeMap<usize, Cell<'_>>> = grids.iter().map(|_| BTreeMap::new()).collect();
    let (mut level, mut vertical, mut aside): (Vec<&Glyph>, Vec<Glyph>, Vec<&Glyph>) = Default::default();
    let mut turned: BTreeMap<u8, Vec<Glyph>> = BTreeMap::new();
    let has_vertical = is_vertical.iter().any(|is| *is);
    for (at, &c) in glyphs.iter().enumerate() {
        let (x, y) = c.middle();
        if is_aside[at] {
            aside.push(c);
            continue;
        }
        let cell = grids.iter().zip(&mut cells).find_map(|(grid, cells)| Some(cells.entry(grid.cell_at(x, y)?)));
        let cell = cell.map(|cell| cell.or_default());
        // In vertical writing, letters lie on their sides.
        let is_down = is_vertical[at] || c.direction == Direction::Turned(1) && has_vertical;
        match (cell, c.direction) {
            (cell, _) if is_down => {
                let c = directions::turned(c, 1, page.width, page.height);
                cell.map_or(&mut vertical, |cell| &mut cell.vertical).push(c);
            }
            (_, Direction::Turned(_)) if c.size() > LARGE * usual => aside.push(c),
            (Some(cell), Direction::Turned(turn)) => {
                cell.vertical.push(directions::turned(c, turn, page.width, page.height));
            }
            (None, Direction::Turned(turn)) => {
                turned.entry(turn).or_default().push(directions::turned(c, turn, page.width, page.height));
            }
            (cell, _) => cell.map_or(&mut level, |cell| &mut cell.level).push(c),
        }
    }
    // Blanks that are drawn say that what they part is one line.
    for c in page.glyphs.iter().filter(|c| c.is_blank() && c.direction == Direction::Level) {
        let (x, y) = c.middle();
        let cell = grids.iter().zip(&mut cells).find_map(|(grid, cells)| cells.get_mut(&grid.cell_at(x, y)?));
        cell.map_or(&mut level, |cell| &mut cell.level).push(c);
    }
    let mut items: Vec<Item> = Vec::new();
    for (grid, cells) in grids.iter().zip(cells) {
        let mut lines = Vec::new();
        for read in tables::rows(grid, cells) {
            match read {
                Read::Row(line) => lines.push(line),
                Read::Text(cell, edge) => {
                    let items = blocks_down(&cell.vertical, page.width);
                    lines.extend(flow(&cell.level, items, &[], edge).into_iter().flat_map(|(_, lines)| lines));
                }
            }
        }
        if !lines.is_empty() {
            items.push(Item { area: grid.area(), lines, is_line: false });
        }
    }
    items.extend(blocks_down(&vertical, page.width));
    let mut lines: Vec<Line> =
        flow(&level, items, &strokes.level, f64::MAX).into_iter().flat_map(|(_, lines)| lines).collect();
    for (turn, glyphs) in turned {
        let of_turn = flow(&glyphs.iter().collect::<Vec<_>>(), Vec::new(), &[], f64::MAX);
        let of_turn = of_turn.into_iter().flat_map(|(_, lines)| lines);
        lines.extend(of_turn.map(|line| Line { direction: Direction::Turned(turn), ..line }));
    }
    lines.extend(aside::texts(&aside).into_iter().map(|text| Line { text, aside: true, ..Line::default() }));
    lines.retain(|line| !line.text.trim().is_empty());
    PageLines { width: page.width, height: page.height, lines }
}

/// Columns of vertical writing, turned to be level, as blocks of the page that is `width` wide.
fn blocks_down(glyphs: &[Glyph], width: f64) -> Vec<Item> {
    let blocks = flow(&glyphs.iter().collect::<Vec<_>>(), Vec::new(), &[], f64::MAX);
    let mut items: Vec<Item> = Vec::new();
    for (area, lines) in blocks {
        let size = lines.first().map_or(0.0, |line| line.size);
        let lines = lines.into_iter().map(|line| Line { direction: Direction::Down, ..line });
        let area = Area { left: width - area.bottom, right: width - area.top, top: area.left, bottom: area.right };
        match items.last_mut() {
            // Columns side by side are read from right to left, and stay together.
            Some(last) if last.area.level_with(area) > 0.0 && -last.area.beside(area) < MAX_GAP * size => {
                last.area = Area::around([last.area, area].into_iter());
                last.lines.extend(lines);
            }
            _ => items.push(Item { area, lines: lines.collect(), is_line: false }),
        }
    }
    items
}

/// Characters on level lines, and items that stand between them, as blocks in reading order. `edge`: where the right
/// edge is known to be.
fn flow(glyphs: &[&Glyph], mut items: Vec<Item>, rules: &[Stroke], edge: f64) -> Vec<(Area, Vec<Line>)> {
    let rows = lines::rows(glyphs.iter().copied());
    let mut pieces = lines::pieces(&rows);
    for table in aligned::tables(&pieces, rules) {
        pieces[table.rows].iter_mut().for_each(Vec::clear);
        let area = Area::around(table.lines.iter().map(|line| line.area));
        items.push(Item { area, lines: table.lines, is_line: false });
    }
    let text = pieces.into_iter().flatten().filter(|line| !line.text.trim().is_empty());
    items.extend(text.map(|line| Item::line(Line { room: edge, ..line })));
    order::blocks(items)
}
