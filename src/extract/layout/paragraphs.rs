//! Lines of pages to paragraphs.
//!
//! A line goes on in the next one where it reaches the right edge, the next one begins at the left edge, and both look
//! alike; a page's end changes nothing, nor does a column's. Chinese texts indent the first line of a paragraph; those
//! that don't leave more room between paragraphs than between lines.

use super::flow::PageLines;
use super::lines::{CellText, Line};
use super::notes;
use super::page::Direction;
use super::setting::{SAME_SIZE, Setting, Settings};
use super::tables::BETWEEN_CELLS;
use super::text::{ENDS, begins_decimal, begins_item, is_whole, joined};
use crate::extract::document::{Block, Blocks, Place, Style};

/// Lines further apart than this times the usual distance are of different paragraphs.
const WIDE_GAP: f64 = 1.35;
/// A line of this size, in times that of the text, is a heading.
const HEADING_SIZE: f64 = 1.15;
/// Longer ones are not.
const MAX_HEADING_CHARS: usize = 60;
/// The lines of a heading are no further apart than this, in times their size.
const HEADING_STEP: f64 = 2.2;
/// A heading's line that goes on takes at least this part of the width between the page's margins.
const MIN_HEADING: f64 = 0.45;
/// Of the items of a list the lines after the first begin no further to the right than this, in times the size.
const MAX_HANG: f64 = 3.0;
/// Cells of a row that begin so near, in points, are of one column.
const SAME_CELL: f64 = 4.0;

/// The blocks of a file. `is_margin` tells which lines stand around the text.
pub(super) fn join(pages: &[PageLines], is_margin: &[Vec<bool>]) -> Vec<Block> {
    let marked = |page: usize| pages[page].lines.iter().zip(&is_margin[page]);
    let text: Vec<Vec<&Line>> = (0..pages.len())
        .map(|page| marked(page).filter(|(_, is_margin)| !**is_margin).map(|(line, _)| line).collect())
        .collect();
    let settings = Settings::of(pages, &text);
    let mut blocks = Blocks::default();
    let mut open: Option<Paragraph<'_>> = None;
    for number in 0..pages.len() {
        let page = Sheet::of(number as u32 + 1, &pages[number], &text[number]);
        let notes = notes::first(&text[number], settings.for_text().size);
        for &line in &text[number][..notes] {
            let setting = settings.for_line(line);
            let goes_on = match &mut open {
                Some(paragraph) if setting.goes_on(paragraph, line, &page) => {
                    paragraph.add(line, &page);
                    true
                }
                Some(paragraph) => paragraph.goes_on_in_row(line, &page),
                None => false,
            };
            if !goes_on {
                open.take().into_iter().for_each(|paragraph| paragraph.end(&settings, &mut blocks));
                open = Some(Paragraph::of(line, &page));
            }
        }
        // What stands around the text follows it, and so do notes, once its last paragraph is whole.
        let mut around: Vec<(String, Style, u32)> = Vec::new();
        around.extend(notes::texts(&text[number][notes..]).into_iter().map(|text| (text, Style::Plain, page.number)));
        let margins = marked(number).filter(|(_, is_margin)| **is_margin);
        around.extend(margins.map(|(line, _)| (line.text.clone(), Style::Boilerplate, page.number)));
        match &mut open {
            Some(paragraph) => paragraph.around.extend(around),
            None => around.iter().for_each(|(text, style, page)| blocks.push(text, *style, Place::Page(*page))),
        }
    }
    open.into_iter().for_each(|paragraph| paragraph.end(&settings, &mut blocks));
    blocks.blocks
}

/// A page as far as its lines' ends matter.
struct Sheet {
    number: u32,
    width: f64,
    height: f64,
    /// Where its lines begin, by direction: level, and others.
    left: [f64; 2],
}

impl Sheet {
    fn of(number: u32, page: &PageLines, lines: &[&Line]) -> Self {
        let left = |is_level: bool| {
            let of = lines.iter().filter(|line| (line.direction == Direction::Level) == is_level);
            of.map(|line| line.area.left).fold(f64::MAX, f64::min)
        };
        Self { number, width: page.width, height: page.height, left: [left(true), left(false)] }
    }

    /// The width of the page as a line is read, and where its text begins.
    fn extent(&self, line: &Line) -> (f64, f64) {
        match line.direction {
            Direction::Level => (self.width, self.left[0]),
            _ => (self.height, self.left[1]),
        }
    }
}

struct Paragraph<'a> {
    text: String,
    first: &'a Line,
    last: &'a Line,
    lines: usize,
    bold: bool,
    /// The page that it begins on, and the one that it has reached.
    pages: (u32, u32),
    /// If it is a row, its cells.
    cells: Vec<CellText>,
    /// What stands around the text of the pages that end within it, and below it.
    around: Vec<(String, Style, u32)>,
}

