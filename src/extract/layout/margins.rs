//! What stands around the text of pages: running headers and footers, page numbers, watermarks. What stands once is
//! text, however few lines a page has.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::flow::PageLines;
use super::lines::Line;
use super::page::Direction;
use super::setting::most_frequent;

/// A line that stands at one place on at least so many pages is a header or footer,
const MIN_PAGES: usize = 3;
/// or on this share of them, where there are two;
const MIN_SHARE: f64 = 0.6;
/// and on this share where it is larger than the text, as headings are.
const MIN_SHARE_LARGE: f64 = 0.8;
/// Larger than the text is what has this size, in times its.
const LARGE: f64 = 1.15;
/// They stand in this part of the page's height, from its top and its bottom.
const ZONE: f64 = 0.2;
/// At most so many lines, one above the other, are header or footer.
const MAX_ROWS: usize = 2;
/// They are no longer than this, in characters.
const MAX_CHARS: usize = 60;
/// What text ends with.
const ENDS: [char; 8] = ['。', '；', '：', '，', '、', '！', '？', '”'];
/// Places that differ by less than this are the same, in points.
const SAME_PLACE: f64 = 3.0;
/// They stand apart from the text by more than this times the usual distance of lines, or are of another size.
const APART: f64 = 1.35;
const OTHER_SIZE: f64 = 0.08;
/// Numbers of pages are lower than this: 2023 is a year.
const MAX_NUMBER: u32 = 1900;

/// Where a line stands: page, height, and the numbers in it.
struct Occurrence {
    page: usize,
    foot: f64,
    numbers: Vec<u32>,
}

/// For each line of each page whether it stands around the text.
pub(super) fn find(pages: &[PageLines]) -> Vec<Vec<bool>> {
    let edges: Vec<[Vec<Vec<usize>>; 2]> = pages.iter().map(edges).collect();
    let mut places: HashMap<String, Vec<Occurrence>> = HashMap::new();
    for (number, (page, edges)) in pages.iter().zip(&edges).enumerate() {
        // On a page of few lines one may be among those at both edges.
        let lines: BTreeSet<usize> = edges.iter().flatten().flatten().copied().collect();
        for line in lines.into_iter().map(|at| &page.lines[at]) {
            let (pattern, numbers) = pattern(&line.text);
            places.entry(pattern).or_default().push(Occurrence { page: number, foot: line.foot, numbers });
        }
    }
    let with_text = pages.iter().filter(|page| !page.lines.is_empty()).count() as f64;
    let lines = || pages.iter().flat_map(|page| &page.lines).filter(|line| !line.aside);
    let size = most_frequent(lines().map(|line| (line.size, line.chars())), 0.5);
    let repeats = |line: &Line, page: usize| {
        let (pattern, numbers) = pattern(&line.text);
        let here = Occurrence { page, foot: line.foot, numbers };
        let n = places.get(&pattern).map_or(0, |places| places.iter().filter(|other| here.is_same(other)).count());
        let share = n as f64 / with_text;
        let often = n >= MIN_PAGES || n >= 2 && share >= MIN_SHARE;
        let is_large = line.size > LARGE * size;
        often && line.chars() <= MAX_CHARS && (!is_large || n >= MIN_PAGES && share >= MIN_SHARE_LARGE)
    };
    let watermarks: HashSet<&str> =
        pages.iter().flat_map(|page| &page.lines).filter(|line| line.aside).map(|line| line.text.as_str()).collect();
    let stamped = stamped(pages, size);
    let is_aside = |line: &Line| {
        let is_large = || line.size > LARGE * size;
        let is_stamped = || stamped.get(line.text.as_str()).is_some_and(|at| (at - line.foot).abs() <= SAME_PLACE);
        line.aside || is_large() && (watermarks.contains(line.text.as_str()) || is_stamped())
    };
    let mut marked: Vec<Vec<bool>> = pages.iter().map(|page| page.lines.iter().map(is_aside).collect()).collect();
    for (number, ((page, edges), marked)) in pages.iter().zip(&edges).zip(&mut marked).enumerate() {
        let text = Text::of(page);
        for edge in edges {
            let first = |row: usize| edge.get(row).and_then(|row| row.first()).map(|&line| &page.lines[line]);
            let is_margin = |row: usize| {
                let next = first(row + 1);
                edge.get(row).is_some_and(|lines| {
                    lines.iter().map(|&line| &page.lines[line]).all(|line| {
                        // What ends as text does is a margin only where it stands apart.
                        let is_apart = next.is_none_or(|next| text.is_apart(line, next));
                        page.is_edge(line)
                            && (repeats(line, number) && (is_apart || !line.text.ends_with(ENDS))
                                || is_apart && is_page_number(&line.text))
                    })
                })
            };
            // From the innermost: what stands outside of a header is one, too, though it be near.
            let inner = (0..MAX_ROWS).rev().find(|row| {
                is_margin(*row)
                    && (0..*row).all(|row| {
                        edge[row]
                            .iter()
                            .all(|&line| repeats(&page.lines[line], number) || is_page_number(&page.lines[line].text))
                    })
            });
            for &line in inner.into_iter().flat_map(|inner| edge[..=inner].iter().flatten()) {
                marked[line] = true;
            }
        }
    }
    marked
}

