//! A passage to the part that is shown, with its highlights.
//!
//! Highlights come from the passage's own matching form, so they cover the original characters, dropped ones inside a
//! match included. A long passage is cut at sentence ends, around the matches; a cut never falls into a match.

use std::ops::Range;

use super::highlight::{Highlighter, Match, joined};
use crate::analysis::{ByteRange, SENTENCE_ENDS};
use crate::query::Mark;

/// Stands in an excerpt for what is left out.
const ELISION: char = '…';
const CLAUSE_ENDS: [char; 5] = ['，', '、', '：', ',', ' '];

/// The part of a passage that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// Its text; `…` stands for what is left out.
    pub text: String,
    /// The matches, as ranges of characters of `text`, ascending, none overlapping another.
    pub highlights: Vec<Range<usize>>,
}

/// Cuts the part of a passage that shows its matches best, of about `max_chars` characters: one window, and more pieces
/// for phrases that stand outside it.
pub fn excerpt(passage: &str, marks: &[Mark<'_>], max_chars: usize) -> Excerpt {
    excerpt_of(passage, &Highlighter::of_marks(marks.to_vec()).matches(passage, 0), marks.len(), max_chars)
}

/// As [`excerpt`], of the [`Highlighter::matches`] of so many marks.
pub(super) fn excerpt_of(passage: &str, matches: &[Match], marks: usize, max_chars: usize) -> Excerpt {
    let merged = joined(matches.iter().map(|&(range, _)| range));
    if !is_longer(passage, max_chars) {
        return whole(passage, &merged);
    }
    let pieces = Pieces::of(passage, matches, &merged, max_chars);
    let mut shown: Vec<usize> = pieces.best_window(marks, max_chars).collect();
    for phrase in 0..marks {
        // A match that a cut can't part lies in one piece.
        if !shown.iter().any(|&piece| pieces.phrases[piece].contains(&phrase)) {
            shown.extend(pieces.phrases.iter().position(|held| held.contains(&phrase)));
        }
    }
    shown.sort_unstable();
    assemble(passage, &pieces, &shown, &merged)
}

/// Whether a text has more than so many characters.
fn is_longer(text: &str, chars: usize) -> bool {
    text.len() > chars && text.chars().count() > chars
}

/// All of a passage, with its highlights.
fn whole(passage: &str, merged: &[ByteRange]) -> Excerpt {
    let (mut chars, mut end) = (0, 0);
    let mut to = |at: u32| {
        chars += passage[end as usize..at as usize].chars().count();
        end = at;
        chars
    };
    let highlights = merged.iter().map(|range| to(range.start)..to(range.end)).collect();
    Excerpt { text: passage.to_owned(), highlights }
}

/// A passage cut into pieces that can be shown or left out.
struct Pieces {
    /// Bytes of the passage, end to end.
    ranges: Vec<ByteRange>,
    /// How many characters each has.
    chars: Vec<usize>,
    /// The phrases that stand in each, one entry a match.
    phrases: Vec<Vec<usize>>,
}

impl Pieces {
    /// The passage as one piece if it is short enough; else its sentences, and of longer sentences the clauses, and of
    /// longer clauses so many characters.
    fn of(passage: &str, matches: &[Match], merged: &[ByteRange], max_chars: usize) -> Self {
        let may_cut = |at: usize| {
            let before = merged.partition_point(|m| (m.end as usize) <= at);
            merged.get(before).is_none_or(|m| m.start as usize >= at)
        };
        let mut ranges = vec![ByteRange::new(0, passage.len())];
        let is_end = |ends: &'static [char]| move |_: usize, c: char| ends.contains(&c);
        split(passage, &mut ranges, max_chars, &may_cut, is_end(&SENTENCE_ENDS));
        split(passage, &mut ranges, max_chars, &may_cut, is_end(&CLAUSE_ENDS));
        split(passage, &mut ranges, max_chars, &may_cut, |n, _| n % (max_chars / 4).max(1) == 0);
        let chars = ranges.iter().map(|range| range.of(passage).chars().count()).collect();
        let mut phrases = vec![Vec::new(); ranges.len()];
        for &(place, phrase) in matches {
            let piece = ranges.partition_point(|range| range.end <= place.start);
            if let Some(held) = phrases.get_mut(piece) {
                held.push(phrase);
            }
        }
        Self { ranges, chars, phrases }
    }

    /// The run of neighbouring pieces within `max_chars` that holds the most phrases, then the most matches, then comes
    /// first.
    fn best_window(&self, phrases: usize, max_chars: usize) -> Range<usize> {
        let mut best = (0, 0, 0..1);
        // The window slides: pieces come in at its end and go out at its start.
        let (mut end, mut chars, mut found) = (0, 0, 0);
        let mut counts = vec![0usize; phrases];
        for start in 0..self.ranges.len() {
            while end < self.ranges.len() && (end == start || chars + self.chars[end] <= max_chars) {
                chars += self.chars[end];
                found += self.phrases[end].len();
                self.phrases[end].iter().for_each(|&phrase| counts[phrase] += 1);
                end += 1;
            }
            let distinct = if found == 0 { 0 } else { counts.iter().filter(|&&n| n > 0).count() };
            if (distinct, found) > (best.0, best.1) {
                best = (distinct, found, start..end);
            }
            chars -= self.chars[start];
            found -= self.phrases[start].len();
            self.phrases[start].iter().for_each(|&phrase| counts[phrase] -= 1);
        }
        best.2
    }
}

/// Cuts those ranges that are longer than `max_chars` after each character that ends a piece, where a cut may be.
fn split(
    passage: &str,
    ranges: &mut Vec<ByteRange>,
    max_chars: usize,
    may_cut: &impl Fn(usize) -> bool,
    ends: impl Fn(usize, char) -> bool,
) {
    let mut out = Vec::with_capacity(ranges.len());
    for &range in ranges.iter() {
        if !is_longer(range.of(passage), max_chars) {
            out.push(range);
            continue;
        }
        let mut start = range.start as usize;
        for (number, (at, c)) in (1..).zip(range.of(passage).char_indices()) {
            let end = range.start as usize + at + c.len_utf8();
            // Quotation marks and brackets that close stay with what they close.
            let closes = || passage[end..].starts_with(['”', '’', '」', '』', '）', '》']);
            if ends(number, c) && end < range.end as usize && !closes() && may_cut(end) {
                out.push(ByteRange::new(start, end));
                start = end;
            }
        }
        out.push(ByteRange::new(start, range.end as usize));
    }
    *ranges = out;
}

fn assemble(passage: &str, pieces: &Pieces, shown: &[usize], highlights: &[ByteRange]) -> Excerpt {
    let mut excerpt = Excerpt { text: String::new(), highlights: Vec::new() };
    let mut chars = 0;
    let mut end = 0;
    for &piece in shown {
        let range = pieces.ranges[piece];
        if range.start as usize != end {
            excerpt.text.push(ELISION);
            chars += 1;
        }
        let first = highlights.partition_point(|h| h.start < range.start);
        for highlight in highlights[first..].iter().take_while(|h| h.end <= range.end) {
            let count = |from: u32, to: u32| passage[from as usize..to as usize].chars().count();
            let start = chars + count(range.start, highlight.start);
            excerpt.highlights.push(start..start + count(highlight.start, highlight.end));
        }
        excerpt.text += range.of(passage);
        chars += pieces.chars[piece];
        end = range.end as usize;
    }
    if end != passage.len() {
        excerpt.text.push(ELISION);
    }
    excerpt
}
