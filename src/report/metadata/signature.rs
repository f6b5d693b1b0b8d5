//! Lines that say who speaks, in which role, where and when: at a report's head, and sometimes at its end.
//!
//! - delivery: ——2021年1月12日在七台河市第十一届人民代表大会第五次会议上
//! - signature: 市  长 李亚平, 东湖市人民政府代市长 李亚平, 青石镇党委书记  林国栋, 述职人：林国栋
//! - both: （2006年1月16日 石秀诗）

use std::ops::Range;

use super::persons::{self, MAX_NAME_CHARS};
use super::units::{self, is_named_place};
use super::{dates, posts};
use crate::analysis::is_han;
use crate::report::names::is_report;
use crate::report::{Date, Role};
use crate::schema::Roles;

/// Longer lines are text.
const MAX_LINE_CHARS: usize = 60;
/// The name of an organisation before a role is no longer.
const MAX_ORG_CHARS: usize = 24;
/// What makes a name in a line somebody else's than the writer's.
const OTHERS: [&str; 34] = [
    "审核",
    "审定",
    "审阅",
    "审签",
    "签发",
    "抄送",
    "抄报",
    "主送",
    "校对",
    "核稿",
    "拟稿",
    "主持",
    "记录",
    "联系人",
    "联系电话",
    "编辑",
    "责编",
    "来源",
    "考核组",
    "主编",
    "供稿",
    "摄影",
    "通讯员",
    "带领",
    "指导",
    "列席",
    "参加人员",
    "出席",
    "见证",
    "证明人",
    "监督",
    "分管领导",
    "负责人",
    "批准",
];

/// What a line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Signature {
    pub(super) date: Option<Date>,
    pub(super) author: Option<String>,
    pub(super) roles: Vec<Role>,
    /// The organisation, or the place, that the line names.
    pub(super) org: Option<String>,
}

/// Whether what stands around a line says that it names the one who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// Nothing says so: a name must look like one.
    Nothing,
    /// It stands between the line of delivery and the address to those present.
    Name,
}

/// What a short line at the head or the end of a report says of its author, date and place; nothing if it isn't such a
/// line.
pub(super) fn read(line: &str, roles: &Roles, expected: Expected) -> Option<Signature> {
    let trimmed = line.trim_matches(|c: char| !c.is_alphanumeric());
    if trimmed.is_empty() || trimmed.chars().count() > MAX_LINE_CHARS || trimmed.contains(['。', '；', '！']) {
        return None;
    }
    // 2023年12月20日，召开了动员大会。
    if line.trim_end().ends_with('。') && trimmed.contains('，') {
        return None;
    }
    let mut signature = Signature::default();
    let mut rest = trimmed;
    let mut expected = expected;
    if let Some((date, Range { start, end })) = dates::date(trimmed) {
        let is_mark = |c: char| !c.is_alphanumeric();
        let (before, after) = (trimmed[..start].trim_matches(is_mark), trimmed[end..].trim_matches(is_mark));
        if before.is_empty() || is_report(before) {
            if !(is_delivery(after) || after.chars().count() <= MAX_NAME_CHARS + 6) {
                return None;
            }
            signature.date = Some(date);
            rest = after;
            // A name beside a date, with nothing else, is that of the one who speaks.
            expected = Expected::Name;
        } else if after.is_empty() {
            signature.date = Some(date);
            rest = before;
        }
    }
    if is_delivery(rest) {
        signature.org = delivery_place(rest);
        rest = DELIVERY_ENDS.iter().find_map(|end| Some(rest.rsplit_once(end)?.1)).unwrap_or("");
    } else if let Some(place) = rest.strip_prefix('在').filter(|place| is_named_place(place)) {
        // The line breaks off after the place.
        signature.org = Some(place.to_owned());
        rest = "";
    }
    signer(rest, roles, expected, &mut signature);
    (signature != Signature::default()).then_some(signature)
}

/// What a line of delivery ends with.
const DELIVERY_ENDS: [&str; 4] = ["会议上", "大会上", "会上", "大会"];

/// 在……第十一届人民代表大会第五次会议上, 在……九届人大一次会议上
fn is_delivery(text: &str) -> bool {
    text.starts_with('在') && (DELIVERY_ENDS.iter().any(|end| text.contains(end)) || text.ends_with('届'))
        || text.contains("人民代表大会")
}

/// 在七台河市第十一届人民代表大会 → 七台河市.
fn delivery_place(text: &str) -> Option<String> {
    let text = without_spaces(text);
    let text = text.trim_start_matches('在');
    let end = ["第", "人民代表大会", "人大", "届"].iter().filter_map(|mark| text.find(mark)).min()?;
    let place = text[..end].trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let is_body = ["商会", "协会", "学会", "联合会", "合作社", "公司", "联社", "总会", "促进会"];
    let is_body = is_body.iter().any(|body| place.ends_with(body)) && units::is_unit(place);
    (is_named_place(place) || is_body).then(|| place.to_owned())
}