/// Level watermarks, and where they stand: what is larger than the text, away from the edges, and at one place on nearly all
/// pages.
fn stamped(pages: &[PageLines], size: f64) -> HashMap<&str, f64> {
    let mut places: HashMap<&str, Vec<&Line>> = HashMap::new();
    for page in pages {
        let large = |line: &&Line| line.size > LARGE * size && !page.is_edge(line) && !line.is_row();
        for line in page.lines.iter().filter(large).filter(|line| line.direction == Direction::Level) {
            places.entry(&line.text).or_default().push(line);
        }
    }
    let pages = pages.iter().filter(|page| !page.lines.is_empty()).count() as f64;
    let is_same =
        |a: &Line, b: &Line| (a.foot - b.foot).abs() <= SAME_PLACE && (a.area.left - b.area.left).abs() <= SAME_PLACE;
    places.retain(|_, lines| {
        let n = lines.iter().filter(|line| is_same(line, lines[0])).count();
        n >= MIN_PAGES && n as f64 >= MIN_SHARE_LARGE * pages
    });
    places.into_iter().map(|(text, lines)| (text, lines[0].foot)).collect()
}

impl Occurrence {
    /// Whether another is the same line on its page: at the same place, with the same numbers or such as count pages.
    fn is_same(&self, other: &Self) -> bool {
        let pages = other.page as i64 - self.page as i64;
        let counts = |a: u32, b: u32| a == b || a < MAX_NUMBER && i64::from(b) - i64::from(a) == pages;
        (self.foot - other.foot).abs() <= SAME_PLACE
            && self.numbers.iter().zip(&other.numbers).all(|(a, b)| counts(*a, *b))
    }
}

impl PageLines {
    /// Whether a line stands where headers and footers do.
    fn is_edge(&self, line: &Line) -> bool {
        self.height <= 0.0 || line.foot < ZONE * self.height || line.foot > (1.0 - ZONE) * self.height
    }
}

/// The lines at a page's top and bottom, those at one height together, from the edge inward: such as may be margins, and
/// what they stand beside.
fn edges(page: &PageLines) -> [Vec<Vec<usize>>; 2] {
    let is_level = |line: &Line| !line.aside && !line.is_row() && line.direction == Direction::Level;
    let mut lines: Vec<usize> = (0..page.lines.len()).filter(|&at| is_level(&page.lines[at])).collect();
    lines.sort_by(|a, b| page.lines[*a].foot.total_cmp(&page.lines[*b].foot));
    let at_one_height = |a: &usize, b: &usize| {
        let (a, b) = (&page.lines[*a], &page.lines[*b]);
        b.foot - a.foot < 0.5 * a.size.min(b.size)
    };
    let rows: Vec<Vec<usize>> = lines.chunk_by(at_one_height).map(<[usize]>::to_vec).collect();
    [rows.iter().take(MAX_ROWS + 1).cloned().collect(), rows.iter().rev().take(MAX_ROWS + 1).cloned().collect()]
}

/// How the text of a page is set.
struct Text {
    step: f64,
    size: f64,
}

impl Text {
    fn of(page: &PageLines) -> Self {
        let level: Vec<&Line> =
            page.lines.iter().filter(|line| !line.aside && line.direction == Direction::Level).collect();
        let median = |mut values: Vec<f64>| {
            values.sort_by(f64::total_cmp);
            values.get(values.len() / 2).copied().unwrap_or(0.0)
        };
        let steps = level.windows(2).map(|pair| pair[1].foot - pair[0].foot).filter(|step| *step > 0.0).collect();
        Self { step: median(steps), size: median(level.iter().map(|line| line.size).collect()) }
    }

    fn is_apart(&self, line: &Line, inner: &Line) -> bool {
        let distance = (line.foot - inner.foot).abs();
        let differs = (line.size - self.size).abs() > OTHER_SIZE * self.size;
        differs || distance > APART * self.step.max(self.size)
    }
}

/// A line with all its numbers alike, and the numbers: 第3页 and 第4页 may be one footer.
fn pattern(text: &str) -> (String, Vec<u32>) {
    let (mut pattern, mut numbers) = (String::new(), Vec::new());
    let mut in_number = false;
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match (c.to_digit(10), numbers.last_mut()) {
            (Some(digit), Some(number)) if in_number => {
                *number = u32::saturating_add(u32::saturating_mul(*number, 10), digit)
            }
            (Some(digit), _) => {
                pattern.push('0');
                numbers.push(digit);
            }
            (None, _) => pattern.push(c),
        }
        in_number = c.is_ascii_digit();
    }
    (pattern, numbers)
}

/// 3, - 3 -, 第3页, 第 3 页 共 10 页, 3/10; not 2023, nor 2023/12/20
fn is_page_number(text: &str) -> bool {
    let (pattern, numbers) = pattern(text);
    let plain: String = pattern.chars().filter(|c| !"-—–－·~第共页/，,".contains(*c)).collect();
    let is_number = |number: &u32| *number < MAX_NUMBER;
    match numbers.as_slice() {
        [number] => plain == "0" && is_number(number),
        [number, total] => plain == "00" && number <= total && is_number(total) && !pattern.contains("0-0"),
        _ => false,
    }
}
