//! Of which unit a report's sentences say that its writer is: 我在青石镇中心小学从事教学工作, 我代表东湖市人民政府, and where he is
//! sent to: 派驻石桥村任第一书记.

use std::ops::Range;

use super::super::units::{self, is_named_place};
use super::statements::{self, StatedRole};
use super::teaching;
use crate::report::Role;
use crate::schema::Roles;

/// What stands before the name of where somebody works.
const BEFORE: [&str; 18] = [
    "进入",
    "来到",
    "入职",
    "加入",
    "调入",
    "调到",
    "调至",
    "分配到",
    "分配至",
    "就职于",
    "供职于",
    "任职于",
    "任教于",
    "来",
    "在",
    "考入",
    "受聘于",
    "转岗到",
];
/// What says after the name that somebody works there.
const AFTER: [&str; 21] = [
    "工作", "上班", "任职", "任教", "任", "从事", "担任", "实习", "已", "至今", "以来", "的第", "挂职", "支教", "轮岗",
    "教书", "跟班", "驻点", "服务", "，聘", "满",
];
/// After these a unit's name is enough.
const ALONE: [&str; 5] = ["入职", "就职于", "供职于", "任职于", "任教于"];
/// Names of where one works are no longer.
const MAX_UNIT_CHARS: usize = 24;
/// A sentence is looked at so far before a unit's name.
const SENTENCE_BYTES: usize = 240;

/// Where an opening says that its writer works; the last of several is where he does now.
pub(in crate::report::metadata) fn of_opening(opening: &str) -> Option<(&str, Range<usize>)> {
    let mut found: Option<(&str, Range<usize>)> = None;
    for trigger in BEFORE {
        for (at, _) in opening.match_indices(trigger) {
            let from = at + trigger.len();
            let near = opening.ceil_char_boundary(at.saturating_sub(SENTENCE_BYTES));
            let start = opening[near..at].rfind(['。', '！', '；', '\n']).map_or(near, |end| near + end + 1);
            let start = opening.ceil_char_boundary(start);
            let is_later = found.as_ref().is_none_or(|(_, range)| range.start < from);
            // 一年来 is no coming.
            let is_since = trigger == "来" && opening[..at].ends_with(['年', '以', '近', '月']);
            if is_later && !is_since && is_of_writer(&opening[start..at]) {
                let unit = unit(&opening[from..], ALONE.contains(&trigger));
                // 在 needs somebody who is there.
                let unit = unit.filter(|_| trigger != "在" || statements::names_writer(&opening[start..at]));
                found = unit.map(|unit| (unit, from..from + unit.len())).or(found);
            }
        }
    }
    found
}

/// Whether what a sentence says before a unit's name leaves it the writer's: he is named, or nobody is.
fn is_of_writer(before: &str) -> bool {
    let clause = before.rsplit(['，', ',', '：']).next().unwrap_or_default();
    let is_when =
        |c: char| c.is_ascii_digit() || !c.is_alphanumeric() || "年月日同起自从于次当初底今是后又再".contains(c);
    let is_named = statements::names_writer(clause) && !statements::names_others(clause);
    is_named || clause.chars().all(is_when)
}

/// The unit whose name a text begins with, as far as somebody works there.
fn unit(text: &str, is_enough: bool) -> Option<&str> {
    let ends = text.char_indices().map(|(at, _)| at).take(MAX_UNIT_CHARS + 1).skip(3);
    let mut ends = ends.take_while(|&at| !text[..at].contains(['，', '。', '、', '；', '：', '\n']));
    ends.find_map(|end| {
        let after = &text[end..];
        // 来到县医院实习的学生 are others.
        let is_goal = |rest: &str| !rest.starts_with('的') || rest.starts_with("的第");
        let is_end = AFTER.iter().any(|word| after.strip_prefix(word).is_some_and(is_goal))
            || is_enough && after.starts_with(['，', '。', '、', '；', '担']);
        let is_full = text[..end].chars().count() > 3 || text[..end].ends_with(['局', '村', '镇', '乡', '厂']);
        (is_end && is_full && !text.starts_with('到') && units::is_unit(&text[..end])).then(|| &text[..end])
    })
}

/// The posts for which the writer is sent somewhere: 派驻石桥村任第一书记、工作队队长, 到新店镇挂职任副镇长, and those that he says
/// less formally: 在枫林小区当保安队长.
pub(in crate::report::metadata) fn sent<'a>(text: &'a str, roles: &Roles) -> Vec<StatedRole<'a>> {
    let mut stated: Vec<StatedRole<'a>> = Vec::new();
    for (verb, before) in VERBS {
        for (at, _) in text.match_indices(verb) {
            let near = text.ceil_char_boundary(at.saturating_sub(SENTENCE_BYTES));
            let start = text[near..at].rfind(['。', '！', '；', '\n']).map_or(near, |end| near + end + 1);
            let start = text.ceil_char_boundary(start);
            let sentence = &text[start..at];
            let Some((to, word)) = before.iter().filter_map(|word| Some((sentence.rfind(word)?, word))).max() else {
                continue;
            };
            let (before, place) = (&sentence[..to], sentence[to + word.len()..].trim_end_matches('，'));
            let before = ["被组织选", "经组织选", "组织选", "选", "被", "经"]
                .iter()
                .find_map(|word| before.strip_suffix(word))
                .unwrap_or(before);
            // 派驻43个村 is no one's own village.
            let is_one =
                !place.contains(|c: char| c.is_ascii_digit() || "各个多".contains(c)) && !before.contains(['名', '们']);
            let is_said = verb != "当" || statements::names_writer(sentence);
            if is_one
                && is_said
                && units::is_unit(place)
                && statements::is_writers(before, verb, statements::head(&text[at..], SENTENCE_BYTES))
            {
                let first = stated.len();
                statements::add_roles(text, at + verb.len(), verb, roles, &mut stated);
                // All of them are held there.
                stated[first..].iter_mut().for_each(|stated| stated.unit = Some(place.to_owned()));
            }
        }
    }
    stated
}

