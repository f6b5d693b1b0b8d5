//! Posts at the end of a text: 县财政局党组书记、局长, 消化内科护士长, 一名综合柜员. Which of them the schema knows, and of which
//! unit they are.

use super::units;
use crate::report::Role;
use crate::schema::Roles;

/// What posts end with that the schema doesn't know: enough where something says that a post is named.
const ENDINGS: [&str; 76] = [
    "主任",
    "书记",
    "主席",
    "部长",
    "处长",
    "科长",
    "股长",
    "局长",
    "所长",
    "站长",
    "队长",
    "组长",
    "班长",
    "校长",
    "园长",
    "院长",
    "庭长",
    "行长",
    "厂长",
    "店长",
    "社长",
    "会长",
    "馆长",
    "场长",
    "段长",
    "连长",
    "县长",
    "镇长",
    "乡长",
    "区长",
    "市长",
    "村长",
    "检察长",
    "审判长",
    "护士长",
    "秘书长",
    "董事长",
    "总工程师",
    "经理",
    "总监",
    "主管",
    "专员",
    "助理",
    "干事",
    "教师",
    "教员",
    "辅导员",
    "班主任",
    "医师",
    "医生",
    "护士",
    "药师",
    "技师",
    "工程师",
    "会计",
    "出纳",
    "柜员",
    "客服",
    "研究员",
    "讲师",
    "教授",
    "检察官",
    "法官",
    "审判员",
    "书记员",
    "安全员",
    "保管员",
    "技术员",
    "科员",
    "办事员",
    "文员",
    "采样员",
    "实习生",
    "委员",
    "农技员",
    "会计师",
];
/// Names of posts, their unit included, are no longer.
const MAX_CHARS: usize = 36;

/// A post with the unit that stands before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Post {
    pub(super) role: Role,
    /// What stands before it, if it is its unit's name.
    pub(super) unit: Option<String>,
    /// The post with all that stands before it.
    pub(super) whole: String,
}

/// Where in a text the post begins with which the text ends.
pub(super) fn start(text: &str, roles: &Roles) -> Option<usize> {
    let known = roles.mentions(text).last().filter(|mention| mention.range.end == text.len()).map(|m| m.range.start);
    known.or_else(|| {
        let ending = ENDINGS.iter().filter(|ending| text.ends_with(**ending)).max_by_key(|ending| ending.len())?;
        let before = &text[..text.len() - ending.len()];
        Some(
            ["常务副", "第一副", "副", "代", "总"]
                .iter()
                .find_map(|rank| before.strip_suffix(rank))
                .unwrap_or(before)
                .len(),
        )
    })
}

/// The post that a text is, its unit's name before it included: 县财政局局长, 一名教师.
pub(super) fn post(text: &str, roles: &Roles) -> Option<Post> {
    let text = ["一名", "一位", "一个"].iter().find_map(|one| text.strip_prefix(one)).unwrap_or(text);
    let is_name = |c: char| c.is_alphanumeric() || "×*·（）()“”—-".contains(c);
    if text.chars().count() > MAX_CHARS || !text.chars().all(is_name) {
        return None;
    }
    let start = start(text, roles)?;
    let (before, post) = text.split_at(start);
    let path = roles.named(post).cloned();
    // A post that the schema doesn't know says little without its unit: 检验科主任.
    let name = if path.is_some() { post } else { text };
    let role = Role { name: name.to_owned(), path };
    Some(Post { role, unit: units::of_post(before, post), whole: text.to_owned() })
}

/// The posts that a text names one after the other: 县财政局党组书记、局长; nothing if it is anything else.
pub(super) fn posts(text: &str, roles: &Roles) -> Vec<Post> {
    let parts = text.split(['、', '，', ',', '/', '兼', ' ', '　']).map(str::trim).filter(|part| !part.is_empty());
    let posts: Option<Vec<Post>> = parts.map(|part| post(part, roles)).collect();
    posts.unwrap_or_default()
}

/// A post and a name right after it: 代市长李亚平, 保管员麻建军. The name's form is tested by `is_name`.
pub(super) fn before_name<'a>(text: &'a str, roles: &Roles, is_name: fn(&str) -> bool) -> Option<(&'a str, &'a str)> {
    [3, 2, 4].iter().find_map(|&chars| {
        let at = text.char_indices().rev().nth(chars - 1)?.0;
        let (before, name) = text.split_at(at);
        (!before.is_empty() && is_name(name) && start(before, roles).is_some()).then_some((before, name))
    })
}
