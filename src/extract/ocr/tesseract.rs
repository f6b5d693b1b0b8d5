//! Tesseract: how it is called, and what it says. It tells of each word on a page where that stands; on a page that lies on its
//! side words of a line stand one below the other.

use std::path::Path;
use std::process::Command;

use super::line::{Area, CELL_GAP, Line, append};

/// The line that installs it.
#[cfg(target_os = "macos")]
pub(super) const INSTALL: &str = "brew install tesseract tesseract-lang";
#[cfg(windows)]
pub(super) const INSTALL: &str = "choco install tesseract-languages";
#[cfg(not(any(target_os = "macos", windows)))]
pub(super) const INSTALL: &str = "sudo apt install tesseract-ocr tesseract-ocr-chi-sim";

/// The language, as it calls it.
pub(super) const LANGUAGE: &str = "chi_sim";
/// It is less sure than this, of 100, of what is no text, on the whole page.
const MIN_PAGE_CONFIDENCE: f32 = 40.0;
/// Columns of what it prints (TSV): level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
const COLUMNS: usize = 12;
/// Level of a word.
const WORD: &str = "5";

/// The command that has it recognise a picture.
pub(super) fn command(picture: &Path) -> Command {
    let mut command = Command::new("tesseract");
    // One thread a process: pages are read side by side, and more threads make it slower.
    command.env("OMP_THREAD_LIMIT", "1").arg(picture).args(["stdout", "--psm", "1", "-l", LANGUAGE, "tsv"]);
    command
}

/// A word.
struct Word<'a> {
    /// The line that it stands on: block, paragraph, line.
    line: [&'a str; 3],
    area: Area,
    confidence: f32,
    text: &'a str,
}

/// Where the first word of a line and the last one point to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Upright,
    Down,
    Over,
    Up,
}

impl Turn {
    /// A place on the page as it is read.
    fn righted(self, Area { left, top, right, bottom }: Area) -> Area {
        match self {
            Self::Upright => Area { left, top, right, bottom },
            Self::Over => Area { left: -right, top: -bottom, right: -left, bottom: -top },
            Self::Down => Area { left: top, top: -right, right: bottom, bottom: -left },
            Self::Up => Area { left: -bottom, top: left, right: -top, bottom: right },
        }
    }
}

/// The lines of what it printed.
pub(super) fn lines(printed: &str) -> Vec<Line> {
    let words: Vec<Word<'_>> = printed.lines().filter_map(word).collect();
    let chars = |word: &Word<'_>| word.text.chars().count() as f32;
    let sure: f32 = words.iter().map(|word| word.confidence * chars(word)).sum();
    // Of a photo it makes letters.
    if sure < MIN_PAGE_CONFIDENCE * words.iter().map(chars).sum::<f32>() {
        return Vec::new();
    }
    let grouped: Vec<&[Word<'_>]> = words.chunk_by(|a, b| a.line == b.line).collect();
    let turn = turn(&grouped);
    let line = |words: &[Word<'_>]| {
        let mut text = String::new();
        words.iter().for_each(|word| append(&mut text, word.text));
        let area = words.iter().map(|word| turn.righted(word.area)).reduce(Area::around);
        Line { text, area }
    };
    // It takes the cells of a row for one line.
    let is_near = |a: &Word<'_>, b: &Word<'_>| {
        let (a, b) = (turn.righted(a.area), turn.righted(b.area));
        f64::from(b.left - a.right) < CELL_GAP * f64::from(a.height().max(b.height()))
    };
    grouped.into_iter().flat_map(|words| words.chunk_by(is_near)).map(line).collect()
}

fn word(row: &str) -> Option<Word<'_>> {
    let cells: Vec<&str> = row.splitn(COLUMNS, '\t').collect();
    let [WORD, _, block, paragraph, line, _, left, top, width, height, confidence, text] = cells[..] else {
        return None;
    };
    let number = |cell: &str| cell.parse::<i32>().ok();
    let (left, top) = (number(left)?, number(top)?);
    let area = Area { left, top, right: left + number(width)?, bottom: top + number(height)? };
    let text = text.trim();
    let confidence = confidence.parse().ok()?;
    (!text.is_empty()).then_some(Word { line: [block, paragraph, line], area, confidence, text })
}

/// How the page lies, as most of its lines do.
fn turn(lines: &[&[Word<'_>]]) -> Turn {
    let mut votes = [(Turn::Upright, 0), (Turn::Down, 0), (Turn::Over, 0), (Turn::Up, 0)];
    for words in lines {
        let [first, .., last] = words else { continue };
        let (x, y) = (last.area.left - first.area.left, last.area.top - first.area.top);
        let towards = match x.abs() >= y.abs() {
            true if x >= 0 => Turn::Upright,
            true => Turn::Over,
            false if y >= 0 => Turn::Down,
            false => Turn::Up,
        };
        votes.iter_mut().filter(|(turn, _)| *turn == towards).for_each(|(_, count)| *count += words.len());
    }
    // The first of the greatest: upright where nothing speaks against it.
    votes.into_iter().rev().max_by_key(|(_, count)| *count).map_or(Turn::Upright, |(turn, _)| turn)
}

#[cfg(test)]
mod tests {
    use super::{Area, lines};

    /// What it prints of words: line, left, top, width, height, confidence, text.
    fn printed(words: &[(u32, i32, i32, i32, i32, f32, &str)]) -> String {
        let row = |(line, left, top, width, height, confidence, text): &(u32, i32, i32, i32, i32, f32, &str)| {
            format!("5\t1\t1\t1\t{line}\t1\t{left}\t{top}\t{width}\t{height}\t{confidence}\t{text}\n")
        };
        "level\tpage_num\n4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t\n".to_owned() + &words.iter().map(row).collect::<String>()
    }

    #[test]
    fn words_become_lines_without_blanks_between_chinese() {
        let words = [
            (1, 0, 0, 10, 10, 90.0, "工作"),
            (1, 12, 0, 20, 11, 90.0, "Word"),
            (1, 34, 0, 9, 9, 90.0, "2022"),
            (2, 0, 20, 9, 9, 90.0, "报告"),
        ];
        let lines = lines(&printed(&words));
        assert_eq!(lines.iter().map(|line| &*line.text).collect::<Vec<_>>(), ["工作Word 2022", "报告"]);
        assert_eq!(lines[0].area, Some(Area { left: 0, top: 0, right: 43, bottom: 11 }));
    }

    #[test]
    fn a_page_on_its_side_is_righted() {
        // Read upwards: the next line stands to the right.
        let up = [
            (1, 0, 80, 9, 20, 90.0, "工"),
            (1, 0, 10, 9, 60, 90.0, "作"),
            (2, 20, 50, 9, 50, 90.0, "报"),
            (2, 20, 10, 9, 30, 90.0, "告"),
        ];
        let lines = lines(&printed(&up));
        let areas: Vec<Area> = lines.iter().filter_map(|line| line.area).collect();
        assert!(areas[0].width() == 90 && areas[0].height() == 9, "{areas:?}");
        assert!(areas[0].bottom < areas[1].top && areas[0].left == areas[1].left, "{areas:?}");
    }

    #[test]
    fn of_no_text_nothing_is_believed() {
        assert!(lines(&printed(&[(1, 0, 0, 9, 9, 21.0, "一 人 |")])).is_empty());
    }
}
