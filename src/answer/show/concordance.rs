//! Matches in a column, each with what stands to its left and right (key word in context).

use crate::analysis::ByteRange;

/// A match and its surroundings, within its passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What stands before it, at most so many characters as asked for.
    pub left: String,
    /// The match, as it stands in the passage.
    pub matched: String,
    /// What stands after it, likewise.
    pub right: String,
}

/// The matches of a passage, as they are marked, with `chars` characters on each side.
pub(super) fn lines(passage: &str, matches: &[ByteRange], chars: usize) -> Vec<Line> {
    let line = |range: &ByteRange| {
        let (before, after) = (&passage[..range.start as usize], &passage[range.end as usize..]);
        let start = before.char_indices().rev().nth(chars.saturating_sub(1)).map_or(0, |(at, _)| at);
        let start = if chars == 0 { before.len() } else { start };
        Line {
            left: before[start..].to_owned(),
            matched: range.of(passage).to_owned(),
            right: after.chars().take(chars).collect(),
        }
    };
    matches.iter().map(line).collect()
}

/// The order of matches in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineOrder {
    /// As they are found.
    #[default]
    Found,
    /// By what stands left of them, from the match outward.
    Left,
    /// By what stands right of them.
    Right,
}

impl LineOrder {
    /// Sorts anything that has a line.
    pub fn sort<T>(self, lines: &mut [T], line: impl Fn(&T) -> &Line) {
        match self {
            Self::Found => {}
            Self::Left => lines.sort_by_cached_key(|of| line(of).left.chars().rev().collect::<String>()),
            Self::Right => lines.sort_by(|a, b| line(a).right.cmp(&line(b).right)),
        }
    }
}
