//! The text of a part: `document.xml`, notes, a header.

use super::lists::Lists;
use super::notes::Notes;
use super::styles::{Styles, outline_level};
use crate::extract::containers::xml::{Element, Node};
use crate::extract::document::{Blocks, Style};
use crate::extract::drawings::Drawn;
use crate::extract::fields::Fields;
use crate::extract::symbols::SymbolFont;
use crate::extract::unread::{Thing, Unread};

/// What is passed over with all it holds: the second form of what stands there already, deleted codes of fields, readings
/// above characters, comments' marks.
const SKIPPED: [&str; 8] =
    ["Fallback", "delText", "delInstrText", "rt", "pPrChange", "rPrChange", "sectPrChange", "annotationRef"];
/// What ends a text, so that a paragraph whose mark was deleted has none to go on in.
const ENDS: [&str; 4] = ["tc", "tbl", "txbxContent", "body"];

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
    /// What stood before a paragraph mark that was deleted: it goes on in the next paragraph.
    carried: Option<Carried>,
    fields: Fields,
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
    control: Control,
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
    /// Whether its mark was deleted or moved away: it goes on in the next.
    mark_deleted: bool,
    /// What follows it: text boxes and notes.
    after: Vec<(String, Style)>,
}

/// A paragraph without its mark, and how many are open around it.
struct Carried {
    paragraph: Paragraph,
    outside: usize,
}

/// Content controls ([ISO/IEC 29500-1] 17.5.2).
#[derive(Default)]
struct Control {
    in_properties: bool,
    /// Whether the one whose properties were read last holds no more than the words that ask for text.
    is_prompt: bool,
}

