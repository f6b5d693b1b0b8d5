//! Lines that many files of a folder may have alike and that are none of the reports': in goes a document, out come the hashes of
//! such lines at its edges; once it is known which of them enough files have, each line is told apart by that.
//!
//! Only what also reads as a notice is one: a stamp (内部资料 注意保存), a site's or a seller's line, how to reach somebody. Reports of
//! one folder begin and end alike: with titles, salutations, units, names, thanks; none of that is boilerplate, however often
//! it stands there. What is wrongly taken for a notice is found all the same, but last, and is no evidence.

use std::collections::HashSet;

use super::headings::begins_heading;
use super::names;
use crate::extract::{Block, Document, Style};

/// So many lines at the beginning and at the end are a file's edges: what is stamped on a report stands at them.
const EDGE_LINES: usize = 5;
/// Longer lines are paragraphs, whatever they mention.
const MAX_CHARS: usize = 60;

/// A stamp is no longer, and no sentence: 内部资料做到专人保管。
const MAX_STAMP_CHARS: usize = 20;

/// What stamps say.
const STAMPS: [&str; 13] = [
    "内部资料",
    "内部文件",
    "内部材料",
    "内部参考",
    "内部使用",
    "内部交流",
    "内部刊物",
    "注意保存",
    "妥善保管",
    "会后收回",
    "阅后收回",
    "秘密★",
    "机密★",
];
/// What notices of use say.
const NOTICES: [&str; 11] = [
    "严禁外传",
    "禁止外传",
    "请勿外传",
    "不得外传",
    "严禁翻印",
    "翻印必究",
    "严禁复制",
    "版权所有",
    "仅供参考",
    "仅供学习",
    "仅供交流",
];
/// What sites and sellers of texts say.
const SITES: [&str; 28] = [
    "www.",
    "http",
    ".com",
    ".cn",
    "网址",
    "文库",
    "范文网",
    "材料网",
    "文秘网",
    "素材网",
    "微信号",
    "加微信",
    "公众号：",
    "QQ群",
    "扫码",
    "扫一扫",
    "关注我们",
    "更多资料",
    "更多材料",
    "更多范文",
    "免费下载",
    "请下载",
    "点击下载",
    "整理发布",
    "整理分享",
    "网整理",
    "来源：",
    "转载",
];
/// How somebody is reached.
const CONTACTS: [&str; 7] = ["服务热线", "监督电话", "咨询电话", "联系电话", "邮编：", "邮政编码", "传真："];
/// What begins a line of a report's own.
const OWN: [&str; 9] = ["各位", "尊敬", "同志们", "姓名", "单位", "职务", "述职人", "汇报人", "报告人"];

/// The hashes of the lines at a document's edges that may be notices, sorted, each once.
pub fn notices(document: &Document) -> Vec<u64> {
    let lines: Vec<&Block> = document.blocks.iter().filter(|block| block.style != Style::Boilerplate).collect();
    let end = lines.len().saturating_sub(EDGE_LINES).max(EDGE_LINES.min(lines.len()));
    let edges = lines.iter().take(EDGE_LINES).chain(&lines[end..]);
    let mut hashes: Vec<u64> = edges.filter(|block| is_notice(&block.text)).map(|block| hash(&block.text)).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// The lines that enough files of a folder have alike, by their hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AlikeLines(HashSet<u64>);

impl AlikeLines {
    /// Those with these hashes.
    pub fn of(hashes: impl IntoIterator<Item = u64>) -> Self {
        Self(hashes.into_iter().collect())
    }

    /// Those of some of a document's [`notices`] that are among these.
    pub fn among(&self, notices: &[u64]) -> Vec<u64> {
        notices.iter().copied().filter(|hash| self.0.contains(hash)).collect()
    }

    /// The hashes, sorted.
    pub fn hashes(&self) -> Vec<u64> {
        let mut hashes: Vec<u64> = self.0.iter().copied().collect();
        hashes.sort_unstable();
        hashes
    }

    /// Whether a line is one of them.
    pub fn holds(&self, line: &str) -> bool {
        !self.0.is_empty() && is_notice(line) && self.0.contains(&hash(line))
    }
}

/// Whether a line reads as none of a report's.
fn is_notice(line: &str) -> bool {
    // Nearly all lines are longer, or say nothing of the kind.
    if line.len() > MAX_CHARS * 4 || line.chars().count() > MAX_CHARS {
        return false;
    }
    let line = squeezed(line);
    let says = |words: &[&str]| words.iter().any(|word| line.contains(word));
    let is_title = || names::is_report(&line) && line.ends_with(['告', '结', '报']);
    let is_stamp = || says(&STAMPS) && !line.ends_with('。') && line.chars().count() <= MAX_STAMP_CHARS;
    (is_stamp() || says(&NOTICES) || says(&SITES) || says(&CONTACTS))
        && !OWN.iter().any(|word| line.starts_with(word))
        && !is_title()
        && !begins_heading(&line)
}

fn squeezed(line: &str) -> String {
    line.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The same for lines that differ in white space alone.
fn hash(line: &str) -> u64 {
    let hash = blake3::hash(squeezed(line).as_bytes());
    hash.as_bytes()[..8].iter().fold(0, |hash, &byte| hash << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::{AlikeLines, hash, is_notice, notices};
    use crate::extract::{Block, Document, Place, Style};

    #[test]
    fn notices_and_what_reports_have_alike() {
        for line in [
            "内部资料　注意保存",
            "内部资料，严禁外传",
            "秘密★一年",
            "更多资料请到云岭文库",
            "本文由笔耕文苑整理发布，仅供学习交流。",
            "微信号：bgwy",
            "地址：云岭县人民路1号　邮编：100000",
        ] {
            assert!(is_notice(line), "{line}");
        }
        for line in [
            "政府工作报告",
            "2023年度述职报告",
            "各位代表：",
            "各位领导、同志们：",
            "姓名：林国栋",
            "单位：云岭县审计局　联系电话：无",
            "谢谢大家！",
            "特此报告。",
            "云岭县审计局",
            "2023年12月20日",
            "林国栋",
            "（一）加强内部资料管理",
            "内部资料做到专人保管，存放有序。",
            "一、学习情况",
            "加强资料整理",
        ] {
            assert!(!is_notice(line), "{line}");
        }
    }

    #[test]
    fn edges_alone_are_looked_at() {
        let block = |text: &str| Block { text: text.to_owned(), style: Style::Plain, place: Place::Line(1) };
        let with = |at: usize, lines: usize| {
            let mut blocks = vec![block("党建"); lines];
            blocks[at] = block("内部资料 注意保存");
            notices(&Document { blocks, ..Document::default() })
        };
        let stamp = vec![hash("内部资料注意保存")];
        for (at, lines) in [(0, 1), (4, 5), (5, 6), (0, 20), (4, 20), (15, 20), (19, 20)] {
            assert_eq!(with(at, lines), stamp, "{at} of {lines}");
        }
        assert!(with(10, 20).is_empty());
        assert!(AlikeLines::of(stamp).holds("内部资料 注意保存") && !AlikeLines::default().holds("内部资料 注意保存"));
    }
}