impl<'a> Paragraph<'a> {
    fn of(line: &'a Line, page: &Sheet) -> Self {
        let (text, cells, pages) = (line.text.clone(), line.cells.clone(), (page.number, page.number));
        Self { text, first: line, last: line, lines: 1, bold: line.bold, pages, cells, around: Vec::new() }
    }

    fn add(&mut self, line: &'a Line, page: &Sheet) {
        self.text = joined(std::mem::take(&mut self.text), &line.text);
        self.last = line;
        self.lines += 1;
        self.bold &= line.bold;
        self.pages.1 = page.number;
    }

    /// Adds what a page's end parted from a row: cells that go on, where others have nothing more to say.
    fn goes_on_in_row(&mut self, line: &'a Line, page: &Sheet) -> bool {
        let column = |left: f64| self.cells.iter().position(|cell| (cell.left - left).abs() < SAME_CELL);
        let columns: Vec<Option<usize>> = line.cells.iter().map(|cell| column(cell.left)).collect();
        let goes_on = page.number == self.pages.1 + 1
            && !columns.is_empty()
            && columns.len() < self.cells.len()
            && columns[0] != Some(0)
            && columns.iter().all(|at| at.is_some_and(|at| self.cells[at].is_open));
        if goes_on {
            for (cell, at) in line.cells.iter().zip(columns.into_iter().flatten()) {
                let open = &mut self.cells[at];
                open.text = joined(std::mem::take(&mut open.text), &cell.text);
                open.is_open = cell.is_open;
            }
            let cells: Vec<&str> = self.cells.iter().map(|cell| cell.text.as_str()).collect();
            self.text = cells.join(BETWEEN_CELLS);
            self.pages.1 = page.number;
        }
        goes_on
    }

    fn end(self, settings: &Settings, blocks: &mut Blocks) {
        let chars = self.text.chars().count();
        let is_larger = self.first.size > HEADING_SIZE * settings.for_line(self.first).size;
        let style = match () {
            () if !self.cells.is_empty() => Style::Plain,
            // The largest line at the head of a file is its title; what is less large is a heading.
            () if is_larger && chars <= MAX_HEADING_CHARS && blocks.blocks.is_empty() => Style::Title,
            () if is_larger && chars <= MAX_HEADING_CHARS => Style::Heading(1),
            () if self.bold => Style::Bold,
            () => Style::Plain,
        };
        blocks.push(&self.text, style, Place::Page(self.pages.0));
        self.around.iter().for_each(|(text, style, page)| blocks.push(text, *style, Place::Page(*page)));
    }
}

impl Setting {
    /// Whether a paragraph goes on in a line.
    fn goes_on(&self, paragraph: &Paragraph<'_>, line: &Line, page: &Sheet) -> bool {
        let last = paragraph.last;
        let is_alike = (last.size - line.size).abs() <= SAME_SIZE * last.size.max(line.size);
        if !is_alike || last.direction != line.direction || last.is_row() || line.is_row() {
            return false;
        }
        let size = self.size.max(1.0);
        let same_page = page.number == paragraph.pages.1;
        let step = line.foot - last.foot;
        // What stands beside a line, at its height, is no line after it.
        if same_page && step.abs() < 0.5 * line.size {
            return false;
        }
        let extent = page.extent(line);
        let is_larger = line.size > HEADING_SIZE * self.size;
        // The lines of a title stand in the middle, one under the other.
        if is_larger && same_page && last.area.left > self.left + size {
            let middle = |line: &Line| f64::midpoint(line.area.left, line.area.right);
            let is_wide = last.area.width() > MIN_HEADING * (extent.0 - 2.0 * self.left);
            if (middle(last) - middle(line)).abs() < size {
                return step > 0.0 && step <= HEADING_STEP * line.size && is_wide;
            }
        }
        let usual = if is_larger { HEADING_STEP * line.size } else { WIDE_GAP * self.step.max(size) };
        let is_near = !same_page || self.step <= 0.0 || step <= usual;
        // A line of a table of contents is whole.
        if !is_near || !self.is_full(last, line, extent) || is_whole(&last.text) {
            return false;
        }
        let is_item = begins_item(&line.text) && (paragraph.text.ends_with(ENDS) || !begins_decimal(&line.text));
        if !self.is_running || is_larger {
            // Of what is no running text each line has its own edge: the next begins there, or hangs.
            let hang = line.area.left - last.area.left;
            let first_indent = if paragraph.lines == 1 { -MAX_HANG } else { -0.5 };
            return (first_indent * size..MAX_HANG * size).contains(&hang) && !is_item;
        }
        let hangs = paragraph.lines > 1 && (line.area.left - last.area.left).abs() < 0.5 * size;
        let is_beside_initial = same_page && line.area.left < paragraph.first.initial;
        if self.is_indented(line) && !hangs && !is_beside_initial {
            return false;
        }
        if begins_item(&line.text) && paragraph.text.ends_with(ENDS) {
            return false;
        }
        // Without indents a full line that ends a sentence can end its paragraph: only a page's end hides the gap.
        same_page || self.indents || !paragraph.text.ends_with(ENDS)
    }
}
