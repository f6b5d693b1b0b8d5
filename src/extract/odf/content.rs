//! The text of a part.

use std::collections::{HashMap, HashSet};

use super::forms::Forms;
use super::styles::Styles;
use crate::extract::containers::xml::{Element, Node};
use crate::extract::document::{Blocks, Style};
use crate::extract::drawings::Objects;
use crate::extract::fields::Fields;
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
    forms: Forms,
    fields: Fields,
    /// Changes that were deletions, and the one that is being read of.
    deletions: HashSet<String>,
    change: String,
    /// Within text that was deleted and still stands in its place.
    in_deletion: bool,
    /// A paragraph whose end was deleted: it goes on in the next.
    unended: Option<(usize, Paragraph)>,
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
            forms: Forms::default(),
            fields: Fields::default(),
            deletions: HashSet::new(),
            change: String::new(),
            in_deletion: false,
            unended: None,
        }
    }

    /// Lets it show objects.
    pub(super) fn with_objects(mut self, objects: &'a Objects) -> Self {
        self.objects = Some(objects);
        self
    }

    /// Ends what a broken part left open; what of the part was not read.
    pub(super) fn finish(mut self) -> Unread {
        self.in_deletion = false;
        while !self.paragraphs.is_empty() {
            self.close_paragraph();
        }
        self.end_text();
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
                    self.passed_over(&element);
                } else if self.inside > 0 {
                    // svg:title names a drawing, text:title is a field.
                    let is_name = element.name() == "title" && element.prefix() == Some("svg");
                    let is_prompt = element.attribute("showing-place-holder").as_deref() == Some("true");
                    if is_name
                        || is_prompt
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
            "change-start" => {
                self.in_deletion |= self.deletions.contains(&element.attribute("change-id").unwrap_or_default())
            }
            "change-end" => self.in_deletion = false,
            "table" => self.end_text(),
            "control" => {
                let shown = element.attribute("control").and_then(|id| self.forms.shown(&id).map(str::to_owned));
                self.text(&shown.unwrap_or_default());
            }
            // vnd.oasis.opendocument.field.FORMDROPDOWN: fields of Word's.
            "fieldmark" | "fieldmark-start" => {
                self.fields.begin();
                let kind = element.attribute("type").unwrap_or_default();
                let kind = kind.rsplit('.').next().filter(|kind| *kind != "UNHANDLED");
                self.fields.takes(kind.unwrap_or_default());
            }
            "param" => self.param(element),
            "fieldmark-end" => self.end_field(),
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
            // What follows is its result.
            "fieldmark-start" => self.fields.separate(),
            "fieldmark" => self.end_field(),
            "table-cell" | "text-box" | "note-body" | "text" => self.end_text(),
            _ => {}
        }
    }

    /// What is read of what is passed over: controls of forms, and which changes are deletions.
    fn passed_over(&mut self, element: &Element<'_>) {
        match element.name() {
            "changed-region" => self.change = element.attribute("id").unwrap_or_default(),
            "deletion" => drop(self.deletions.insert(self.change.clone())),
            _ if element.prefix() == Some("form") => self.forms.tell(element),
            _ => {}
        }
    }

    /// A parameter of a field.
    fn param(&mut self, element: &Element<'_>) {
        let value = element.attribute("value").unwrap_or_default();
        let name = element.attribute("name").unwrap_or_default();
        if name.ends_with("field.code") {
            self.fields.takes(&value);
        }
        let Some(form) = self.fields.form() else { return };
        match name.as_str() {
            "Dropdown_ListEntry" => form.entries.push(value),
            "Dropdown_Selected" => form.chosen = value.parse().ok(),
            "Checkbox_Checked" => form.chosen = Some((value == "true").into()),
            _ => {}
        }
    }

    fn end_field(&mut self) {
        if let Some(shown) = self.fields.end() {
            self.text(&shown);
        }
    }

    fn open_paragraph(&mut self, style: String, heading: Option<u8>) {
        let outside = self.paragraphs.len();
        if let Some((_, paragraph)) = self.unended.take_if(|unended| unended.0 == outside) {
            self.lists.last_mut().into_iter().for_each(|list| list.is_new = false);
            self.paragraphs.push(paragraph);
            return;
        }
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
        if self.in_deletion || self.fields.takes(text) {
            return;
        }
        let mut styles = self.spans.iter().rev().chain([&paragraph.style]);
        if styles.clone().any(|style| self.styles.is_hidden(style)) {
            return;
        }
        let signs = styles.clone().find_map(|style| self.styles.font(style)).flatten().map(|font| font.text(text));
        let text = signs.as_deref().unwrap_or(text);
        let chars = text.chars().filter(|c| !c.is_whitespace()).count();
        paragraph.chars += chars;
        paragraph.bold_chars += if styles.any(|style| self.styles.is_bold(style)) { chars } else { 0 };
        paragraph.text += text;
    }

    fn close_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        if self.in_deletion {
            self.unended = Some((self.paragraphs.len(), paragraph));
        } else {
            self.add(paragraph);
        }
    }

    /// Ends a text: what waits for a next paragraph is one.
    fn end_text(&mut self) {
        if let Some((_, paragraph)) = self.unended.take() {
            self.add(paragraph);
        }
    }

    fn add(&mut self, paragraph: Paragraph) {
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
