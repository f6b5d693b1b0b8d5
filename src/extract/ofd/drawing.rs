//! What is drawn in one place: in a page, a template, a unit of drawing, an annotation.

use super::geometry::{Boundary, Matrix, Vector};
use super::path;
use super::text::{Character, Ligature, TextCode, TextObject};
use crate::extract::containers::xml::{Element, Node};
use crate::extract::limits::{MAX_PAGE_GLYPHS, MAX_PAGE_RULES};

/// What is drawn, in the coordinates of what it is drawn on.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    /// Pieces of text, each of which is placed as a whole.
    pub(super) texts: Vec<Vec<Character>>,
    /// How many characters these have.
    pub(super) characters: usize,
    /// Straight lines, from point to point.
    pub(super) lines: Vec<[Vector; 2]>,
    /// Where pictures are, by the areas that they take.
    pub(super) pictures: f64,
    /// How many curves are drawn.
    pub(super) curves: usize,
    /// Units of drawing that it holds, and how they are placed.
    pub(super) units: Vec<(u32, Matrix)>,
    /// Whether more characters are drawn than are read.
    pub(super) is_over: bool,
}

/// Draws what it is told of.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    drawing: Drawing,
    text: Option<TextObject>,
    code: Option<TextCode>,
    /// A path object that is open, and its data.
    path: Option<(Matrix, String)>,
    /// So deep in what is not drawn.
    skipped: usize,
}

impl Canvas {
    pub(super) fn tell(&mut self, node: Node<'_>) {
        match node {
            Node::Start(_) if self.skipped > 0 => self.skipped += 1,
            Node::End(_) if self.skipped > 0 => self.skipped -= 1,
            Node::Text(_) if self.skipped > 0 => {}
            Node::Start(element) => self.start(&element),
            Node::Text(text) => {
                let open = self.code.as_mut().map(|code| &mut code.text);
                if let Some(open) = open.or(self.path.as_mut().map(|path| &mut path.1)) {
                    *open += &text;
                }
            }
            Node::End(name) => self.end(&name),
        }
    }

    pub(super) fn finish(self) -> Drawing {
        self.drawing
    }

    fn start(&mut self, element: &Element<'_>) {
        let name = element.name();
        let is_object = matches!(name, "TextObject" | "PathObject" | "ImageObject" | "CompositeObject");
        if is_object && element.attribute("Visible").is_some_and(|said| said == "false") {
            self.skipped = 1;
            return;
        }
        let boundary = || element.attribute("Boundary").and_then(|said| Boundary::of(&said));
        let place = || Matrix::of_object(element.attribute("CTM").as_deref(), boundary());
        match name {
            "TextObject" => self.text = Some(TextObject::of(element, place())),
            "TextCode" if self.text.is_some() => self.code = Some(TextCode::of(element)),
            "CGTransform" => {
                if let Some(text) = &mut self.text {
                    text.ligatures.extend(Ligature::of(element));
                }
            }
            "PathObject" if is_painted(element) => self.path = Some((place(), String::new())),
            "ImageObject" => {
                self.drawing.pictures += boundary().map_or(0.0, |area| area.width.abs() * area.height.abs());
                self.skipped = 1;
            }
            "CompositeObject" => {
                self.drawing.units.extend(element.number("ResourceID").map(|unit| (unit, place())));
                self.skipped = 1;
            }
            "FillColor" | "StrokeColor" | "Clips" | "Actions" | "Border" => {
                if let Some(text) = &mut self.text
                    && name == "FillColor"
                {
                    text.faint |= element.number("Alpha") == Some(0);
                }
                self.skipped = 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "TextCode" => {
                if let (Some(text), Some(code)) = (&mut self.text, self.code.take()) {
                    let room = MAX_PAGE_GLYPHS.saturating_sub(self.drawing.characters);
                    self.drawing.is_over |= code.text.len() > room;
                    if !self.drawing.is_over {
                        let characters = text.characters(&code);
                        self.drawing.characters += characters.len();
                        self.drawing.texts.push(characters);
                    }
                }
            }
            "TextObject" => self.text = None,
            "PathObject" => {
                let Some((place, data)) = self.path.take() else { return };
                let outline = path::outline(&data, MAX_PAGE_RULES.saturating_sub(self.drawing.lines.len()));
                self.drawing.curves += outline.curves;
                self.drawing.lines.extend(outline.lines.iter().map(|line| line.map(|point| place.point(point))));
            }
            _ => {}
        }
    }
}

/// Whether a path's line or area has a colour.
fn is_painted(element: &Element<'_>) -> bool {
    let is = |name: &str, default: bool| element.attribute(name).map_or(default, |said| said == "true");
    (is("Stroke", true) || is("Fill", false)) && element.number("Alpha") != Some(0)
}
