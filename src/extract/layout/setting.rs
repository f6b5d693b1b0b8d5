//! How the text of a file is set: its edges, its size, and whether lines are full.

use super::flow::PageLines;
use super::lines::Line;
use super::page::Direction;
use super::text::{ENDS, unbreakable};

/// A line that ends this far before the right edge ends its paragraph, as a part of the size: the mark that may not
/// begin a line can take a character with it.
const SHORT: f64 = 2.5;
/// A line that begins this far from the left edge begins a paragraph, likewise.
const INDENT: f64 = 1.0;
/// Paragraphs are indented by two characters, likewise, a little more or less,
const INDENTS: (f64, f64) = (1.4, 2.8);
/// and their second line stands no further below, likewise.
const MAX_STEP: f64 = 2.6;
/// A full line takes at least this part of the widest line's width: columns are narrower than headings across them.
const MIN_FULL: f64 = 0.3;
/// Sizes that differ by less are the same, as a part of the size.
pub(super) const SAME_SIZE: f64 = 0.08;
/// Running text has so many full lines at least,
const MIN_FULL_LINES: usize = 3;
/// or so many where they are wide,
const MIN_WIDE_LINES: usize = 2;
/// and they are this share of its lines;
const MIN_FULL_SHARE: f64 = 0.25;
/// it is at least so wide, in times the size,
const MIN_WIDTH: f64 = 8.0;
/// and leaves about as much room at its right as at its left, but for this share of the page's width; or is so wide,
/// in times the size, that no list has lines all as long.
const SAME_MARGIN: f64 = 0.2;
const WIDE: f64 = 20.0;
/// Lines elsewhere are full only where they are at least so long, in characters,
const MIN_CHARS: usize = 8;
/// and leave no more room than this to the page's margin, or to what stands beside them, in times the size.
const TO_MARGIN: f64 = 3.0;
const TO_NEIGHBOUR: f64 = 4.5;

/// How the text in one direction is set, in a file.
pub(super) struct Setting {
    pub(super) left: f64,
    right: f64,
    pub(super) size: f64,
    /// From one line to the next.
    pub(super) step: f64,
    /// Whether paragraphs begin with an indented line.
    pub(super) indents: bool,
    /// Whether enough lines end at the right edge to know that it is one.
    pub(super) is_running: bool,
}

impl Setting {
    /// Of the lines of each page, with the pages' widths.
    pub(super) fn of(pages: &[(f64, Vec<&Line>)]) -> Self {
        let lines = || pages.iter().flat_map(|(_, lines)| lines).filter(|line| !line.is_row());
        // Weighted by characters: the size that most of the text has.
        let size = most_frequent(lines().map(|line| (line.size, line.chars())), 0.5);
        let of_text = || lines().filter(|line| (line.size - size).abs() <= SAME_SIZE * size);
        let left = most_frequent(of_text().map(|line| (line.area.left, 1)), 0.5 * size);
        let wide = of_text().map(|line| line.area.right).fold(0.0, f64::max);
        // The edge that full lines share; one line too long doesn't make it.
        let full = of_text().filter(|line| line.area.right > left + MIN_FULL * (wide - left));
        let right = most_frequent(full.map(|line| (line.area.right, 1)), 0.5 * size);
        let right = if right > left { right } else { wide };
        let left = edge_of_second_lines(pages, size, left, right).unwrap_or(left);
        let steps = pages.iter().flat_map(|(_, lines)| lines.windows(2)).map(|pair| (pair[1].foot - pair[0].foot, 1));
        let step = most_frequent(steps.filter(|(step, _)| *step > 0.0), 0.1 * size);
        let is_full = |line: &&&Line| line.area.right > right - SHORT * size;
        let full = of_text().filter(is_full).count();
        let begins = of_text().filter(|line| line.area.left > left + INDENT * size).filter(is_full).count();
        let (all, width) = (of_text().count(), right - left);
        let page = pages.iter().map(|(width, _)| *width).fold(0.0, f64::max);
        let in_columns = of_text().filter(|line| line.room < f64::MAX || line.shift > 0.0).count() * 2 > all;
        let is_down = lines().any(|line| line.direction == Direction::Down);
        let is_wide = width > WIDE * size || (page - left - right).abs() < SAME_MARGIN * page || in_columns || is_down;
        let at_edge = of_text().filter(|line| (line.area.right - right).abs() <= size).count();
        let least = if width > WIDE * size { MIN_WIDE_LINES } else { MIN_FULL_LINES };
        let is_running =
            at_edge >= least && at_edge as f64 >= MIN_FULL_SHARE * all as f64 && width >= MIN_WIDTH * size && is_wide;
        Self { left, right, size, step, indents: begins * 20 > full, is_running }
    }

