//! What a line is by itself: the beginning or the end of a report, a number, an annex's mark.

use crate::report::metadata::{date, is_person};
use crate::report::numbering::{Mark, numbered};

/// Longer lines are paragraphs.
const MAX_CHARS: usize = 40;
/// A line with a name in it is no longer.
const MAX_NAME_CHARS: usize = 20;

/// Whom a report speaks to.
const SALUTATIONS: [&str; 4] = ["各位", "尊敬的", "同志们", "领导们"];
/// Who speaks, in a line of the head or the end.
const LABELS: [&str; 9] = ["述职人", "述廉人", "汇报人", "报告人", "总结人", "姓名", "单位", "职务", "作者"];
/// How a speaker begins.
const I_AM: [&str; 5] = ["我叫", "我是", "本人", "我担任", "我现任"];
/// How reports end.
const CLOSINGS: [&str; 21] = [
    "谢谢大家",
    "谢谢各位",
    "特此报告",
    "特此汇报",
    "以上报告",
    "以上汇报",
    "以上述职",
    "以上是我",
    "批评指正",
    "敬请批评",
    "不妥之处",
    "不当之处",
    "到此结束",
    "请予审议",
    "请予评议",
    "请审议",
    "请评议",
    "述职完",
    "汇报完",
    "报告完",
    "此致",
];
/// What the last letter of a post is, before a name: 办公室主任林国栋.
const POST_ENDS: [char; 7] = ['长', '任', '员', '记', '师', '理', '席'];
/// What explains a report, under its title again.
const EXPLAINING: [&str; 5] = ["名词解释", "注释", "起草说明", "解读", "附表"];
/// What annexes are called.
const ANNEXES: [&str; 4] = ["附件", "附录", "附表", "附："];

/// A line without white space and signs of Markdown.
pub(super) fn plain(line: &str) -> String {
    line.chars().filter(|c| !c.is_whitespace() && !matches!(c, '#' | '*' | '_' | '`')).collect()
}

/// How well a line reads as the head of a report, under its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// Not at all.
    No,
    /// As that of a report, or of a part of one: 现将有关情况报告如下。
    Likely,
    /// As that of a report: whom it speaks to, who speaks, when and where.
    Clear,
}

pub(super) fn head(line: &str) -> Head {
    let line = plain(line);
    let is_short = line.chars().count() <= MAX_CHARS;
    let begins = |words: &[&str]| words.iter().any(|word| line.starts_with(word));
    let until_colon = line.split(['：', ':', '，', '！', '!', ',']).next().unwrap_or_default();
    let is_salutation =
        begins(&SALUTATIONS) && until_colon.len() < line.len() && until_colon.chars().count() <= MAX_CHARS;
    let is_labelled =
        LABELS.iter().any(|label| line.strip_prefix(label).is_some_and(|rest| rest.starts_with(['：', ':'])));
    let is_placed = line.starts_with(['—', '－', '-']) && line.ends_with('上');
    let is_bracketed = is_short && line.starts_with(['（', '(']) && line.ends_with(['）', ')']);
    match () {
        () if is_salutation || is_labelled || is_placed || is_bracketed || begins(&I_AM) || is_name(&line) => {
            Head::Clear
        }
        () if line.contains("如下") => Head::Likely,
        () => Head::No,
    }
}

/// Whether a line is a name, a post or a unit before it: 办公室主任 林国栋.
pub(super) fn is_name(line: &str) -> bool {
    let is_last = || line.split_whitespace().last().is_some_and(is_person);
    // 林 国 栋
    is_short(line) && (is_person(&plain(line)) || is_last() || with_post(line))
}

/// Whether a line says surely who speaks: 办公室主任 林国栋, 述职人：林国栋. 成绩, too, reads as a name alone.
pub(super) fn is_speaker(line: &str) -> bool {
    let line = plain(line);
    let line = line.trim_matches(['（', '）', '(', ')']);
    let label = LABELS[..6].iter().find_map(|label| line.strip_prefix(label)?.strip_prefix(['：', ':']));
    label.is_some_and(|name| !name.is_empty()) || with_post(line)
}

