//! Lines that may be the title of a report: 2023年度述职报告, 篇二：个人工作总结, 述职报告（三）.

use super::lines::{Head, head, number, plain};
use crate::extract::{Block, Style};
use crate::report::names;

/// A title is no longer, in characters; those of reports to assemblies are the longest.
const MAX_CHARS: usize = 60;
/// What titles of reports end with,
const ENDS: [&str; 5] = ["报告", "总结", "汇报", "小结", "述职"];
/// and what may follow that.
const AFTER: [&str; 6] = ["发言材料", "范文", "范本", "材料", "发言稿", "稿"];
/// What a number in a series is called before it (篇二, 范文二), and after it (第二篇).
const SERIES: [&str; 2] = ["篇", "范文"];
/// What stands in no title.
const MARKS: [char; 11] = ['。', '，', '；', '！', '？', '…', '：', ':', ',', ';', '《'];
/// What a collection calls itself.
const COLLECTION: [&str; 6] = ["汇编", "选编", "合集", "集锦", "精选", "范文大全"];
/// What is done with another report, by one that only sends it.
const SENDING: [&str; 6] = ["报送", "上报", "呈报", "提交", "印发", "转发"];

/// A line, or two, with which a report may begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Title {
    /// Without white space, signs of Markdown and its number in a series.
    pub(super) text: String,
    /// Its number in a series.
    pub(super) number: Option<u32>,
    /// How many lines it takes: the number may stand above.
    pub(super) lines: usize,
}

impl Title {
    /// Whether it is the same as another but for the years.
    pub(super) fn is_alike(&self, other: &Self) -> bool {
        let bare = |title: &Self| title.text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
        bare(self) == bare(other)
    }

    /// 关于报送2023年工作总结的报告: the report that it sends is its own.
    pub(super) fn sends_another(&self) -> bool {
        self.text.starts_with("关于") && SENDING.iter().any(|word| self.text.contains(word))
    }
}

/// The title that ends with a line, and the block it begins with.
pub(super) fn title(blocks: &[Block], at: usize) -> Option<(usize, Title)> {
    let may_be = |block: &Block| block.style != Style::Boilerplate && block.text.len() <= MAX_CHARS * 4;
    let block = blocks.get(at).filter(|block| may_be(block))?;
    let has_word = |word: &&str| block.text.trim_end().contains(word) || is_spaced(&block.text);
    if !ENDS.iter().chain(&SERIES).any(has_word) {
        return None;
    }
    let line = plain(&block.text);
    let (series, text) = in_series(&line);
    if text.is_empty() {
        // 篇二, and the salutation below.
        let next = blocks.get(at + 1)?;
        series.filter(|_| head(&next.text) == Head::Clear)?;
        return Some((at, Title { text: String::new(), number: series, lines: 1 }));
    }
    let (text, after) = without_number(text);
    let is_title = text.chars().count() <= MAX_CHARS
        && !text.contains(MARKS)
        && ENDS.iter().any(|end| text.ends_with(end))
        && (series.is_some() || number(&line).is_none());
    let title = is_title.then(|| Title { text: text.to_owned(), number: series.or(after), lines: 1 })?;
    let above = at.checked_sub(1).map(|above| plain(&blocks[above].text));
    match above.as_deref().map(in_series) {
        Some((Some(number), "")) if title.number.is_none() => {
            Some((at - 1, Title { number: Some(number), lines: 2, ..title }))
        }
        _ => Some((at, title)),
    }
}

/// Whether a line is the title of a collection: 述职报告汇编, 工作总结范文3篇.
pub(super) fn is_collection(line: &str) -> bool {
    let line = plain(line);
    let counts = || line.strip_suffix('篇').is_some_and(|before| before.ends_with(|c| digit(c).is_some()));
    line.chars().count() <= MAX_CHARS
        && !line.contains(MARKS)
        && names::is_report(&line)
        && (COLLECTION.iter().any(|word| line.contains(word)) || counts())
}

/// Whether a line may be a title that was spaced out: 述 职 报 告.
fn is_spaced(line: &str) -> bool {
    line.trim().contains(char::is_whitespace) && line.trim_end().ends_with(['告', '结', '报', '职'])
}

