//! Characters of a page to lines.

use unicode_normalization::UnicodeNormalization;

use super::columns;
use super::page::{Direction, Glyph, Page};

/// Characters whose feet differ by less than this stand on one line, as a part of their size.
const SAME_LINE: f64 = 0.5;
/// A gap this wide parts words, as a part of the size.
const BLANK: f64 = 0.3;
/// A gap this wide may part the cells of a table, likewise.
const CELL_GAP: f64 = 1.0;
/// What stands between them: no phrase crosses it.
const BETWEEN_CELLS: &str = " | ";
/// Characters raised above a line are smaller than this, as a part of its size.
const RAISED: f64 = 0.75;
/// They stand no higher than this above its foot, likewise.
const MAX_RAISE: f64 = 0.7;
/// The same character drawn again so near is a way to draw it bold, as a part of the size.
const REDRAWN: f64 = 0.3;

/// A line of a page; lengths in points, from the top left corner.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// Size of most of its characters.
    pub(super) size: f64,
    /// Whether all of it is bold.
    pub(super) bold: bool,
    /// Not level: a watermark across the page.
    pub(super) slanted: bool,
}

/// The lines of a page, from top to bottom.
pub(super) fn of_page(page: &Page) -> Vec<Line> {
    let (level, slanted): (Vec<&Glyph>, Vec<&Glyph>) = page
        .glyphs
        .iter()
        .filter(|c| c.is_shown())
        .partition(|c| matches!(c.direction, Direction::Level | Direction::Down) && !c.aside);
    let mut lines = Vec::new();
    let whole = rows(level.clone());
    let extents = |row: &Row<'_>| row.chars.iter().map(|c| (c.left, c.right)).collect::<columns::Extents>();
    let usual = whole.iter().filter_map(|row| row.chars.first()).map(|c| c.size()).fold(0.0, f64::max);
    match columns::strip(&whole.iter().map(extents).collect::<Vec<_>>(), usual) {
        None => add(&whole, 0.0, &mut lines),
        Some(strip) => {
            // What crosses the strip, as a heading does, parts the columns into those above and those below it.
            let crossing: Vec<f64> =
                level.iter().filter(|c| c.left < strip && c.right > strip).map(|c| c.foot()).collect();
            let crosses = |c: &&Glyph| crossing.iter().any(|y| (y - c.foot()).abs() < SAME_LINE * c.size());
            let (across, beside): (Vec<&Glyph>, Vec<&Glyph>) = level.into_iter().partition(crosses);
            let mut ends: Vec<f64> =
                rows(across.clone()).iter().filter_map(|row| row.chars.first()).map(|c| c.foot()).collect();
            ends.push(f64::MAX);
            let mut start = f64::MIN;
            for end in ends {
                let band = beside.iter().copied().filter(|c| c.foot() > start && c.foot() < end);
                let (left, right): (Vec<&Glyph>, Vec<&Glyph>) = band.partition(|c| c.right <= strip);
                let edge = |chars: &[&Glyph]| chars.iter().map(|c| c.left).fold(f64::MAX, f64::min);
                // Paragraphs go on from one column to the next: both have the left one's edges.
                let shift = if left.is_empty() || right.is_empty() { 0.0 } else { edge(&right) - edge(&left) };
                add(&rows(left), 0.0, &mut lines);
                add(&rows(right), shift, &mut lines);
                add(
                    &rows(across.iter().copied().filter(|c| (c.foot() - end).abs() < c.size()).collect()),
                    0.0,
                    &mut lines,
                );
                start = end;
            }
        }
    }
    if !slanted.is_empty() {
        // In the order in which they are drawn.
        let text: String = slanted.iter().map(|c| folded(&c.text)).collect();
        lines.push(Line { text, slanted: true, ..Line::default() });
    }
    lines.retain(|line| !line.text.trim().is_empty());
    lines
}

/// Characters put together by the lines that they stand on, each from left to right.
fn rows(mut chars: Vec<&Glyph>) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    chars.sort_by(|a, b| a.foot().total_cmp(&b.foot()));
    for c in chars {
        match rows.last_mut() {
            Some(row) if c.foot() - row.chars[0].foot() < SAME_LINE * c.size().min(row.chars[0].size()).max(1.0) => {
                row.chars.push(c);
            }
            _ => rows.push(Row { chars: vec![c], gaps: Vec::new() }),
        }
    }
    raised(&mut rows);
    for row in &mut rows {
        row.chars.sort_by(|a, b| a.left.total_cmp(&b.left));
        row.find_gaps();
    }
    rows
}

