//! Style sheets that a page brings along: which of its elements they hide. Whatever may be seen counts as seen: rules
//! that are not understood hide nothing, nor do those that a script or another rule can undo as the page is used, those
//! for paper, and those for some widths of windows only.

use std::collections::HashMap;

use super::declarations::{Declared, Said};
use super::selectors::{Element, Selector};

/// More rules are no page's.
const MAX_RULES: usize = 20_000;
/// Rules lie within each other (`@media`) to no such depth.
const MAX_DEPTH: usize = 8;

/// Elements that make parts of a page, to be shown and put away.
const PARTS: [&str; 11] = ["article", "aside", "center", "div", "dl", "form", "main", "ol", "section", "table", "ul"];

/// The rules of a page that say whether elements are seen.
#[derive(Debug, Default)]
pub(super) struct StyleSheet {
    rules: Vec<Rule>,
    /// Rules by a name that the element itself must have, and those for any.
    by_name: HashMap<String, Vec<usize>>,
    for_any: Vec<usize>,
    /// Whether scripts lie elsewhere, which may show any part of the page.
    is_scripted: bool,
}

#[derive(Debug)]
struct Rule {
    selector: Selector,
    declared: Declared,
}

/// When a block of rules holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    Always,
    /// In some windows.
    Sometimes,
}

impl StyleSheet {
    /// Reads a page's sheets; `scripts` are its scripts, `is_scripted` if others lie elsewhere.
    pub(super) fn parse(css: &str, scripts: &str, is_scripted: bool) -> Self {
        let mut sheet = Self { is_scripted, ..Self::default() };
        sheet.block(&without_comments(css), When::Always, scripts, 0);
        for (number, rule) in sheet.rules.iter().enumerate() {
            for name in rule.selector.names() {
                sheet.by_name.entry(name.clone()).or_default().push(number);
            }
            sheet.for_any.extend(rule.selector.names().next().is_none().then_some(number));
        }
        sheet
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// What the sheets and its own `style` say of an element within others, the outermost first.
    pub(super) fn of<'a>(
        &self,
        element: &Element,
        around: impl DoubleEndedIterator<Item = &'a Element> + Clone,
        own: Declared,
    ) -> Declared {
        let is_whole = matches!(element.name.as_str(), "html" | "body");
        if is_whole || self.is_scripted && PARTS.contains(&element.name.as_str()) {
            return own;
        }
        let names = element.classes.iter().chain([&element.id]).filter_map(|name| self.by_name.get(name));
        let mut numbers: Vec<usize> = names.flatten().copied().chain(self.for_any.iter().copied()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let rules: Vec<&Rule> = numbers.into_iter().map(|number| &self.rules[number]).collect();
        let exact: Vec<&Rule> = rules
            .iter()
            .copied()
            .filter(|rule| rule.selector.is_exact && rule.selector.matches(element, around.clone()))
            .collect();
        let decide = |property: fn(&Declared) -> Option<Said>| {
            let said = exact.iter().filter_map(|rule| Some((property(&rule.declared)?, rule.selector.specificity)));
            // Of equals the last counts.
            let best = said.max_by_key(|(said, specificity)| (said.is_important, *specificity));
            let own = property(&own).map(|said| (said, (u32::MAX, 0, 0)));
            let (said, specificity) = match (best, own) {
                (Some(best), Some(own)) if best.0.is_important && !own.0.is_important => best,
                (best, own) => own.or(best)?,
            };
            let may_show = |rule: &&Rule| {
                property(&rule.declared)
                    .is_some_and(|other| other.is_seen && (other.is_important || !said.is_important))
                    && (rule.selector.specificity > specificity || !rule.selector.is_exact)
                    && rule.selector.may_match(element)
            };
            let is_seen = said.is_seen || rules.iter().any(may_show);
            Some(Said { is_seen, ..said })
        };
        Declared {
            display: decide(|declared| declared.display),
            visibility: decide(|declared| declared.visibility),
            size: decide(|declared| declared.size),
            place: decide(|declared| declared.place),
        }
    }

    /// Rules one after another.
    fn block(&mut self, css: &str, when: When, scripts: &str, depth: usize) {
        let mut rest = css;
        while let Some(open) = rest.find(['{', ';', '}']) {
            let prelude = rest[..open].trim();
            let sign = rest.as_bytes()[open];
            rest = &rest[open + 1..];
            if sign != b'{' {
                // @import and the like.
                continue;
            }
            let (inside, after) = rest.split_at(end_of_block(rest));
            rest = after.get(1..).unwrap_or_default();
            match prelude.strip_prefix('@') {
                None => self.rule(prelude, inside, when, scripts),
                Some(_) if depth >= MAX_DEPTH => {}
                Some(kind) => {
                    if let Some(inner) = when_of(&kind.to_ascii_lowercase()) {
                        let inner = if when == When::Always { inner } else { when };
                        self.block(inside, inner, scripts, depth + 1);
                    }
                }
            }
        }
    }

    fn rule(&mut self, prelude: &str, inside: &str, when: When, scripts: &str) {
        let declared = Declared::parse(inside);
        if declared.is_empty() {
            return;
        }
        for mut selector in prelude.split(',').filter_map(Selector::parse) {
            selector.is_exact &= when == When::Always;
            // Scripts show and hide what they name.
            let is_used = || selector.names().any(|name| is_named(scripts, name));
            let is_kept = declared.shows() || declared.hides() && selector.is_exact && !is_used();
            if is_kept && self.rules.len() < MAX_RULES {
                self.rules.push(Rule { selector, declared });
            }
        }
    }
}

/// Where a block ends whose inside this is.
fn end_of_block(css: &str) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in css.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return at,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    css.len()
}

