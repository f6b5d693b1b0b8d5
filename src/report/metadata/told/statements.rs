//! What a report's own sentences say: 2020年我任园区党工委副书记、管委会主任, 作为机关党支部副书记.

use std::ops::Range;

use super::super::{posts, units};
use super::teaching;
use crate::report::Role;
use crate::schema::Roles;

/// What introduces a role, with the writer before it, or nobody: after these, and a unit's name, stands the role.
const TRIGGERS: [&str; 19] = [
    "担任",
    "现任",
    "调任",
    "兼任",
    "作为",
    "当选为",
    "我任",
    "本人任",
    "起任",
    "本人是",
    "我是",
    "我当",
    "，任",
    "，兼",
    "我兼",
    "改任",
    "转任",
    "聘为",
    "聘任为",
];
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
const AFTER: [&str; 28] = [
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
    "整",
    "快",
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
pub(in crate::report::metadata) struct StatedRole<'a> {
    /// As it is named, its organisation included.
    pub(in crate::report::metadata) role: Role,
    pub(in crate::report::metadata) name: &'a str,
    /// Bytes of the text.
    pub(in crate::report::metadata) range: Range<usize>,
    /// Of which unit.
    pub(in crate::report::metadata) unit: Option<String>,
}

/// The roles that a text gives to its writer.
pub(in crate::report::metadata) fn roles<'a>(text: &'a str, roles: &Roles) -> Vec<StatedRole<'a>> {
    let mut stated: Vec<StatedRole<'a>> = Vec::new();
    for trigger in TRIGGERS {
        for (at, _) in text.match_indices(trigger) {
            let near = text.ceil_char_boundary(at.saturating_sub(SENTENCE_BYTES));
            let start = text[near..at].rfind(['。', '！', '；', '\n', '？']).map_or(near, |end| near + end + 1);
            let start = text.ceil_char_boundary(start);
            let end = text.floor_char_boundary(at + SENTENCE_BYTES);
            // 聘为副校长的民警 is another.
            let is_of_other = trigger.starts_with('聘') && clause_at(text, at + trigger.len()).contains('的');
            if !is_of_other && is_writers(&text[start..at], trigger, &text[at..end]) {
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
    // 2010年12月取得主治医师资格，聘任至今
    for (at, _) in text.match_indices("资格，聘") {
        let near = text.ceil_char_boundary(at.saturating_sub(3 * MAX_ORG_CHARS));
        let Some(start) = text[near..at].rfind("取得").map(|start| near + start + "取得".len()) else { continue };
        if let Some(post) = posts::post(&text[start..at], roles) {
            stated.push(StatedRole { name: &text[start..at], role: post.role, range: start..at, unit: None });
        }
    }
    stated.sort_by_key(|role| (role.range.start, std::cmp::Reverse(role.range.end)));
    stated.dedup_by(|b, a| b.range.start < a.range.end);
    without_former(text, stated)
}

/// The clause that goes on from a byte of a text.
fn clause_at(text: &str, from: usize) -> &str {
    head(&text[from..], SENTENCE_BYTES).split(['，', '。', '；', '！', '\n']).next().unwrap_or_default()
}

/// The roles but for those that a sentence says somebody had before another: 2004年起任副部长，次年改任部长.
fn without_former<'a>(text: &str, mut stated: Vec<StatedRole<'a>>) -> Vec<StatedRole<'a>> {
    let now: Vec<usize> = stated.iter().map(|role| role.range.start).filter(|&at| is_now(&text[..at])).collect();
    stated.retain(|role| {
        let next = now.iter().find(|&&at| at > role.range.start);
        let in_sentence = |at: usize| at - role.range.end <= SENTENCE_BYTES && !text[role.range.end..at].contains('。');
        // 现任局长、党组书记 are both of now.
        let is_joined = |at: usize| !text[role.range.end..at].contains(['，', ',']);
        !next.is_some_and(|&at| in_sentence(at) && !is_joined(at))
    });
    stated
}

/// Whether a text ends with what says that a post is held now.
fn is_now(before: &str) -> bool {
    ["现任", "改任", "转任", "现任职", "现担任"].iter().any(|word| before.ends_with(word))
}