/// Adds the lines of rows, moved to the left.
fn add(rows: &[Row<'_>], shift: f64, lines: &mut Vec<Line>) {
    lines.extend((0..rows.len()).map(|at| {
        let line = line(&rows[at], &cells(rows, at));
        Line { left: line.left - shift, right: line.right - shift, ..line }
    }));
}

/// The characters that stand on one line.
struct Row<'a> {
    chars: Vec<&'a Glyph>,
    /// The wide gaps between them: where each begins and ends.
    gaps: Vec<(f64, f64)>,
}

impl Row<'_> {
    fn find_gaps(&mut self) {
        let mut right = f64::MAX;
        for c in &self.chars {
            if c.left - right > CELL_GAP * c.size() {
                self.gaps.push((right, c.left));
            }
            right = if right == f64::MAX { c.right } else { right.max(c.right) };
        }
    }
}

/// The gaps of a row that part the cells of a table: where the row above or below has one in the same place.
fn cells(rows: &[Row<'_>], at: usize) -> Vec<(f64, f64)> {
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| rows.get(at));
    let beside: Vec<(f64, f64)> = beside.flat_map(|row| row.gaps.iter().copied()).collect();
    let is_shared = |gap: &&(f64, f64)| beside.iter().any(|other| gap.0 < other.1 && other.0 < gap.1);
    rows[at].gaps.iter().filter(is_shared).copied().collect()
}

/// Rows that are only small characters raised above another row go into that one. The number of a note is left out of
/// the text that it stands in; that of a unit (m²) is not.
fn raised(rows: &mut Vec<Row<'_>>) {
    let mut at = 0;
    while at + 1 < rows.len() {
        let largest = |row: &Row<'_>| row.chars.iter().map(|c| c.size()).fold(0.0, f64::max);
        let below = largest(&rows[at + 1]);
        let is_small = largest(&rows[at]) < RAISED * below;
        // Beside the characters of the line below, not above them.
        let free = |c: &Glyph| {
            rows[at + 1].chars.iter().all(|o| o.right <= c.left + 0.2 * c.size() || o.left >= c.right - 0.2 * c.size())
        };
        let is_within = rows[at].chars[0].foot() > rows[at + 1].chars[0].foot() - MAX_RAISE * below
            && rows[at].chars.iter().all(|c| free(c));
        if !is_small || !is_within {
            at += 1;
            continue;
        }
        let row = rows.remove(at);
        for c in row.chars {
            let before = rows[at].chars.iter().filter(|o| o.left < c.left);
            let last = before.max_by(|a, b| a.left.total_cmp(&b.left));
            let of_unit = last.is_some_and(|last| last.text.ends_with(|l: char| l.is_ascii_alphanumeric()));
            if of_unit || !c.text.chars().all(|c| c.is_ascii_digit() || ('①'..='⑳').contains(&c)) {
                rows[at].chars.push(c);
            }
        }
    }
}

fn line(row: &Row<'_>, cells: &[(f64, f64)]) -> Line {
    let mut line = Line { left: f64::MAX, top: f64::MAX, bold: true, ..Line::default() };
    let mut sizes: Vec<f64> = Vec::with_capacity(row.chars.len());
    let mut last: Option<&Glyph> = None;
    for &c in &row.chars {
        if let Some(last) = last {
            if c.text == last.text && (c.left - last.left).abs() < REDRAWN * c.size() {
                continue;
            }
            if cells.iter().any(|gap| gap.1 == c.left) {
                line.text += BETWEEN_CELLS;
            } else if c.left - last.right > BLANK * c.size() {
                line.text.push(' ');
            }
        }
        last = Some(c);
        line.text += &folded(&c.text);
        line.left = line.left.min(c.left);
        line.right = line.right.max(c.right);
        line.top = line.top.min(c.top);
        line.bottom = line.bottom.max(c.bottom);
        line.bold &= c.bold;
        sizes.push(c.size());
    }
    sizes.sort_by(f64::total_cmp);
    line.size = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
    line
}

/// Characters as people write them: fonts made from others, and the older tables for Chinese fonts, give radicals for
/// characters and a mathematical sign for dots.
fn folded(text: &str) -> String {
    /// Radicals that Unicode doesn't decompose, and the characters that look the same.
    const RADICALS: &str =
        "⺠民⺟母⺝月⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟";
    let fold = |c: char| match c {
        '\u{2F00}'..='\u{2FDF}' => c.nfkc().next().unwrap_or(c),
        '\u{2E80}'..='\u{2EFF}' => RADICALS.chars().skip_while(|r| *r != c).nth(1).unwrap_or(c),
        '\u{22EF}' => '…',
        c => c,
    };
    text.chars().map(fold).filter(|c| !c.is_control()).collect()
}
