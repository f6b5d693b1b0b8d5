//! A report's title: where it stands, and whom and what it names. 林国栋同志2023年度述职报告, 检验科主任2020年工作小结,
//! 清河县审计局2021年工作总结.

use super::{dates, persons, posts, units};
use crate::analysis::ByteRange;
use crate::extract::{Block, Style};
use crate::report::Role;
use crate::report::clean::{Cleaned, without_watermark};
use crate::report::headings::begins_heading;
use crate::report::names::is_report;
use crate::schema::Roles;

/// A title is looked for in this many blocks from the start.
const HEAD_BLOCKS: usize = 12;
/// Titles are shorter than this, in characters.
const MAX_CHARS: usize = 50;
/// What a line ends with that is a report's title, though no style says so.
const ENDINGS: [&str; 16] = [
    "述职",
    "述廉",
    "小结",
    "总结",
    "报告",
    "汇报",
    "演讲稿",
    "发言稿",
    "讲话稿",
    "汇报稿",
    "述职稿",
    "述职表",
    "总结表",
    "报告表",
    "汇报材料",
    "述职材料",
];
/// What begins the words for the report itself; what it is of stands before.
const REPORT_WORDS: [&str; 20] = [
    "述职",
    "述责",
    "述廉",
    "述学",
    "述德",
    "履职",
    "年度工作",
    "年度总结",
    "年度个人",
    "年终",
    "个人工作",
    "个人总结",
    "个人年度",
    "工作总结",
    "工作小结",
    "工作报告",
    "工作汇报",
    "工作情况",
    "总结",
    "小结",
];
/// What begins with a verb is a topic, whatever it ends with: 创建文明社区.
const VERBS: [&str; 16] = [
    "创建", "加强", "推进", "学习", "参加", "落实", "开展", "建设", "深化", "打造", "整治", "支持", "服务", "争创",
    "关心", "帮扶",
];

/// What a title says besides the year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) author: Option<String>,
    pub(super) roles: Vec<Role>,
    pub(super) org: Option<String>,
}

/// The title in the text and where it stands: a heading of level 1 that is the only one, or a short line near the start that
/// ends as titles of reports do.
pub(super) fn find(cleaned: &Cleaned) -> Option<(String, ByteRange)> {
    let own = || cleaned.blocks.iter().zip(&cleaned.boilerplate).filter(|(_, boilerplate)| !**boilerplate);
    let is_only_heading = own().filter(|(block, _)| block.style == Style::Heading(1)).count() == 1;
    let mut start = 0;
    let mut number = 0;
    for (block, &boilerplate) in cleaned.blocks.iter().zip(&cleaned.boilerplate) {
        let range = ByteRange::new(start, start + block.text.len());
        start += block.text.len() + 1;
        if boilerplate {
            continue;
        }
        number += 1;
        if number > HEAD_BLOCKS {
            break;
        }
        let text = without_watermark(&block.text, &cleaned.sites)
            .trim_matches(|c: char| matches!(c, '#' | '*') || c.is_whitespace());
        let text = without_spaces(text);
        if is_title(&text, block, is_only_heading) && (2..=MAX_CHARS).contains(&text.chars().count()) {
            return Some((text, range));
        }
    }
    None
}

fn is_title(text: &str, block: &Block, is_only_heading: bool) -> bool {
    if text.ends_with(['。', '；', '，', '：', '！', ':']) {
        return false;
    }
    let core = text.split(['（', '(']).next().filter(|core| !core.is_empty()).unwrap_or(text);
    let is_named_so =
        ENDINGS.iter().any(|ending| core.ends_with(ending)) || is_report(text) && !text.contains("下一步");
    match block.style {
        Style::Title => true,
        Style::Heading(1) if is_only_heading => true,
        _ => {
            is_named_so
                && !text.contains(['。', '，', '：'])
                && (!begins_heading(text) || block.style == Style::Heading(1))
        }
    }
}

