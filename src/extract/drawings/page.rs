//! The shapes of a slide, of notes, of a layout, or those that lie over a table (ECMA-376 part 1, 19.3, 20.5 and 21.1).

use super::numbers::auto_number;
use super::parts::Drawn;
use super::shape::{BETWEEN, Frame, Role, Shape, in_reading_order};
use crate::extract::containers::records::MAX_DEPTH;
use crate::extract::containers::xml::{Element, Node};
use crate::extract::document::Style;
use crate::extract::numbering::Counts;
use crate::extract::unread::{Thing, Unread};

/// Collects the shapes of a part while it is walked through.
pub(in crate::extract) struct Page<'a> {
    /// Charts and diagrams that it refers to.
    drawn: &'a Drawn,
    /// Whether the layout's places hold prompts.
    is_behind: bool,
    shows_behind: bool,
    /// Open groups, the page itself first.
    groups: Vec<Group>,
    /// How many are open that are nested too deeply.
    deeper: usize,
    /// The open shape, and the name of its element.
    shape: Option<(String, Open)>,
    paragraph: Paragraph,
    unread: Unread,
    skipped: usize,
}

/// A group, or a shape, that is still open.
#[derive(Default)]
struct Group {
    shapes: Vec<Shape>,
    frame: Option<Frame>,
    is_hidden: bool,
}

#[derive(Default)]
struct Open {
    shape: Shape,
    is_placeholder: bool,
    /// Hidden, or the slide's number, or a picture of it.
    is_left_out: bool,
    counts: Counts,
    /// The texts of the open row, of a table.
    row: Option<Vec<String>>,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    chars: usize,
    bold_chars: usize,
    in_text: bool,
    in_field: bool,
    run_is_bold: bool,
    level: usize,
    /// How it is numbered, and from which number.
    number: Option<(String, u32)>,
}

impl<'a> Page<'a> {
    pub(in crate::extract) fn new(drawn: &'a Drawn, is_behind: bool) -> Self {
        Self {
            drawn,
            is_behind,
            shows_behind: true,
            groups: vec![Group::default()],
            deeper: 0,
            shape: None,
            paragraph: Paragraph::default(),
            unread: Unread::default(),
            skipped: 0,
        }
    }

    /// Closes what a broken part left open. Gives its shapes, what of it is not read, and whether it shows what is behind
    /// it.
    pub(in crate::extract) fn finish(mut self) -> (Vec<Shape>, Unread, bool) {
        self.close_paragraph();
        self.close_shape();
        while self.groups.len() > 1 {
            self.close_group();
        }
        let shapes = self.groups.pop().map(|page| page.shapes).unwrap_or_default();
        (shapes, self.unread, self.shows_behind)
    }

