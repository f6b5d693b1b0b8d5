//! What was recognised on the pages of a file, put where these stand in its document.

use super::columns::rows;
use super::line::{Line, append};
use super::paragraphs::{Paragraph, of_column};
use super::recogniser::is_missing;
use crate::extract::document::{Block, Blocks, Document, Format, Place, Reading, Style};
use crate::extract::pdf::listed;
use crate::extract::problem::{Problem, ProblemKind};
use crate::extract::read::checked;
use crate::message;
use crate::messages::Message;

/// A page number has no more characters than this: 第 12 页 共 120 页.
const MAX_NUMBER_CHARS: usize = 14;

/// What became of a page.
pub(super) struct Page {
    /// The format of its file.
    pub(super) format: Format,
    /// Its number, from 1.
    pub(super) number: u32,
    /// What was recognised on it, or why nothing was.
    pub(super) lines: Result<Vec<Line>, Message>,
}

/// A document with what was recognised on those of its pages that are pictures.
pub(super) fn merged(outcome: Result<Document, Problem>, pages: Vec<Page>, engine: &str) -> Result<Document, Problem> {
    let Some(format) = pages.first().map(|page| page.format) else { return outcome };
    let mut document = match outcome {
        Ok(document) => document,
        Err(problem) if problem.kind == ProblemKind::NeedsOcr => {
            Document { reading: Reading { format, ..Reading::default() }, ..Document::default() }
        }
        Err(problem) => return Err(problem),
    };
    let (mut empty, mut failed, mut why) = (Vec::<usize>::new(), Vec::<usize>::new(), None);
    let mut recognised = Vec::new();
    for page in pages {
        document.without_text.retain(|&without| without != page.number);
        match page.lines {
            Ok(lines) if lines.is_empty() => empty.push(page.number as usize),
            Ok(lines) => add_page(&lines, page.number, &mut recognised),
            Err(reason) => {
                failed.push(page.number as usize);
                why.get_or_insert(reason);
            }
        }
    }
    if document.blocks.is_empty() && recognised.is_empty() {
        return Err(match why {
            Some(reason) if is_missing(&reason) => Problem::new(ProblemKind::NeedsOcr, reason),
            Some(reason) => {
                Problem::new(ProblemKind::NeedsOcr, message!("ocr-failed", command = engine, reason = reason))
            }
            None => Problem::new(ProblemKind::Empty, message!("ocr-nothing", command = engine)),
        });
    }
    if let Some(reason) = why {
        let pages = listed(&failed);
        document.reading.gaps.push(message!("ocr-failed-pages", pages = pages, command = engine, reason = reason));
    }
    if !empty.is_empty() {
        document.reading.gaps.push(message!("ocr-nothing-pages", pages = listed(&empty), command = engine));
    }
    insert(&mut document.blocks, recognised);
    checked(document)
}

/// Adds the paragraphs of a page to those of the pages before.
fn add_page(lines: &[Line], page: u32, recognised: &mut Vec<Recognised>) {
    let alone = || lines.iter().map(|line| Paragraph::alone(line.text.clone())).collect();
    let mut paragraphs: Vec<Paragraph> =
        rows(lines).map_or_else(alone, |columns| columns.iter().flat_map(|rows| of_column(rows)).collect());
    // Numbers of pages stand between the two halves of a paragraph.
    let (numbers, text): (Vec<_>, Vec<_>) = paragraphs.drain(..).partition(|one| is_page_number(&one.text));
    let mut text = text.into_iter().peekable();
    if let (Some(first), Some(last)) = (text.peek(), recognised.iter_mut().rfind(|one| one.style == Style::Plain))
        && last.is_open
        && first.goes_on
        && last.page + 1 == page
    {
        append(&mut last.text, &first.text);
        last.is_open = first.is_open && text.len() == 1;
        text.next();
    }
    let of_page = |style| move |one: Paragraph| Recognised { text: one.text, style, page, is_open: one.is_open };
    recognised.extend(text.map(of_page(Style::Plain)));
    recognised.extend(numbers.into_iter().map(of_page(Style::Boilerplate)));
}

