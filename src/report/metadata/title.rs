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
const REPORT_WORDS: [&str; 21] = [
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
    "实习报告",
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

/// The title in the text and where it stands: a heading that is the only one of the highest level, or a short line near the start that
/// ends as titles of reports do.
pub(super) fn find(cleaned: &Cleaned) -> Option<(String, ByteRange)> {
    let own = || cleaned.blocks.iter().zip(&cleaned.boilerplate).filter(|(_, boilerplate)| !**boilerplate);
    let level = |block: &Block| if let Style::Heading(level) = block.style { Some(level) } else { None };
    let levels: Vec<u8> = own().filter_map(|(block, _)| level(block)).collect();
    let highest = levels.iter().min().copied();
    let is_only =
        levels.first().copied() == highest && levels.iter().filter(|&&level| Some(level) == highest).count() == 1;
    let mut start = 0;
    let mut number = 0;
    let mut above = String::new();
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
        let is_only_heading = is_only && level(block) == highest && highest.is_some();
        if is_title(&text, block, is_only_heading) && (2..=MAX_CHARS).contains(&text.chars().count()) {
            return Some((if is_second_line(&above, &text) { above + &text } else { text }, range));
        }
        above = text;
    }
    None
}

/// Whether a title goes on from the line above it: 沿江高速项目经理部 / 2016年工作总结.
fn is_second_line(above: &str, title: &str) -> bool {
    let begins_with_year = dates::years(title).first().is_some_and(|(_, range)| range.start == 0);
    let is_of_person = ["个人", "述职", "述责", "述廉"].iter().any(|word| title.contains(word));
    begins_with_year
        && !is_of_person
        && units::is_unit(above)
        && !units::is_place(above.trim_end_matches("人民政府"))
        && (above.chars().count() + title.chars().count()) <= MAX_CHARS
}

fn is_title(text: &str, block: &Block, is_only_heading: bool) -> bool {
    if text.ends_with(['。', '；', '，', '：', '！', ':']) {
        return false;
    }
    let core = text.split(['（', '(']).next().filter(|core| !core.is_empty()).unwrap_or(text);
    // 三季度小结-运维组-林国栋
    let first = core.split(['-', '—', '－', '|', '_']).next().unwrap_or(core);
    let is_named_so = ENDINGS.iter().any(|ending| core.ends_with(ending) || first.ends_with(ending))
        || is_report(text) && !text.contains("下一步");
    match block.style {
        Style::Title => true,
        Style::Heading(1) if is_only_heading => true,
        Style::Heading(_) if is_only_heading => !begins_heading(text),
        _ => {
            is_named_so
                && !core.contains(['。', '，', '：'])
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
    // 【转发】
    let notice = title.trim_start().strip_prefix('【').and_then(|title| Some(title.split_once('】')?.1));
    let title = notice.filter(|title| REPORT_WORDS.iter().any(|word| title.contains(word))).unwrap_or(title);
    let title = title.trim_matches(|c: char| !c.is_alphanumeric() && !"（）()".contains(c));
    let title = title.strip_prefix("关于").unwrap_or(title);
    let Some(report) = REPORT_WORDS.iter().filter_map(|word| title.find(word)).min() else { return named };
    // 述职报告（林国栋）
    let is_mark = |c: char| "（(）)—－-|_".contains(c);
    for after in title[report..].split(is_mark).skip(1) {
        beside(after, roles, &mut named);
    }
    let before = &title[..report];
    if before.ends_with("实习") || title[report..].starts_with("实习报告") {
        named.roles.push(Role { name: "实习生".to_owned(), path: None });
    }
    let years = dates::years(before);
    let (first, last) = match (years.first(), years.last()) {
        (Some((_, first)), Some((_, last))) => (&before[..first.start], &before[last.end..]),
        _ => (before, ""),
    };
    let last = last.trim_start_matches(['年', '度', '学', '终', '末', '届']);
    for part in [first, last] {
        let part = part.trim_matches(|c: char| !c.is_alphanumeric());
        let part =
            part.trim_end_matches(['的']).trim_end_matches("年度").trim_end_matches("个人").trim_end_matches('的');
        let comrade = ["同志", "老师", "同学", "师傅"].iter().find_map(|word| part.strip_suffix(word));
        let (part, is_comrade) = comrade.map_or((part, false), |part| (part, true));
        // 驾驶员林师傅
        let part = match part.char_indices().last() {
            Some((at, surname))
                if is_comrade && persons::is_surname(surname) && posts::post(&part[..at], roles).is_some() =>
            {
                &part[..at]
            }
            _ => part,
        };
        if part.is_empty() || VERBS.iter().any(|verb| part.starts_with(verb)) {
            continue;
        }
        let of_posts = posts::posts(part, roles);
        // 林国栋书记
        let name = posts::start(part, roles).map(|start| &part[..start]).filter(|name| persons::is_person(name));
        if let Some(name) = name {
            named.author.get_or_insert_with(|| name.to_owned());
            let post = &part[name.len()..];
            named.roles.push(Role { name: post.to_owned(), path: roles.named(post).cloned() });
        } else if persons::is_person(part) || is_comrade && persons::can_be_person(part) {
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

/// What stands in brackets or behind a dash after the words for the report: 述职报告（林国栋）, 三季度小结-运维组-林国栋,
/// 工作总结（华东区销售提交日期2023-10-08）.
fn beside(text: &str, roles: &Roles, named: &mut Named) {
    let end = ["提交", "日期", "时间", "完成于"].iter().filter_map(|word| text.find(word)).min();
    let end = end.or_else(|| text.find(|c: char| c.is_ascii_digit())).unwrap_or(text.len());
    let text = text[..end].trim_matches(|c: char| !c.is_alphanumeric());
    if persons::is_person(text) {
        named.author.get_or_insert_with(|| text.to_owned());
    } else if let Some(post) = posts::expected(text, roles).filter(|_| text.chars().count() > 2) {
        named.org = named.org.take().or(post.unit);
        named.roles.push(post.role);
    } else if units::is_unit(text) {
        named.org.get_or_insert_with(|| text.to_owned());
    } else if let Some((post, name)) = posts::before_name(text, roles, persons::is_person) {
        named.author.get_or_insert_with(|| name.to_owned());
        for post in posts::posts(post, roles) {
            named.org = named.org.take().or(post.unit);
            named.roles.push(post.role);
        }
    }
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
        check("林国栋书记2023年述职报告", "林国栋|书记|");
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
        check("毕业实习总结", "|实习生|");
    }
}
