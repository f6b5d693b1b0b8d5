//! Which year, or which years, a report is of: as its title says (2021年至2023年工作总结, 2022—2023学年), and as its opening does
//! (现将2022年工作情况报告如下).

use std::ops::Range;

use super::dates;
use crate::report::{Period, Year};

/// What a title calls a report; the year before it is the report's (2022年工作总结和2023年打算).
const REPORT_WORDS: [&str; 9] = ["述职", "述责", "总结", "小结", "汇报", "履职", "述廉", "工作报告", "情况"];
/// Reports cover fewer years.
const MAX_YEARS: u16 = 12;
/// What a sentence tells of its writer's life, and not of a report.
const LIFE: [&str; 25] = [
    "出生",
    "毕业",
    "参加工作",
    "入党",
    "入伍",
    "入团",
    "入职",
    "入校",
    "加入",
    "退伍",
    "转业",
    "就任",
    "调到",
    "调任",
    "调入",
    "考入",
    "考取",
    "分配",
    "任教",
    "取得",
    "到任",
    "以来",
    "就读",
    "起任",
    "年起",
];
/// The year with which an opening begins stands in its first few words: 时光荏苒，转眼间2023年.
const MAX_BEFORE_CHARS: usize = 14;
/// It does so in its first characters.
const LIFE_CHARS: usize = 24;
/// What a sentence says of a report.
const REPORTS: [&str; 9] = ["如下", "汇报", "报告", "述职", "总结", "小结", "工作情况", "履职情况", "作一"];

/// What a report is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Covered {
    Year(Year),
    Period(Period),
}

impl Covered {
    /// The last year.
    pub(super) fn year(self) -> Year {
        match self {
            Self::Year(year) => year,
            Self::Period(period) => period.last,
        }
    }
}

/// The years that a title names as its report's.
pub(super) fn of_title(title: &str) -> Option<(Covered, Range<usize>)> {
    if let Some((period, range)) = period(title) {
        return Some((Covered::Period(period), range));
    }
    let mut mentions = dates::mentions(title);
    let report = REPORT_WORDS.iter().filter_map(|word| title.find(word)).min();
    let before = report.and_then(|at| mentions.iter().rposition(|(_, range)| range.end <= at)).unwrap_or(0);
    if before < mentions.len() {
        let (mention, range) = mentions.swap_remove(before);
        return Some((Covered::Year(mention.year), range));
    }
    Some((Covered::Year(bare_year(title)?), 0..title.len()))
}

/// A year in a name: 2023, 2023年, 2023年度. Several different ones say nothing.
pub(super) fn bare_year(name: &str) -> Option<Year> {
    let mut found = None;
    for digits in name.split(|c: char| !c.is_ascii_digit()) {
        // 20230105 is a date.
        let digits = if digits.len() == 8 { &digits[..4] } else { digits };
        let Some(year) = (digits.len() == 4).then(|| digits.parse().ok()).flatten().and_then(Year::plausible) else {
            continue;
        };
        if found.is_some_and(|f| f != year) {
            return None;
        }
        found = Some(year);
    }
    found
}

/// Two years with a dash or 至 between them: 2021年至2023年, 2017—2019, 2022-2023学年, 2008年4月至2009年12月.
pub(super) fn period(text: &str) -> Option<(Period, Range<usize>)> {
    let years = dates::years(text);
    // 2022-23学年
    let short = years.iter().find_map(|(first, from)| {
        let after = text[from.end..].trim_start_matches(['年', '-', '—', '－', '–', '~', '至']);
        let digits = after.get(..2).filter(|two| two.bytes().all(|b| b.is_ascii_digit()))?;
        let last = Year(first.0 / 100 * 100 + digits.parse::<u16>().ok()?);
        let end = text.len() - after.len() + 2;
        let is_school_year = after[2..].trim_start_matches('年').starts_with("学年") || after[2..].starts_with("学年");
        (is_school_year && last.0 == first.0 + 1).then_some((Period { first: *first, last }, from.start..end))
    });
    short.or_else(|| {
        years.windows(2).find_map(|pair| {
            let [(first, from), (last, to)] = pair else { return None };
            let between = &text[from.end..to.start];
            let is_joined = between.contains(['—', '－', '-', '–', '~', '～', '至', '到'])
                && between
                    .chars()
                    .all(|c| c.is_whitespace() || c.is_ascii_digit() || "—－-–~～至到年度月日初底份.".contains(c));
            let is_period = is_joined && first < last && last.0 - first.0 < MAX_YEARS;
            is_period.then_some((Period { first: *first, last: *last }, from.start..to.end))
        })
    })
}

