//! How a report's writer introduces himself: 我叫林国栋, 我是实验小学的王晓静, 五金仓库保管员林国栋，2013年工作小结如下.

use std::ops::Range;

use super::{persons, posts, units};
use crate::report::Role;
use crate::schema::Roles;

/// Who introduces himself does so in a clause of so many characters.
const MAX_CLAUSE_CHARS: usize = 36;
/// Characters with which names begin, and words that go on after 本人: 本人任现职, 本人于年初.
const GO_ON: [char; 18] =
    ['于', '任', '向', '从', '和', '时', '应', '在', '能', '常', '及', '成', '经', '单', '解', '明', '谢', '严'];

/// A writer who names himself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Introduction<'a> {
    pub(super) name: &'a str,
    pub(super) roles: Vec<Role>,
    pub(super) unit: Option<String>,
    /// Bytes of the paragraph, as far as he introduces himself.
    pub(super) range: Range<usize>,
}

/// The introduction in a paragraph of an opening. `is_first`: nothing but titles and addresses stand before the paragraph.
pub(super) fn read<'a>(paragraph: &'a str, is_first: bool, roles: &Roles) -> Option<Introduction<'a>> {
    for (trigger, is_name_alone) in [
        ("我叫", true),
        ("我名叫", true),
        ("我的名字叫", true),
        ("我，", true),
        ("我是", false),
        ("本人是", false),
        ("本人", true),
    ] {
        for (at, _) in paragraph.match_indices(trigger).take(4) {
            let from = at + trigger.len();
            let clause = clause(paragraph, from);
            let range = at..from + clause.len();
            let clause = ["老师", "同志", "同学"].iter().find_map(|word| clause.strip_suffix(word)).unwrap_or(clause);
            let is_name = |text: &str| {
                if trigger.ends_with('叫') { persons::can_be_person(text) } else { persons::is_person(text) }
            };
            let is_going_on = trigger == "本人" && clause.starts_with(GO_ON);
            if is_name(clause) && !is_going_on {
                // 我叫林国栋，是城南支行的一名柜员
                let after =
                    ["，是", "，现任", "，现为", "，"].iter().find(|after| paragraph[range.end..].starts_with(**after));
                let next = after.map_or("", |after| self::clause(paragraph, range.end + after.len()));
                // 我叫林国栋，县农业局四级主任科员
                let next = if after == Some(&"，") && posts::posts(next, roles).is_empty() { "" } else { next };
                return Some(with_post(next, clause, range, roles));
            }
            if !is_name_alone && let Some((before, name)) = of_unit(clause, roles) {
                return Some(with_post(before, name, range, roles));
            }
        }
    }
    // 五金仓库保管员林国栋，2013年工作小结如下
    let clause = clause(paragraph, 0);
    let is_report = ["如下", "述职", "汇报", "总结"]
        .iter()
        .any(|word| paragraph.split('。').next().is_some_and(|s| s.contains(word)));
    if is_first && is_report && clause.len() < paragraph.len() {
        let (before, name) = posts::before_name(clause, roles, persons::is_person)?;
        return Some(with_post(before, name, 0..clause.len(), roles));
    }
    None
}

fn clause(paragraph: &str, from: usize) -> &str {
    let clause = paragraph[from..].split(|c: char| "，。,；;！：:（(\n".contains(c)).next().unwrap_or_default();
    if clause.chars().count() <= MAX_CLAUSE_CHARS { clause } else { "" }
}

/// What stands before a name, a unit with 的 or a post: 实验小学的|王晓静, 机电学院专职辅导员|涂子衿.
fn of_unit<'a>(clause: &'a str, roles: &Roles) -> Option<(&'a str, &'a str)> {
    let of = clause.rsplit_once('的').filter(|(unit, name)| !unit.is_empty() && persons::is_person(name));
    of.or_else(|| posts::before_name(clause, roles, persons::is_person)).or_else(|| after_noun(clause))
}

/// A name after a word for whoever may report: 工商管理专业学生林国栋.
fn after_noun(clause: &str) -> Option<(&str, &str)> {
    const NOUNS: [&str; 9] = ["学生", "同学", "员工", "职工", "老师", "述职人", "汇报人", "报告人", "党员"];
    [3, 2, 4].iter().find_map(|&chars| {
        let (before, name) = clause.split_at(clause.char_indices().rev().nth(chars - 1)?.0);
        (NOUNS.iter().any(|noun| before.ends_with(noun)) && persons::is_person(name)).then_some((before, name))
    })
}

fn with_post<'a>(before: &str, name: &'a str, range: Range<usize>, roles: &Roles) -> Introduction<'a> {
    let before = before.trim_start_matches("来自");
    let posts = posts::posts(before.rsplit('的').next().unwrap_or(before), roles);
    let unit = posts.first().and_then(|post| post.unit.clone());
    let unit = unit.or_else(|| units::is_unit(before).then(|| before.to_owned()));
    let unit =
        unit.or_else(|| before.split_once('的').map(|(unit, _)| unit.to_owned()).filter(|unit| units::is_unit(unit)));
    // 公交公司18路的驾驶员
    let unit = unit.or_else(|| units::to_number(before).map(str::to_owned));
    // 市档案馆派到石桥村的第一书记
    let unit =
        unit.or_else(|| before.split_once('派').map(|(unit, _)| unit.to_owned()).filter(|unit| units::is_unit(unit)));
    Introduction { name, roles: posts.into_iter().map(|post| post.role).collect(), unit, range }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::schema::Schema;

    #[test]
    fn writers_who_name_themselves() {
        let schema = Schema::built_in();
        let check = |paragraph: &str, expected: &str| {
            let shown = read(paragraph, true, &schema.roles).map_or("none".to_owned(), |found| {
                let roles: Vec<String> = found.roles.into_iter().map(|role| role.name).collect();
                [found.name.to_owned(), roles.join("+"), found.unit.unwrap_or_default()].join("|")
            });
            assert_eq!(shown, expected, "{paragraph}");
        };
        check("我叫林国栋，现任县财政局局长。", "林国栋|局长|县财政局");
        check("大家好，我是实验小学的王晓静，教三年级。", "王晓静||实验小学");
        check("我是机电学院2018级专职辅导员涂子衿，兼学院团总支书记。", "涂子衿|机电学院2018级专职辅导员|机电学院");
        check("我叫林国栋，是城南支行的一名综合柜员，到今年满两年。", "林国栋|综合柜员|城南支行");
        check("五金仓库保管员林国栋，2013年工作小结如下。", "林国栋|五金仓库保管员|五金仓库");
        check("我是市公交三公司18路的驾驶员林国栋，开车十年。", "林国栋|驾驶员|市公交三公司");
        check("我叫停违规项目三个，约谈企业负责人五次。", "none");
        check("我是一名基层干部。现将一年来的工作报告如下。", "none");
        check("本人于年初到社区工作，负责民政。", "none");
        check("本人任现职，已满三年。", "none");
    }
}
