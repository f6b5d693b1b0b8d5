//! `styles.xml`: which paragraphs are headings, whatever their style is called and whatever it is based on.

use std::collections::HashMap;

use crate::extract::containers::xml::{self, Element, Node};
use crate::extract::document::Style;

/// Styles are based on each other to no such depth; a circle is cut there.
const MAX_BASES: usize = 20;

/// What styles say, by their identifiers.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Entry>);

/// A style, as far as it matters here; nothing where it leaves a thing to the one it is based on.
#[derive(Debug, Default)]
struct Entry {
    based_on: Option<String>,
    /// Title, or heading.
    role: Option<Style>,
    list: Option<String>,
    level: Option<u8>,
    bold: Option<bool>,
    hidden: Option<bool>,
}

impl Styles {
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut styles = Self::default();
        let mut open: Option<(String, Entry)> = None;
        // Styles that can't be read leave paragraphs plain.
        let _ = xml::walk(bytes, |node| match node {
            Node::Start(element) if element.name() == "style" => {
                open = Some((element.attribute("styleId").unwrap_or_default(), Entry::default()));
            }
            Node::Start(element) => {
                if let Some((_, entry)) = &mut open {
                    entry.tell(&element);
                }
            }
            Node::End(name) if name == "style" => styles.0.extend(open.take()),
            _ => {}
        });
        styles
    }

    /// What its style makes of a paragraph.
    pub(super) fn role(&self, id: &str) -> Option<Style> {
        self.first(id, |entry| entry.role)
    }

    /// The list that a style puts paragraphs into.
    pub(super) fn list(&self, id: &str) -> Option<String> {
        self.first(id, |entry| entry.list.clone())
    }

    /// The level in it, which a style may state for the list of the one it is based on.
    pub(super) fn level(&self, id: &str) -> Option<u8> {
        self.first(id, |entry| entry.level)
    }

    pub(super) fn is_bold(&self, id: &str) -> bool {
        self.first(id, |entry| entry.bold).unwrap_or(false)
    }

    pub(super) fn is_hidden(&self, id: &str) -> bool {
        self.first(id, |entry| entry.hidden).unwrap_or(false)
    }

    /// What the style, or the nearest one it is based on, says.
    fn first<T>(&self, id: &str, said: impl Fn(&Entry) -> Option<T>) -> Option<T> {
        let start = self.0.get(id);
        let bases = std::iter::successors(start, |entry| self.0.get(entry.based_on.as_ref()?));
        bases.take(MAX_BASES).find_map(said)
    }
}

impl Entry {
    fn tell(&mut self, element: &Element<'_>) {
        let value = || element.attribute("val").unwrap_or_default();
        match element.name() {
            "name" => self.role = role(&value()).or(self.role),
            "basedOn" => self.based_on = Some(value()),
            "outlineLvl" => self.role = outline_level(element).or(self.role),
            "numId" => self.list = Some(value()),
            "ilvl" => self.level = element.number("val").map(|level| level as u8),
            "b" => self.bold = Some(element.is_on()),
            "vanish" => self.hidden = Some(element.is_on()),
            _ => {}
        }
    }
}

/// What a style's name says: Word stores the names of its own styles in English, WPS and others as they are shown.
fn role(name: &str) -> Option<Style> {
    let name = name.trim().to_lowercase();
    if matches!(name.as_str(), "title" | "标题") {
        return Some(Style::Title);
    }
    let level = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?.trim();
    level.parse().ok().filter(|level| (1..=9).contains(level)).map(Style::Heading)
}

/// The heading that an outline level makes of a paragraph; 9 is that of body text.
pub(super) fn outline_level(element: &Element<'_>) -> Option<Style> {
    let level = element.number("val")?;
    Some(if level < 9 { Style::Heading(level as u8 + 1) } else { Style::Plain })
}
