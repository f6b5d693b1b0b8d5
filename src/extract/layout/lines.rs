//! Characters to the pieces of lines that they stand on: a wide gap parts them, as what stands beside may be another
//! column's, or cell's.

use super::page::{Area, Direction, Glyph};
use super::text;

/// Characters whose feet differ by less than this stand on one line, as a part of their size.
const SAME_LINE: f64 = 0.5;
/// A gap this wide may part cells and columns, likewise: where a line near it has one in the same place;
const GAP: f64 = 1.1;
/// a narrower one where two have;
const NARROW_GAP: f64 = 0.7;
/// and one this wide wherever it is.
const WIDE_GAP: f64 = 3.0;
/// Of a gap that is typed blanks take at least this part: it parts only where it is wide and others are alike.
const TYPED: f64 = 0.6;
/// What is as far apart is of one line only where it has its size, with less difference than this as a part of it,
const SAME_SIZE: f64 = 0.1;
/// or stands at its height, by its feet or its middle, likewise.
const SAME_HEIGHT: f64 = 0.25;
/// Lines so many above or below are near.
const NEAR: usize = 4;
/// A first character so much larger than the others of its line is that of the first line beside it.
const INITIAL: f64 = 1.6;
/// Characters of a word that is spread out are no further apart than this, likewise;
const SPREAD: f64 = 8.0;
/// of a label no further than this: as wide as the longest below it.
const LABEL_SPREAD: f64 = 4.5;
/// Characters raised above a line are smaller than this, as a part of its size.
const RAISED: f64 = 0.75;
/// They stand no higher than this above its foot, likewise,
const MAX_RAISE: f64 = 0.7;
/// and no further from a character on it, as a part of their own size.
const TOUCHES: f64 = 0.6;

/// A line of a page, a piece of one, or a row of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) area: Area,
    /// Where its characters stand.
    pub(super) foot: f64,
    /// Size of most of its characters.
    pub(super) size: f64,
    /// Whether all of it is bold.
    pub(super) bold: bool,
    /// How it is read; where not across, its area is that of the page turned.
    pub(super) direction: Direction,
    /// Known to be no text: a watermark across the page.
    pub(super) aside: bool,
    /// What stands to the right of its block begins here, or nothing does.
    pub(super) room: f64,
    /// Lines beside its large first character begin before this; 0 if it has none.
    pub(super) initial: f64,
    /// How far it was moved to the left, as its column is not the first.
    pub(super) shift: f64,
    /// If it is a row of a table, its cells.
    pub(super) cells: Vec<CellText>,
}

/// The text of a cell.
#[derive(Clone, Debug)]
pub(super) struct CellText {
    /// Where the cell begins.
    pub(super) left: f64,
    pub(super) text: String,
    /// Whether its last line reaches the cell's edge, so that it may go on on the next page.
    pub(super) is_open: bool,
}

impl Line {
    /// The characters of a line, from left to right.
    pub(super) fn of(chars: &[&Glyph]) -> Self {
        let mut sizes: Vec<f64> = chars.iter().map(|c| c.size()).collect();
        sizes.sort_by(f64::total_cmp);
        let size = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
        let usual = || chars.iter().filter(|c| c.size() < INITIAL * size);
        let (whole, height) = (Area::around(chars.iter().map(|c| c.area())), Area::around(usual().map(|c| c.area())));
        let initial = chars.first().filter(|c| c.size() >= INITIAL * size);
        Self {
            text: text::of(chars),
            area: Area { top: height.top, bottom: height.bottom, ..whole },
            foot: usual().next().map_or(0.0, |c| c.foot()),
            size,
            bold: chars.iter().all(|c| c.bold),
            room: f64::MAX,
            initial: initial.map_or(0.0, |c| c.right + 0.5 * size),
            ..Self::default()
        }
    }

    pub(super) fn chars(&self) -> usize {
        self.text.chars().filter(|c| !c.is_whitespace()).count()
    }

    pub(super) fn is_row(&self) -> bool {
        !self.cells.is_empty()
    }
}

