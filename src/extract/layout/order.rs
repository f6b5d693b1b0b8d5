//! What stands on a page to the order in which it is read: lines one below the other are a block, blocks are read from
//! top to bottom, and those side by side from left to right.

use super::lines::Line;
use super::page::Area;

/// Lines share less than this of their widths by chance, in points.
const MIN_SHARED: f64 = 1.0;
/// Ancestors of a line are looked for no further than this.
const MAX_STEPS: usize = 64;
/// A paragraph's first line begins no further to the right than this, in times the size; and its last one, of a few
/// characters, is no wider than that.
const MAX_INDENT: f64 = 2.6;
const MAX_END: f64 = 4.0;
/// Lines of a block are no further apart than this, likewise: a picture may stand between them.
const MAX_BREAK: f64 = 12.0;
/// More blocks are a drawing or a form: they are read as their tops stand.
const MAX_BLOCKS: usize = 150;
/// A column of running text has so many lines at least,
const MIN_LINES: usize = 4;
/// and is so wide, in times the size.
const MIN_COLUMN: f64 = 8.0;

/// A line, or lines that stay together: a table, a part of the page in another direction.
pub(super) struct Item {
    pub(super) area: Area,
    pub(super) lines: Vec<Line>,
    /// Whether it is a line of text, which other lines go on from.
    pub(super) is_line: bool,
}

impl Item {
    pub(super) fn line(line: Line) -> Self {
        Self { area: line.area, lines: vec![line], is_line: true }
    }
}

struct Block {
    area: Area,
    lines: Vec<Line>,
    is_text: bool,
}

impl Block {
    /// Whether an item stands near its last line: a title and the page's number far below it are no block.
    fn is_near(&self, item: &Item) -> bool {
        let last = self.lines.last().map_or(self.area, |line| line.area);
        let size = self.lines.iter().chain(&item.lines).map(|line| line.size).fold(0.0, f64::max);
        item.area.top - last.bottom <= MAX_BREAK * size
    }
}

/// The blocks of a page in reading order.
pub(super) fn blocks(items: Vec<Item>) -> Vec<(Area, Vec<Line>)> {
    let mut blocks = chains(items);
    blocks.sort_by(|a, b| a.area.top.total_cmp(&b.area.top).then(a.area.left.total_cmp(&b.area.left)));
    set_edges(&mut blocks);
    let order = order(&blocks);
    let mut blocks: Vec<Option<Block>> = blocks.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| blocks[at].take()).map(|block| (block.area, block.lines)).collect()
}

/// Lines of which one alone stands below the other, as blocks.
fn chains(mut items: Vec<Item>) -> Vec<Block> {
    items.sort_by(|a, b| a.area.bottom.total_cmp(&b.area.bottom).then(a.area.left.total_cmp(&b.area.left)));
    // What can be seen from below: from left to right, where an item begins and ends, and its number.
    let mut visible: Vec<(f64, f64, usize)> = Vec::new();
    let mut above: Vec<Vec<usize>> = Vec::with_capacity(items.len());
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); items.len()];
    for (at, item) in items.iter().enumerate() {
        let Area { left, right, .. } = item.area;
        let mut over: Vec<usize> =
            visible.iter().filter(|v| v.1.min(right) - v.0.max(left) > MIN_SHARED).map(|v| v.2).collect();
        over.dedup();
        let all = over.clone();
        over.retain(|one| !all.iter().any(|other| other != one && is_above(*one, *other, &above)));
        // A line of a few characters and one that is indented share no width, and yet one follows the other.
        if let [one] = over.as_mut_slice() {
            while let Some(next) = below[*one].iter().find(|next| follows(&items[**next], item)) {
                *one = *next;
            }
        }
        over.iter().for_each(|over| below[*over].push(at));
        above.push(over);
        let mut seen = Vec::with_capacity(visible.len() + 2);
        for (from, to, of) in visible {
            if from < left {
                seen.push((from, to.min(left), of));
            }
            if to > right {
                seen.push((from.max(right), to, of));
            }
        }
        seen.push((left, right, at));
        seen.retain(|seen| seen.1 > seen.0);
        seen.sort_by(|a, b| a.0.total_cmp(&b.0));
        visible = seen;
    }
    let mut block_of: Vec<usize> = Vec::with_capacity(items.len());
    let mut blocks: Vec<Block> = Vec::new();
    for (at, item) in items.into_iter().enumerate() {
        let joined = match above[at].as_slice() {
            [one] if below[*one].len() == 1 && item.is_line => {
                Some(block_of[*one]).filter(|block| blocks[*block].is_text && blocks[*block].is_near(&item))
            }
            _ => None,
        };
        match joined {
            Some(block) => {
                let of = &mut blocks[block];
                of.area = Area::around([of.area, item.area].into_iter());
                of.lines.extend(item.lines);
                block_of.push(block);
            }
            None => {
                block_of.push(blocks.len());
                blocks.push(Block { area: item.area, lines: item.lines, is_text: item.is_line });
            }
        }
    }
    blocks
}

