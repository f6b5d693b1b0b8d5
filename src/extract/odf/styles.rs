//! What styles say of paragraphs, and how lists are numbered.

use std::collections::HashMap;

use crate::extract::containers::xml::{self, Element, Node};
use crate::extract::numbering::{Counts, NumberFormat, label};
use crate::extract::symbols::SymbolFont;

/// Styles are based on each other to no such depth; a circle is cut there.
const MAX_BASES: usize = 20;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    paragraphs: HashMap<String, Paragraph>,
    lists: HashMap<String, Vec<Level>>,
    /// Fonts of signs, by the names that styles call them.
    faces: HashMap<String, SymbolFont>,
    /// How headings are numbered that are in no list.
    outline: Vec<Level>,
}

#[derive(Debug, Default)]
struct Paragraph {
    parent: Option<String>,
    name: String,
    bold: Option<bool>,
    hidden: Option<bool>,
    /// Its font, if it is one of signs; none within if it is one of text.
    font: Option<Option<SymbolFont>>,
}

#[derive(Clone, Debug)]
struct Level {
    format: NumberFormat,
    prefix: String,
    suffix: String,
    start: u32,
    /// How many levels are written: 1.2.3 has three.
    shown: usize,
}

impl Default for Level {
    fn default() -> Self {
        Self { format: NumberFormat::Bullet, prefix: String::new(), suffix: String::new(), start: 1, shown: 1 }
    }
}

impl Styles {
    /// Adds the styles of a part.
    pub(super) fn read(&mut self, bytes: &[u8]) {
        let mut open = String::new();
        let mut list: Option<String> = None;
        // Styles that can't be read leave paragraphs plain.
        let _ = xml::walk(bytes, |node| match node {
            Node::Start(element) => {
                let named = |name| element.attribute(name).unwrap_or_default();
                match element.name() {
                    "style" => {
                        open = named("name");
                        // Heading_20_1 is the name Heading 1; a name for people stands in display-name.
                        let name = element.attribute("display-name").unwrap_or_else(|| open.replace("_20_", " "));
                        let parent = element.attribute("parent-style-name");
                        self.paragraphs.insert(open.clone(), Paragraph { parent, name, ..Paragraph::default() });
                    }
                    "text-properties" => {
                        if let Some(style) = self.paragraphs.get_mut(&open) {
                            style.bold = element.attribute("font-weight").map(|weight| weight == "bold").or(style.bold);
                            let font = element.attribute("font-name").or_else(|| element.attribute("font-family"));
                            let font =
                                font.map(|font| self.faces.get(&font).copied().or_else(|| SymbolFont::of(&font)));
                            style.font = font.or(style.font);
                            style.hidden =
                                element.attribute("display").map(|display| display == "none").or(style.hidden);
                        }
                    }
                    "font-face" => {
                        let family = named("font-family");
                        let font = SymbolFont::of(family.trim_matches(['\'', '"']));
                        self.faces.extend(font.map(|font| (named("name"), font)));
                    }
                    "list-style" => list = Some(named("name")),
                    "list-level-style-number" => {
                        let levels = list.as_ref().map(|name| self.lists.entry(name.clone()).or_default());
                        levels.into_iter().for_each(|levels| add(levels, &element));
                    }
                    "outline-level-style" => add(&mut self.outline, &element),
                    _ => {}
                }
            }
            Node::End(name) if name == "style" => open.clear(),
            Node::End(name) if name == "list-style" => list = None,
            _ => {}
        });
    }

    /// What its style, or the nearest one it is based on, makes of a paragraph.
    pub(super) fn is_title(&self, style: &str) -> bool {
        self.bases(style).any(|style| matches!(style.name.to_lowercase().as_str(), "title" | "标题"))
    }

    pub(super) fn is_bold(&self, style: &str) -> bool {
        self.bases(style).find_map(|style| style.bold).unwrap_or(false)
    }

    pub(super) fn is_hidden(&self, style: &str) -> bool {
        self.bases(style).find_map(|style| style.hidden).unwrap_or(false)
    }

    /// The font of signs that a style sets text in; nothing where it says nothing of fonts.
    pub(super) fn font(&self, style: &str) -> Option<Option<SymbolFont>> {
        self.bases(style).find_map(|style| style.font)
    }

    /// The number of the next item on a level, from 0, of a list of a style; nothing for bullets.
    pub(super) fn number(&self, list: &str, counts: &mut Counts, level: usize) -> String {
        self.lists.get(list).map(|levels| written(levels, counts, level)).unwrap_or_default()
    }

    /// The number of the next heading on a level, from 0.
    pub(super) fn outline_number(&self, counts: &mut Counts, level: usize) -> String {
        written(&self.outline, counts, level)
    }

    fn bases(&self, style: &str) -> impl Iterator<Item = &Paragraph> {
        let start = self.paragraphs.get(style);
        std::iter::successors(start, |style| self.paragraphs.get(style.parent.as_ref()?)).take(MAX_BASES)
    }
}

fn add(levels: &mut Vec<Level>, element: &Element<'_>) {
    let named = |name| element.attribute(name).unwrap_or_default();
    let at = (element.number("level").unwrap_or(1) as usize).clamp(1, Counts::LEVELS) - 1;
    levels.resize(levels.len().max(at + 1), Level::default());
    levels[at] = Level {
        format: NumberFormat::of_sample(&named("num-format")),
        prefix: named("num-prefix"),
        suffix: named("num-suffix"),
        start: element.number("start-value").unwrap_or(1),
        shown: element.number("display-levels").unwrap_or(1) as usize,
    };
}

fn written(levels: &[Level], counts: &mut Counts, level: usize) -> String {
    let Some(own) = levels.get(level) else { return String::new() };
    counts.next(level, own.start);
    let first = (level + 1).saturating_sub(own.shown.max(1));
    let numbers: Vec<String> = (first..=level).map(|level| format!("%{}", level + 1)).collect();
    let pattern = format!("{}{}{}", own.prefix, numbers.join("."), own.suffix);
    if own.format == NumberFormat::Bullet {
        return String::new();
    }
    label(&pattern, |n| {
        let at = usize::from(n).saturating_sub(1);
        levels.get(at).map(|level| level.format.write(counts.get(at).unwrap_or(level.start))).unwrap_or_default()
    })
}
