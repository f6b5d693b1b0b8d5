//! What objects refer to: fonts, and units of drawing that are used more than once.

use std::collections::{HashMap, HashSet};

use super::drawing::{Canvas, Drawing};
use super::parts::{Part, Parts, nodes};
use crate::extract::containers::xml::Node;
use crate::extract::limits::MAX_GLYPHS;

/// What fonts of signs are called: their characters are no letters.
const SIGNS: [&str; 2] = ["wingdings", "webdings"];

/// The fonts and units of a document.
#[derive(Debug, Default)]
pub(super) struct Resources {
    fonts: HashMap<u32, Font>,
    units: HashMap<u32, Drawing>,
    /// Characters of all units.
    characters: usize,
    read: HashSet<usize>,
}

/// What matters of a font.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Font {
    pub(super) is_bold: bool,
    /// Whether its characters are signs.
    pub(super) is_signs: bool,
}

impl Resources {
    pub(super) fn font(&self, number: u32) -> Font {
        self.fonts.get(&number).copied().unwrap_or_default()
    }

    pub(super) fn unit(&self, number: u32) -> Option<&Drawing> {
        self.units.get(&number)
    }

    pub(super) fn characters(&self) -> usize {
        self.characters
    }

    fn add_unit(&mut self, number: u32, canvas: Canvas) {
        let unit = canvas.finish();
        self.characters += unit.characters;
        let is_over = self.characters > MAX_GLYPHS;
        self.units.insert(number, if is_over { Drawing { is_over, ..Drawing::default() } } else { unit });
    }

    /// Adds those that a file describes. One that can't be read gives none: who misses a unit says so.
    pub(super) fn add(&mut self, parts: &mut Parts<'_, '_>, part: &Part) {
        if !self.read.insert(part.number) {
            return;
        }
        let Ok(bytes) = parts.read(part) else { return };
        let mut open: Option<(u32, Canvas)> = None;
        let _ = nodes(&bytes, |node| match &node {
            Node::Start(element) if element.name() == "CompositeGraphicUnit" => {
                open = element.number("ID").map(|number| (number, Canvas::default()));
            }
            Node::End(name) if name == "CompositeGraphicUnit" => {
                open.take().into_iter().for_each(|(number, canvas)| self.add_unit(number, canvas));
            }
            Node::Start(element) if open.is_none() && element.name() == "Font" => {
                let name = |key| element.attribute(key).unwrap_or_default().to_lowercase();
                let names = [name("FontName"), name("FamilyName")];
                let holds = |part: &str| names.iter().any(|name| name.contains(part));
                let is_bold = element.attribute("Bold").is_some_and(|said| said == "true") || holds("bold");
                let font = Font { is_bold, is_signs: SIGNS.iter().any(|name| holds(name)) };
                self.fonts.extend(element.number("ID").map(|number| (number, font)));
            }
            _ => {
                if let Some((_, canvas)) = &mut open {
                    canvas.tell(node);
                }
            }
        });
        // Of a file that breaks off in it, what there is.
        open.into_iter().for_each(|(number, canvas)| self.add_unit(number, canvas));
    }
}
