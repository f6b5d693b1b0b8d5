//! What a report's own sentences say: 2020年我任园区党工委副书记、管委会主任, 作为机关党支部副书记, 我代表东湖市人民政府,
//! 近三年来, “十三五”时期.

use std::ops::Range;

use super::signature::is_named_org;
use super::{Period, Year, dates};
use crate::schema::{RolePath, Roles};

/// The year with which a sentence begins stands in its first few words.
const OPENING_BYTES: usize = 60;
/// What introduces a role that the writer has: after these, and an organisation's name, stands the role.
const TRIGGERS: [&str; 8] = ["我任", "本人任", "担任", "现任", "调任", "作为", "兼任", "我是"];
/// A role's organisation takes at most so many characters between trigger and role.
const MAX_ORG_CHARS: usize = 16;
/// Since when a report speaks is said near its start.
const PERIOD_BYTES: usize = 4_000;
/// What makes the one who has a role somebody else.
const OTHERS: [&str; 6] = ["同志", "他", "她", "其", "由", "先后有"];

/// A role that a sentence gives to its writer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StatedRole<'a> {
    /// As it is named, its organisation included.
    pub(super) name: &'a str,
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    pub(super) path: &'a RolePath,
}

/// The roles that a text gives to its writer.
pub(super) fn roles<'a>(text: &'a str, roles: &'a Roles) -> Vec<StatedRole<'a>> {
    let mut stated = Vec::new();
    let mentions: Vec<_> = roles.mentions(text).collect();
    for trigger in TRIGGERS {
        for (at, _) in text.match_indices(trigger) {
            if OTHERS.iter().any(|other| text[..at].ends_with(other)) {
                continue;
            }
            // The role, and those that are joined to it.
            let mut from = at + trigger.len();
            for mention in &mentions[mentions.partition_point(|m| m.range.start < from)..] {
                if mention.range.start < from {
                    continue;
                }
                let between = &text[from..mention.range.start];
                let org = between.trim_start_matches(['、', '，', '兼', '和', '及']);
                let joined =
                    from == at + trigger.len() || between.starts_with(['、', '兼']) || between.starts_with("，兼");
                if !joined || org.chars().count() > MAX_ORG_CHARS || !org.chars().all(is_name_char) {
                    break;
                }
                let start = mention.range.start - org.len();
                let range = start..mention.range.end;
                stated.push(StatedRole { name: &text[range.clone()], range, path: mention.path });
                from = mention.range.end;
            }
        }
    }
    stated.sort_by_key(|role| role.range.start);
    stated.dedup_by(|a, b| a.range == b.range);
    stated
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '*' | '“' | '”' | '（' | '）')
}

/// The organisation for which the writer speaks: 我代表东湖市人民政府 → 东湖市.
pub(super) fn represented(text: &str) -> Option<(&str, Range<usize>)> {
    const BEFORE: &str = "我代表";
    let start = text.find(BEFORE)? + BEFORE.len();
    let org = &text[start..start + text[start..].find("人民政府")?];
    is_named_org(org).then_some((org, start..start + org.len()))
}

/// The province, or the place of a plan, that a text is about, where a government reports without naming itself: 我代表省
/// 人民政府 … 云南 … 云南. The name must stand out from all others.
pub(super) fn spoken_of(text: &str) -> Option<(&'static str, Range<usize>)> {
    if !["我代表省", "我代表自治区", "我代表市政府", "我代表市人民政府"].iter().any(|words| text.contains(words))
    {
        return None;
    }
    let mut counts: Vec<(usize, &(&str, &str))> =
        PROVINCES.iter().map(|names| (text.matches(names.0).count(), names)).collect();
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let ((most, (short, full)), (next, _)) = (counts[0], counts[1]);
    let of_province = !text.contains("我代表市") || ["北京", "天津", "上海", "重庆"].contains(short);
    let at = text.find(short)?;
    (of_province && most >= MENTIONS_NEEDED && most >= 3 * next).then_some((*full, at..at + short.len()))
}

/// A name that is mentioned less often may be mentioned for any reason.
const MENTIONS_NEEDED: usize = 4;

/// Provinces, autonomous regions and cities under the central government, as they are called and in full.
const PROVINCES: [(&str, &str); 31] = [
    ("北京", "北京市"),
    ("天津", "天津市"),
    ("河北", "河北省"),
    ("山西", "山西省"),
    ("内蒙古", "内蒙古自治区"),
    ("辽宁", "辽宁省"),
    ("吉林", "吉林省"),
    ("黑龙江", "黑龙江省"),
    ("上海", "上海市"),
    ("江苏", "江苏省"),
    ("浙江", "浙江省"),
    ("安徽", "安徽省"),
    ("福建", "福建省"),
    ("江西", "江西省"),
    ("山东", "山东省"),
    ("河南", "河南省"),
    ("湖北", "湖北省"),
    ("湖南", "湖南省"),
    ("广东", "广东省"),
    ("广西", "广西壮族自治区"),
    ("海南", "海南省"),
    ("重庆", "重庆市"),
    ("四川", "四川省"),
    ("贵州", "贵州省"),
    ("云南", "云南省"),
    ("西藏", "西藏自治区"),
    ("陕西", "陕西省"),
    ("甘肃", "甘肃省"),
    ("青海", "青海省"),
    ("宁夏", "宁夏回族自治区"),
    ("新疆", "新疆维吾尔自治区"),
];