    pub(in crate::extract) fn tell(&mut self, node: Node<'_>) {
        match node {
            // The second form of what stands there already.
            Node::Start(_) if self.skipped > 0 => self.skipped += 1,
            Node::Start(element) if element.name() == "Fallback" => self.skipped = 1,
            Node::End(_) if self.skipped > 0 => self.skipped -= 1,
            _ if self.skipped > 0 => {}
            Node::Start(element) => self.start(&element),
            Node::Text(text) => self.paragraph.take(&text),
            Node::End(name) => self.end(&name),
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        match element.name() {
            "sld" | "sldLayout" => {
                self.shows_behind = !matches!(element.attribute("showMasterSp").as_deref(), Some("0" | "false"));
            }
            // What is in groups nested too deeply stands beside them.
            "grpSp" if self.groups.len() > MAX_DEPTH => self.deeper += 1,
            "grpSp" => self.groups.push(Group::default()),
            // A picture in a frame is what an object last looked like.
            name @ ("sp" | "graphicFrame" | "cxnSp" | "pic") if self.shape.is_none() => {
                self.shape = Some((name.to_owned(), Open::default()));
            }
            "cNvPr" if matches!(element.attribute("hidden").as_deref(), Some("1" | "true")) => match &mut self.shape {
                Some((_, open)) => open.is_left_out = true,
                None => self.groups.last_mut().into_iter().for_each(|group| group.is_hidden = true),
            },
            "off" => {
                let at = |name| element.attribute(name).and_then(|value| value.trim().parse::<i64>().ok());
                if let (Some(left), Some(top), Some(frame)) = (at("x"), at("y"), self.frame()) {
                    *frame = Some(Frame { left, top, bottom: top });
                }
            }
            "ext" => {
                let height = element.attribute("cy").and_then(|value| value.trim().parse::<i64>().ok());
                if let (Some(height), Some(Some(frame))) = (height, self.frame()) {
                    frame.bottom = frame.top.saturating_add(height);
                }
            }
            "chart" => self.draw(Thing::Chart, element.prefixed("id")),
            "relIds" => self.draw(Thing::Diagram, element.prefixed("dm")),
            "oleObj" => {
                let thing = Thing::of_program(&element.attribute("progId").unwrap_or_default());
                self.draw(thing, element.prefixed("id"));
            }
            "control" => self.unread.add(Thing::FormField, 1),
            name => match &mut self.shape {
                Some((_, open)) if name == "ph" => open.take_place_of(&element.attribute("type").unwrap_or_default()),
                Some((_, open)) if name == "tr" => open.row = Some(Vec::new()),
                _ => self.paragraph.start(name, element),
            },
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.paragraph.in_text = false,
            "fld" => self.paragraph.in_field = false,
            "p" => self.close_paragraph(),
            "tr" => {
                if let Some((_, open)) = &mut self.shape
                    && let Some(row) = open.row.take().filter(|row| !row.is_empty())
                {
                    open.shape.lines.push((row.join(BETWEEN), Style::Plain));
                }
            }
            "grpSp" if self.deeper > 0 => self.deeper -= 1,
            "grpSp" if self.groups.len() > 1 => self.close_group(),
            name if self.shape.as_ref().is_some_and(|(open, _)| open == name) => self.close_shape(),
            _ => {}
        }
    }

    /// The place of what is open.
    fn frame(&mut self) -> Option<&mut Option<Frame>> {
        match &mut self.shape {
            Some((_, open)) => Some(&mut open.shape.frame),
            None => self.groups.last_mut().map(|group| &mut group.frame),
        }
    }

    /// Puts a chart, a diagram or an object into its frame.
    fn draw(&mut self, thing: Thing, id: Option<String>) {
        let lines = id.and_then(|id| self.drawn.get(&id)).map(Vec::as_slice).unwrap_or_default();
        match &mut self.shape {
            Some((_, open)) if !lines.is_empty() => {
                open.shape.lines.extend(lines.iter().map(|line| (line.clone(), Style::Plain)));
            }
            _ => self.unread.add(thing, 1),
        }
    }

    fn close_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let Some((_, open)) = &mut self.shape else { return };
        if paragraph.chars == 0 {
            return;
        }
        let number = match paragraph.number {
            Some((kind, start)) => auto_number(&kind, open.counts.next(paragraph.level, start)),
            None => String::new(),
        };
        let text = format!("{number}{}", paragraph.text.trim());
        match &mut open.row {
            Some(row) => row.push(text),
            None => {
                let style = open.shape.role.style(paragraph.bold_chars == paragraph.chars);
                open.shape.lines.push((text, style));
            }
        }
    }

    fn close_shape(&mut self) {
        let Some((_, open)) = self.shape.take() else { return };
        let is_prompt = self.is_behind && open.is_placeholder;
        if !open.is_left_out && !is_prompt {
            self.put(open.shape);
        }
    }

    fn close_group(&mut self) {
        let Some(Group { shapes, frame, is_hidden: false }) = self.groups.pop() else { return };
        let lines = in_reading_order(shapes);
        self.put(Shape { role: Role::Text, frame, lines });
    }

    /// Puts a shape into what it stands in.
    fn put(&mut self, shape: Shape) {
        if let Some(group) = self.groups.last_mut() {
            group.shapes.push(shape);
        }
    }
}

impl Open {
    /// What its place on the slide makes of its text.
    fn take_place_of(&mut self, kind: &str) {
        self.is_placeholder = true;
        self.is_left_out |= matches!(kind, "sldNum" | "sldImg");
        self.shape.role = match kind {
            "title" | "ctrTitle" => Role::Title,
            "ftr" | "dt" | "hdr" => Role::Margin,
            _ => Role::Text,
        };
    }
}

impl Paragraph {
    fn start(&mut self, name: &str, element: &Element<'_>) {
        match name {
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

    fn take(&mut self, text: &str) {
        if self.in_text && !self.in_field {
            let chars = text.chars().filter(|c| !c.is_whitespace()).count();
            self.chars += chars;
            self.bold_chars += if self.run_is_bold { chars } else { 0 };
            self.text += text;
        }
    }
}