/// Whether the role is the writer's that a trigger introduces. `before` is what its sentence says before it.
pub(in crate::report::metadata) fn is_writers(before: &str, trigger: &str, from: &str) -> bool {
    let clause = before.rsplit(['，', ',', '、', '：', '（']).next().unwrap_or_default();
    let clause = if trigger.starts_with('，') { "" } else { clause };
    if names_others(clause) || before.ends_with("由") {
        return false;
    }
    if trigger.starts_with('我') || trigger.starts_with("本人") {
        return true;
    }
    if names_writer(clause) || trigger.starts_with('，') {
        return names_writer(before);
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
    let is_rule = ["，要", "，应", "，必须", "，就要", "，不能"].iter().any(|rule| sentence.contains(rule));
    names_writer(before) || names_writer(sentence) || trigger != "作为" || !is_rule
}

/// Whether a text names its writer, and not his unit: 我局.
pub(in crate::report::metadata) fn names_writer(text: &str) -> bool {
    text.contains("本人") || text.match_indices('我').any(|(at, me)| !text[at + me.len()..].starts_with(OURS))
}

/// Whether a clause names others, or what is over.
pub(in crate::report::metadata) fn names_others(clause: &str) -> bool {
    OTHERS.iter().any(|other| clause.contains(other))
}

/// Adds the role that begins at a byte of a text, and those that are joined to it.
pub(in crate::report::metadata) fn add_roles<'a>(
    text: &'a str,
    from: usize,
    trigger: &str,
    roles: &Roles,
    stated: &mut Vec<StatedRole<'a>>,
) {
    let end = text[from..].find(|c: char| "，。；！：\n".contains(c)).map_or(text.len(), |end| from + end);
    let end = text.floor_char_boundary(end.min(from + 3 * 4 * MAX_ORG_CHARS));
    let mut from = from;
    for part in text[from..end].split_inclusive(['、', '兼', '和', '及']) {
        let named = part.trim_end_matches(['、', '兼', '和', '及']);
        let Some(found) =
            role_in(named, trigger, roles).or_else(|| teaching::post(named).map(|role| (0..named.len(), role, None)))
        else {
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
    let begin = text.len() - posts::without_one(text.trim_start_matches(['为', '了'])).len();
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
    whole.start = whole.end - posts::without_one(&text[whole.clone()]).len();
    let named = &text[whole.clone()];
    if trigger == "作为" && !named.chars().all(is_name) {
        return None;
    }
    let of_clause = text[begin..whole.start].trim_end_matches('的');
    let unit = units::of_post(&text[whole.start..post.start.max(whole.start)], &text[post.clone()])
        .or_else(|| units::is_unit(of_clause).then(|| of_clause.to_owned()));
    let path = roles.find(named).filter(|_| roles.named(&text[post.clone()]).is_some()).cloned();
    Some((whole, Role { name: named.to_owned(), path }, unit))
}

/// Whether a role may end before a text.
fn ends_role(after: &str) -> bool {
    // 担任班主任工作，; but not 班主任工作会.
    let rest = after.strip_prefix("工作").unwrap_or(after);
    rest.chars().next().is_none_or(|c| !c.is_alphanumeric()) || AFTER.iter().any(|word| after.starts_with(word))
}

/// The start of a text, at most so many bytes.
pub(in crate::report::metadata) fn head(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

#[cfg(test)]
mod tests {
    use super::roles;
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
        check("作为县长热线的接线员，我接听来电三千个。", "接线员");
        check("把群众满意作为县长热线办理的标准。", "");
        check("我担任初二（3）班班主任工作，教两个班。", "初二（3）班班主任");
        check("2010年12月取得主治医师资格，聘任至今已四年半。", "主治医师");
        check("作为校长，要多听课。", "");
        check("我已不再担任办公室主任。", "");
        check("担任驻村第一书记以来，我走遍了全村。", "驻村第一书记");
        check("我当区妇联主席满了两年。", "区妇联主席");
        check("由校长担任组长，副校长担任副组长。", "");
    }
}
