//! Which paragraphs of two texts stand for each other, and in which characters those differ.

use std::collections::HashMap;
use std::ops::Range;
use std::time::Instant;

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices_deadline};

/// Pairs of paragraphs, where several were changed at once, that are looked at for the best match; beyond it they are taken
/// in their order.
const MAX_PAIRS: usize = 10_000;
/// Of two paragraphs so many of a hundred neighbouring pairs of characters must be the same for one to be the other, changed.
const ALIKE: usize = 40;
/// Characters that are the same between two changed places, and are shown as changed with them: single ones are chance.
const CHANCE: usize = 2;

/// A row of the comparison: paragraphs by their places in either text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// The same but for blanks.
    Same(usize, usize),
    /// Changed: and the characters of each that the other has not.
    Changed(usize, usize, Vec<Range<usize>>, Vec<Range<usize>>),
    /// Only in the left one.
    Removed(usize),
    /// Only in the right one.
    Added(usize),
}

/// Aligns two texts, each paragraph by paragraph. After `deadline` it is no longer looked for the fewest differences.
pub(super) fn rows(left: &[&str], right: &[&str], deadline: Instant) -> Vec<Row> {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut numbered = |texts: &[&str]| -> Vec<u32> {
        let mut number = |text: &&str| {
            let next = numbers.len() as u32;
            *numbers.entry(key(text)).or_insert(next)
        };
        texts.iter().map(&mut number).collect()
    };
    let (left_keys, right_keys) = (numbered(left), numbered(right));
    let mut rows = Vec::new();
    for op in operations(Algorithm::Patience, &left_keys, &right_keys, deadline) {
        let (tag, of_left, of_right) = op.as_tag_tuple();
        match tag {
            DiffTag::Equal => rows.extend(of_left.zip(of_right).map(|(a, b)| Row::Same(a, b))),
            _ => replaced(left, right, of_left, of_right, deadline, &mut rows),
        }
    }
    rows
}

/// What makes the right one of the left one. Paragraphs and characters are numbers alike: for each type the library's five
/// algorithms would be compiled anew.
fn operations(algorithm: Algorithm, left: &[u32], right: &[u32], deadline: Instant) -> Vec<DiffOp> {
    capture_diff_slices_deadline(algorithm, left, right, Some(deadline))
}

/// What is compared of a paragraph: blanks say nothing in Chinese, and formats differ in them.
fn key(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Rows of paragraphs of which none is the same.
fn replaced(
    left: &[&str],
    right: &[&str],
    of_left: Range<usize>,
    of_right: Range<usize>,
    deadline: Instant,
    rows: &mut Vec<Row>,
) {
    let pairs = pairs(&left[of_left.clone()], &right[of_right.clone()], deadline);
    let (mut a, mut b) = (of_left.start, of_right.start);
    for (pair_a, pair_b) in pairs.into_iter().map(|(x, y)| (x + of_left.start, y + of_right.start)) {
        rows.extend((a..pair_a).map(Row::Removed));
        rows.extend((b..pair_b).map(Row::Added));
        let (in_left, in_right) = differing(left[pair_a], right[pair_b], deadline);
        rows.push(Row::Changed(pair_a, pair_b, in_left, in_right));
        (a, b) = (pair_a + 1, pair_b + 1);
    }
    rows.extend((a..of_left.end).map(Row::Removed));
    rows.extend((b..of_right.end).map(Row::Added));
}

/// The paragraphs that stand for each other, in order: those that are most alike in all.
fn pairs(left: &[&str], right: &[&str], deadline: Instant) -> Vec<(usize, usize)> {
    let (left, right): (Vec<_>, Vec<_>) =
        (left.iter().map(|t| grams(t)).collect(), right.iter().map(|t| grams(t)).collect());
    if left.len().saturating_mul(right.len()) > MAX_PAIRS || Instant::now() >= deadline {
        let both = left.iter().zip(&right).enumerate();
        return both.filter(|(_, (a, b))| alike(a, b) >= ALIKE).map(|(at, _)| (at, at)).collect();
    }
    // The best sum of what stands behind each pair of places.
    let width = right.len() + 1;
    let likeness: Vec<usize> = left.iter().flat_map(|a| right.iter().map(move |b| alike(a, b))).collect();
    let of = |a: usize, b: usize| Some(likeness[a * right.len() + b]).filter(|likeness| *likeness >= ALIKE);
    let mut best = vec![0usize; (left.len() + 1) * width];
    for a in (0..left.len()).rev() {
        for b in (0..right.len()).rev() {
            let paired = of(a, b).map_or(0, |likeness| likeness + best[(a + 1) * width + b + 1]);
            best[a * width + b] = paired.max(best[(a + 1) * width + b]).max(best[a * width + b + 1]);
        }
    }
    let (mut pairs, mut a, mut b) = (Vec::new(), 0, 0);
    while a < left.len() && b < right.len() {
        let here = best[a * width + b];
        match of(a, b) {
            Some(likeness) if here == likeness + best[(a + 1) * width + b + 1] => {
                pairs.push((a, b));
                (a, b) = (a + 1, b + 1);
            }
            _ if here == best[(a + 1) * width + b] => a += 1,
            _ => b += 1,
        }
    }
    pairs
}

/// Neighbouring pairs of characters, sorted; of a single one itself.
fn grams(text: &str) -> Vec<[char; 2]> {
    let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut grams: Vec<[char; 2]> = match chars.as_slice() {
        [one] => vec![[*one, *one]],
        chars => chars.windows(2).map(|two| [two[0], two[1]]).collect(),
    };
    grams.sort_unstable();
    grams
}

/// How many of a hundred pairs of characters two paragraphs have in common (Dice's coefficient).
fn alike(a: &[[char; 2]], b: &[[char; 2]]) -> usize {
    let (mut at_a, mut at_b, mut common) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(at_a), b.get(at_b)) {
        common += usize::from(x == y);
        (at_a, at_b) = (at_a + usize::from(x <= y), at_b + usize::from(y <= x));
    }
    (200 * common).checked_div(a.len() + b.len()).unwrap_or(100)
}