/// What says that a post is held, and what stands before the place where it is.
const VERBS: [(&str, &[&str]); 6] = [
    ("任", &["派驻", "派到", "派往", "派至"]),
    ("担任", &["派驻", "派到", "派往", "派至", "到", "赴"]),
    ("挂职任", &["到", "赴", "在", "至"]),
    ("挂职担任", &["到", "赴", "在", "至"]),
    ("挂任", &["到", "赴", "在", "至"]),
    ("当", &["在"]),
];

/// The organisation for which the writer speaks: 我代表东湖市人民政府 → 东湖市.
pub(in crate::report::metadata) fn represented(text: &str) -> Option<(&str, Range<usize>)> {
    const BEFORE: &str = "我代表";
    let start = text.find(BEFORE)? + BEFORE.len();
    let org = &text[start..start + text[start..].find("人民政府")?];
    is_named_place(org).then_some((org, start..start + org.len()))
}

/// The province, or the place of a plan, that a text is about, where a government reports without naming itself: 我代表省
/// 人民政府 … 云南 … 云南. The name must stand out from all others.
pub(in crate::report::metadata) fn spoken_of(text: &str) -> Option<(&'static str, Range<usize>)> {
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

/// What says that somebody teaches what follows.
const TEACHES: [&str; 6] = ["任教", "执教", "承担", "从事", "担任", "我教"];
/// The subject follows so soon: 承担高二（3）班和（4）班的物理教学.
const MAX_TAUGHT_CHARS: usize = 24;

/// The post of a writer whose opening says what he teaches, and where it does.
pub(in crate::report::metadata) fn taught(opening: &str) -> Option<(Role, Range<usize>)> {
    TEACHES.iter().find_map(|word| {
        opening.match_indices(word).find_map(|(at, _)| {
            let from = at + word.len();
            let start = opening[..at].rfind(['。', '！', '；', '\n']).unwrap_or(0);
            let before = &opening[start..at];
            let clause = opening[from..].split(['，', '。', '；', '：', '\n']).next()?;
            let is_short = clause.chars().count() <= MAX_TAUGHT_CHARS;
            let taught = teaching::post(clause)
                .or_else(|| teaching::of_subject(clause.trim_end_matches("至今")).filter(|_| word.ends_with('教')));
            let named = statements::names_writer(before) || word.starts_with('我');
            let others = statements::names_others(before.rsplit(['，', ',']).next().unwrap_or_default());
            taught.filter(|_| is_short && named && !others).map(|role| (role, at..from + clause.len()))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{of_opening, represented, sent, taught};
    use crate::schema::Schema;

    #[test]
    fn organisations() {
        assert_eq!(represented("现在，我代表东湖市人民政府向大会作报告").map(|r| r.0), Some("东湖市"));
        assert_eq!(represented("现在，我代表市人民政府向大会作报告"), None);
    }

    #[test]
    fn where_a_writer_works() {
        let check = |text: &str, expected: &str| {
            assert_eq!(of_opening(text).map_or("none", |found| found.0), expected, "{text}");
        };
        check("今年是我来红星机械厂的第八年。", "红星机械厂");
        check("我于2010年8月进入青石镇中心小学工作，现任教导主任。", "青石镇中心小学");
        check("来到城南物业服务中心已经半年了。", "城南物业服务中心");
        check("我在东湖纺织有限公司从事出纳工作。", "东湖纺织有限公司");
        check("2019年7月毕业，同年9月入职化工学院，聘为讲师。", "化工学院");
        check("我在县农业局工作五年，后调到青石镇农技站工作。", "青石镇农技站");
        check("今年有12名大学生进入青石镇中心小学工作。", "none");
        check("我来到公司工作三年了。", "none");
        check("我在工作中认真负责。", "none");
    }

    #[test]
    fn posts_where_one_is_sent_to() {
        let schema = Schema::built_in();
        let found = sent("2021年6月起，我派驻青石镇石桥村任党支部第一书记、驻村工作队队长。", &schema.roles);
        let found: Vec<String> = found.iter().map(|s| format!("{} {:?}", s.role.name, s.unit)).collect();
        assert_eq!(found.join("; "), "党支部第一书记 Some(\"青石镇石桥村\"); 驻村工作队队长 Some(\"青石镇石桥村\")");
    }

    #[test]
    fn what_is_taught() {
        let check = |text: &str, expected: &str| {
            assert_eq!(taught(text).map_or("none".to_owned(), |found| found.0.name), expected, "{text}");
        };
        check("本人1999年起在第七中学任教英语至今，成绩尚可。", "英语教师");
        check("本学期我承担高二（3）（4）班的物理教学工作。", "物理教师");
        check("我从事教学工作十年。", "none");
        check("学校安排李老师承担英语教学。", "none");
    }
}