fn is_short(line: &str) -> bool {
    line.chars().count() <= MAX_NAME_CHARS && !line.contains(['。', '，', '：', '、', '；', '！'])
}

/// Whether a line is a name behind a post.
fn with_post(line: &str) -> bool {
    let joined = plain(line);
    let mut names = joined.char_indices().rev().skip(1).take(2).map(|(at, _)| joined.split_at(at));
    is_short(line) && names.any(|(post, name)| post.ends_with(POST_ENDS) && is_person(name))
}

/// Whether reports end with a line: thanks, a date alone, who signs.
pub(super) fn is_closing(line: &str) -> bool {
    let line = plain(line);
    if line.chars().count() > MAX_CHARS || line.contains("如下") {
        return false;
    }
    let is_date = || date(&line).is_some_and(|(_, taken)| taken == (0..line.len()));
    let is_signed = || LABELS[..5].iter().any(|label| line.starts_with(label));
    let is_call = || line.starts_with("各位") && line.contains("让我们");
    CLOSINGS.iter().any(|closing| line.contains(closing)) || line == "谢谢！" || is_call() || is_signed() || is_date()
}

/// Whether a line marks an annex: 附件1, 附：.
pub(super) fn is_annex(line: &str) -> bool {
    let line = plain(line);
    line.chars().count() <= MAX_CHARS && (line == "附" || ANNEXES.iter().any(|word| line.starts_with(word)))
}

/// Whether a line heads what explains a report.
pub(super) fn is_explained(line: &str) -> bool {
    let line = plain(line);
    line.chars().count() <= MAX_CHARS && EXPLAINING.iter().any(|word| line.contains(word))
}

/// The number at the beginning of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) mark: Mark,
    /// Whether it is the first of its kind.
    pub(super) is_one: bool,
}

impl Number {
    /// Whether main headings are numbered so: 一、, 第一部分.
    pub(super) fn is_main(self) -> bool {
        self.mark <= Mark::Han
    }
}

/// The number at the beginning of a line; 一是 is none.
pub(super) fn number(line: &str) -> Option<Number> {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '*'));
    let found = numbered(line).filter(|found| found.is_plain && found.mark != Mark::Item)?;
    Some(Number { mark: found.mark, is_one: found.ordinal == 1 })
}

#[cfg(test)]
mod tests {
    use super::{Head, head, is_annex, is_closing, is_name, is_speaker, number};

    #[test]
    fn beginnings_and_ends() {
        for line in [
            "各位代表：",
            "各位代表：现在，我代表县人民政府",
            "（综合科  许明辉）",
            "办公室主任 林国栋",
            "述职人：林国栋",
        ] {
            assert_eq!(head(line), Head::Clear, "{line}");
        }
        assert_eq!(head("现将有关情况报告如下。"), Head::Likely);
        assert_eq!(head("坚持每周学习一次。"), Head::No);
        assert!(is_name("办公室主任林国栋") && is_name("林 国 栋") && !is_name("工作有力度"));
        for line in ["谢谢大家！", "2023年12月20日", "二〇二三年十二月", "述职人：林国栋", "以上报告，请批评指正。"]
        {
            assert!(is_closing(line), "{line}");
        }
        for line in ["现将情况报告如下，请予评议。", "2023年12月20日，召开会议。", "群众谢谢你"]
        {
            assert!(!is_closing(line), "{line}");
        }
        assert!(is_speaker("办公室主任 林国栋") && is_speaker("（述职人：林国栋）") && !is_speaker("主要 成绩"));
        assert!(is_annex("附件1") && is_annex("附：") && !is_annex("附近群众"));
    }

    #[test]
    fn numbers() {
        let is_one = |line: &str| number(line).map(|number| number.is_one);
        for line in ["一、学习", "第一部分 学习", "## 一、学习", "1.学习", "（一）学习"] {
            assert_eq!(is_one(line), Some(true), "{line}");
        }
        assert_eq!(is_one("十一、学习"), Some(false));
        assert_eq!(is_one("2023年"), None);
        assert_eq!(is_one("二是抓落实"), None);
    }
}
