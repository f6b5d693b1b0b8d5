//! Parts without numbers: where 一、 stands several times, the short lines before each are the headings above it.
//!
//! 2018年工作回顾 / 一、 … 五、 / 2019年工作安排 / 一、 … 七、

use std::collections::BTreeSet;

use super::clean::Cleaned;
use super::headings::{Mark, heading};
use super::names;
use crate::extract::Style;

/// A part's heading is no longer than this, in characters.
const MAX_CHARS: usize = 25;
/// A report's head is no longer than this, in paragraphs.
const HEAD_BLOCKS: usize = 12;
/// It stands at most so many paragraphs before its first numbered heading.
const WITHIN: usize = 6;

/// The blocks that are headings of parts. None, unless every new beginning of the numbering has one: the lines of one
/// kind of report are no sure sign by themselves.
pub(super) fn parts(cleaned: &Cleaned) -> BTreeSet<usize> {
    let Cleaned { blocks, boilerplate, .. } = cleaned;
    let is_heading: Vec<bool> = blocks.iter().map(|block| heading(&block.text, block.style).is_some()).collect();
    let begins = |&at: &usize| {
        is_heading[at]
            && heading(&blocks[at].text, Style::Plain).is_some_and(|h| h.mark == Mark::Han && h.number == "一、")
    };
    let begins: Vec<usize> = (0..blocks.len()).filter(begins).collect();
    // What stands before the address (各位代表：) is title and signature.
    let address =
        blocks.iter().take(HEAD_BLOCKS).position(|block| block.text.starts_with("各位")).map_or(0, |at| at + 1);
    let before = |&at: &usize| {
        let first = at.saturating_sub(WITHIN).max(address);
        let lines = (first..at).rev().take_while(|&line| !is_heading[line]);
        lines.filter(|&line| !boilerplate[line]).find(|&line| is_part(&blocks[line].text))
    };
    match begins.split_first() {
        Some((first, others)) if !others.is_empty() => {
            let others: Option<BTreeSet<usize>> = others.iter().map(before).collect();
            others.map(|others| others.into_iter().chain(before(first)).collect()).unwrap_or_default()
        }
        _ => BTreeSet::new(),
    }
}

fn is_part(line: &str) -> bool {
    let line = line.trim_matches(|c: char| "*#_ \u{3000}".contains(c));
    let chars = line.chars().count();
    (4..=MAX_CHARS).contains(&chars)
        && line.starts_with(char::is_alphanumeric)
        && line.ends_with(char::is_alphanumeric)
        && !line.contains(['，', '。', '：', '；'])
        && !line.starts_with("各位")
        && !names::is_report(line)
}