/// The characters that stand on one line, from left to right.
pub(super) struct Row<'a> {
    pub(super) chars: Vec<&'a Glyph>,
    /// The gaps between them that may part cells.
    gaps: Vec<Gap>,
}

/// A gap between two characters: where it begins and ends.
#[derive(Clone, Copy)]
struct Gap {
    from: f64,
    to: f64,
    is_wide: bool,
    /// Whether it is made of blanks: what they part was written as one line.
    is_typed: bool,
}

impl Gap {
    fn meets(&self, other: &Self) -> bool {
        self.from < other.to && other.from < self.to
    }
}

impl<'a> Row<'a> {
    fn of(c: &'a Glyph) -> Self {
        Self { chars: vec![c], gaps: Vec::new() }
    }

    /// Finds the gaps; blanks that are drawn are left out then.
    fn find_gaps(&mut self) {
        let spacing = text::spacing(&self.chars);
        let (mut right, mut blank) = (f64::MAX, 0.0);
        for c in &self.chars {
            if !c.is_shown() {
                blank += c.right - c.left + spacing;
                continue;
            }
            let gap = c.left - right;
            let width = (gap - spacing) / c.size();
            if width > NARROW_GAP {
                self.gaps.push(Gap { from: right, to: c.left, is_wide: width > GAP, is_typed: blank > TYPED * gap });
            }
            right = if right == f64::MAX { c.right } else { right.max(c.right) };
            blank = 0.0;
        }
        self.chars.retain(|c| c.is_shown());
    }
}

/// Characters put together by the lines that they stand on, from top to bottom.
pub(super) fn rows<'a>(chars: impl IntoIterator<Item = &'a Glyph>) -> Vec<Row<'a>> {
    let mut chars: Vec<&Glyph> = chars.into_iter().collect();
    let mut rows: Vec<Row<'_>> = Vec::new();
    chars.sort_by(|a, b| a.foot().total_cmp(&b.foot()));
    for c in chars {
        match rows.last_mut() {
            Some(row) if c.foot() - row.chars[0].foot() < SAME_LINE * c.size().min(row.chars[0].size()).max(1.0) => {
                row.chars.push(c);
            }
            _ => rows.push(Row::of(c)),
        }
    }
    raised(&mut rows);
    let mut rows: Vec<Row<'_>> = rows.into_iter().flat_map(of_one_height).collect();
    rows.iter_mut().for_each(Row::find_gaps);
    rows.retain(|row| !row.chars.is_empty());
    initials(&mut rows);
    rows
}

