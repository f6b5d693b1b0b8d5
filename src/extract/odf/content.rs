//! The text of a part.

use std::collections::HashMap;

use super::styles::Styles;
use crate::extract::containers::xml::{Element, Node};
use crate::extract::document::{Blocks, Style};
use crate::extract::drawings::Objects;
use crate::extract::numbering::Counts;
use crate::extract::unread::{Thing, Unread};

/// What is passed over with all it holds: deleted text, comments, readings above characters, marks of notes, names of
/// pictures.
const SKIPPED: [&str; 7] =
    ["tracked-changes", "annotation", "ruby-text", "note-citation", "hidden-text", "desc", "forms"];

/// Collects the text of one element of a part while the part is walked through.
pub(super) struct Content<'a> {
    styles: &'a Styles,
    /// The element whose text is wanted.
    wanted: &'static str,
    blocks: &'a mut Blocks,
    /// Depth within the element, 0 outside.
    inside: usize,
    skipped: usize,
    /// Open paragraphs: those of notes and text boxes lie within the one they are anchored in.
    paragraphs: Vec<Paragraph>,
    /// Styles of the open spans.
    spans: Vec<String>,
    /// Open lists, the outermost first.
    lists: Vec<List>,
    counts: HashMap<String, Counts>,
    outline: Counts,
    /// Charts and other objects.
    objects: Option<&'a Objects>,
    unread: Unread,
}

/// An open list.
struct List {
    style: String,
    /// Whether its item's number is still to be written.
    is_new: bool,
    /// The number with which the item begins anew.
    start: Option<u32>,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    chars: usize,
    bold_chars: usize,
    style: String,
    /// Level of a heading, from 1.
    heading: Option<u8>,
    number: String,
    after: Vec<(String, Style)>,
}

impl<'a> Content<'a> {
    pub(super) fn new(styles: &'a Styles, wanted: &'static str, blocks: &'a mut Blocks) -> Self {
        Self {
            styles,
            wanted,
            blocks,
            inside: 0,
            skipped: 0,
            paragraphs: Vec::new(),
            spans: Vec::new(),
            lists: Vec::new(),
            counts: HashMap::new(),
            outline: Counts::default(),
            objects: None,
            unread: Unread::default(),
        }
    }

    /// Lets it show objects.
    pub(super) fn with_objects(mut self, objects: &'a Objects) -> Self {
        self.objects = Some(objects);
        self
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
            Node::Start(element) => {
                if self.inside > 0 || element.name() == self.wanted {
                    self.inside += 1;
                }
                if self.skipped > 0 {
                    self.skipped += 1;
                } else if self.inside > 0 {
                    // svg:title names a drawing, text:title is a field.
                    let is_name = element.name() == "title" && element.prefix() == Some("svg");
                    if is_name
                        || SKIPPED.contains(&element.name())
                        || element.attribute("display").as_deref() == Some("none")
                    {
                        self.skipped = 1;
                    } else {
                        self.start(&element);
                    }
                }
            }
            Node::End(name) => {
                self.inside = self.inside.saturating_sub(1);
                if self.skipped > 0 {
                    self.skipped -= 1;
                } else if self.inside > 0 {
                    self.end(&name);
                }
            }
            // Line ends and indents of the file are no text.
            Node::Text(text) if self.inside > 0 && self.skipped == 0 => {
                let is_space = text.chars().all(|c| c.is_ascii_whitespace()) && text.contains('\n');
                self.text(if is_space { "" } else { &text });
            }
            Node::Text(_) => {}
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        let style = || element.attribute("style-name").unwrap_or_default();
        match element.name() {
            "p" => self.open_paragraph(style(), None),
            "h" => {
                let level = element.number("outline-level").unwrap_or(1).clamp(1, 9) as u8;
                self.open_paragraph(style(), Some(level));
            }
            "span" => self.spans.push(style()),
            "s" => self.text(&" ".repeat(element.number("c").unwrap_or(1).min(100) as usize)),
            "tab" => self.text("\t"),
            "line-break" => self.text("\n"),
            "list" => {
                // A list within another has its style unless it states its own.
                let own = element.attribute("style-name");
                let style = own.or_else(|| self.lists.last().map(|list| list.style.clone())).unwrap_or_default();
                let goes_on = element.attribute("continue-numbering").as_deref() == Some("true")
                    || element.attribute("continue-list").is_some();
                if self.lists.is_empty() && !goes_on {
                    self.counts.remove(&style);
                }
                self.lists.push(List { style, is_new: false, start: None });
            }
            "object" => self.object(element.attribute("href")),
            "object-ole" | "plugin" | "applet" => self.unread.add(Thing::Embedded, 1),
            "list-item" => {
                if let Some(list) = self.lists.last_mut() {
                    list.is_new = true;
                    list.start = element.number("start-value");
                }
            }
            _ => {}
        }
    }

    /// Puts a chart after the paragraph that it is anchored in. One without a name is part of the part, as is its text.
    fn object(&mut self, name: Option<String>) {
        let Some(name) = name else { return };
        let known = self.objects.and_then(|objects| objects.get(name.trim_start_matches("./")));
        let (thing, lines) = known.map_or((Thing::Embedded, &[][..]), |(thing, lines)| (*thing, lines));
        match self.paragraphs.last_mut() {
            _ if lines.is_empty() => self.unread.add(thing, 1),
            Some(paragraph) => paragraph.after.extend(lines.iter().map(|line| (line.clone(), Style::Plain))),
            None => lines.iter().for_each(|line| self.blocks.paragraph(line, Style::Plain)),
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "h" => self.close_paragraph(),
            "span" => drop(self.spans.pop()),
            "list" => drop(self.lists.pop()),
            _ => {}
        }
    }

    fn open_paragraph(&mut self, style: String, heading: Option<u8>) {
        let level = self.lists.len();
        let number = match self.lists.last_mut() {
            Some(list) if list.is_new => {
                list.is_new = false;
                let counts = self.counts.entry(list.style.clone()).or_default();
                if let Some(start) = list.start {
                    counts.restart(level - 1, start);
                }
                self.styles.number(&list.style, counts, level - 1)
            }
            Some(_) => String::new(),
            None => heading.map_or_else(String::new, |level| {
                self.styles.outline_number(&mut self.outline, usize::from(level) - 1)
            }),
        };
        self.paragraphs.push(Paragraph { style, heading, number, ..Paragraph::default() });
    }

    fn text(&mut self, text: &str) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let mut styles = self.spans.iter().rev().chain([&paragraph.style]);
        if styles.clone().any(|style| self.styles.is_hidden(style)) {
            return;
        }
        let chars = text.chars().filter(|c| !c.is_whitespace()).count();
        paragraph.chars += chars;
        paragraph.bold_chars += if styles.any(|style| self.styles.is_bold(style)) { chars } else { 0 };
        paragraph.text += text;
    }

    fn close_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        let is_bold = paragraph.chars > 0 && paragraph.bold_chars == paragraph.chars;
        let style = match paragraph.heading {
            Some(level) => Style::Heading(level),
            None if self.styles.is_title(&paragraph.style) => Style::Title,
            None if is_bold => Style::Bold,
            None => Style::Plain,
        };
        let text = paragraph.text.trim_start();
        let text = if text.is_empty() { String::new() } else { format!("{}{text}", paragraph.number) };
        match self.paragraphs.last_mut() {
            Some(outer) => {
                outer.after.push((text, style));
                outer.after.extend(paragraph.after);
            }
            None => {
                self.blocks.paragraph(&text, style);
                paragraph.after.iter().for_each(|(text, style)| self.blocks.paragraph(text, *style));
            }
        }
    }
}