/// Titles are spaced out to fill a line (述 职 报 告): blanks beside a Chinese character say nothing.
fn without_spaces(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let beside_han = |c: Option<&char>| c.is_some_and(|c| !c.is_ascii() && !c.is_whitespace());
        if !c.is_whitespace() || !(beside_han(out.chars().last().as_ref()) || beside_han(chars.peek())) {
            out.push(c);
        }
    }
    out
}

/// Whom and what a title names before its year, or between the year and the words for the report.
pub(super) fn named(title: &str, roles: &Roles) -> Named {
    let mut named = Named::default();
    let title = title.trim_matches(|c: char| !c.is_alphanumeric() && !"（）()".contains(c));
    let title = title.strip_prefix("关于").unwrap_or(title);
    let Some(report) = REPORT_WORDS.iter().filter_map(|word| title.find(word)).min() else { return named };
    // 述职报告（林国栋）
    let after = title[report..].rsplit(['（', '(', '—', '－']).next().unwrap_or_default();
    let after = after.trim_end_matches(['）', ')']);
    if persons::is_person(after) {
        named.author = Some(after.to_owned());
    }
    let before = &title[..report];
    let years = dates::years(before);
    let (first, last) = match (years.first(), years.last()) {
        (Some((_, first)), Some((_, last))) => (&before[..first.start], &before[last.end..]),
        _ => (before, ""),
    };
    let last = last.trim_start_matches(['年', '度', '学', '终', '末']);
    for part in [first, last] {
        let part = part.trim_matches(|c: char| !c.is_alphanumeric());
        let part =
            part.trim_end_matches(['的']).trim_end_matches("年度").trim_end_matches("个人").trim_end_matches('的');
        let (part, is_comrade) = part.strip_suffix("同志").map_or((part, false), |part| (part, true));
        if part.is_empty() || VERBS.iter().any(|verb| part.starts_with(verb)) {
            continue;
        }
        let of_posts = posts::posts(part, roles);
        if persons::is_person(part) || is_comrade && persons::can_be_person(part) {
            named.author.get_or_insert_with(|| part.to_owned());
        } else if !of_posts.is_empty() {
            named.org = named.org.take().or_else(|| of_posts.first()?.unit.clone());
            named.roles.extend(of_posts.into_iter().map(|post| post.role));
        } else if units::is_unit(part) {
            named.org.get_or_insert_with(|| part.trim_end_matches("人民政府").to_owned());
        } else if let Some((post, name)) = posts::before_name(part, roles, persons::is_person) {
            let of_posts = posts::posts(post, roles);
            named.author.get_or_insert_with(|| name.to_owned());
            named.org = named.org.take().or_else(|| of_posts.first()?.unit.clone());
            named.roles.extend(of_posts.into_iter().map(|post| post.role));
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::named;
    use crate::schema::Schema;

    #[test]
    fn whom_titles_name() {
        let schema = Schema::built_in();
        let check = |title: &str, expected: &str| {
            let found = named(title, &schema.roles);
            let roles: Vec<String> = found.roles.into_iter().map(|role| role.name).collect();
            let shown = [found.author.unwrap_or_default(), roles.join("+"), found.org.unwrap_or_default()].join("|");
            assert_eq!(shown, expected, "{title}");
        };
        check("林国栋同志2023年度述职报告", "林国栋||");
        check("述职报告（林国栋）", "林国栋||");
        check("2023年度述职报告（王芳）", "王芳||");
        check("检验科主任2020年工作小结", "|检验科主任|检验科");
        check("2011—2012学年度校长述职报告", "|校长|");
        check("石桥村党支部书记2022年述职", "|党支部书记|石桥村");
        check("清河县审计局2021年工作总结", "||清河县审计局");
        check("财政局二○○八年工作总结", "||财政局");
        check("教务处工作总结", "||教务处");
        check("安全生产2023年度工作总结", "||");
        check("高新区2023年度工作总结", "||高新区");
        check("创建文明社区工作总结", "||");
        check("语文教学工作总结", "||");
    }
}
