//! Lines that repeat as a page's header or footer does: at the edges of most pages where there are pages, and where
//! there are none, short lines that stand again and again where no heading can stand. Headings that repeat under each
//! topic stand above their text, and once in a section.

use std::collections::HashMap;

use super::super::headings::{begins_heading, style_of};
use super::advertisements::MAX_CHARS;
use super::is_page_number;
use crate::extract::{Block, Style};

/// A short line that stands so often may be a running header or footer.
const MIN_REPEATS: usize = 3;
/// So many lines at the top and at the bottom of a page may be its header and footer.
const EDGE_LINES: usize = 2;

/// The repeated lines of a document that are headers or footers, by block.
pub(super) fn running(blocks: &[Block]) -> Vec<bool> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, block) in blocks.iter().enumerate().filter(|(_, block)| could_run(block)) {
        places.entry(&block.text).or_default().push(at);
    }
    places.retain(|_, places| places.len() >= MIN_REPEATS);
    let mut running = vec![false; blocks.len()];
    if places.is_empty() {
        return running;
    }
    let sections = sections(blocks);
    let pages = Pages::of(blocks);
    for places in places.into_values() {
        if if pages.count > 1 { pages.hold(&places) } else { is_astray(&places, blocks, &sections) } {
            for at in places {
                running[at] = true;
            }
        }
    }
    running
}

/// Whether a line could be a header: a short one, neither a sentence nor a heading by number or format.
fn could_run(block: &Block) -> bool {
    let line = block.text.as_str();
    // 各位代表： begins part after part of a speech.
    line.chars().nth(MAX_CHARS).is_none()
        && !line.starts_with("各位")
        && !line.ends_with(['。', '！', '？', '；', '：'])
        && style_of(line, block.style) == Style::Plain
        && !line.starts_with("**")
        && !begins_heading(line)
}

/// The number of headings before each block.
fn sections(blocks: &[Block]) -> Vec<u32> {
    let count = |count: &mut u32, block: &Block| {
        *count += u32::from(begins_heading(&block.text) || style_of(&block.text, block.style) != Style::Plain);
        Some(*count)
    };
    blocks.iter().scan(0, count).collect()
}

/// Whether a line that stands at these places is a header that was copied with its text: most often it stands where no
/// heading can, or it stands twice in a section, with nothing that repeats as often between.
fn is_astray(places: &[usize], blocks: &[Block], sections: &[u32]) -> bool {
    let is_said = |&at: &usize| at > 0 && blocks[at - 1].text.ends_with(['：', ':']);
    let is_loose = |&at: &usize| match blocks.get(at + 1) {
        None => true,
        Some(next) => {
            at == 0 || begins_heading(&next.text) || is_page_number(&next.text) || next.text == blocks[at].text
        }
    };
    if places.iter().any(is_said) {
        return false;
    }
    let twice = places.windows(2).filter(|pair| sections[pair[0]] > 0 && sections[pair[0]] == sections[pair[1]]);
    let loose = places.iter().filter(|at| is_loose(at)).count();
    loose * 2 >= places.len() || loose > 0 && twice.count() > 0
}

/// Where the pages of a document begin and end.
struct Pages {
    count: usize,
    /// For each block whether it stands at the edge of its page.
    edge: Vec<bool>,
}

impl Pages {
    fn of(blocks: &[Block]) -> Self {
        let mut edge = vec![false; blocks.len()];
        let mut count = 0;
        let mut at = 0;
        for page in blocks.chunk_by(|a, b| a.place.page() == b.place.page()) {
            count += usize::from(page[0].place.page().is_some());
            let size = page.len();
            for line in 0..size {
                edge[at + line] = line < EDGE_LINES || line + EDGE_LINES >= size;
            }
            at += size;
        }
        Self { count, edge }
    }

    /// Whether a line that stands at these places stands at the edges of most pages.
    fn hold(&self, places: &[usize]) -> bool {
        let at_edges = places.iter().filter(|&&at| self.edge[at]).count();
        at_edges >= MIN_REPEATS && at_edges * 2 >= self.count
    }
}