#[derive(Clone, Default)]
struct Run {
    bold: Option<bool>,
    hidden: Option<bool>,
    style: Option<String>,
    signs: Option<SymbolFont>,
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
            carried: None,
            fields: Fields::default(),
            in_run_properties: false,
            in_paragraph_properties: false,
            in_text: false,
            run: Run::default(),
            drawn: None,
            objects: 0,
            unread: Unread::default(),
            control: Control::default(),
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
        self.end_text();
        self.unread
    }

    pub(super) fn tell(&mut self, node: Node<'_>) {
        match node {
            Node::Start(_) if self.skipped > 0 => self.skipped += 1,
            Node::Start(element) if is_deletion(&element) => {
                self.skipped = 1;
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    let is_mark = self.in_run_properties && self.in_paragraph_properties;
                    paragraph.mark_deleted |= is_mark;
                    paragraph.had_text |= !is_mark;
                }
            }
            Node::Start(element) if SKIPPED.contains(&element.name()) => self.skipped = 1,
            Node::Start(element) if element.name() == "sdtContent" && self.control.is_prompt => {
                (self.skipped, self.control.is_prompt) = (1, false);
            }
            Node::Start(element) => self.start(&element),
            Node::End(_) if self.skipped > 0 => self.skipped -= 1,
            Node::End(name) => self.end(&name),
            Node::Text(text) if self.in_text && self.skipped == 0 => match self.run.signs {
                Some(font) => self.text(&font.text(&text)),
                None => self.text(&text),
            },
            Node::Text(_) => {}
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        let value = || element.attribute("val");
        match element.name() {
            "p" => self.open_paragraph(),
            "tbl" => self.end_text(),
            "sdtPr" => self.control = Control { in_properties: true, is_prompt: false },
            "showingPlcHdr" => self.control.is_prompt = self.control.in_properties && element.is_on(),
            "pPr" => self.in_paragraph_properties = true,
            "rPr" => self.in_run_properties = true,
            "r" => self.run = Run::default(),
            "t" => self.in_text = true,
            "instrText" => self.in_text = self.fields.in_code(),
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
                let font = element.attribute("font").and_then(|font| SymbolFont::of(&font));
                let shown = code.and_then(char::from_u32).and_then(|c| match font {
                    Some(font) => font.shown(c),
                    // Fonts of signs lie in the private area: what they show is not text.
                    None => Some(c).filter(|c| !('\u{E000}'..='\u{F8FF}').contains(c)),
                });
                shown.into_iter().for_each(|c| self.text(&c.to_string()));
            }
            "fldChar" => match element.attribute("fldCharType").as_deref() {
                Some("begin") => self.fields.begin(),
                Some("separate") => self.fields.separate(),
                Some("end") => self.end_field(),
                _ => {}
            },
            "fldSimple" => {
                self.fields.begin();
                self.fields.takes(&element.attribute("instr").unwrap_or_default());
                self.fields.separate();
            }
            "listEntry" | "result" | "checked" | "default" => self.form(element),
            kind @ ("footnoteReference" | "endnoteReference") => {
                let kind = if kind == "footnoteReference" { "footnote" } else { "endnote" };
                let note = element.attribute("id").and_then(|id| self.notes.get(kind, id));
                if let (Some(note), Some(paragraph)) = (note, self.paragraphs.last_mut()) {
                    paragraph.after.extend(note.iter().map(|block| (block.text.clone(), Style::Plain)));
                }
            }
            "b" if self.in_run_properties => self.run.bold = Some(element.is_on()),
            "vanish" if self.in_run_properties => self.run.hidden = Some(element.is_on()),
            "rFonts" if self.in_run_properties => {
                self.run.signs = element.attribute("ascii").and_then(|font| SymbolFont::of(&font));
            }
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
            "t" | "instrText" => self.in_text = false,
            "fldSimple" => self.end_field(),
            "sdtPr" => self.control.in_properties = false,
            "sdt" => self.control.is_prompt = false,
            _ if ENDS.contains(&name) => self.end_text(),
            _ => {}
        }
    }

    fn end_field(&mut self) {
        if let Some(shown) = self.fields.end() {
            self.text(&shown);
        }
    }

    /// What is chosen in a field of a form ([ISO/IEC 29500-1] 17.16.17 `ffData`).
    fn form(&mut self, element: &Element<'_>) {
        let Some(form) = self.fields.form() else { return };
        // Of a box the value is whether it is ticked, and that by its mere presence.
        let number = || element.number("val").unwrap_or(element.is_on().into());
        match element.name() {
            "listEntry" => form.entries.extend(element.attribute("val")),
            "default" => form.default = Some(number()),
            _ => form.chosen = Some(number()),
        }
    }

    fn text(&mut self, text: &str) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        if self.fields.takes(text) {
            return;
        }
        let styles = [&self.run.style, &paragraph.style];
        let of_styles =
            |is: fn(&Styles, &str) -> bool| styles.iter().filter_map(|id| id.as_deref()).any(|id| is(self.styles, id));
        let is_hidden = self.run.hidden.unwrap_or_else(|| of_styles(Styles::is_hidden));
        if is_hidden {
            paragraph.had_text = true;
            return;
        }
        let chars = text.chars().filter(|c| !c.is_whitespace()).count();
        if self.run.bold.unwrap_or_else(|| of_styles(Styles::is_bold)) {
            paragraph.bold_chars += chars;
        }
        paragraph.chars += chars;
        paragraph.text += text;
    }

    fn open_paragraph(&mut self) {
        let outside = self.paragraphs.len();
        let carried = self.carried.take_if(|carried| carried.outside == outside);
        // What it is, its own mark says: of the one before only the text is left.
        let paragraph = carried.map(|Carried { paragraph: p, .. }| Paragraph {
            text: p.text,
            bold_chars: p.bold_chars,
            chars: p.chars,
            after: p.after,
            ..Paragraph::default()
        });
        self.paragraphs.push(paragraph.unwrap_or_default());
    }

    fn close_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        if std::mem::take(&mut paragraph.mark_deleted) {
            paragraph.had_text = true;
            self.carried = Some(Carried { paragraph, outside: self.paragraphs.len() });
        } else {
            self.add(paragraph);
        }
    }

    /// Ends a text: what waits for a next paragraph is one.
    pub(super) fn end_text(&mut self) {
        if let Some(Carried { paragraph, .. }) = self.carried.take() {
            self.add(paragraph);
        }
    }

    fn add(&mut self, paragraph: Paragraph) {
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

/// Whether an element holds what was deleted or moved away, or says that of a paragraph's mark; and in Word 2003's XML
/// whether it holds a comment or what a format was before.
fn is_deletion(element: &Element<'_>) -> bool {
    match element.name() {
        "del" | "moveFrom" => true,
        "annotation" => matches!(
            element.attribute("type").as_deref(),
            Some("Word.Deletion" | "Word.Formatting" | "Word.Comment" | "Word.Numbering")
        ),
        _ => false,
    }
}
