//! What in a text is not the report's: in goes a document, out come its paragraphs and which of them are advertisements of
//! template sites, buttons of web pages, page numbers, headers and footers. Such lines stay searchable; they are never
//! headings, titles or evidence.
//!
//! 1. [`advertisements`]: lines that are none of a report's as a whole, whatever stands beside them.
//! 2. [`running`]: lines that repeat as headers and footers do.
//! 3. [`watermarks`]: names of sites in the midst of lines.
//!
//! What stands once is text, unless all of it advertises.

mod advertisements;
mod running;
mod watermarks;

use super::headings::begins_heading;
use super::{names, paragraphs};
use crate::extract::{Block, Document, Style};
use advertisements::is_advertisement;
pub(super) use watermarks::without_watermark;

/// So many lines between two of an advertisement are part of it.
const MAX_BETWEEN: usize = 3;
/// They are names and calls, no longer than this, in characters.
const MAX_BETWEEN_CHARS: usize = 20;

/// A document's paragraphs, and what of them is not the report's.
pub(crate) struct Cleaned {
    pub(crate) blocks: Vec<Block>,
    /// For each block whether it is boilerplate.
    pub(crate) boilerplate: Vec<bool>,
    /// Names of sites that stand, with an address, in the midst of lines.
    pub(crate) sites: Vec<String>,
}

/// Marks what is not the report's, and joins broken lines. `is_alike` says whether a line is known to stand in many files of
/// the folder alike.
pub(crate) fn clean(document: &Document, is_alike: &dyn Fn(&str) -> bool) -> Cleaned {
    let blocks = paragraphs::join(document, &boilerplate(&document.blocks, is_alike));
    let boilerplate = boilerplate(&blocks, is_alike);
    let lines: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    let sites = watermarks::site_names(&lines);
    Cleaned { blocks, boilerplate, sites }
}

/// For each block whether it is boilerplate: what the format says, and what looks so.
fn boilerplate(blocks: &[Block], is_alike: &dyn Fn(&str) -> bool) -> Vec<bool> {
    let heading: Vec<bool> = blocks.iter().map(|block| begins_heading(&block.text)).collect();
    let advertises = |at: usize| !heading[at] && is_advertisement(&blocks[at].text);
    let advertises: Vec<bool> = (0..blocks.len()).map(advertises).collect();
    let mut marked = running::running(blocks);
    for (at, block) in blocks.iter().enumerate() {
        let is_alike = || !heading[at] && !names::is_report(&block.text) && is_alike(&block.text);
        marked[at] |= advertises[at] || block.style == Style::Boilerplate || is_page_number(&block.text) || is_alike();
    }
    // A few short lines between two such are of the same advertisement: a name, a call. They are the report's where
    // anything of it stands between.
    let mut last = None;
    for at in (0..blocks.len()).filter(|&at| advertises[at]) {
        let between = last.map_or(0..0, |last: usize| last + 1..at);
        last = Some(at);
        let is_part = |&at: &usize| {
            let line = &blocks[at].text;
            let is_short = line.chars().nth(MAX_BETWEEN_CHARS).is_none();
            is_short && !names::is_report(line) && !heading[at] && blocks[at].style == Style::Plain
        };
        let is_head = !heading[..at].contains(&true);
        if (1..=MAX_BETWEEN).contains(&between.len()) && is_head && between.clone().all(|at| is_part(&at)) {
            marked[between].fill(true);
        }
    }
    marked
}

/// — 12 —, 第3页, 第 3 页 共 10 页, 3/10, 12; but 2023/12/20 and 20231220 are dates.
fn is_page_number(line: &str) -> bool {
    let numbers: Vec<&str> = line.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
    let is_year = |number: &str| number.starts_with("19") || number.starts_with("20");
    let is_date = numbers.len() == 3 && numbers[0].len() == 4 && is_year(numbers[0]);
    if is_date || numbers.len() == 1 && numbers[0].len() == 8 {
        return false;
    }
    let plain: String = line.chars().filter(|c| !c.is_whitespace() && !"-—–－·~".contains(*c)).collect();
    let rest = plain.replace("第", "").replace("共", "").replace(['页', '/', '，', ','], "");
    !rest.is_empty() && plain.chars().count() <= 12 && rest.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::extract::{Block, Place, Style};

    fn boilerplate(lines: &[&str]) -> Vec<bool> {
        let block = |line: &&str| Block { text: (*line).to_owned(), style: Style::Plain, place: Place::Line(1) };
        super::boilerplate(&lines.iter().map(block).collect::<Vec<_>>(), &|_| false)
    }

    #[test]
    fn lines_that_are_not_the_reports() {
        let check = |line: &str, expected: bool| assert_eq!(boilerplate(&[line]), [expected], "{line}");
        check("仅供学习 禁止外传 用后删除", true);
        check("会员群：                      免费QQ群：", true);
        check("【会员资料仅供内部交流使用，严禁外传及用于商业用途，违者后果自负】", true);
        check("笔耕文苑整理，咨询QQ10002000300", true);
        check("下载  打印  收藏  【字号：大 中 小】", true);
        check("下载 打印", true);
        check("— 1 —", true);
        check("第 3 页 共 10 页", true);
        check("笔杆网www.example.cn", true);
        check("一、2018年工作回顾", false);
        check("加强打印机管理", false);
        check("2018", true);
        check("2018年", false);
        check("群众可登录网站www.gov.example，查询办理进度、提出意见。", false);
        assert_eq!(boilerplate(&["云岭市政府公报"; 3]), [true; 3]);
        assert_eq!(
            boilerplate(&["仅供学习", "某某文苑", "会员群：", "述职报告", "— 1 —"]),
            [true, true, true, false, true]
        );
        assert_eq!(boilerplate(&["各位代表："; 3]), [false; 3]);
    }
}
