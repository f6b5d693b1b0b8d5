//! Notes at the foot of a page: a paragraph that goes on on the next page goes on over them.

use super::lines::Line;
use super::page::Direction;
use super::text::joined;

/// Notes are in type of at most this size, as a part of the text's.
const SMALL: f64 = 0.92;

/// The number of a page's first line that is a note: those in small type after all others, if they begin with a mark.
pub(super) fn first(lines: &[&Line], size: f64) -> usize {
    let is_small = |line: &&Line| line.size < SMALL * size && line.direction == Direction::Level && !line.is_row();
    let notes = lines.iter().rev().take_while(|line| is_small(line)).count();
    let first = lines.len() - notes;
    let is_marked = lines.get(first).is_some_and(|line| mark(&line.text).is_some());
    if first > 0 && is_marked { first } else { lines.len() }
}

/// The texts of notes: each begins with a mark that counts on from the one before, or is the same.
pub(super) fn texts(lines: &[&Line]) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut last = None;
    for line in lines {
        let mark = mark(&line.text);
        let is_next = mark.is_some_and(|mark| last.is_none_or(|last: u32| mark == last + u32::from(last > 0)));
        match texts.last_mut() {
            Some(text) if !is_next => *text = joined(std::mem::take(text), &line.text),
            _ => {
                texts.push(line.text.clone());
                last = mark.or(last);
            }
        }
    }
    texts
}

/// The number of the mark that a note begins with, 0 for a mark that doesn't count: ① [1] 1 * 注
fn mark(text: &str) -> Option<u32> {
    let first = text.chars().next()?;
    if ('①'..='⑳').contains(&first) {
        return Some(first as u32 - '①' as u32 + 1);
    }
    if ['*', '※', '注'].contains(&first) {
        return Some(0);
    }
    let digits: String = text.trim_start_matches(['[', '［', '〔']).chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|number| (1..100).contains(number))
}
