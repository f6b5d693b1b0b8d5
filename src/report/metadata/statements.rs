//! What a report's own sentences say: 2020年我任园区党工委副书记、管委会主任, 作为机关党支部副书记, 我代表东湖市人民政府.

use std::ops::Range;

use super::posts;
use super::units::{self, is_named_place};
use crate::report::Role;
use crate::schema::Roles;

/// What introduces a role, with the writer before it, or nobody: after these, and a unit's name, stands the role.
const TRIGGERS: [&str; 13] =
    ["担任", "现任", "调任", "兼任", "作为", "当选为", "我任", "本人任", "起任", "本人是", "我是", "我当", "，任"];
/// A role's unit takes at most so many characters between trigger and role.
const MAX_ORG_CHARS: usize = 24;
/// A sentence is looked at so far before and after a trigger.
const SENTENCE_BYTES: usize = 360;
/// What a clause before a trigger holds if the role is not the writer's, or no more.
const OTHERS: [&str; 36] = [
    "同志",
    "他",
    "她",
    "其",
    "先后有",
    "不再",
    "曾",
    "原",
    "历任",
    "选派",
    "推荐",
    "选拔",
    "提名",
    "聘",
    "邀请",
    "请",
    "安排",
    "派",
    "选举",
    "推选",
    "明确",
    "指定",
    "干部",
    "党员",
    "教师",
    "领导",
    "协助",
    "让",
    "如果",
    "没有",
    "拟",
    "组织",
    "老师",
    "学生",
    "书记",
    "谁",
];
/// 我 with one of these after it is a unit, or many.
const OURS: [char; 22] = [
    '们', '局', '县', '市', '校', '院', '国', '省', '区', '镇', '乡', '村', '厂', '公', '行', '科', '处', '站', '所',
    '队', '单', '部',
];
/// What may stand right after a role, if no mark does: else it is part of a longer word (县长热线, 班主任培训).
const AFTER: [&str; 26] = [
    "以来",
    "以后",
    "期间",
    "职务",
    "一职",
    "的",
    "兼",
    "和",
    "及",
    "与",
    "至今",
    "时",
    "之",
    "后",
    "已",
    "满",
    "岗位",
    "这",
    "工作以",
    "工作期",
    "起",
    "近",
    "一年",
    "两年",
    "三年",
    "，",
];
/// What stands between a sentence's start and a trigger, if the writer is not named there, tells when.
const WHEN: [&str; 18] = [
    "今年",
    "去年",
    "年初",
    "年底",
    "目前",
    "现在",
    "同时",
    "期间",
    "换届",
    "以来",
    "现",
    "至今",
    "本年度",
    "一年来",
    "仍",
    "继续",
    "并",
    "还",
];

/// A role that a sentence gives to its writer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StatedRole<'a> {
    /// As it is named, its organisation included.
    pub(super) role: Role,
    pub(super) name: &'a str,
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// Of which unit.
    pub(super) unit: Option<String>,
}

/// The roles that a text gives to its writer.
pub(super) fn roles<'a>(text: &'a str, roles: &Roles) -> Vec<StatedRole<'a>> {
    let mut stated: Vec<StatedRole<'a>> = Vec::new();
    for trigger in TRIGGERS {
        for (at, _) in text.match_indices(trigger) {
            let near = text.ceil_char_boundary(at.saturating_sub(SENTENCE_BYTES));
            let start = text[near..at].rfind(['。', '！', '；', '\n', '？']).map_or(near, |end| near + end + 1);
            let start = text.ceil_char_boundary(start);
            let end = text.floor_char_boundary(at + SENTENCE_BYTES);
            if is_writers(&text[start..at], trigger, &text[at..end]) {
                let first = stated.len();
                add_roles(text, at + trigger.len(), trigger, roles, &mut stated);
                // 我在红星农机厂财务科担任会计
                let place =
                    text[start..at].rsplit_once('在').map(|(_, place)| place).filter(|place| units::is_unit(place));
                if let (Some(place), Some(stated)) = (place, stated.get_mut(first)) {
                    stated.unit.get_or_insert_with(|| place.to_owned());
                }
            }
        }
    }
    stated.sort_by_key(|role| (role.range.start, std::cmp::Reverse(role.range.end)));
    stated.dedup_by(|b, a| b.range.start < a.range.end);
    stated
}

/// Whether the role is the writer's that a trigger introduces. `before` is what its sentence says before it.
fn is_writers(before: &str, trigger: &str, from: &str) -> bool {
    let clause = before.rsplit(['，', ',', '、', '：', '（']).next().unwrap_or_default();
    let clause = if trigger.starts_with('，') { "" } else { clause };
    if OTHERS.iter().any(|other| clause.contains(other)) || before.ends_with("由") {
        return false;
    }
    if trigger.starts_with('我') || trigger.starts_with("本人") {
        return true;
    }
    let is_named = |text: &str| {
        text.contains("本人") || text.match_indices('我').any(|(at, me)| !text[at + me.len()..].starts_with(OURS))
    };
    if is_named(clause) || trigger.starts_with('，') {
        return is_named(before);
    }
    // 由商务局调任
    let clause = clause.split_once('由').filter(|_| trigger == "调任").map_or(clause, |(when, _)| when);
    let is_when =
        |c: char| c.is_ascii_digit() || "年月日起自从至到份底初中旬上下元一二三四五六七八九十〇○*× 　".contains(c);
    let mut rest = clause.trim_matches(|c: char| is_when(c) || !c.is_alphanumeric()).to_owned();
    for word in WHEN {
        rest = rest.replace(word, "");
    }
    if !rest.chars().all(|c| is_when(c) || !c.is_alphanumeric()) {
        return false;
    }
    // Nobody is named beside it: the writer is, further on or before, or the sentence is all about him.
    let sentence = from.split(['。', '！', '；', '\n']).next().unwrap_or_default();
    is_named(before) || is_named(sentence) || matches!(trigger, "现任" | "调任" | "担任" | "兼任")
}