/// The years of a five-year plan: “十三五”时期; the plans run for five years, the tenth from 2001 on.
pub(super) fn plan(text: &str) -> Option<(Period, Range<usize>)> {
    text.match_indices('五').find_map(|(at, five)| {
        let before = &text[..at];
        let start = before.rfind('十').filter(|start| before.len() - start <= 2 * '十'.len_utf8())?;
        let number = match &before[start + '十'.len_utf8()..] {
            "" => 0,
            digit => 1 + "一二三四五".find(digit)? as u16 / 3,
        };
        let after = text[at + five.len()..].trim_start_matches(['”', '"', '』']);
        let first = 2001 + 5 * number;
        ["时期", "期间", "以来"]
            .iter()
            .any(|word| after.starts_with(word))
            .then(|| (Period { first: Year(first), last: Year(first + 4) }, start..at + five.len()))
    })
}

/// How many years a text counts back: 近三年来, 三年聘期, 过去五年; two to five.
pub(super) fn counted_back(text: &str) -> Option<(u16, Range<usize>)> {
    text.char_indices().find_map(|(at, c)| {
        let n = match c {
            '二' | '两' | '2' => 2,
            '三' | '3' => 3,
            '四' | '4' => 4,
            '五' | '5' => 5,
            _ => return None,
        };
        let after = &text[at + c.len_utf8()..];
        let before = &text[..at];
        let counts = after.starts_with("年来")
            || after.starts_with('年') && ["近", "过去", "过去的", "任期"].iter().any(|b| before.ends_with(b))
            || ["年聘期", "年任期", "年任职"].iter().any(|word| after.starts_with(word));
        (counts && !before.ends_with(|c: char| c.is_ascii_digit() || "十二三四五六七八九".contains(c)))
            .then(|| (n, at..at + c.len_utf8() + '年'.len_utf8()))
    })
}

/// What a sentence of an opening says that the report is of, and whether it says so outright (现将2022年工作报告如下) or only begins
/// with the year (2022年，在……).
pub(super) fn of_sentence(sentence: &str) -> Option<(Covered, Range<usize>, bool)> {
    let is_of_report = |text: &str| REPORTS.iter().any(|word| text.contains(word));
    if let Some((period, range)) = period(sentence)
        && is_of_report(&sentence[range.end..])
    {
        return Some((Covered::Period(period), range, true));
    }
    let mentions = dates::mentions(sentence);
    for (mention, range) in &mentions {
        // The clause that the year stands in.
        let from = sentence[..range.start].rfind(['，', '；', ',']).map_or(0, |at| at + 1);
        let from = sentence.ceil_char_boundary(from);
        let clause = sentence[from..].split(['，', '；', ',']).next().unwrap_or_default();
        let after = &sentence[range.end..];
        let told = clause.contains("现将")
            || clause.contains("现就")
            || clause.contains("把")
            || clause.contains("将")
            || clause.contains("向");
        let named = after.trim_start_matches(['度', '的', '个', '人', '上', '下', '半', '年']);
        let is_outright = told && (is_of_report(after) || after.trim_start_matches('度').starts_with("的工作"))
            || ["工作小结", "工作总结", "述职", "履职", "工作情况", "工作汇报", "工作如下"]
                .iter()
                .any(|word| named.starts_with(word))
                && is_of_report(after);
        if is_outright && !is_of_life(&sentence[range.start..]) {
            return Some((Covered::Year(mention.year), range.clone(), true));
        }
    }
    let (mention, range) = mentions.into_iter().next()?;
    let before = sentence[..range.start].trim_start_matches(|c: char| !c.is_alphanumeric());
    // 根据2023年…精神 tells of a paper, 自2019年 of since when.
    let is_of_else =
        ["根据", "按照", "《", "自", "从", "于", "至", "到", "截", "对照"].iter().any(|word| before.contains(word));
    let names_else =
        ["以来", "级", "届", "版", "生，", "生。", "生于"].iter().any(|word| sentence[range.end..].starts_with(word));
    // 比2016年, 2016年是74.1%: what the report's year is compared with.
    let is_compared = before.ends_with(['比', '较', '自', '跟', '同'])
        || ["是", "为", "同期", "的"].iter().any(|word| {
            sentence[range.end..]
                .strip_prefix(word)
                .is_some_and(|rest| *word == "同期" || rest.starts_with(|c: char| c.is_ascii_digit()))
        });
    let names_else = names_else || is_compared;
    let opens = before.chars().count() <= MAX_BEFORE_CHARS && !is_of_else && !names_else;
    (opens && mention.date.is_none() && !is_of_life(&sentence[range.start..])).then_some((
        Covered::Year(mention.year),
        range,
        false,
    ))
}