/// The characters of each of two paragraphs that the other has not.
fn differing(left: &str, right: &str, deadline: Instant) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (a, b): (Vec<u32>, Vec<u32>) = (left.chars().map(u32::from).collect(), right.chars().map(u32::from).collect());
    let mut changed: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for op in operations(Algorithm::Myers, &a, &b, deadline) {
        let (tag, of_left, of_right) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            continue;
        }
        match changed.last_mut() {
            Some(last) if of_left.start - last.0.end < CHANCE => {
                (last.0.end, last.1.end) = (of_left.end, of_right.end);
            }
            _ => changed.push((of_left, of_right)),
        }
    }
    let (left, right): (Vec<_>, Vec<_>) = changed.into_iter().unzip();
    let some = |ranges: Vec<Range<usize>>| ranges.into_iter().filter(|range| !range.is_empty()).collect();
    (some(left), some(right))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;

    use super::*;

    /// What is left of a text without some of its characters.
    fn without(text: &str, ranges: &[Range<usize>]) -> String {
        let kept = |at: &usize| !ranges.iter().any(|range| range.contains(at));
        text.chars().enumerate().filter(|(at, _)| kept(at)).map(|(_, c)| c).collect()
    }

    fn soon() -> Instant {
        Instant::now() + Duration::from_secs(60)
    }

    proptest! {
        /// Both texts stand in the rows, in their order, and what is not marked is the same.
        #[test]
        fn rows_are_both_texts(
            left in prop::collection::vec("[党建工作抓 ]{1,9}", 0..9),
            right in prop::collection::vec("[党建工作抓 ]{1,9}", 0..9),
            is_late in any::<bool>(),
        ) {
            let texts = |of: &'_ [String]| of.iter().map(String::as_str).collect::<Vec<_>>().iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
            let (left, right) = (texts(&left), texts(&right));
            let (left, right): (Vec<&str>, Vec<&str>) = (left.iter().map(String::as_str).collect(), right.iter().map(String::as_str).collect());
            let (mut of_left, mut of_right) = (Vec::new(), Vec::new());
            for row in rows(&left, &right, if is_late { Instant::now() } else { soon() }) {
                match row {
                    Row::Same(a, b) => {
                        prop_assert_eq!(key(left[a]), key(right[b]));
                        of_left.push(a);
                        of_right.push(b);
                    }
                    Row::Changed(a, b, in_left, in_right) => {
                        prop_assert_eq!(without(left[a], &in_left), without(right[b], &in_right));
                        of_left.push(a);
                        of_right.push(b);
                    }
                    Row::Removed(a) => of_left.push(a),
                    Row::Added(b) => of_right.push(b),
                }
            }
            prop_assert_eq!(of_left, (0..left.len()).collect::<Vec<_>>());
            prop_assert_eq!(of_right, (0..right.len()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_changed_paragraph_is_found_among_new_ones() {
        let left = ["一、工作回顾", "全年接待群众来访120批次，办结率98%。", "二、存在不足"];
        let right = ["一、工作回顾", "新增一段话说明背景。", "全年接待群众来访126批次，办结率98%。", "二、存在不足"];
        let rows = rows(&left, &right, soon());
        let digit = || std::iter::once(10..11).collect();
        assert_eq!(rows, [Row::Same(0, 0), Row::Added(1), Row::Changed(1, 2, digit(), digit()), Row::Same(2, 3)]);
    }
}
