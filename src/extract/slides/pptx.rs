//! PowerPoint presentations since 2007: slides in their order, titles as headings, notes after their slide.

use std::collections::HashMap;

use super::numbers::auto_number;
use crate::extract::containers::ooxml;
use crate::extract::containers::package::Package;
use crate::extract::containers::xml::{self, Element, Node};
use crate::extract::document::{Blocks, Document, Format, Place, Reading, Style};
use crate::extract::numbering::Counts;
use crate::extract::problem::Problem;
use crate::message;
use crate::messages::Message;

/// Reads a presentation whose main part lies at `main`.
pub(in crate::extract) fn read(package: &mut Package<'_>, main: &str) -> Result<Document, Problem> {
    let bytes = package.part(main)?.ok_or_else(|| Problem::damaged(message!("no-main-part")))?;
    let mut order = Vec::new();
    let whole = xml::walk(&bytes, |node| {
        if let Node::Start(element) = node
            && element.name() == "sldId"
        {
            order.extend(element.prefixed("id"));
        }
    });
    let mut gaps: Vec<Message> = whole.err().map(|problem| problem.reason).into_iter().collect();
    let targets: HashMap<String, String> =
        ooxml::relations(package, main)?.into_iter().map(|relation| (relation.id, relation.target)).collect();
    let mut blocks = Blocks::default();
    for (number, target) in (1..).zip(order.iter().filter_map(|id| targets.get(id))) {
        let notes = ooxml::relations(package, target).unwrap_or_default().into_iter();
        let notes = notes.filter(|r| matches!(r.kind.as_str(), "notesSlide" | "diagramData")).map(|r| r.target);
        for part in std::iter::once(target.clone()).chain(notes) {
            let read = package.part(&part).and_then(|bytes| {
                let mut slide = Slide::new(number, &mut blocks);
                xml::walk(&bytes.unwrap_or_default(), |node| slide.tell(node))
            });
            gaps.extend(read.err().map(|problem| message!("in-part", part = part, reason = problem.reason)));
        }
    }
    let reading = Reading { format: Format::Pptx, gaps, ..Reading::default() };
    Ok(Document { blocks: blocks.blocks, properties: ooxml::properties(package), reading, ..Document::default() })
}

/// Collects the text of a slide while it is walked through.
struct Slide<'a> {
    page: u32,
    blocks: &'a mut Blocks,
    /// What its place on the slide makes of a shape's text.
    role: Style,
    /// Whether the shape is the slide's number, or a picture of it.
    is_left_out: bool,
    text: String,
    chars: usize,
    bold_chars: usize,
    in_text: bool,
    in_field: bool,
    run_is_bold: bool,
    level: usize,
    /// How the paragraph is numbered, and from which number.
    number: Option<(String, u32)>,
    counts: Counts,
    skipped: usize,
}

impl<'a> Slide<'a> {
    fn new(page: u32, blocks: &'a mut Blocks) -> Self {
        Self {
            page,
            blocks,
            role: Style::Plain,
            is_left_out: false,
            text: String::new(),
            chars: 0,
            bold_chars: 0,
            in_text: false,
            in_field: false,
            run_is_bold: false,
            level: 0,
            number: None,
            counts: Counts::default(),
            skipped: 0,
        }
    }

    fn tell(&mut self, node: Node<'_>) {
        match node {
            // The second form of what stands there already.
            Node::Start(_) if self.skipped > 0 => self.skipped += 1,
            Node::Start(element) if element.name() == "Fallback" => self.skipped = 1,
            Node::End(_) if self.skipped > 0 => self.skipped -= 1,
            _ if self.skipped > 0 => {}
            Node::Start(element) => self.start(&element),
            Node::Text(text) if self.in_text && !self.in_field => {
                let chars = text.chars().filter(|c| !c.is_whitespace()).count();
                self.chars += chars;
                self.bold_chars += if self.run_is_bold { chars } else { 0 };
                self.text += &text;
            }
            Node::Text(_) => {}
            Node::End(name) => match name.as_str() {
                "t" => self.in_text = false,
                "fld" => self.in_field = false,
                "sp" => (self.role, self.is_left_out, self.counts) = (Style::Plain, false, Counts::default()),
                "p" => self.close_paragraph(),
                _ => {}
            },
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        match element.name() {
            "ph" => {
                let kind = element.attribute("type").unwrap_or_default();
                self.is_left_out = matches!(kind.as_str(), "sldNum" | "sldImg");
                self.role = match kind.as_str() {
                    "title" | "ctrTitle" => Style::Heading(1),
                    "ftr" | "dt" | "hdr" => Style::Boilerplate,
                    _ => Style::Plain,
                };
            }
            "t" => self.in_text = true,
            // The slide's number; a date is text.
            "fld" => self.in_field = element.attribute("type").is_some_and(|kind| kind == "slidenum"),
            "br" => self.text.push('\n'),
            "rPr" => self.run_is_bold = element.attribute("b").is_some_and(|b| b == "1" || b == "true"),
            "pPr" => self.level = element.number("lvl").unwrap_or(0) as usize,
            "buAutoNum" => {
                let start = element.number("startAt").unwrap_or(1);
                self.number = element.attribute("type").map(|kind| (kind, start));
            }
            _ => {}
        }
    }

    fn close_paragraph(&mut self) {
        let is_bold = self.chars > 0 && self.bold_chars == self.chars;
        let role = if self.role == Style::Plain && is_bold { Style::Bold } else { self.role };
        let number = match self.number.take() {
            Some((kind, start)) if self.chars > 0 => auto_number(&kind, self.counts.next(self.level, start)),
            _ => String::new(),
        };
        if !self.is_left_out {
            self.blocks.push(&format!("{number}{}", self.text.trim()), role, Place::Page(self.page));
        }
        self.text.clear();
        (self.chars, self.bold_chars, self.level, self.run_is_bold) = (0, 0, 0, false);
    }
}