/// The number in a series that a line begins with, and the rest of it: 篇二：, 第二篇, 【篇2】, 范文二.
fn in_series(line: &str) -> (Option<u32>, &str) {
    let none = (None, line);
    let (bracket, inside) = match line.strip_prefix(['【', '（', '(']) {
        Some(inside) => (true, inside),
        None => (false, line),
    };
    let read = match inside.strip_prefix('第') {
        Some(rest) => digits(rest).and_then(|(number, rest)| Some((number, rest.strip_prefix('篇')?))),
        None => SERIES.iter().find_map(|word| digits(inside.strip_prefix(word)?)),
    };
    let Some((number, rest)) = read else { return none };
    let rest = if bracket { rest.strip_prefix(['】', '）', ')']) } else { Some(rest) };
    rest.map_or(none, |rest| (Some(number), rest.trim_start_matches(['：', ':', '、', '.', '．'])))
}

/// A title without what may follow it, and the number in a series that does: 述职报告（二）, 述职报告范文2, 述职报告篇二.
fn without_number(title: &str) -> (&str, Option<u32>) {
    let (mut rest, mut number) = (title, None);
    if let Some((before, inside)) = title.strip_suffix(['）', ')']).and_then(|title| title.rsplit_once(['（', '('])) {
        // 政府工作报告（2016年1月8日 马志勇）
        rest = before;
        number = in_series(inside).0.or_else(|| digits(inside).filter(|(_, rest)| rest.is_empty()).map(|(n, _)| n));
    } else {
        let bare = title.trim_end_matches(|c| digit(c).is_some());
        let ends = |text: &str| ENDS.iter().chain(&SERIES).any(|end| text.ends_with(end));
        if bare.len() < title.len() && ends(bare) {
            number = digits(&title[bare.len()..]).map(|(number, _)| number);
            rest = bare.trim_end_matches('篇');
        }
    }
    let rest = AFTER.iter().find_map(|after| rest.strip_suffix(after)).unwrap_or(rest);
    (rest, number)
}

/// The number that a text begins with, up to 99, and what follows it.
fn digits(text: &str) -> Option<(u32, &str)> {
    let (number, rest) = text.split_at(text.find(|c| digit(c).is_none()).unwrap_or(text.len()));
    let one = |text: &str| text.chars().next().filter(|c| c.len_utf8() == text.len()).and_then(digit);
    let value = match number.split_once('十') {
        Some((tens, ones)) => {
            let (tens, ones) =
                (if tens.is_empty() { Some(1) } else { one(tens) }, if ones.is_empty() { Some(0) } else { one(ones) });
            tens? * 10 + ones?
        }
        None => one(number).or_else(|| number.parse().ok().filter(|&number| number < 100))?,
    };
    Some((value, rest))
}

fn digit(c: char) -> Option<u32> {
    c.to_digit(10)
        .or_else(|| "零一二三四五六七八九十".chars().zip(0..).find(|(digit, _)| *digit == c).map(|(_, value)| value))
}

#[cfg(test)]
mod tests {
    use super::{digits, is_collection, title};
    use crate::extract::{Block, Place, Style};

    #[test]
    fn titles_and_what_only_looks_like_one() {
        let check = |line: &str, expected: &str| {
            let block = Block { text: line.to_owned(), style: Style::Plain, place: Place::Line(1) };
            let found = title(&[block], 0).map(|(_, title)| match title.number {
                Some(number) => format!("{} {number}", title.text),
                None => title.text,
            });
            assert_eq!(found.as_deref().unwrap_or("none"), expected, "{line}");
        };
        check("述 职 报 告", "述职报告");
        check("　　# 2023年度述职报告", "2023年度述职报告");
        check("篇二：个人工作总结", "个人工作总结 2");
        check("【篇12】个人工作总结", "个人工作总结 12");
        check("第十一篇 教师述职报告", "教师述职报告 11");
        check("述职报告（三）", "述职报告 3");
        check("述职报告范文2", "述职报告 2");
        check("述职报告篇二", "述职报告 2");
        check("政府工作报告（2016年1月8日 马志勇）", "政府工作报告");
        check("一、2022年工作总结", "none");
        check("《2023年度述职报告》", "none");
        check("附：请听取我的述职报告。", "none");
        check("《政府工作报告》名词解释", "none");
        check("对述职报告的评议意见", "none");
        check("第一篇 发展基础", "none");
        check("述职报告范文3篇", "none");
        assert!(is_collection("述职报告范文3篇") && is_collection("中层干部述职报告汇编"));
        assert!(!is_collection("述职报告"));
    }

    #[test]
    fn numbers() {
        for (text, number) in [("二十一", 21), ("十", 10), ("十二", 12), ("7", 7), ("12", 12), ("三十", 30)] {
            assert_eq!(digits(text), Some((number, "")), "{text}");
        }
        assert_eq!(digits("1000000000000"), None);
    }
}
