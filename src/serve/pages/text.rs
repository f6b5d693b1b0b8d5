//! Text of reports on a page: nothing in it steers the page, and marks stand exactly where they are.

use std::ops::Range;

use crate::output::terminal::visible;

/// A piece of a text, and whether it is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) is_marked: bool,
}

/// A text in pieces; `marks`: ranges of its characters, ascending, none overlapping another. Together the pieces have as many
/// characters as the text.
pub(super) fn pieces(text: &str, marks: &[Range<usize>]) -> Vec<Piece> {
    let mut chars = text.chars().map(visible);
    let (mut pieces, mut at) = (Vec::with_capacity(marks.len() * 2 + 1), 0);
    let mut add = |to: usize, is_marked: bool| {
        let text: String = chars.by_ref().take(to.saturating_sub(at)).collect();
        at = at.max(to);
        if !text.is_empty() {
            pieces.push(Piece { text, is_marked });
        }
    };
    for mark in marks {
        add(mark.start, false);
        add(mark.end, true);
    }
    add(usize::MAX, false);
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::pieces;

    proptest! {
        #[test]
        fn marks_stand_where_they_are(text in "\\PC{0,30}|[\0\u{202e}<a报\n]{0,12}", cuts in prop::collection::btree_set(0usize..30, 0..6)) {
            let length = text.chars().count();
            let cuts: Vec<usize> = cuts.into_iter().filter(|cut| *cut <= length).collect();
            let marks: Vec<_> = cuts.chunks_exact(2).map(|cut| cut[0]..cut[1]).collect();
            let pieces = pieces(&text, &marks);
            let of_pieces = pieces.iter().flat_map(|piece| piece.text.chars().map(|c| (c, piece.is_marked)));
            let (shown, marked): (String, Vec<bool>) = of_pieces.unzip();
            prop_assert_eq!(&shown, &crate::output::terminal::shown(&text));
            let wanted: Vec<bool> = (0..length).map(|at| marks.iter().any(|mark| mark.contains(&at))).collect();
            prop_assert_eq!(marked, wanted);
        }
    }
}
