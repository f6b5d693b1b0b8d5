//! Selectors: which elements a rule is for. `div.note > span` is; what is not understood of others (`:hover`, `[title]`,
//! neighbours) makes them ones that may be for an element, no more.

/// What selectors see of an element.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) id: String,
    pub(super) classes: Vec<String>,
}

/// A selector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Selector {
    /// From the element outwards, each with whether the next is its parent.
    compounds: Vec<(Compound, bool)>,
    /// Whether all of it is understood.
    pub(super) is_exact: bool,
    /// How many identifiers, classes and names it has: of two rules the one with more counts.
    pub(super) specificity: (u32, u32, u32),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Compound {
    name: Option<String>,
    id: Option<String>,
    classes: Vec<String>,
}

impl Selector {
    /// Reads one; nothing for what is no element: `::before`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() || text.contains("::") || [":before", ":after"].iter().any(|end| text.ends_with(end)) {
            return None;
        }
        let mut selector = Self { compounds: Vec::new(), is_exact: true, specificity: (0, 0, 0) };
        let mut compound = Compound::default();
        let mut is_parent = false;
        let mut chars = text.chars().peekable();
        let mut is_open = false;
        while let Some(c) = chars.next() {
            let mut ident = || {
                let mut ident = String::new();
                while let Some(c) = chars.next_if(|c| c.is_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii()) {
                    ident.push(c);
                }
                ident
            };
            match c {
                '.' => {
                    compound.classes.push(ident());
                    selector.specificity.1 += 1;
                }
                '#' => {
                    compound.id = Some(ident());
                    selector.specificity.0 += 1;
                }
                '*' => {}
                ' ' | '\t' | '\n' | '\r' | '\u{C}' | '>' | '+' | '~' => {
                    if is_open {
                        selector.compounds.insert(0, (std::mem::take(&mut compound), is_parent));
                        is_parent = false;
                    }
                    is_open = false;
                    is_parent |= c == '>';
                    // What stands beside an element is not kept: the rest may be anything.
                    if matches!(c, '+' | '~') {
                        selector.compounds.clear();
                        selector.is_exact = false;
                    }
                    continue;
                }
                '[' | ':' => {
                    selector.is_exact = false;
                    selector.specificity.1 += 1;
                    let end = if c == '[' { ']' } else { ')' };
                    let name = if c == ':' { ident() } else { String::new() };
                    if c == '[' || chars.next_if_eq(&'(').is_some() {
                        chars.by_ref().find(|c| *c == end);
                    }
                    // Words that say nothing of which it is.
                    if name == "root" {
                        compound.name = Some("html".to_owned());
                    }
                }
                c if c.is_alphanumeric() || !c.is_ascii() || c == '_' || c == '-' => {
                    compound.name = Some(format!("{c}{}", ident()).to_ascii_lowercase());
                    selector.specificity.2 += 1;
                }
                _ => return None,
            }
            is_open = true;
        }
        if is_open {
            selector.compounds.insert(0, (compound, is_parent));
        }
        (!selector.compounds.is_empty()).then_some(selector)
    }

    /// Whether it is for an element within others, the outermost first, as far as it is understood.
    pub(super) fn matches<'a>(&self, element: &Element, around: impl DoubleEndedIterator<Item = &'a Element>) -> bool {
        let Some(((first, is_child), rest)) = self.compounds.split_first() else { return false };
        let mut is_child = *is_child;
        if !first.matches(element) {
            return false;
        }
        // The nearest that fits is taken: of these selectors few have two ways to fit.
        let mut around = around.rev();
        for (compound, next) in rest {
            let fits = if is_child {
                around.next().is_some_and(|element| compound.matches(element))
            } else {
                around.any(|element| compound.matches(element))
            };
            if !fits {
                return false;
            }
            is_child = *next;
        }
        true
    }

    /// Whether it may come to be for an element, as a page changes its classes: it names one that it has.
    pub(super) fn may_match(&self, element: &Element) -> bool {
        let Some((compound, _)) = self.compounds.first() else { return false };
        let is_named = compound.id.as_ref() == Some(&element.id)
            || compound.classes.iter().any(|class| element.classes.contains(class));
        is_named || !self.is_exact && compound.matches(element)
    }

    /// Names of classes, and the identifier, of the element itself.
    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.compounds.first().into_iter().flat_map(|(compound, _)| compound.classes.iter().chain(&compound.id))
    }
}

impl Compound {
    fn matches(&self, element: &Element) -> bool {
        self.name.as_ref().is_none_or(|name| *name == element.name)
            && self.id.as_ref().is_none_or(|id| *id == element.id)
            && self.classes.iter().all(|class| element.classes.contains(class))
    }
}

#[cfg(test)]
mod tests {
    use super::{Element, Selector};

    fn element(name: &str, id: &str, classes: &[&str]) -> Element {
        let classes = classes.iter().map(|class| (*class).to_owned()).collect();
        Element { name: name.to_owned(), id: id.to_owned(), classes }
    }

    #[test]
    fn selectors() {
        let around = [element("body", "", &[]), element("div", "main", &["a", "b"]), element("p", "", &["t"])];
        let span = element("span", "s1", &["x", "y"]);
        for (selector, expected) in [
            ("span", true),
            (".x", true),
            ("span.x.y", true),
            ("#s1", true),
            ("*", true),
            ("SPAN", true),
            ("p span", true),
            ("div .x", true),
            ("div.a > p > .x", true),
            ("#main p.t span", true),
            ("body>div>p>span", true),
            (".z", false),
            ("i", false),
            ("div > .x", false),
            ("#other .x", false),
            ("p.u .x", false),
        ] {
            let parsed = Selector::parse(selector).expect(selector);
            assert!(parsed.is_exact, "{selector}");
            assert_eq!(parsed.matches(&span, around.iter()), expected, "{selector}");
        }
        for selector in ["span:hover", "i + span", ".x:not(.y)", "span[title]", "li:nth-child(2) .x"] {
            assert!(!Selector::parse(selector).expect(selector).is_exact, "{selector}");
        }
        for selector in ["p::before", "p:after", "", "50%", "{"] {
            assert_eq!(Selector::parse(selector), None, "{selector}");
        }
        assert_eq!(Selector::parse("#a .b i").expect("one").specificity, (1, 1, 1));
        assert!(Selector::parse(".x.active").expect("one").may_match(&span));
    }
}
