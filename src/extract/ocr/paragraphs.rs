//! Rows to paragraphs: a row goes on in the next one where it reaches the right edge, and the next one begins at the left
//! edge, of the rows around.

use super::columns::Row;
use super::line::append;

/// Edges are looked for among so many rows before and after: a page may lean.
const AROUND: usize = 5;
/// A row may end so far from the right edge, in heights of a row: marks go down with a character.
const MAX_SHORT: f64 = 1.6;
/// A first line is set in by at least so much, likewise; it is by two characters.
const MIN_INDENT: f64 = 1.0;
/// A row that goes on takes up this share of its column.
const MIN_WIDTH: f64 = 0.6;
/// Rows of a paragraph are at most so far from each other, as a multiple of the usual distance,
const MAX_APART: f64 = 1.4;
/// and at most so different in height.
const MAX_TALLER: f64 = 1.7;
/// What sentences end with.
const ENDS: [char; 8] = ['。', '！', '？', '；', '：', ':', '…', '”'];

/// A paragraph of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) text: String,
    /// Whether its first row is not set in, and begins nothing new: it may go on with what stands on the page before.
    pub(super) goes_on: bool,
    /// Whether its last row reaches the right edge in the midst of a sentence: the next page may go on with it.
    pub(super) is_open: bool,
}

impl Paragraph {
    /// A line that says nothing of where it stands.
    pub(super) fn alone(text: String) -> Self {
        Self { text, goes_on: false, is_open: false }
    }
}

/// The paragraphs of a column.
pub(super) fn of_column(rows: &[Row]) -> Vec<Paragraph> {
    let column = Column::of(rows);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for (at, Row { text, .. }) in rows.iter().enumerate() {
        match paragraphs.last_mut() {
            Some(last) if column.goes_on(at - 1) => {
                append(&mut last.text, text);
                last.is_open = column.is_open(at);
            }
            _ => {
                let goes_on = !column.is_indented(at) && !begins(text);
                paragraphs.push(Paragraph { text: text.clone(), goes_on, is_open: column.is_open(at) });
            }
        }
    }
    paragraphs
}

struct Column<'a> {
    rows: &'a [Row],
    /// The usual height of a row, and from the top of one to that of the next.
    height: f64,
    pitch: f64,
    width: f64,
    /// Whether first lines are set in.
    indents: bool,
}

fn median(mut numbers: Vec<i32>) -> f64 {
    numbers.sort_unstable();
    numbers.get(numbers.len() / 2).copied().map_or(0.0, f64::from)
}

impl<'a> Column<'a> {
    fn of(rows: &'a [Row]) -> Self {
        let left = rows.iter().map(|row| row.area.left).min().unwrap_or_default();
        let right = rows.iter().map(|row| row.area.right).max().unwrap_or_default();
        let mut column = Self {
            rows,
            height: median(rows.iter().map(|row| row.area.height()).collect()),
            pitch: median(rows.windows(2).map(|pair| pair[1].area.top - pair[0].area.top).collect()),
            width: f64::from(right) - f64::from(left),
            indents: false,
        };
        column.indents = (0..rows.len()).any(|at| column.is_full(at) && column.is_indented(at));
        column
    }

    fn around(&self, at: usize) -> &'a [Row] {
        &self.rows[at.saturating_sub(AROUND)..(at + AROUND + 1).min(self.rows.len())]
    }

    fn is_indented(&self, at: usize) -> bool {
        let left = self.around(at).iter().map(|row| row.area.left).min().unwrap_or_default();
        f64::from(self.rows[at].area.left - left) >= MIN_INDENT * self.height
    }

    /// Whether a row reaches the right edge.
    fn is_full(&self, at: usize) -> bool {
        let right = self.around(at).iter().map(|row| row.area.right).max().unwrap_or_default();
        let area = self.rows[at].area;
        f64::from(right - area.right) <= MAX_SHORT * self.height && f64::from(area.width()) >= MIN_WIDTH * self.width
    }

    /// Whether a row stops in the midst of something, as far as it says itself.
    fn is_open(&self, at: usize) -> bool {
        self.is_full(at) && !self.rows[at].text.ends_with(ENDS)
    }

    /// Whether a row goes on in the next one.
    fn goes_on(&self, at: usize) -> bool {
        let (row, next) = (&self.rows[at], &self.rows[at + 1]);
        let (height, next_height) = (f64::from(row.area.height()), f64::from(next.area.height()));
        let is_text = !row.has_cells && !next.has_cells;
        let is_alike = is_text && height.max(next_height) <= MAX_TALLER * height.min(next_height);
        let is_near = f64::from(next.area.top - row.area.top) <= MAX_APART * self.pitch;
        // Where first lines are not set in, a full row that ends a sentence may be a paragraph's last.
        let may_go_on = self.is_open(at) || self.indents;
        self.is_full(at) && is_alike && is_near && may_go_on && !self.is_indented(at + 1) && !begins(&next.text)
    }
}

/// Whether a row begins something of its own: a number of a heading or an item stands there.
fn begins(text: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百〇零".contains(c);
    let bare = text.trim_start_matches(['（', '(', '第']);
    let is_marked = bare.len() < text.len();
    let rest = bare.trim_start_matches(is_number);
    let digits = bare.chars().count() - rest.chars().count();
    let mut after = rest.chars();
    let ends = match after.next() {
        Some('、' | '）' | ')' | '章' | '节' | '条') => true,
        // A number with a point in it is none of an item.
        Some('.' | '．') => !is_marked && !after.next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    };
    (1..=3).contains(&digits) && ends
}

#[cfg(test)]
mod tests {
    use super::super::line::Area;
    use super::{Row, begins, of_column};

    /// Rows of characters ten pixels wide, from the left edge on.
    fn paragraphs(rows: &[(i32, &str)]) -> Vec<String> {
        let row = |(n, (left, text)): (i32, &(i32, &str))| {
            let (left, right) = (left * 10, left * 10 + text.chars().count() as i32 * 10);
            Row {
                text: (*text).to_owned(),
                area: Area { left, top: n * 16, right, bottom: n * 16 + 10 },
                has_cells: false,
            }
        };
        of_column(&(0..).zip(rows).map(row).collect::<Vec<_>>()).into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn rows_become_paragraphs() {
        let rows = [
            (6, "年度工作总结"),
            (2, "一年来全局上下坚持稳中求进工作"),
            (0, "总基调，扎实推进各项重点任务落地见"),
            (0, "效。"),
            (2, "二是深化改革，优化营商环境了。"),
            (0, "群众满意。"),
            (2, "一、存在的问题"),
        ];
        let expected = [
            "年度工作总结",
            "一年来全局上下坚持稳中求进工作总基调，扎实推进各项重点任务落地见效。",
            "二是深化改革，优化营商环境了。群众满意。",
            "一、存在的问题",
        ];
        assert_eq!(paragraphs(&rows), expected);
    }

    #[test]
    fn short_rows_stay_apart() {
        let rows = [(0, "姓名：张建国"), (0, "职务：局长兼"), (0, "报告正文从这里开始写满整整一行的文字内容")];
        assert_eq!(paragraphs(&rows).len(), 3);
    }

    #[test]
    fn numbers_of_items_begin_a_row() {
        let check = |text: &str, expected: bool| assert_eq!(begins(text), expected, "{text}");
        check("一、工作", true);
        check("（三）加强", true);
        check("12.落实", true);
        check("第五章 附则", true);
        check("2.5个百分点", false);
        check("一是加强", false);
        check("2022年以来", false);
    }
}
