//! Who a line of a few words names, beside his posts, his unit and a date: 小太阳幼儿园 · 王晓梅 · 2017年12月29日.

use std::ops::Range;

use super::signature::Signature;
use super::{dates, persons, posts, units};
use crate::report::names::is_report;
use crate::schema::Roles;

/// Lines of more words are text.
const MAX_WORDS: usize = 8;

/// Parts of a line below a title are no longer.
const MAX_PART_CHARS: usize = 16;
/// What is written beside the name of who signs.
const SIGNED: [&str; 8] = ["执笔", "撰稿", "谨上", "敬上", "谨呈", "亲笔", "供稿", "整理"];

/// How far what stands around a line says that it names the one who reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// Not at all: a name needs a post, a unit or a date beside it.
    Unsaid,
    /// It stands where one signs: what reads as a name, and as nothing else, is one.
    Likely,
    /// A label asks for it.
    Asked,
}

/// The name, posts, unit and date that a line consists of; nothing if it holds anything else.
pub(super) fn read(line: &str, roles: &Roles, named: Named) -> Option<Signature> {
    let mut signature = Signature::default();
    let mut rest = line.to_owned();
    if let Some((date, Range { start, end })) = dates::date(line) {
        signature.date = Some(date);
        rest = format!("{} {}", &line[..start], &line[end..]);
    }
    let words = words(&rest);
    if words.is_empty() || words.len() > MAX_WORDS {
        return None;
    }
    for (word, in_brackets) in &words {
        let word = word.as_str();
        if SIGNED.contains(&word) {
            continue;
        }
        let is_name: fn(&str) -> bool = match named {
            Named::Asked => persons::is_expected_name,
            Named::Unsaid | Named::Likely => persons::is_person,
        };
        let of_posts = posts::posts(word, roles);
        if !of_posts.is_empty() {
            for post in of_posts {
                signature.org = signature.org.take().or(post.unit);
                signature.roles.push(post.role);
            }
        } else if is_name(word) && signature.author.is_none() && (words.len() == 1 || !units::is_unit(word)) {
            signature.author = Some(word.to_owned());
        } else if units::is_unit(word) {
            // 省农科院 旱作农业研究所: the nearer to the name, the smaller; but a class is no unit beside its school.
            let is_nearer = signature.author.is_none() || signature.org.is_none();
            let is_smaller = is_nearer && !(word.ends_with('班') && signature.org.is_some());
            signature.org = Some(word.to_owned()).filter(|_| is_smaller).or(signature.org.take());
        } else if let Some((post, name)) = posts::before_name(word, roles, persons::can_be_person)
            && signature.author.is_none()
        {
            let of_posts = posts::posts(post, roles);
            signature.org = signature.org.take().or_else(|| of_posts.first()?.unit.clone());
            signature.roles.extend(of_posts.into_iter().map(|post| post.role));
            signature.author = Some(name.to_owned());
        } else if let [(_, false), (name, false)] = &words[..]
            && named == Named::Likely
            && persons::is_person(name)
            && word.chars().count() <= MAX_PART_CHARS
        {
            // 鸿运旅行社导游 何小燕: who stands beside his name, in words that aren't known.
        } else if !in_brackets && !is_report(word) {
            return None;
        }
    }
    let is_beside = signature.date.is_some() || signature.org.is_some() || !signature.roles.is_empty();
    match (&signature.author, named) {
        (Some(_), Named::Unsaid) if !is_beside => None,
        (None, Named::Asked) => None,
        (None, _) if signature.date.is_none() || signature.org.is_none() => None,
        _ => Some(signature),
    }
}

