//! The text of a part: `document.xml`, notes, a header.

use std::collections::HashMap;

use super::lists::Lists;
use super::styles::{Styles, outline_level};
use crate::extract::containers::xml::{self, Element, Node};
use crate::extract::document::{Block, Blocks, Style};
use crate::extract::drawings::Drawn;
use crate::extract::unread::{Thing, Unread};

/// What is passed over with all it holds: what was deleted or moved away, the second form of what stands there already,
/// codes of fields, readings above characters, comments' marks.
const SKIPPED: [&str; 9] =
    ["del", "moveFrom", "Fallback", "instrText", "delText", "rt", "pPrChange", "rPrChange", "annotationRef"];

/// Footnotes and endnotes, by kind and identifier.
#[derive(Debug, Default)]
pub(super) struct Notes(HashMap<(&'static str, String), Vec<Block>>);

impl Notes {
    pub(super) fn read(&mut self, kind: &'static str, bytes: &[u8], styles: &Styles) {
        let element = if kind == "footnotes" { "footnote" } else { "endnote" };
        let (mut lists, none) = (Lists::default(), Self::default());
        let mut blocks = Blocks::default();
        let mut open: Option<String> = None;
        let mut body = Body::new(styles, &mut lists, &none, &mut blocks);
        let mut done: Vec<(String, usize)> = Vec::new();
        // Notes that can't be read are left out.
        let _ = xml::walk(bytes, |node| match node {
            Node::Start(start) if start.name() == element => {
                let is_note = start.attribute("type").is_none_or(|kind| kind == "normal");
                open = start.attribute("id").filter(|_| is_note);
            }
            Node::End(name) if name == element => done.extend(open.take().map(|id| (id, body.count()))),
            node if open.is_some() => body.tell(node),
            _ => {}
        });
        body.finish();
        let mut from = 0;
        for (id, to) in done {
            self.0.insert((element, id), blocks.blocks[from..to].to_vec());
            from = to;
        }
    }
}

/// Collects the text of a part while it is walked through.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    lists: &'a mut Lists,
    notes: &'a Notes,
    blocks: &'a mut Blocks,
    /// Depth within an element that is passed over.
    skipped: usize,
    /// Open paragraphs: those of a text box lie within the one it is anchored in.
    paragraphs: Vec<Paragraph>,
    /// Open fields: whether their code, which is not text, is over.
    fields: Vec<bool>,
    /// What is open of a paragraph's and a run's properties.
    in_run_properties: bool,
    in_paragraph_properties: bool,
    in_text: bool,
    run: Run,
    /// Charts and diagrams that the part refers to.
    drawn: Option<&'a Drawn>,
    /// Objects of other programs that are shown so far.
    objects: usize,
    unread: Unread,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    bold_chars: usize,
    chars: usize,
    style: Option<String>,
    role: Option<Style>,
    list: (Option<String>, Option<u8>),
    /// Whether it has text that is left out: deleted, hidden.
    had_text: bool,
    /// What follows it: text boxes and notes.
    after: Vec<(String, Style)>,
}

#[derive(Clone, Default)]
struct Run {
    bold: Option<bool>,
    hidden: Option<bool>,
    style: Option<String>,
}

impl<'a> Body<'a> {
    pub(super) fn new(styles: &'a Styles, lists: &'a mut Lists, notes: &'a Notes, blocks: &'a mut Blocks) -> Self {
        Self {
            styles,
            lists,
            notes,
            blocks,
            skipped: 0,
            paragraphs: Vec::new(),
            fields: Vec::new(),
            in_run_properties: false,
            in_paragraph_properties: false,
            in_text: false,
            run: Run::default(),
            drawn: None,
            objects: 0,
            unread: Unread::default(),
        }
    }

    /// Lets it show charts and diagrams.
    pub(super) fn with_drawn(mut self, drawn: &'a Drawn) -> Self {
        self.drawn = Some(drawn);
        self
    }

    /// How many blocks there are so far.
    pub(super) fn count(&self) -> usize {
        self.blocks.blocks.len()
    }

    /// How many objects of other programs are shown so far.
    pub(super) fn objects(&self) -> usize {
        self.objects
    }

    /// Ends what a broken part left open; what of the part was not read.
    pub(super) fn finish(mut self) -> Unread {
        while !self.paragraphs.is_empty() {
            self.close_paragraph();
        }
        self.unread
    }

    pub(super) fn tell(&mut self, node: Node<'_>) {
        match node {
            Node::Start(_) if self.skipped > 0 => self.skipped += 1,
            Node::Start(element) if SKIPPED.contains(&element.name()) => {
                self.skipped = 1;
                if matches!(element.name(), "del" | "moveFrom") && !self.in_run_properties {
                    self.paragraphs.last_mut().into_iter().for_each(|paragraph| paragraph.had_text = true);
                }
            }
            Node::Start(element) => self.start(&element),
            Node::End(_) if self.skipped > 0 => self.skipped -= 1,
            Node::End(name) => self.end(&name),
            Node::Text(text) if self.in_text && self.skipped == 0 => self.text(&text),
            Node::Text(_) => {}
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        let value = || element.attribute("val");
        match element.name() {
            "p" => self.paragraphs.push(Paragraph::default()),
            "pPr" => self.in_paragraph_properties = true,
            "rPr" => self.in_run_properties = true,
            "r" => self.run = Run::default(),
            "t" => self.in_text = true,
            "tab" | "ptab" if !self.in_paragraph_properties => self.text("\t"),
            "br" | "cr" => self.text("\n"),
            "noBreakHyphen" => self.text("-"),
            // Drawn letters.
            "textpath" => {
                if let (Some(text), Some(paragraph)) = (element.attribute("string"), self.paragraphs.last_mut()) {
                    paragraph.after.push((text, Style::Plain));
                }
            }
            "chart" => self.draw(Thing::Chart, element.prefixed("id")),
            "relIds" => self.draw(Thing::Diagram, element.prefixed("dm")),
            "OLEObject" => {
                self.objects += 1;
                let thing = Thing::of_program(&element.attribute("ProgID").unwrap_or_default());
                self.draw(thing, element.prefixed("id"));
            }
            "control" => self.unread.add(Thing::FormField, 1),
            "sym" => {
                let code = element.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                // Symbol fonts lie in the private area: what they show is not text.
                let shown = code.and_then(char::from_u32).filter(|c| !('\u{E000}'..='\u{F8FF}').contains(c));
                shown.into_iter().for_each(|c| self.text(&c.to_string()));
            }
            "fldChar" => match element.attribute("fldCharType").as_deref() {
                Some("begin") => self.fields.push(false),
                Some("separate") => self.fields.last_mut().into_iter().for_each(|over| *over = true),
                Some("end") => drop(self.fields.pop()),
                _ => {}
            },
            kind @ ("footnoteReference" | "endnoteReference") => {
                let kind = if kind == "footnoteReference" { "footnote" } else { "endnote" };
                let note = element.attribute("id").and_then(|id| self.notes.0.get(&(kind, id)));
                if let (Some(note), Some(paragraph)) = (note, self.paragraphs.last_mut()) {
                    paragraph.after.extend(note.iter().map(|block| (block.text.clone(), Style::Plain)));
                }
            }
            "b" if self.in_run_properties => self.run.bold = Some(element.is_on()),
            "vanish" if self.in_run_properties => self.run.hidden = Some(element.is_on()),
            "rStyle" if self.in_run_properties => self.run.style = value(),
            _ if self.in_paragraph_properties => {
                let Some(paragraph) = self.paragraphs.last_mut() else { return };
                match element.name() {
                    "pStyle" => paragraph.style = value(),
                    "outlineLvl" => paragraph.role = outline_level(element),
                    "numId" | "ilfo" => paragraph.list.0 = value(),
                    "ilvl" => paragraph.list.1 = element.number("val").map(|level| level as u8),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// Puts a chart, a diagram or an object after the paragraph that it is anchored in.
    fn draw(&mut self, thing: Thing, id: Option<String>) {
        let lines = id.and_then(|id| self.drawn?.get(&id)).map(Vec::as_slice).unwrap_or_default();
        match self.paragraphs.last_mut() {
            Some(paragraph) if !lines.is_empty() => {
                paragraph.after.extend(lines.iter().map(|line| (line.clone(), Style::Plain)));
            }
            _ => self.unread.add(thing, 1),
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.close_paragraph(),
            "pPr" => {
                // The properties of the paragraph's mark are no run's.
                (self.in_paragraph_properties, self.run) = (false, Run::default());
            }
            "rPr" => self.in_run_properties = false,
            "t" => self.in_text = false,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let styles = [&self.run.style, &paragraph.style];
        let of_styles =
            |is: fn(&Styles, &str) -> bool| styles.iter().filter_map(|id| id.as_deref()).any(|id| is(self.styles, id));
        let is_hidden = self.run.hidden.unwrap_or_else(|| of_styles(Styles::is_hidden));
        if is_hidden || self.fields.contains(&false) {
            paragraph.had_text |= is_hidden;
            return;
        }
        let chars = text.chars().filter(|c| !c.is_whitespace()).count();
        if self.run.bold.unwrap_or_else(|| of_styles(Styles::is_bold)) {
            paragraph.bold_chars += chars;
        }
        paragraph.chars += chars;
        paragraph.text += text;
    }

    fn close_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        let style = paragraph.style.as_deref().unwrap_or_default();
        let role = paragraph.role.or_else(|| self.styles.role(style)).unwrap_or_default();
        let (list, level) = paragraph.list;
        let list = list.or_else(|| self.styles.list(style));
        let level = level.or_else(|| self.styles.level(style)).unwrap_or(0);
        // A paragraph that was deleted, or is hidden, is not counted.
        let is_gone = paragraph.had_text && paragraph.text.trim().is_empty();
        let list = list.filter(|_| !is_gone);
        let number = list.map(|list| self.lists.next(&list, level)).unwrap_or_default();
        let role = match role {
            Style::Plain if paragraph.chars > 0 && paragraph.bold_chars == paragraph.chars => Style::Bold,
            role => role,
        };
        let text = paragraph.text.trim_start();
        let text = if text.is_empty() { String::new() } else { format!("{number}{text}") };
        match self.paragraphs.last_mut() {
            // Within a text box: it follows the paragraph that it is anchored in.
            Some(outer) => {
                outer.after.push((text, role));
                outer.after.extend(paragraph.after);
            }
            None => {
                self.blocks.paragraph(&text, role);
                paragraph.after.iter().for_each(|(text, style)| self.blocks.paragraph(text, *style));
            }
        }
    }
}
