//! What is drawn across a page's text and is none of it: watermarks, stamps.

use super::page::{Direction, Glyph};
use super::text::folded;

/// Characters so much larger than the text may be a watermark's, as a part of its size.
const LARGE: f64 = 1.3;
/// What stands under them is smaller than this, as a part of theirs.
const SMALLER: f64 = 0.8;
/// Of the large characters drawn one after the other one in so many at least stands over text.
const ONE_IN: usize = 3;
/// The part of a character's width and height that is its own: boxes reach beyond what is inked.
const WITHIN: (f64, f64) = (0.1, 0.75);
/// Characters further apart than this times their size are not of one watermark.
const APART: f64 = 2.5;

/// For each character of a page, in the order of drawing, whether it is no text.
/// `usual`: the size that most have.
pub(super) fn find(glyphs: &[&Glyph], usual: f64) -> Vec<bool> {
    let mut is_aside: Vec<bool> = (0..glyphs.len()).map(|at| glyphs[at].aside || is_slanted(glyphs, at)).collect();
    if glyphs.iter().all(|c| c.size() <= LARGE * usual) {
        return is_aside;
    }
    let mut middles: Vec<(f64, f64, f64)> =
        glyphs.iter().map(|c| (c.middle().1, c.middle().0, c.size())).filter(|c| c.0.is_finite()).collect();
    middles.sort_by(|a, b| a.0.total_cmp(&b.0));
    let covers = |c: &Glyph| {
        let (top, bottom) = match c.direction {
            Direction::Level => (c.foot() - WITHIN.1 * c.size(), c.foot()),
            _ => (c.top, c.bottom),
        };
        let margin = WITHIN.0 * (c.right - c.left);
        let from = middles.partition_point(|m| m.0 < top);
        let under = middles[from..].iter().take_while(|m| m.0 < bottom);
        under.filter(|m| m.2 <= SMALLER * c.size()).any(|m| m.1 > c.left + margin && m.1 < c.right - margin)
    };
    let mut at = 0;
    while at < glyphs.len() {
        let size = glyphs[at].size();
        let run = glyphs[at..].iter().take_while(|c| (c.size() - size).abs() <= 0.05 * size).count();
        if size > LARGE * usual && !is_aside[at] {
            let over = glyphs[at..at + run].iter().filter(|c| covers(c)).count();
            if over * ONE_IN >= run {
                is_aside[at..at + run].fill(true);
            }
        }
        at += run.max(1);
    }
    is_aside
}

/// Whether a character is slanted, or stands between such as one of them: in the ring of a seal one or two are upright.
fn is_slanted(glyphs: &[&Glyph], at: usize) -> bool {
    let is = |c: &Glyph| c.direction == Direction::Slanted;
    let is_near = |other: &&Glyph| {
        let ((x, y), (other_x, other_y)) = (glyphs[at].middle(), other.middle());
        let size = glyphs[at].size().max(other.size());
        is(other)
            && (x - other_x).hypot(y - other_y) <= APART * size
            && (glyphs[at].size() - other.size()).abs() <= 0.05 * size
    };
    let before = glyphs[at.saturating_sub(1)..at].iter();
    is(glyphs[at]) || before.chain(glyphs.get(at + 1)).filter(|other| is_near(other)).count() == 2
}

/// The size that most characters have.
pub(super) fn usual_size(glyphs: &[&Glyph]) -> f64 {
    let mut sizes: Vec<u32> = glyphs.iter().map(|c| (c.size() * 4.0).round() as u32).collect();
    sizes.sort_unstable();
    let usual = sizes.chunk_by(|a, b| a == b).max_by_key(|sizes| sizes.len());
    usual.map_or(0.0, |sizes| f64::from(sizes[0]) / 4.0)
}

/// The texts of what is aside, each once: in the order of drawing, as what is slanted stands on no line.
pub(super) fn texts(glyphs: &[&Glyph]) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut open = String::new();
    let mut last: Option<&Glyph> = None;
    let end = |open: &mut String, texts: &mut Vec<String>| {
        let text = std::mem::take(open);
        if !text.trim().is_empty() && !texts.contains(&text) {
            texts.push(text);
        }
    };
    for &c in glyphs {
        let goes_on = last.is_some_and(|last| {
            let (a, b) = (last.middle(), c.middle());
            let far = (a.0 - b.0).hypot(a.1 - b.1) > APART * c.size().max(last.size());
            !far && (last.size() - c.size()).abs() <= 0.05 * c.size()
        });
        if !goes_on {
            end(&mut open, &mut texts);
        }
        open += &folded(&c.text);
        last = Some(c);
    }
    end(&mut open, &mut texts);
    texts
}
