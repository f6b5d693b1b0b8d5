//! What stands around the text of pages: running headers and footers, page numbers, watermarks.

use std::collections::HashMap;

use super::lines::Line;

/// A line that stands at one place on at least so many pages is a header or footer,
const MIN_PAGES: usize = 3;
/// or on this share of them, where there are two.
const MIN_SHARE: f64 = 0.6;
/// They are no longer than this, in characters.
const MAX_CHARS: usize = 60;
/// What text ends with.
const ENDS: [char; 8] = ['。', '；', '：', '，', '、', '！', '？', '”'];
/// Places that differ by less than this are the same, in points.
const SAME_PLACE: f64 = 3.0;
/// They stand apart from the text by more than this times the usual distance of lines, or are of another size.
const APART: f64 = 1.35;
const OTHER_SIZE: f64 = 0.08;

/// For each line of each page whether it stands around the text.
pub(super) fn find(pages: &[Vec<Line>]) -> Vec<Vec<bool>> {
    // The outermost two lines at the top and the bottom of each page, from the edge inward.
    let edges: Vec<[Vec<usize>; 2]> = pages.iter().map(|page| edges(page)).collect();
    let mut places: HashMap<String, Vec<f64>> = HashMap::new();
    for (page, edges) in pages.iter().zip(&edges) {
        for line in edges.iter().flatten().map(|&at| &page[at]) {
            places.entry(pattern(&line.text)).or_default().push(line.bottom);
        }
    }
    let with_text = pages.iter().filter(|page| !page.is_empty()).count();
    let repeats = |line: &Line| {
        let at_place = |other: &&f64| (**other - line.bottom).abs() <= SAME_PLACE;
        let n = places.get(&pattern(&line.text)).map_or(0, |places| places.iter().filter(at_place).count());
        let often = n >= MIN_PAGES || n >= 2 && n as f64 >= MIN_SHARE * with_text as f64;
        often && line.text.chars().count() <= MAX_CHARS
    };
    let mut marked: Vec<Vec<bool>> = pages.iter().map(|page| page.iter().map(|line| line.slanted).collect()).collect();
    for ((page, edges), marked) in pages.iter().zip(&edges).zip(&mut marked) {
        let text = Text::of(page);
        for edge in edges {
            let [first, inner] = [0, 1].map(|at| edge.get(at).map(|&line| &page[line]));
            let Some(first) = first else { continue };
            // What ends as text does is a margin only where it stands apart.
            let is_margin = |line: &Line, next: Option<&Line>| {
                let is_apart = next.is_none_or(|next| text.is_apart(line, next));
                repeats(line) && (is_apart || !line.text.ends_with(ENDS)) || is_apart && is_page_number(&line.text)
            };
            let is_inner =
                inner.is_some_and(|inner| repeats(inner) && is_margin(inner, edge.get(2).map(|&next| &page[next])));
            if is_margin(first, inner.filter(|_| !is_inner)) {
                marked[edge[0]] = true;
                if is_inner {
                    marked[edge[1]] = true;
                }
            }
        }
    }
    marked
}

/// The lines at a page's top and bottom, each time up to three, from the edge inward: two that may be margins, and what
/// they stand beside.
fn edges(page: &[Line]) -> [Vec<usize>; 2] {
    let level: Vec<usize> = (0..page.len()).filter(|&at| !page[at].slanted).collect();
    [level.iter().copied().take(3).collect(), level.iter().rev().copied().take(3).collect()]
}

/// How the text of a page is set.
struct Text {
    step: f64,
    size: f64,
}

impl Text {
    fn of(page: &[Line]) -> Self {
        let level: Vec<&Line> = page.iter().filter(|line| !line.slanted).collect();
        let median = |mut values: Vec<f64>| {
            values.sort_by(f64::total_cmp);
            values.get(values.len() / 2).copied().unwrap_or(0.0)
        };
        let steps = level.windows(2).map(|pair| pair[1].bottom - pair[0].bottom).collect();
        Self { step: median(steps), size: median(level.iter().map(|line| line.size).collect()) }
    }

    fn is_apart(&self, line: &Line, inner: &Line) -> bool {
        let distance = (line.bottom - inner.bottom).abs();
        let differs = (line.size - self.size).abs() > OTHER_SIZE * self.size;
        differs || distance > APART * self.step.max(self.size)
    }
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