/// When what stands in a block of such a kind holds; nothing for what is no rules for a screen.
fn when_of(kind: &str) -> Option<When> {
    let condition = kind.strip_prefix("media");
    match condition {
        Some(media) if media.split(',').all(|one| one.trim_start().starts_with("print")) => None,
        Some(media) if media.split(',').any(|one| matches!(one.trim(), "screen" | "all" | "only screen" | "")) => {
            Some(When::Always)
        }
        Some(_) => Some(When::Sometimes),
        None if kind.starts_with("supports") || kind.starts_with("layer") || kind.starts_with("container") => {
            Some(When::Sometimes)
        }
        None => None,
    }
}

/// Whether scripts name a class or an identifier: 'more', ".more", "#more".
fn is_named(scripts: &str, name: &str) -> bool {
    scripts.match_indices(name).any(|(at, _)| {
        let before = scripts[..at].trim_end_matches(['.', '#']);
        let after = scripts[at + name.len()..].chars().next();
        before.ends_with(['"', '\'', '`', ' ', ','])
            && after.is_some_and(|c| matches!(c, '"' | '\'' | '`' | ' ' | ',' | '.' | ':' | '>'))
            && (before.ends_with(['"', '\'', '`']) || scripts[..at].ends_with(['.', '#']))
    })
}

fn without_comments(css: &str) -> String {
    let mut kept = String::new();
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept += before;
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    // Marks for browsers that knew no style sheets.
    (kept + rest).replace("<!--", "").replace("-->", "")
}

#[cfg(test)]
mod tests {
    use super::StyleSheet;
    use crate::extract::html::declarations::Declared;
    use crate::extract::html::selectors::Element;

    fn is_hidden(css: &str, scripts: &str, own: &str) -> bool {
        let element = |name: &str, class: &str| Element {
            name: name.to_owned(),
            id: String::new(),
            classes: class.split(' ').map(str::to_owned).collect(),
        };
        let around = [element("body", ""), element("p", "text")];
        let sheet = StyleSheet::parse(css, scripts, false);
        sheet.of(&element("span", "d x3"), around.iter(), Declared::parse(own)).hides()
    }

    #[test]
    fn rules_that_hide() {
        for css in [
            ".d{display:none}",
            "/* a */ p .d , i { color:red; display:none }",
            "@charset 'utf-8'; <!-- .text>span.x3 { visibility:hidden } -->",
            ".d{display:inline} .d{display:none}",
            "span{display:inline} .d{display:none}",
            ".d{display:none!important} p span.d{display:inline}",
            "@media screen { .d { display:none } }",
            "@media print { .d { display:block } } .d { display:none }",
            ".d{display:none} i.e{display:block}",
            ".d{display:none",
        ] {
            assert!(is_hidden(css, "", ""), "{css}");
        }
    }

    #[test]
    fn rules_that_do_not() {
        for css in [
            ".d{display:none} .d{display:inline}",
            ".d{display:none} p .d{display:inline}",
            ".d{display:none} .d.active{display:block}",
            ".d{display:none} p:hover .d{display:block}",
            ".d:first-child{display:none}",
            "@media print{.d{display:none}}",
            "@media (max-width:600px){.d{display:none}}",
            ".d{display:none} @media (min-width:600px){.d{display:block}}",
            "@keyframes a{from{display:none}}",
            ".other{display:none}",
            ".d::before{display:none}",
            "}{;;{",
            "",
        ] {
            assert!(!is_hidden(css, "", ""), "{css}");
        }
        assert!(!is_hidden(".d{display:none}", "", "display:inline"));
        assert!(is_hidden("", "", "display:none"));
        assert!(is_hidden(".d{display:none!important}", "", "display:inline"));
        assert!(!is_hidden(".d{display:none}", "$('.d').show()", ""));
        assert!(!is_hidden(".d{display:none}", "document.getElementById(\"d\")", ""));
        assert!(is_hidden(".d{display:none}", "a.d=1;var d=b", ""));
    }
}