    /// Whether a line is as full as it can be before the next one, on a page with this width whose text begins at `left`.
    pub(super) fn is_full(&self, line: &Line, next: &Line, page: (f64, f64)) -> bool {
        let size = self.size.max(1.0);
        // A line ends early, too, where what comes next could not be parted and had no room.
        let needs = unbreakable(&next.text) as f64 * size;
        if self.is_running && (line.size - self.size).abs() <= SAME_SIZE * size {
            let is_early = !line.text.ends_with(ENDS) && line.area.right + needs > self.right;
            if line.area.right > self.right - SHORT * size || is_early {
                return true;
            }
        }
        let (width, left) = page;
        let to_margin = width - left - line.area.right - line.shift;
        let is_at_edge = (!self.is_running && to_margin < TO_MARGIN * line.size)
            || line.room < f64::MAX && line.room - line.area.right < TO_NEIGHBOUR * line.size;
        is_at_edge && line.chars() >= MIN_CHARS
    }

    /// Whether a line begins as the first of a paragraph does.
    pub(super) fn is_indented(&self, line: &Line) -> bool {
        line.area.left > self.left + INDENT * self.size.max(1.0)
    }
}

/// Where the text begins though more of its lines are indented, as in a list of short items: where the lines begin that go on
/// from such a line, if that is full.
fn edge_of_second_lines(pages: &[(f64, Vec<&Line>)], size: f64, left: f64, right: f64) -> Option<f64> {
    let is_text = |line: &Line| !line.is_row() && (line.size - size).abs() <= SAME_SIZE * size;
    let goes_on = |pair: &&[&Line]| {
        let (first, second) = (pair[0], pair[1]);
        is_text(first)
            && is_text(second)
            && first.area.right > right - SHORT * size
            && (first.area.left - left).abs() <= 0.5 * size
            && (INDENTS.0 * size..INDENTS.1 * size).contains(&(first.area.left - second.area.left))
            && (0.0..MAX_STEP * size).contains(&(second.foot - first.foot))
    };
    let second = pages.iter().flat_map(|(_, lines)| lines.windows(2)).filter(goes_on).map(|pair| pair[1].area.left);
    let edges: Vec<(f64, usize)> = second.map(|left| (left, 1)).collect();
    (!edges.is_empty()).then(|| most_frequent(edges.into_iter(), 0.5 * size))
}

/// The settings of a file's text, by direction.
pub(super) struct Settings {
    level: Setting,
    down: Setting,
    turned: Setting,
}

impl Settings {
    /// `lines`: those of the text, page by page.
    pub(super) fn of(pages: &[PageLines], lines: &[Vec<&Line>]) -> Self {
        let of = |is_of: fn(Direction) -> bool| {
            let of_pages = pages.iter().zip(lines).map(|(page, lines)| {
                let lines: Vec<&Line> = lines.iter().copied().filter(|line| is_of(line.direction)).collect();
                let is_level = lines.first().is_none_or(|line| line.direction == Direction::Level);
                (if is_level { page.width } else { page.height }, lines)
            });
            Setting::of(&of_pages.collect::<Vec<(f64, Vec<&Line>)>>())
        };
        Self {
            level: of(|direction| direction == Direction::Level),
            down: of(|direction| direction == Direction::Down),
            turned: of(|direction| matches!(direction, Direction::Turned(_))),
        }
    }

    pub(super) fn for_text(&self) -> &Setting {
        &self.level
    }

    pub(super) fn for_line(&self, line: &Line) -> &Setting {
        match line.direction {
            Direction::Down => &self.down,
            Direction::Turned(_) => &self.turned,
            _ => &self.level,
        }
    }
}

/// The value near which most values lie, each with a weight.
pub(super) fn most_frequent(values: impl Iterator<Item = (f64, usize)>, tolerance: f64) -> f64 {
    let mut values: Vec<(f64, usize)> = values.filter(|(value, _)| value.is_finite()).collect();
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let tolerance = tolerance.max(0.01);
    let (mut best, mut best_weight, mut weight, mut from) = (0.0, 0, 0, 0);
    for to in 0..values.len() {
        weight += values[to].1;
        while values[to].0 - values[from].0 > tolerance {
            weight -= values[from].1;
            from += 1;
        }
        if weight > best_weight {
            (best, best_weight) = (values[usize::midpoint(from, to)].0, weight);
        }
    }
    best
}
