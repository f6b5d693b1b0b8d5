//! Who teaches a subject is its teacher: 担任三（2）班数学教学, 任教高一英语: the subjects.

use crate::report::Role;

/// What is taught at schools.
const SUBJECTS: &str = "语文 数学 英语 物理 化学 生物 政治 历史 地理 音乐 体育 美术 科学 信息技术 思想品德 \
    道德与法治 心理健康 计算机 体育与健康 劳动 书法 舞蹈 通用技术";
/// The post of who has a teaching to do: 三（2）班数学教学 → 数学教师.
pub(super) fn post(text: &str) -> Option<Role> {
    let taught = text.strip_suffix("任务").unwrap_or(text);
    let taught = taught.strip_suffix("工作").unwrap_or(taught);
    let taught =
        ["教育教学", "课程教学", "课教学", "教学", "课程", "课"].iter().find_map(|word| taught.strip_suffix(word));
    of_subject(taught?)
}

/// The teacher of the subject whose name a text ends with.
pub(super) fn of_subject(text: &str) -> Option<Role> {
    let subject = SUBJECTS.split(' ').find(|subject| text.ends_with(subject))?;
    Some(Role { name: format!("{subject}教师"), path: None })
}