/// A paragraph, and the page on which it begins.
struct Recognised {
    text: String,
    style: Style,
    page: u32,
    is_open: bool,
}

fn is_page_number(text: &str) -> bool {
    let may_be = |c: char| c.is_ascii_digit() || c.is_whitespace() || "-—–－·第页共/".contains(c);
    text.chars().count() <= MAX_NUMBER_CHARS && text.chars().all(may_be) && text.contains(|c: char| c.is_ascii_digit())
}

/// Puts what was recognised behind what else stands on its page.
fn insert(blocks: &mut Vec<Block>, recognised: Vec<Recognised>) {
    let mut new = Blocks::default();
    for Recognised { text, style, page, .. } in recognised {
        new.push(&text, style, Place::Scan(page));
    }
    let mut old = std::mem::take(blocks).into_iter().peekable();
    for block in new.blocks {
        while let Some(before) = old.next_if(|before| before.place.page() <= block.place.page()) {
            blocks.push(before);
        }
        blocks.push(block);
    }
    blocks.extend(old);
}

#[cfg(test)]
mod tests {
    use super::{Page, merged};
    use crate::extract::document::{Block, Document, Format, Place, Style};
    use crate::extract::ocr::line::{Area, Line};
    use crate::extract::problem::{Problem, ProblemKind};
    use crate::message;

    fn page(number: u32, rows: &[(i32, &str)]) -> Page {
        let line = |(n, (left, text)): (i32, &(i32, &str))| {
            let (left, right) = (left * 10, left * 10 + text.chars().count() as i32 * 10);
            Line { text: (*text).to_owned(), area: Some(Area { left, top: n * 16, right, bottom: n * 16 + 10 }) }
        };
        Page { format: Format::Pdf, number, lines: Ok((0..).zip(rows).map(line).collect()) }
    }

    fn needs_ocr() -> Result<Document, Problem> {
        Err(Problem::new(ProblemKind::NeedsOcr, message!("no-text")))
    }

    fn texts(document: &Document) -> Vec<(&str, Place)> {
        document.blocks.iter().map(|block| (&*block.text, block.place)).collect()
    }

    #[test]
    fn a_paragraph_goes_on_over_the_page() {
        let first =
            page(1, &[(2, "一年来全局上下坚持稳中求进工作"), (0, "总基调，扎实推进各项重点任务落地见"), (7, "— 1 —")]);
        let second = page(2, &[(0, "效。"), (2, "特此报告。")]);
        let document = merged(needs_ocr(), vec![first, second], "x").expect("text");
        let all = "一年来全局上下坚持稳中求进工作总基调，扎实推进各项重点任务落地见效。";
        let expected = [(all, Place::Scan(1)), ("— 1 —", Place::Scan(1)), ("特此报告。", Place::Scan(2))];
        assert_eq!(texts(&document), expected);
    }

    #[test]
    fn recognised_pages_stand_where_they_are() {
        let block = |text: &str, page| Block { text: text.to_owned(), style: Style::Plain, place: Place::Page(page) };
        let old =
            Document {
                blocks: vec![block("一", 1), block("三", 3)], without_text: vec![2, 4], ..Document::default()
            };
        let document = merged(Ok(old), vec![page(2, &[(0, "二")])], "x").expect("text");
        assert_eq!(texts(&document), [("一", Place::Page(1)), ("二", Place::Scan(2)), ("三", Place::Page(3))]);
        assert_eq!(document.without_text, [4]);
    }

    #[test]
    fn what_was_not_recognised_is_on_record() {
        let failed = || Page { format: Format::Pdf, number: 2, lines: Err(message!("ocr-ended")) };
        let kind = |pages| merged(needs_ocr(), pages, "x").expect_err("no text").kind;
        assert_eq!(kind(vec![failed()]), ProblemKind::NeedsOcr);
        assert_eq!(kind(vec![page(1, &[])]), ProblemKind::Empty);
        let document = merged(needs_ocr(), vec![page(1, &[(0, "一")]), failed(), page(3, &[])], "x").expect("text");
        assert_eq!(document.reading.gaps.len(), 2);
    }
}
