//! Lines of pages to paragraphs.
//!
//! A line goes on in the next one where it reaches the right edge, the next one begins at the left edge, and both look
//! alike; a page's end changes nothing. Chinese texts indent the first line of a paragraph; those that don't leave more
//! room between paragraphs than between lines.

use super::lines::Line;
use crate::extract::document::{Block, Blocks, Place, Style};

/// A line that ends this far before the right edge ends its paragraph, as a part of the size: the mark that may not
/// begin a line can take a character with it.
const SHORT: f64 = 2.5;
/// A line that begins this far from the left edge begins a paragraph, likewise.
const INDENT: f64 = 1.0;
/// A full line takes at least this part of the widest line's width: columns are narrower than headings across them.
const MIN_FULL: f64 = 0.3;
/// Sizes that differ by less are the same, as a part of the size.
const SAME_SIZE: f64 = 0.08;
/// Lines further apart than this times the usual distance are of different paragraphs.
const WIDE_GAP: f64 = 1.35;
/// A line of this size, in times that of the text, is a heading.
const HEADING_SIZE: f64 = 1.15;
/// Longer ones are not.
const MAX_HEADING_CHARS: usize = 60;
/// No more characters stand together: even then some program would break them.
const MAX_UNBREAKABLE: usize = 12;
/// What a sentence ends with.
const ENDS: [char; 11] = ['。', '！', '？', '；', '：', '.', '!', '?', ';', ':', '…'];

/// How the text of a file is set.
struct Setting {
    left: f64,
    right: f64,
    size: f64,
    /// From one line to the next.
    step: f64,
    /// Whether paragraphs begin with an indented line.
    indents: bool,
}

/// The blocks of a file. `is_margin` tells which lines stand around the text.
pub(super) fn join(pages: &[Vec<Line>], is_margin: &[Vec<bool>]) -> Vec<Block> {
    let text = |page: usize| {
        let marked = pages[page].iter().zip(&is_margin[page]);
        marked.filter(|(_, is_margin)| !**is_margin).map(|(line, _)| line)
    };
    let setting = Setting::of(&(0..pages.len()).map(|page| text(page).collect()).collect::<Vec<Vec<&Line>>>());
    let mut blocks = Blocks::default();
    let mut open: Option<Paragraph<'_>> = None;
    for number in 0..pages.len() {
        let page = number as u32 + 1;
        for line in text(number) {
            match &mut open {
                Some(paragraph) if setting.goes_on(paragraph, line, page) => paragraph.add(line, page),
                _ => {
                    open.take().into_iter().for_each(|paragraph| paragraph.end(&setting, &mut blocks));
                    open = Some(Paragraph::of(line, page));
                }
            }
        }
        // What stands around the text follows it, once its last paragraph is whole.
        let margins = pages[number].iter().zip(&is_margin[number]).filter(|(_, is_margin)| **is_margin);
        open.iter_mut()
            .for_each(|paragraph| paragraph.margins.extend(margins.clone().map(|(line, _)| (line.text.clone(), page))));
        if open.is_none() {
            margins.for_each(|(line, _)| blocks.push(&line.text, Style::Boilerplate, Place::Page(page)));
        }
    }
    open.into_iter().for_each(|paragraph| paragraph.end(&setting, &mut blocks));
    blocks.blocks
}

struct Paragraph<'a> {
    text: String,
    first: &'a Line,
    last: &'a Line,
    lines: usize,
    bold: bool,
    /// The page that it begins on, and the one that it has reached.
    pages: (u32, u32),
    /// What stands around the text of the pages that end within it.
    margins: Vec<(String, u32)>,
}

impl<'a> Paragraph<'a> {
    fn of(line: &'a Line, page: u32) -> Self {
        let text = line.text.clone();
        Self { text, first: line, last: line, lines: 1, bold: line.bold, pages: (page, page), margins: Vec::new() }
    }

    fn add(&mut self, line: &'a Line, page: u32) {
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if letter(self.text.chars().last()) && letter(line.text.chars().next()) {
            self.text.push(' ');
        }
        self.text += &line.text;
        self.last = line;
        self.lines += 1;
        self.bold &= line.bold;
        self.pages.1 = page;
    }

    fn end(self, setting: &Setting, blocks: &mut Blocks) {
        let chars = self.text.chars().count();
        let is_larger = self.first.size > HEADING_SIZE * setting.size;
        let style = match () {
            // The largest line at the head of a file is its title; what is less large is a heading.
            () if is_larger && chars <= MAX_HEADING_CHARS && blocks.blocks.is_empty() => Style::Title,
            () if is_larger && chars <= MAX_HEADING_CHARS => Style::Heading(1),
            () if self.bold => Style::Bold,
            () => Style::Plain,
        };
        blocks.push(&self.text, style, Place::Page(self.pages.0));
        self.margins.iter().for_each(|(text, page)| blocks.push(text, Style::Boilerplate, Place::Page(*page)));
    }
}

