//! Who teaches a subject is its teacher: 担任三（2）班数学教学, 任教高一英语.

use std::ops::Range;

use super::statements;
use crate::report::Role;

/// What is taught at schools.
const SUBJECTS: &str = "语文 数学 英语 物理 化学 生物 政治 历史 地理 音乐 体育 美术 科学 信息技术 思想品德 \
    道德与法治 心理健康 计算机 体育与健康 劳动 书法 舞蹈 通用技术";
/// What says that somebody teaches what follows.
const TEACHES: [&str; 6] = ["任教", "执教", "承担", "从事", "担任", "我教"];
/// The subject follows so soon: 承担高二（3）班和（4）班的物理教学.
const MAX_CHARS: usize = 24;

/// The post of who has a teaching to do: 三（2）班数学教学 → 数学教师.
pub(super) fn post(text: &str) -> Option<Role> {
    let taught = text.strip_suffix("任务").unwrap_or(text);
    let taught = taught.strip_suffix("工作").unwrap_or(taught);
    let taught =
        ["教育教学", "课程教学", "课教学", "教学", "课程", "课"].iter().find_map(|word| taught.strip_suffix(word));
    of_subject(taught?)
}

fn of_subject(text: &str) -> Option<Role> {
    let subject = SUBJECTS.split(' ').find(|subject| text.ends_with(subject))?;
    Some(Role { name: format!("{subject}教师"), path: None })
}

/// The post of a writer whose opening says what he teaches, and where it does.
pub(super) fn of_opening(opening: &str) -> Option<(Role, Range<usize>)> {
    TEACHES.iter().find_map(|word| {
        opening.match_indices(word).find_map(|(at, _)| {
            let from = at + word.len();
            let start = opening[..at].rfind(['。', '！', '；', '\n']).unwrap_or(0);
            let before = &opening[start..at];
            let clause = opening[from..].split(['，', '。', '；', '：', '\n']).next()?;
            let is_short = clause.chars().count() <= MAX_CHARS;
            let taught =
                post(clause).or_else(|| of_subject(clause.trim_end_matches("至今")).filter(|_| word.ends_with('教')));
            let named = statements::names_writer(before) || word.starts_with('我');
            let others = statements::names_others(before.rsplit(['，', ',']).next().unwrap_or_default());
            taught.filter(|_| is_short && named && !others).map(|role| (role, at..from + clause.len()))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::of_opening;

    #[test]
    fn what_is_taught() {
        let check = |text: &str, expected: &str| {
            assert_eq!(of_opening(text).map_or("none".to_owned(), |found| found.0.name), expected, "{text}");
        };
        check("本人1999年起在第七中学任教英语至今，成绩尚可。", "英语教师");
        check("本学期我承担高二（3）（4）班的物理教学工作。", "物理教师");
        check("我从事教学工作十年。", "none");
        check("学校安排李老师承担英语教学。", "none");
    }
}