/// Role and name, with or without an organisation before and blanks between the characters.
fn signer(text: &str, roles: &Roles, expected: Expected, signature: &mut Signature) {
    let plain: String = text.chars().filter(|&c| !"*_#:：".contains(c)).collect();
    let expects_name = expected == Expected::Name || plain.split_whitespace().count() > 1;
    let text = &without_spaces(&plain);
    // A title on the same line: 政府工作报告 代省长 景俊海.
    let text = text.rsplit_once("报告").map_or(text.as_str(), |(_, rest)| rest);
    let mentions: Vec<_> = roles.mentions(text).collect();
    let Some(last) = mentions.last() else {
        let has_post = posts::before_name(text, roles, persons::can_be_person).is_some();
        if expected == Expected::Name && is_name(text, true) && !has_post {
            signature.author = Some(text.to_owned());
        }
        return;
    };
    let (name, prefix) = (&text[last.range.end..], &text[..mentions[0].range.start]);
    // What stands before and between roles is an organisation's name or 兼; a sentence is neither.
    if !prefix.chars().all(|c| is_han(c) || c == '·') || prefix.chars().count() > MAX_ORG_CHARS {
        return;
    }
    let (name, prefix) = match name {
        // The name may stand first: 林国栋 青石镇党委书记.
        "" => {
            let first = plain.split_whitespace().next().unwrap_or_default();
            match prefix.strip_prefix(first) {
                Some(rest) if is_name(first, false) => (first, rest),
                _ => return,
            }
        }
        name if is_name(name, expects_name) => (name, prefix),
        _ => return,
    };
    signature.author = Some(name.to_owned());
    for mention in &mentions {
        let role = Role { name: text[mention.range.clone()].to_owned(), path: Some(mention.path.clone()) };
        signature.roles.push(role);
    }
    let org = units::of_post(prefix, &text[mentions[0].range.clone()]);
    signature.org = signature.org.take().or(org);
}

/// Whether a text is a person's name. Where one is expected, any surname will do, and the longer names of minorities.
fn is_name(text: &str, expected: bool) -> bool {
    persons::can_be_person(text) || expected && persons::is_expected_name(text)
}

/// Whether a line names others than the one who reports.
pub(super) fn names_others(line: &str) -> bool {
    OTHERS.iter().any(|word| line.contains(word))
        || line.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with('由')
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Expected, read};
    use crate::schema::Schema;

    #[test]
    fn lines_that_say_who_speaks() {
        let schema = Schema::built_in();
        let check_where = |expected_name: Expected, line: &str, expected: &str| {
            let shown = read(line, &schema.roles, expected_name).map_or("none".to_owned(), |s| {
                let roles: Vec<String> = s.roles.into_iter().map(|r| r.name).collect();
                let parts = [s.date.map(|d| d.to_string()), s.org, Some(roles.join("+")), s.author];
                parts.into_iter().flatten().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
            });
            assert_eq!(shown, expected, "{line}");
        };
        let check = |line: &str, expected: &str| check_where(Expected::Nothing, line, expected);
        check("——2021年1月12日在七台河市第十一届人民代表大会第五次会议上", "2021-01-12 七台河市");
        check("——二Ο一八年一月十日在东湖市第十四届人民代表大会第三次会议上", "2018-01-10 东湖市");
        check("市  长 李亚平", "市长 李亚平");
        check("东湖市人民政府代市长 李亚平", "东湖市 代市长 李亚平");
        check("省长陆明", "省长 陆明");
        check("市  长  买买提明·卡德尔", "市长 买买提明·卡德尔");
        check("（2006年1月16日 石秀诗）", "2006-01-16 石秀诗");
        check("政府工作报告 代省长  景俊海", "代省长 景俊海");
        check("国务委员兼国家计划委员会主任邹家华", "国务委员+国家计划委员会主任 邹家华");
        check("青石镇党委书记  林国栋", "青石镇 镇党委书记 林国栋");
        check("林国栋  青石镇党委书记", "青石镇 镇党委书记 林国栋");
        check("清河县委书记 林国栋", "清河县 县委书记 林国栋");
        check("（2021年12月28日）", "2021-12-28");
        check("二〇〇三年一月八日", "2003-01-08");
        check("东湖市人民政府市长:李亚平", "东湖市 市长 李亚平");
        check("拉萨市市长 罗布顿珠", "拉萨市 市长 罗布顿珠");
        check("**市长**  **凌 云**", "市长 凌云");
        check("（2007年1月29日 于幼军）", "2007-01-29 于幼军");
        check(
            "政府工作报告（2010年1月19日在东湖省第十一届人民代表大会第三次会议上 代省长 王亚林）",
            "2010-01-19 东湖省 代省长 王亚林",
        );
        check("——2021年1月18日在东湖市", "2021-01-18 东湖市");
        check("——2016年2月25日在本溪市第十五届", "2016-02-25 本溪市");
        check("——在东湖市第十二届人民代表大会第二次会议上", "东湖市");
        check("——2015年1月7日在市第十五届人民代表大会第四次会议上", "2015-01-07");
        check("市人民政府市长 李亚平", "市长 李亚平");
        check("（2022年2月10日在州九届人大一次会议第一次全体会议上）", "2022-02-10");
        check("毛 伟 明", "none");
        check_where(Expected::Name, "毛 伟 明", "毛伟明");
        check_where(Expected::Name, "市长迟威", "市长 迟威");
        check_where(Expected::Name, "各位代表：", "none");
        check("市长办公会议", "none");
        check("各位代表：", "none");
        check("2021年1月，我们开展了大规模的专项整治工作，成效明显", "none");
        check("一、2018年工作回顾", "none");
        check("第三次会议上", "none");
    }
}