/// The unit and the posts of a line that consists of parts, below a title: 支付组 / 后端开发 / 入职第2年. Who works there is not always said.
pub(super) fn byline(line: &str, roles: &Roles) -> Option<Signature> {
    let parts: Vec<&str> =
        line.split(['/', '|', '｜', '·', '／']).map(|part| part.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    if !(2..=MAX_WORDS).contains(&parts.len()) || parts.iter().any(|part| part.chars().count() > MAX_PART_CHARS) {
        return None;
    }
    let mut signature = Signature::default();
    for part in parts {
        if let Some(post) = posts::expected(part, roles) {
            signature.org = signature.org.take().or(post.unit);
            signature.roles.push(post.role);
        } else if units::is_unit(part) {
            signature.org.get_or_insert_with(|| part.to_owned());
        } else if persons::is_person(part) {
            signature.author.get_or_insert_with(|| part.to_owned());
        }
    }
    (signature.org.is_some() && !signature.roles.is_empty()).then_some(signature)
}

/// The words of a line and whether they stand in brackets; characters that stand alone are one word (林 国 栋).
fn words(line: &str) -> Vec<(String, bool)> {
    let mut words: Vec<(String, bool)> = Vec::new();
    let line = line.replace(" · ", " ").replace('•', " ");
    let mut rest = line.as_str();
    while let Some(open) = rest.find(['（', '(']) {
        let after = open + rest[open..].chars().next().map_or(0, char::len_utf8);
        let Some(close) = rest[after..].find(['）', ')']) else { break };
        let (inner, tail) = (&rest[after..after + close], &rest[after + close..]);
        let tail_at = tail.chars().next().map_or(0, char::len_utf8);
        // 高二（7）班 is one word.
        if inner.chars().count() <= 2 && tail[tail_at..].starts_with(char::is_alphanumeric) {
            let word_end = tail[tail_at..].find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len() - tail_at);
            let word_start =
                rest[..open].rfind(is_mark).map_or(0, |at| at + rest[at..].chars().next().map_or(0, char::len_utf8));
            add(&mut words, &rest[..word_start], false);
            words.push((rest[word_start..after + close + tail_at + word_end].to_owned(), false));
            rest = &tail[tail_at + word_end..];
        } else {
            add(&mut words, &rest[..open], false);
            add(&mut words, inner, true);
            rest = &tail[tail_at..];
        }
    }
    add(&mut words, rest, false);
    words
}

fn is_mark(c: char) -> bool {
    c.is_whitespace() || "*_#>/|｜，,；;：:—–-－（）()".contains(c)
}

fn add(words: &mut Vec<(String, bool)>, text: &str, in_brackets: bool) {
    let mut joins = false;
    for word in text.split(is_mark).filter(|word| !word.is_empty()) {
        let is_single = word.chars().count() == 1;
        match words.last_mut() {
            Some((last, _)) if is_single && joins => last.push_str(word),
            _ => words.push((word.to_owned(), in_brackets)),
        }
        joins = is_single;
    }
}

#[cfg(test)]
mod tests {
    use super::{Named, read};
    use crate::schema::Schema;

    #[test]
    fn names_beside_posts_units_and_dates() {
        let schema = Schema::built_in();
        let check = |line: &str, named: Named, expected: &str| {
            let shown = read(line, &schema.roles, named).map_or("none".to_owned(), |s| {
                let roles: Vec<String> = s.roles.into_iter().map(|role| role.name).collect();
                let parts = [s.date.map(|date| date.to_string()), s.org, Some(roles.join("+")), s.author];
                parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
            });
            assert_eq!(shown, expected, "{line}");
        };
        check("小太阳幼儿园 · 王晓梅 · 2017年12月29日", Named::Unsaid, "2017-12-29 小太阳幼儿园 王晓梅");
        check("市政协委员 黎晓岚（教育界）", Named::Unsaid, "市政协 市政协委员 黎晓岚");
        check("桃源路小学  高二（4）班  许婧文", Named::Unsaid, "桃源路小学 许婧文");
        check("林国栋", Named::Unsaid, "none");
        check("林国栋", Named::Likely, "林国栋");
        check("县财政局局长  林国栋", Named::Asked, "县财政局 局长 林国栋");
        check("高新区", Named::Likely, "none");
        check("院办公室  2021年12月30日", Named::Unsaid, "2021-12-30 院办公室");
        check("鸿运旅行社导游　何小燕", Named::Likely, "何小燕");
        check("鸿运旅行社导游　何小燕", Named::Unsaid, "none");
        check("大家好，我们开会", Named::Likely, "none");
    }
}