fn last_chars(text: &str, n: usize) -> &str {
    let start = text.char_indices().rev().take(n).last().map_or(text.len(), |(at, _)| at);
    &text[start..]
}

/// The start of a text, at most so many bytes.
pub(super) fn head(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// The year with which a sentence begins: 2023年，本人在……; 一年来 has none.
pub(super) fn leading_year(text: &str) -> Option<(Year, Range<usize>)> {
    let (mention, range) = dates::mentions(head(text, OPENING_BYTES)).into_iter().next()?;
    let before = text[..range.start].trim_start_matches(|c: char| !c.is_alphanumeric());
    let opens = before.is_empty() || ["在", "刚刚过去的", "过去的", "即将过去的"].contains(&before);
    opens.then_some((mention.year, range))
}

/// The years for which a report of `year` speaks, where a text says so.
pub(super) fn period(text: &str, year: Year) -> Option<(Period, Range<usize>)> {
    for (at, _) in text.match_indices('五') {
        // “十三五”时期: the plans run for five years, the tenth from 2001 on.
        let before = last_chars(&text[..at], 3);
        let plan = before.rsplit('“').next().and_then(|p| p.strip_prefix('十'));
        let number = plan.and_then(|p| if p.is_empty() { Some(0) } else { "一二三四五".find(p).map(|i| i / 3 + 1) });
        let after = text[at + '五'.len_utf8()..].trim_start_matches('”');
        if let Some(number) = number.filter(|_| after.starts_with("时期") || after.starts_with("期间")) {
            let first = 2001 + 5 * number as u16;
            let start = at - before.len() + before.rfind('十').unwrap_or(before.len());
            return Some((Period { first: Year(first), last: Year(first + 4) }, start..at + '五'.len_utf8()));
        }
    }
    // 近三年来, 三年来, 过去五年; two to five.
    for (at, c) in text.char_indices() {
        let Some(n) = "二两三四五".chars().position(|han| han == c) else { continue };
        let n = [2, 2, 3, 4, 5][n];
        let after = &text[at + c.len_utf8()..];
        let before = &text[..at];
        let spans = after.starts_with("年来")
            || after.starts_with('年') && ["近", "过去", "过去的", "任期"].iter().any(|b| before.ends_with(b));
        if spans {
            let range = at..at + c.len_utf8() + '年'.len_utf8();
            return Some((Period { first: Year(year.0 - n + 1), last: year }, range));
        }
    }
    // 2017年以来
    let since =
        dates::mentions(head(text, PERIOD_BYTES)).into_iter().find(|(_, range)| text[range.end..].starts_with("以来"));
    let (mention, range) = since.filter(|(mention, _)| mention.year < year)?;
    Some((Period { first: mention.year, last: year }, range))
}

#[cfg(test)]
mod tests {
    use super::{Year, period, represented, roles};
    use crate::schema::Schema;

    #[test]
    fn roles_that_a_text_gives_to_its_writer() {
        let schema = Schema::built_in();
        let check = |text: &str, expected: &str| {
            let found: Vec<&str> = roles(text, &schema.roles).iter().map(|role| role.name).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        };
        check("2020年我任园区党工委副书记、管委会主任，主持全面工作。", "园区党工委副书记 管委会主任");
        check("在机关党务方面，作为机关党支部副书记，我全力协助支部书记。", "机关党支部副书记");
        check("作为园区总工会副主席、机关工会主席，我积极协助总工会主席。", "园区总工会副主席 机关工会主席");
        check("3月由商务局调任云岭园区党工委委员、管委会副主任。", "云岭园区党工委委员 管委会副主任");
        check("成立由街道党工委书记任组长的领导小组。", "");
        check("县委书记多次到镇上调研。", "");
    }

    #[test]
    fn organisations_and_periods() {
        assert_eq!(represented("现在，我代表东湖市人民政府向大会作报告").map(|r| r.0), Some("东湖市"));
        assert_eq!(represented("现在，我代表市人民政府向大会作报告"), None);
        let check = |text: &str, expected: &str| {
            let found = period(text, Year(2021)).map(|p| p.0.to_string());
            assert_eq!(found.as_deref().unwrap_or("none"), expected, "{text}");
        };
        check("近三年来，在党工委的领导下", "2019..2021");
        check("一、“十三五”时期工作回顾", "2016..2020");
        check("“十五”期间", "2001..2005");
        check("过去五年工作回顾", "2017..2021");
        check("2017年以来", "2017..2021");
        check("今后五年的奋斗目标", "none");
        check("一年来", "none");
    }
}