/// Whether a sentence tells of its writer's life: of his birth, his school, his posts.
fn is_of_life(sentence: &str) -> bool {
    let end = sentence.char_indices().nth(LIFE_CHARS).map_or(sentence.len(), |(at, _)| at);
    LIFE.iter().any(|word| sentence[..end].contains(word))
}

#[cfg(test)]
mod tests {
    use super::{Covered, counted_back, of_sentence, of_title, plan};

    fn shown(covered: Covered) -> String {
        match covered {
            Covered::Year(year) => year.to_string(),
            Covered::Period(period) => period.to_string(),
        }
    }

    #[test]
    fn years_of_titles() {
        let check = |title: &str, expected: &str| {
            assert_eq!(of_title(title).map_or("none".to_owned(), |found| shown(found.0)), expected, "{title}");
        };
        check("2021年至2023年工作总结", "2021..2023");
        check("2022—2023学年班主任工作总结", "2022..2023");
        check("任期（2017—2019）述职报告", "2017..2019");
        check("2022-23学年教学总结", "2022..2023");
        check("2022年工作总结和2023年工作打算", "2022");
        check("2024年工作计划及2023年工作总结", "2023");
        check("财政局二○○八年工作总结", "2008");
        check("学习2022年会议精神暨2023年上半年工作总结", "2023");
        check("物业公司2022年终总结", "2022");
        check("数据中台项目组 2023 Q2 总结", "2023");
        check("述职报告", "none");
    }

    #[test]
    fn years_of_sentences() {
        let check = |sentence: &str, expected: &str| {
            let found = of_sentence(sentence).map(|(covered, _, outright)| format!("{} {outright}", shown(covered)));
            assert_eq!(found.as_deref().unwrap_or("none"), expected, "{sentence}");
        };
        check("现将本人2018年至2022年任职期间的工作报告如下", "2018..2022 true");
        check("现将2022年工作情况总结如下", "2022 true");
        check("2023年，在县委的正确领导下，我认真履行职责", "2023 false");
        check("1998年7月，我毕业于省农业大学，同年参加工作", "none");
        check("2010年毕业于农学院，2012年入党", "none");
    }

    #[test]
    fn periods() {
        assert_eq!(plan("“十三五”时期").map(|found| found.0.to_string()).as_deref(), Some("2016..2020"));
        assert_eq!(plan("“十五”期间").map(|found| found.0.to_string()).as_deref(), Some("2001..2005"));
        assert_eq!(counted_back("近三年来，在党工委的领导下").map(|found| found.0), Some(3));
        assert_eq!(counted_back("今后五年的奋斗目标"), None);
        assert_eq!(counted_back("一年来"), None);
    }
}
