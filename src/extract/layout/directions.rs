//! In which direction a page's characters are read: across, as most; down in columns from right to left; or across once
//! the page, or a part of it, is turned.

use super::grid::Stroke;
use super::page::{Direction, Glyph, Page, Rule};

/// Of two characters one below the other the middles are no further from one upright line, as a part of the size,
const SAME_COLUMN: f64 = 0.3;
/// and their heights differ by so much, likewise.
const PITCH: (f64, f64) = (0.7, 1.8);
/// Their distances within a column differ by no more, likewise.
const SAME_PITCH: f64 = 0.4;
/// Sizes that differ by less are the same, as a part of them.
const SAME_SIZE: f64 = 0.1;

/// A page turned so that most of its characters stand upright; the page itself where they do.
pub(super) fn righted(page: &Page) -> Option<Page> {
    let mut turns = [0_usize; 4];
    for c in &page.glyphs {
        match c.direction {
            Direction::Turned(turn) => turns[usize::from(turn % 4)] += 1,
            Direction::Level | Direction::Down => turns[0] += 1,
            Direction::Slanted => {}
        }
    }
    let most = (1..4).max_by_key(|turn| turns[*turn])?;
    if turns[most] <= turns[0] {
        return None;
    }
    let (width, height) = if most == 2 { (page.width, page.height) } else { (page.height, page.width) };
    let glyphs = page.glyphs.iter().map(|c| {
        let direction = match c.direction {
            Direction::Turned(turn) if usize::from(turn) == most => Direction::Level,
            Direction::Turned(turn) => Direction::Turned((turn + 4 - most as u8) % 4),
            Direction::Level | Direction::Down => Direction::Turned(4 - most as u8),
            Direction::Slanted => Direction::Slanted,
        };
        Glyph { direction, ..turned(c, most as u8, page.width, page.height) }
    });
    let rules = page.rules.iter().map(|rule| {
        let (left, right, top, bottom) =
            turned_box((rule.left, rule.right, rule.top, rule.bottom), most as u8, page.width, page.height);
        Rule { left, right, top, bottom }
    });
    Some(Page { width, height, glyphs: glyphs.collect(), rules: rules.collect() })
}

/// A character that is turned clockwise by right angles, as it stands once the page is turned back.
pub(super) fn turned(c: &Glyph, turn: u8, width: f64, height: f64) -> Glyph {
    let (left, right, top, bottom) = turned_box((c.left, c.right, c.top, c.bottom), turn, width, height);
    // The feet of Chinese characters, whatever their box.
    let baseline = f64::midpoint(top, bottom) + 0.35 * c.size();
    Glyph { left, right, top, bottom, baseline, direction: Direction::Level, ..c.clone() }
}

fn turned_box(area: (f64, f64, f64, f64), turn: u8, width: f64, height: f64) -> (f64, f64, f64, f64) {
    let (left, right, top, bottom) = area;
    match turn {
        1 => (top, bottom, width - right, width - left),
        2 => (width - right, width - left, height - bottom, height - top),
        3 => (height - bottom, height - top, left, right),
        _ => area,
    }
}

/// For each character of a page, in the order of drawing, whether it is of vertical writing: by its font, or as each is
/// drawn below the one before it. Rules part cells, and what stands in them.
pub(super) fn vertical(glyphs: &[&Glyph], rules: &[Stroke]) -> Vec<bool> {
    let mut is_vertical: Vec<bool> = glyphs.iter().map(|c| c.direction == Direction::Down).collect();
    let is_level = |at: usize| glyphs[at].direction == Direction::Level;
    let mut from = 0;
    while from < glyphs.len() {
        let mut to = from + 1;
        let mut pitch = None;
        while to < glyphs.len() && is_level(to) && is_level(from) {
            let Some(step) = step_down(glyphs[to - 1], glyphs[to]) else { break };
            let is_even = pitch.is_none_or(|pitch: f64| (pitch - step).abs() < SAME_PITCH * glyphs[to].size());
            if !is_even || is_ruled_off(glyphs[to - 1], glyphs[to], rules) {
                break;
            }
            pitch = Some(step);
            to += 1;
        }
        // What has a neighbour on its own line is no column's: a line of one character stands before or after another.
        let (mut first, mut last) = (from, to);
        if from > 0 && follows(glyphs[from - 1], glyphs[from]) {
            first += 1;
        }
        if to < glyphs.len() && follows(glyphs[to - 1], glyphs[to]) {
            last -= 1;
        }
        let chinese = |c: &&&Glyph| c.text.chars().all(|c| !c.is_ascii());
        let run = last.saturating_sub(first);
        if run >= 2 && glyphs[first..last].iter().filter(chinese).count() * 2 > run {
            is_vertical[first..last].fill(true);
        }
        from = to;
    }
    is_vertical
}

/// How far a character stands below another, if just below.
fn step_down(a: &Glyph, b: &Glyph) -> Option<f64> {
    let size = a.size().max(b.size());
    let step = b.middle().1 - a.middle().1;
    // Narrow characters stand in the middle of the column, or at its left.
    let apart = (a.middle().0 - b.middle().0).abs().min((a.left - b.left).abs() * 2.0);
    let is_below = apart < SAME_COLUMN * size
        && (PITCH.0 * size..PITCH.1 * size).contains(&step)
        && (a.size() - b.size()).abs() < SAME_SIZE * size;
    is_below.then_some(step)
}

/// Whether a character stands beside another, on its line.
fn follows(a: &Glyph, b: &Glyph) -> bool {
    let size = a.size().max(b.size());
    (a.foot() - b.foot()).abs() < 0.3 * size && (b.left - a.right).abs() < 1.5 * size
}

fn is_ruled_off(a: &Glyph, b: &Glyph, rules: &[Stroke]) -> bool {
    let ((x, from), (_, to)) = (a.middle(), b.middle());
    rules.iter().any(|rule| rule.from <= x && x <= rule.to && rule.at > from && rule.at < to)
}