/// A row in those that it is, from left to right: what stands far apart in another size at another height, as a stamp beside
/// a caption, is no part of its line.
fn of_one_height(mut row: Row<'_>) -> Vec<Row<'_>> {
    row.chars.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut rows: Vec<Row<'_>> = Vec::new();
    let (mut from, mut right) = (0, f64::NEG_INFINITY);
    for at in 0..=row.chars.len() {
        let c = row.chars.get(at);
        if c.is_some_and(|c| c.left - right <= WIDE_GAP * c.size()) {
            right = right.max(c.map_or(right, |c| c.right));
            continue;
        }
        let run = &row.chars[from..at];
        match rows.iter_mut().find(|row| is_of_one_height(&row.chars, run)) {
            Some(row) => row.chars.extend(run),
            None if run.is_empty() => {}
            None => rows.push(Row { chars: run.to_vec(), gaps: Vec::new() }),
        }
        (from, right) = (at, c.map_or(right, |c| c.right));
    }
    rows.sort_by(|a, b| a.chars[0].foot().total_cmp(&b.chars[0].foot()));
    rows
}

fn is_of_one_height(a: &[&Glyph], b: &[&Glyph]) -> bool {
    let [Some(a), Some(b)] = [a, b].map(|chars| chars.first()) else { return true };
    let size = a.size().min(b.size());
    let is_near = |distance: f64, most: f64| distance.abs() < most * size;
    is_near(a.size() - b.size(), SAME_SIZE)
        || is_near(a.foot() - b.foot(), SAME_HEIGHT)
        || is_near(a.middle().1 - b.middle().1, SAME_HEIGHT)
}

/// A large first character of several lines stands before the first of them.
fn initials(rows: &mut [Row<'_>]) {
    for at in 1..rows.len() {
        let [first, second, ..] = rows[at].chars.as_slice() else { continue };
        if first.size() < INITIAL * second.size() {
            continue;
        }
        let top = first.foot() - first.size();
        let is_beside = |row: &&Row<'_>| row.chars[0].foot() > top && row.chars[0].left >= first.right - 1.0;
        let beside = rows[..at].iter().rev().take_while(is_beside).count();
        if beside > 0 {
            let first = rows[at].chars.remove(0);
            rows[at].gaps.retain(|gap| gap.from > first.right);
            rows[at - beside].chars.insert(0, first);
        }
    }
}

/// The pieces of each row, from left to right.
pub(super) fn pieces(rows: &[Row<'_>]) -> Vec<Vec<Line>> {
    (0..rows.len()).map(|at| pieces_of(rows, at)).collect()
}

fn pieces_of(rows: &[Row<'_>], at: usize) -> Vec<Line> {
    let row = &rows[at];
    if row.gaps.is_empty() {
        return vec![Line::of(&row.chars)];
    }
    let near = (at.saturating_sub(NEAR)..rows.len().min(at + NEAR + 1)).filter(|near| *near != at);
    let near: Vec<&Row<'_>> = near.map(|near| &rows[near]).filter(|near| !near.gaps.is_empty()).collect();
    let shared = |gap: &Gap| {
        let has = |near: &&&Row<'_>| near.gaps.iter().any(|other| other.is_wide && other.meets(gap));
        near.iter().filter(has).count()
    };
    let mut pieces: Vec<Line> = Vec::new();
    let (mut from, mut last) = (0, 0);
    for gap in &row.gaps {
        let to = row.chars.partition_point(|c| c.left < gap.to);
        if to <= last || to >= row.chars.len() {
            continue;
        }
        let next = row.gaps.iter().map(|gap| row.chars.partition_point(|c| c.left < gap.to)).find(|end| *end > to);
        let (token, after) = (&row.chars[last..to], &row.chars[to..next.unwrap_or(row.chars.len())]);
        last = to;
        let width = (gap.to - gap.from) / row.chars[to].size();
        let shared = shared(gap);
        let parts = match (gap.is_typed, gap.is_wide) {
            (true, _) => shared > 0 && width > WIDE_GAP,
            (false, true) => shared > 0 || width > WIDE_GAP,
            (false, false) => shared > 1,
        };
        if parts && !is_spread(token, after, width, shared > 0) {
            pieces.push(Line::of(&row.chars[from..to]));
            from = to;
        }
    }
    pieces.push(Line::of(&row.chars[from..]));
    pieces
}

/// Whether two parts of a line are of one word that is spread out: 目　　录, 姓　　名：王建国.
fn is_spread(a: &[&Glyph], b: &[&Glyph], width: f64, is_shared: bool) -> bool {
    let is_chinese = |c: &Glyph| c.text.chars().all(|c| ('\u{3400}'..='\u{9FFF}').contains(&c) || c == '〇');
    let [first] = a else { return false };
    if !is_chinese(first) || !b.first().is_some_and(|c| is_chinese(c)) {
        return false;
    }
    match b {
        [_] => !is_shared && width < SPREAD,
        [_, mark, ..] => width < LABEL_SPREAD && [":", "："].contains(&mark.text.as_str()),
        [] => false,
    }
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
        let touches = |c: &Glyph| {
            let near = TOUCHES * c.size();
            let mut beside = rows[at + 1].chars.iter().map(|o| (c.left - o.right).max(o.left - c.right));
            beside.all(|distance| distance >= -0.2 * c.size())
                && rows[at + 1]
                    .chars
                    .iter()
                    .chain(&rows[at].chars)
                    .any(|o| !std::ptr::eq(*o, c) && (c.left - o.right).abs().min((o.left - c.right).abs()) < near)
        };
        let is_within = rows[at].chars[0].foot() > rows[at + 1].chars[0].foot() - MAX_RAISE * below;
        if !is_small || !is_within || !rows[at].chars.iter().all(|c| touches(c)) {
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