/// Whether a line stands just below and beside another, and one of them is only the end of a paragraph.
fn follows(above: &Item, line: &Item) -> bool {
    let [of_above, of_line] = [above, line].map(|item| item.lines.first().map_or(0.0, |line| line.size));
    let apart = -above.area.beside(line.area);
    above.is_line
        && line.is_line
        && above.area.bottom <= line.area.bottom - 0.5 * of_line
        && (0.0..MAX_INDENT * of_line.max(of_above)).contains(&apart)
        && above.area.width().min(line.area.width()) <= MAX_END * of_line
}

/// Whether an item is above another, by way of others.
fn is_above(one: usize, other: usize, above: &[Vec<usize>]) -> bool {
    let mut open: Vec<usize> = above[other].clone();
    for _ in 0..MAX_STEPS {
        match open.pop() {
            Some(at) if at == one => return true,
            // Numbers ascend downward.
            Some(at) if at > one => open.extend(&above[at]),
            Some(_) => {}
            None => return false,
        }
    }
    false
}

/// Tells lines where what stands to the right of their block begins, and moves columns to the left: paragraphs go on
/// from one to the next, and all have the first one's edges.
fn set_edges(blocks: &mut [Block]) {
    if blocks.len() > MAX_BLOCKS {
        return;
    }
    let areas: Vec<(Area, usize)> = blocks.iter().map(|block| (block.area, block.lines.len())).collect();
    let is_beside = |a: &Area, b: &Area| a.level_with(*b) > 0.0 && a.beside(*b) <= 0.0;
    let has_left = |a: &Area| areas.iter().any(|(b, lines)| *lines > 2 && is_beside(a, b) && b.left < a.left);
    let has_right = |a: &Area| areas.iter().any(|(b, lines)| *lines > 2 && is_beside(a, b) && b.left > a.left);
    let first =
        areas.iter().filter(|(a, _)| !has_left(a) && has_right(a)).map(|(a, _)| a.left).fold(f64::MAX, f64::min);
    for block in blocks.iter_mut().filter(|block| block.is_text) {
        let right = areas.iter().filter(|(other, _)| is_beside(&block.area, other) && other.left >= block.area.right);
        let room = right.map(|(other, _)| other.left).fold(f64::MAX, f64::min);
        let is_column = has_left(&block.area) && first < f64::MAX;
        let of_column = areas.iter().filter(|(a, _)| a.beside(block.area) > 0.0 && has_left(a));
        let column = of_column.fold((f64::MAX, 0), |(left, lines), (a, n)| (left.min(a.left), lines.max(*n)));
        let shift = if is_column && column.1 > 2 { column.0 - first } else { 0.0 };
        for line in &mut block.lines {
            line.room = line.room.min(room) - shift;
            line.shift = shift;
            line.area.left -= shift;
            line.area.right -= shift;
        }
    }
}

/// The numbers of blocks in the order in which they are read. Where no rule says more, as they are given: by their tops.
fn order(blocks: &[Block]) -> Vec<usize> {
    let n = blocks.len();
    if n > MAX_BLOCKS {
        return (0..n).collect();
    }
    let is_before = |a: usize, b: usize| {
        let (one, other) = (&blocks[a].area, &blocks[b].area);
        if one.beside(*other) > MIN_SHARED {
            return one.top < other.top;
        }
        if one.left > other.left {
            return false;
        }
        if one.level_with(*other) > 0.0 {
            return true;
        }
        // The lower end of a column is read before the top of the next, but for what stands across both between them.
        let column = &blocks[b];
        let is_column = column.lines.len() >= MIN_LINES
            && column.lines.first().is_some_and(|line| other.width() >= MIN_COLUMN * line.size);
        let crosses = |c: &Block| {
            let (from, to) = (one.top.min(other.top), one.bottom.max(other.bottom));
            c.area.top > from && c.area.bottom < to && c.area.beside(*one) > 0.0 && c.area.beside(*other) > 0.0
        };
        is_column && one.top > other.top && !blocks.iter().any(crosses)
    };
    let mut order = Vec::with_capacity(n);
    let mut left: Vec<usize> = (0..n).collect();
    while !left.is_empty() {
        let free = left.iter().position(|b| !left.iter().any(|a| a != b && is_before(*a, *b)));
        order.push(left.remove(free.unwrap_or(0)));
    }
    order
}
