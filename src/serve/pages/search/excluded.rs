//! What a query leaves out: fields with a dash before them, as clicks add them and take them away.

use crate::answer::FacetField;
use crate::messages::Lang;
use crate::output::terminal::field;
use crate::query::{Node, Query};

/// Queries that leave out a value of a field besides.
pub(super) struct Excluding<'a> {
    query: &'a str,
    /// Whether it needs brackets: what stands behind OR would be left out of that alone.
    is_any: bool,
    /// Whether its text can say so at all.
    can: bool,
}

impl<'a> Excluding<'a> {
    /// `is_language`: whether the query is in the query language, not an expression or a pasted text.
    pub(super) fn from(query: &'a str, is_language: bool) -> Self {
        let root = Query::parse(query).map(|query| query.root);
        Self { query, is_any: matches!(root, Ok(Node::Any(_))), can: is_language && root.is_ok() }
    }

    /// The query that leaves out a value, too.
    pub(super) fn of(&self, of: FacetField, value: &str, lang: Lang) -> Option<String> {
        let has = |marks: &[char]| value.contains(marks);
        let value = match value.chars().any(|c| c.is_whitespace() || "()（）|｜\"“”「」,，、".contains(c)) {
            false => value.to_owned(),
            true if !has(&['"']) => format!("\"{value}\""),
            true if !has(&['“', '”']) => format!("“{value}”"),
            true => return None,
        };
        let (open, close) = if self.is_any { ("(", ")") } else { ("", "") };
        self.can.then(|| format!("{open}{}{close} -{}:{value}", self.query.trim(), field(of).say(lang)))
    }
}

/// What a query leaves out by fields, each with the query that no longer does.
pub(super) fn exclusions(query: &str) -> Vec<(String, String)> {
    let chars: Vec<char> = query.chars().collect();
    let mut found = Vec::new();
    let (mut start, mut closes) = (0, None);
    for at in 0..=chars.len() {
        let c = chars.get(at).copied();
        match (c, closes) {
            (Some(c), Some(close)) => closes = Some(close).filter(|close| *close != c),
            (Some('"'), None) => closes = Some('"'),
            (Some('“'), None) => closes = Some('”'),
            (c, None) if c.is_none_or(char::is_whitespace) => {
                let word = &chars[start..at];
                if is_exclusion(word) {
                    let rest: String = chars[..start].iter().chain(&chars[at..]).collect();
                    let rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
                    found.push((word[1..].iter().collect(), rest));
                }
                start = at + 1;
            }
            _ => {}
        }
    }
    found
}

fn is_exclusion(word: &[char]) -> bool {
    let text: String = word.iter().skip(1).collect();
    let is_field = |text: &str| matches!(Query::parse(text).map(|query| query.root), Ok(Node::Field(_)));
    matches!(word.first(), Some('-' | '－')) && is_field(&text)
}

#[cfg(test)]
mod tests {
    use super::{Excluding, exclusions};
    use crate::answer::FacetField;
    use crate::messages::Lang;

    #[test]
    fn what_is_left_out_comes_back() {
        for (query, value, with) in [
            ("党建", "林国栋", "党建 -作者:林国栋"),
            ("党建 OR 招商", "林国栋", "(党建 OR 招商) -作者:林国栋"),
            ("党建", "林 国栋", "党建 -作者:\"林 国栋\""),
        ] {
            let excluding = Excluding::from(query, true).of(FacetField::Author, value, Lang::Zh).expect("a query");
            assert_eq!(excluding, with);
            let left_out = exclusions(&excluding);
            let [(said, rest)] = left_out.as_slice() else { panic!("{left_out:?}") };
            assert!(said.starts_with("作者:"), "{said}");
            assert_eq!(rest.trim_matches(['(', ')']), query);
        }
        assert!(Excluding::from("党.建", false).of(FacetField::Author, "林国栋", Lang::Zh).is_none());
        assert!(exclusions("党建 -招商 \"-作者:林国栋\" -").is_empty());
    }
}
