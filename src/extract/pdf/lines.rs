//! Characters of a page to lines.

use pdfni::{TextChar, TextPage};
use unicode_normalization::UnicodeNormalization;

/// Characters whose feet differ by less than this stand on one line, as a part of their size.
const SAME_LINE: f64 = 0.5;
/// A gap this wide parts words, as a part of the size.
const BLANK: f64 = 0.3;
/// The same character drawn again so near is a way to draw it bold, as a part of the size.
const REDRAWN: f64 = 0.3;

/// A line of a page; lengths in points, from the top left corner.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// Size of most of its characters.
    pub(super) size: f64,
    /// Whether all of it is bold.
    pub(super) bold: bool,
    /// Not level: a watermark across the page.
    pub(super) slanted: bool,
}

/// The lines of a page, from top to bottom.
pub(super) fn of_page(page: &TextPage) -> Vec<Line> {
    let shown = |c: &&TextChar| !c.synthetic && !c.text.trim().is_empty() && c.left.is_finite() && c.bottom.is_finite();
    let (level, slanted): (Vec<&TextChar>, Vec<&TextChar>) =
        page.chars.iter().filter(shown).partition(|c| c.upright && c.rot == 0);
    let mut rows: Vec<Vec<&TextChar>> = Vec::new();
    let mut sorted = level;
    sorted.sort_by(|a, b| foot(a).total_cmp(&foot(b)));
    for c in sorted {
        match rows.last_mut() {
            Some(row) if foot(c) - foot(row[0]) < SAME_LINE * size(c).min(size(row[0])).max(1.0) => row.push(c),
            _ => rows.push(vec![c]),
        }
    }
    let mut lines: Vec<Line> = rows.into_iter().map(|row| line(page, row)).collect();
    if !slanted.is_empty() {
        // In the order in which they are drawn.
        let text: String = slanted.iter().map(|c| folded(&c.text)).collect();
        lines.push(Line { text, slanted: true, ..Line::default() });
    }
    lines.retain(|line| !line.text.trim().is_empty());
    lines
}

/// Where a character stands on its line: the baseline, from the page's top.
fn foot(c: &TextChar) -> f64 {
    if c.transform[5].is_finite() { c.transform[5] } else { c.bottom }
}

fn size(c: &TextChar) -> f64 {
    let size = c.font_size.abs();
    if size.is_finite() && size > 0.0 { size } else { (c.bottom - c.top).abs().max(1.0) }
}

fn line(page: &TextPage, mut row: Vec<&TextChar>) -> Line {
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut line = Line { left: f64::MAX, top: f64::MAX, bold: true, ..Line::default() };
    let mut sizes: Vec<f64> = Vec::with_capacity(row.len());
    let mut last: Option<&TextChar> = None;
    for c in row {
        if let Some(last) = last {
            if c.text == last.text && (c.left - last.left).abs() < REDRAWN * size(c) {
                continue;
            }
            if c.left - last.right > BLANK * size(c) {
                line.text.push(' ');
            }
        }
        last = Some(c);
        line.text += &folded(&c.text);
        line.left = line.left.min(c.left);
        line.right = line.right.max(c.right);
        line.top = line.top.min(c.top);
        line.bottom = line.bottom.max(c.bottom);
        line.bold &= page.fonts.get(c.font as usize).is_some_and(|font| font.bold);
        sizes.push(size(c));
    }
    sizes.sort_by(f64::total_cmp);
    line.size = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
    line
}

/// Characters as people write them: fonts made from others, and the older tables for Chinese fonts, give radicals for
/// characters and a mathematical sign for dots.
fn folded(text: &str) -> String {
    /// Radicals that Unicode doesn't decompose, and the characters that look the same.
    const RADICALS: &str =
        "⺠民⺟母⺝月⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟";
    let fold = |c: char| match c {
        '\u{2F00}'..='\u{2FDF}' => c.nfkc().next().unwrap_or(c),
        '\u{2E80}'..='\u{2EFF}' => RADICALS.chars().skip_while(|r| *r != c).nth(1).unwrap_or(c),
        '\u{22EF}' => '…',
        c => c,
    };
    text.chars().map(fold).filter(|c| !c.is_control()).collect()
}
