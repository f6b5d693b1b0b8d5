//! What in a text is not the report's: watermarks, advertisements of template sites, buttons of web pages, page numbers,
//! lines that repeat on every page. Such lines stay searchable; they are never headings, titles or evidence.

use std::collections::HashMap;

use super::headings::begins_heading;
use super::{AlikeLines, names, paragraphs};
use crate::extract::{Block, Document, Style};

/// Longer lines are paragraphs, whatever they mention.
const MAX_CHARS: usize = 60;
/// A short line that stands so often in a report is a running header or footer.
const MIN_REPEATS: usize = 3;
/// So many lines between two of an advertisement are part of it.
const MAX_BETWEEN: usize = 3;
/// Site names before an address are no longer.
const MAX_SITE_CHARS: usize = 8;

/// What such lines hold.
const MARKS: [&str; 30] = [
    "仅供学习",
    "禁止外传",
    "严禁外传",
    "用后删除",
    "会员群",
    "会员资料",
    "入会",
    "QQ群",
    "加群",
    "咨询QQ",
    "公众号",
    "微信号",
    "加微信",
    "更多范文",
    "更多材料",
    "范文网",
    "倒卖",
    "自建平台",
    "整理分享",
    "打印本页",
    "关闭窗口",
    "【字号",
    "[字号",
    "字体：",
    "浏览次数",
    "点击数",
    "责任编辑",
    "上一篇",
    "下一篇",
    "分享到",
];
/// The buttons of a web page: a line of nothing else is none of the report's.
const BUTTONS: [&str; 10] = ["下载", "打印", "收藏", "分享", "关闭", "返回", "首页", "纠错", "复制", "点赞"];
/// What an address begins with.
const ADDRESSES: [&str; 3] = ["http://", "https://", "www."];

/// A document's paragraphs, and what of them is not the report's.
pub(crate) struct Cleaned {
    pub(crate) blocks: Vec<Block>,
    /// For each block whether it is boilerplate.
    pub(crate) boilerplate: Vec<bool>,
    /// Names of sites that stand, with an address, in the midst of lines.
    pub(crate) sites: Vec<String>,
}

/// Marks what is not the report's, and joins broken lines. `alike`: lines that many files have.
pub(crate) fn clean(document: &Document, alike: &AlikeLines) -> Cleaned {
    fn lines(blocks: &[Block]) -> Vec<&str> {
        blocks.iter().map(|block| block.text.as_str()).collect()
    }
    // What the format says is none of the text, and what looks so.
    let boilerplate = |blocks: &[Block]| -> Vec<bool> {
        let looks = boilerplate(&lines(blocks)).into_iter().zip(blocks);
        looks.map(|(looks, block)| looks || block.style == Style::Boilerplate || alike.holds(&block.text)).collect()
    };
    let blocks = paragraphs::join(document, &boilerplate(&document.blocks));
    let (boilerplate, sites) = (boilerplate(&blocks), site_names(&lines(&blocks)));
    Cleaned { blocks, boilerplate, sites }
}

/// For each line whether it is boilerplate.
fn boilerplate(lines: &[&str]) -> Vec<bool> {
    let mut repeats: HashMap<&str, usize> = HashMap::new();
    for line in lines.iter().filter(|line| line.chars().count() <= MAX_CHARS) {
        *repeats.entry(line).or_default() += 1;
    }
    // 各位代表： begins part after part of a speech, and a sentence is no header.
    let is_said = |line: &str| line.starts_with("各位") || line.ends_with(['。', '！', '？', '；']);
    let runs_on = |line: &str| repeats.get(line).is_some_and(|&n| n >= MIN_REPEATS) && !is_said(line);
    let mut marked: Vec<bool> = lines.iter().map(|line| is_boilerplate(line) || runs_on(line)).collect();
    // A few short lines between two such are of the same advertisement.
    let mut last = None;
    for at in 0..lines.len() {
        if !marked[at] {
            continue;
        }
        let between = last.map_or(0..0, |last: usize| last + 1..at);
        let advertises =
            |line: &&str| line.chars().count() <= MAX_CHARS && !names::is_report(line) && !begins_heading(line);
        if between.len() <= MAX_BETWEEN && lines[between.clone()].iter().all(advertises) && !between.is_empty() {
            marked[between].fill(true);
        }
        last = Some(at);
    }
    marked
}

fn is_boilerplate(line: &str) -> bool {
    if line.chars().count() > MAX_CHARS {
        return false;
    }
    is_page_number(line)
        || MARKS.iter().any(|mark| line.contains(mark))
        || line.split_whitespace().filter(|word| BUTTONS.contains(word)).count() >= 2
        || ADDRESSES.iter().any(|start| line.contains(start)) && !line.contains(['，', '。', '、'])
}

/// — 12 —, 第3页, 第 3 页 共 10 页, 3/10, 12
fn is_page_number(line: &str) -> bool {
    let plain: String = line.chars().filter(|c| !c.is_whitespace() && !"-—–－·~".contains(*c)).collect();
    let rest = plain.replace("第", "").replace("共", "").replace(['页', '/', '，', ','], "");
    !rest.is_empty() && plain.chars().count() <= 12 && rest.chars().all(|c| c.is_ascii_digit())
}

/// A line without the watermarks of sites in it: a site's name and address, which stand anywhere, also glued to a
/// heading (营造良好政治生态笔杆网www.example.cn). `names` are those of [`site_names`].
pub(crate) fn without_watermark<'a>(line: &'a str, names: &[String]) -> &'a str {
    let Some(at) = ADDRESSES.iter().filter_map(|start| line.find(start)).min() else { return line };
    let before = &line[..at];
    let name = names.iter().find(|name| before.ends_with(name.as_str())).map_or(0, String::len);
    line[..at - name].trim_end()
}

/// The names of sites that stand before addresses in the lines of a report: what the texts before all of them end with
/// alike; or, before a single one, the last few characters of a name that ends as those of sites do.
fn site_names(lines: &[&str]) -> Vec<String> {
    let before = |line: &str| {
        let at = ADDRESSES.iter().filter_map(|start| line.find(start)).min()?;
        let name: String = line[..at].chars().rev().take_while(|c| c.is_alphanumeric()).take(MAX_SITE_CHARS).collect();
        Some(name)
    };
    // Reversed, so that what they end with alike is what they begin with alike.
    let names: Vec<String> = lines.iter().filter_map(|line| before(line)).filter(|name| !name.is_empty()).collect();
    let Some((first, others)) = names.split_first() else { return Vec::new() };
    let common = others.iter().filter(|other| *other != first).fold(first.as_str(), |common, other| {
        let same = common.char_indices().zip(other.chars()).take_while(|((_, a), b)| a == b).last();
        same.map_or("", |((at, c), _)| &common[..at + c.len_utf8()])
    });
    let name: String = common.chars().rev().collect();
    if name.ends_with(['网', '站', '库', '社']) { vec![name] } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::{boilerplate, site_names, without_watermark};

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

    #[test]
    fn watermarks_in_the_midst_of_lines() {
        let lines = ["增添了新鲜血液。笔杆儿网www.example.cn", "营造良好政治生态笔杆儿网www.example.cn", "别的"];
        let names = site_names(&lines);
        assert_eq!(names, ["笔杆儿网"]);
        let cleaned: Vec<&str> = lines.iter().map(|line| without_watermark(line, &names)).collect();
        assert_eq!(cleaned, ["增添了新鲜血液。", "营造良好政治生态", "别的"]);
    }
}
