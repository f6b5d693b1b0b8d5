//! What stands around the text of pages: running headers and footers, page numbers, watermarks.

use std::collections::HashMap;

use super::lines::Line;

/// So many lines from the top and the bottom of a page can be a header or footer.
const MARGIN_LINES: usize = 2;
/// A line that stands there on at least so many pages is one,
const MIN_PAGES: usize = 3;
/// or on this share of them, where there are two.
const MIN_SHARE: f64 = 0.6;
/// They are no longer than this, in characters.
const MAX_CHARS: usize = 60;

/// For each line of each page whether it stands around the text.
pub(super) fn find(pages: &[Vec<Line>]) -> Vec<Vec<bool>> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for page in pages {
        let mut seen: Vec<String> = edges(page).map(|at| pattern(&page[at].text)).collect();
        seen.sort_unstable();
        seen.dedup();
        seen.into_iter().for_each(|pattern| *counts.entry(pattern).or_default() += 1);
    }
    let with_text = pages.iter().filter(|page| !page.is_empty()).count();
    let repeats = |text: &str| {
        let n = counts.get(&pattern(text)).copied().unwrap_or(0);
        n >= MIN_PAGES || n >= 2 && n as f64 >= MIN_SHARE * with_text as f64
    };
    pages
        .iter()
        .map(|page| {
            let mut marked = vec![false; page.len()];
            for at in edges(page) {
                let text = &page[at].text;
                marked[at] = is_page_number(text) || (text.chars().count() <= MAX_CHARS && repeats(text));
            }
            for (marked, line) in marked.iter_mut().zip(page) {
                *marked |= line.slanted;
            }
            marked
        })
        .collect()
}

/// The lines at a page's top and bottom.
fn edges(page: &[Line]) -> impl Iterator<Item = usize> + '_ {
    let level = page.iter().filter(|line| !line.slanted).count();
    (0..level).filter(move |&at| at < MARGIN_LINES || at + MARGIN_LINES >= level)
}

/// A line with all numbers alike: 第3页 and 第4页 are one footer.
fn pattern(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match c.is_ascii_digit() {
            true if pattern.ends_with('0') => {}
            true => pattern.push('0'),
            false => pattern.push(c),
        }
    }
    pattern
}

/// 3, - 3 -, 第3页, 第 3 页 共 10 页, 3/10
fn is_page_number(text: &str) -> bool {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && !"-—–－·~".contains(*c)).collect();
    let rest = plain.replace(['第', '共', '页', '/', '，', ','], "");
    !rest.is_empty() && rest.len() <= 8 && rest.chars().all(|c| c.is_ascii_digit())
}