/// Adds the role that begins at a byte of a text, and those that are joined to it.
fn add_roles<'a>(text: &'a str, from: usize, trigger: &str, roles: &Roles, stated: &mut Vec<StatedRole<'a>>) {
    let end = text[from..].find(|c: char| "，。；！：\n".contains(c)).map_or(text.len(), |end| from + end);
    let end = text.floor_char_boundary(end.min(from + 3 * 4 * MAX_ORG_CHARS));
    let mut from = from;
    for part in text[from..end].split_inclusive(['、', '兼', '和', '及']) {
        let named = part.trim_end_matches(['、', '兼', '和', '及']);
        let Some(found) = role_in(named, trigger, roles) else {
            // The unit's name may hold 和.
            break;
        };
        let range = from + found.0.start..from + found.0.end;
        stated.push(StatedRole { name: &text[range.clone()], role: found.1, range, unit: found.2 });
        from += part.len();
    }
}

/// The role with which a text begins, a unit's name before it.
fn role_in(text: &str, trigger: &str, roles: &Roles) -> Option<(Range<usize>, Role, Option<String>)> {
    let begin =
        ["一名", "一位", "一个", "为", "了"].iter().find_map(|one| Some(text.len() - text.strip_prefix(one)?.len()));
    let begin = begin.unwrap_or(0);
    let is_name = |c: char| c.is_alphanumeric() || "×*·（）()“”".contains(c);
    let known = roles.mentions(&text[begin..]).map(|mention| begin + mention.range.start..begin + mention.range.end);
    let known = known.filter(|range| ends_role(&text[range.end..])).find(|range| {
        let before = &text[begin..range.start];
        before.chars().count() <= MAX_ORG_CHARS && before.chars().all(is_name)
    });
    let (post, whole) = match known {
        Some(range) => (range.clone(), begin..range.end),
        None => {
            // A post that the schema doesn't know, as far as it is named: 区妇联主席满了两年.
            let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(MAX_ORG_CHARS);
            let end = ends
                .filter(|&end| end > begin && ends_role(&text[end..]))
                .find(|&end| posts::start(&text[begin..end], roles).is_some())?;
            let start = begin + posts::start(&text[begin..end], roles)?;
            (start..end, begin..end)
        }
    };
    let mut whole = whole;
    // 我是市档案馆派到那弄村的驻村第一书记: the unit ends before 的.
    if let Some(at) = text[whole.start..post.start].rfind('的') {
        whole.start += at + '的'.len_utf8();
    }
    let named = &text[whole.clone()];
    if trigger == "作为" && !named.chars().all(is_name) {
        return None;
    }
    let of_clause = text[begin..whole.start].trim_end_matches('的');
    let unit = units::of_post(&text[whole.start..post.start], &text[post.clone()])
        .or_else(|| units::is_unit(of_clause).then(|| of_clause.to_owned()));
    let path = roles.find(named).filter(|_| roles.named(&text[post.clone()]).is_some()).cloned();
    Some((whole, Role { name: named.to_owned(), path }, unit))
}

/// Whether a role may end before a text.
fn ends_role(after: &str) -> bool {
    after.chars().next().is_none_or(|c| !c.is_alphanumeric()) || AFTER.iter().any(|word| after.starts_with(word))
}

/// The organisation for which the writer speaks: 我代表东湖市人民政府 → 东湖市.
pub(super) fn represented(text: &str) -> Option<(&str, Range<usize>)> {
    const BEFORE: &str = "我代表";
    let start = text.find(BEFORE)? + BEFORE.len();
    let org = &text[start..start + text[start..].find("人民政府")?];
    is_named_place(org).then_some((org, start..start + org.len()))
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

/// The start of a text, at most so many bytes.
pub(super) fn head(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

#[cfg(test)]
mod tests {
    use super::{represented, roles};
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
        check("选派十二名干部担任驻村第一书记，成效明显。", "");
        check("作为县长热线的接线员，我接听来电三千个。", "");
        check("我已不再担任办公室主任。", "");
        check("担任驻村第一书记以来，我走遍了全村。", "驻村第一书记");
        check("我当区妇联主席满了两年。", "区妇联主席");
        check("由校长担任组长，副校长担任副组长。", "");
    }

    #[test]
    fn organisations() {
        assert_eq!(represented("现在，我代表东湖市人民政府向大会作报告").map(|r| r.0), Some("东湖市"));
        assert_eq!(represented("现在，我代表市人民政府向大会作报告"), None);
    }
}