impl Setting {
    fn of(pages: &[Vec<&Line>]) -> Self {
        let lines = || pages.iter().flatten();
        // Weighted by characters: the size that most of the text has.
        let size = most_frequent(lines().map(|line| (line.size, line.text.chars().count())), 0.5);
        let of_text = || lines().filter(|line| (line.size - size).abs() <= SAME_SIZE * size);
        let left = most_frequent(of_text().map(|line| (line.left, 1)), 0.5 * size);
        let wide = of_text().map(|line| line.right).fold(0.0, f64::max);
        // The edge that full lines share; one line too long doesn't make it.
        let full = of_text().filter(|line| line.right > left + MIN_FULL * (wide - left));
        let right = most_frequent(full.map(|line| (line.right, 1)), 0.5 * size);
        let right = if right > left { right } else { wide };
        let steps = pages.iter().flat_map(|page| page.windows(2)).map(|pair| (pair[1].bottom - pair[0].bottom, 1));
        let step = most_frequent(steps.filter(|(step, _)| *step > 0.0), 0.1 * size);
        let begins =
            of_text().filter(|line| line.left > left + INDENT * size && line.right > right - SHORT * size).count();
        let full = of_text().filter(|line| line.right > right - SHORT * size).count();
        Self { left, right, size, step, indents: begins * 20 > full }
    }

    /// Whether a paragraph goes on in a line.
    fn goes_on(&self, paragraph: &Paragraph<'_>, line: &Line, page: u32) -> bool {
        let last = paragraph.last;
        let size = self.size.max(1.0);
        let is_alike = (last.size - line.size).abs() <= SAME_SIZE * last.size.max(line.size);
        let same_page = page == paragraph.pages.1;
        let is_near = !same_page || self.step <= 0.0 || line.bottom - last.bottom <= WIDE_GAP * self.step.max(size);
        let is_larger = line.size > HEADING_SIZE * self.size;
        // The lines of a title stand in the middle, one under the other.
        if is_larger && is_alike && same_page {
            let middle = |line: &Line| (line.left + line.right) / 2.0;
            let far = line.bottom - last.bottom > 2.2 * line.size;
            return !far && (middle(last) - middle(line)).abs() < size && last.left > self.left + size;
        }
        // A line ends early, too, where what comes next could not be parted and had no room.
        let is_early =
            !paragraph.text.ends_with(ENDS) && last.right + unbreakable(&line.text) as f64 * size > self.right;
        let is_full = last.right > self.right - SHORT * size || is_early;
        let is_indented = line.left > self.left + INDENT * size;
        let hangs = paragraph.lines > 1 && (line.left - last.left).abs() < 0.5 * size && line.left > self.left + size;
        if !is_alike || !is_near || !is_full || (is_indented && !hangs) {
            return false;
        }
        // A line of a table of contents, or of a table, is whole.
        if is_whole(&last.text) {
            return false;
        }
        if begins_item(&line.text) && paragraph.text.ends_with(ENDS) {
            return false;
        }
        // Without indents a full line that ends a sentence can end its paragraph: only a page's end hides the gap.
        same_page || self.indents || !paragraph.text.ends_with(ENDS)
    }
}

/// Whether a line is an entry of a table of contents, or a row of a table.
fn is_whole(text: &str) -> bool {
    let has_leaders = ["....", "……", "····"].iter().any(|leaders| text.contains(leaders));
    has_leaders && text.ends_with(|c: char| c.is_ascii_digit()) || text.contains(" | ")
}

/// Whether a line begins as items of lists do: 1. 2、 （三） 四、 ①
fn begins_item(text: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let rest = text.trim_start_matches(['（', '(']);
    let after = rest.trim_start_matches(is_number);
    text.starts_with(|c| ('①'..='⑳').contains(&c))
        || after.len() < rest.len() && after.starts_with(['.', '．', '、', '）', ')']) && rest.len() - after.len() <= 6
}

/// How many characters at the start of a line stand together: many programs break no line beside a quotation mark.
fn unbreakable(text: &str) -> usize {
    let is_glue = |c: char| "“”‘’\"'（）()《》、，。；：！？%".contains(c) || c.is_ascii_alphanumeric();
    let chars: Vec<char> = text.chars().take(MAX_UNBREAKABLE).collect();
    let breaks = |pair: &[char]| !is_glue(pair[0]) && !is_glue(pair[1]);
    chars.windows(2).position(breaks).map_or(chars.len(), |at| at + 1)
}

/// The value near which most values lie, each with a weight.
fn most_frequent(values: impl Iterator<Item = (f64, usize)>, tolerance: f64) -> f64 {
    let mut values: Vec<(f64, usize)> = values.filter(|(value, _)| value.is_finite()).collect();
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let tolerance = tolerance.max(0.01);
    let (mut best, mut best_weight, mut weight, mut from) = (0.0, 0, 0, 0);
    for to in 0..values.len() {
        weight += values[to].1;
        while values[to].0 - values[from].0 > tolerance {
            weight -= values[from].1;
            from += 1;
        }
        if weight > best_weight {
            (best, best_weight) = (values[usize::midpoint(from, to)].0, weight);
        }
    }
    best
}
