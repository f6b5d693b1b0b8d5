//! What is drawn on a slide: shapes, groups and tables with their texts ([MS-PPT] 2.5, [MS-ODRAW] 2.2).

use std::collections::HashMap;

use super::records::{kind, tag_of_2000};
use super::text::{Text, texts};
use crate::extract::containers::bytes::Bytes;
use crate::extract::containers::records::{MAX_DEPTH, Record, records};
use crate::extract::document::Style;
use crate::extract::drawings::office_art::{kind as shapes, options};
use crate::extract::drawings::{BETWEEN, Frame, Role, Shape, in_reading_order};
use crate::extract::unread::{Thing, Unread};

/// Objects of other programs by their numbers: what each is, and its paragraphs.
pub(super) type Objects = HashMap<u32, (Thing, Vec<String>)>;

/// A drawing that is being read.
pub(super) struct Drawing<'a, 'o> {
    /// Texts that the outline has for the slide, and whether a shape shows each.
    pub(super) outline: &'o [Text<'a>],
    pub(super) is_shown: Vec<bool>,
    objects: &'o Objects,
    pub(super) unread: Unread,
    /// Whether the layout's places are left out: on a master they hold prompts.
    pub(super) without_placeholders: bool,
}

impl<'a, 'o> Drawing<'a, 'o> {
    pub(super) fn new(outline: &'o [Text<'a>], objects: &'o Objects) -> Self {
        let (is_shown, unread) = (vec![false; outline.len()], Unread::default());
        Self { outline, is_shown, objects, unread, without_placeholders: false }
    }

    /// The shapes of a slide, a master, notes.
    pub(super) fn shapes(&mut self, page: Record<'a>) -> Vec<Shape> {
        let drawing = page.child(kind::DRAWING).and_then(|drawing| drawing.child(shapes::SHAPES));
        let groups = drawing.into_iter().flat_map(Record::children).filter(|child| child.kind == shapes::GROUP);
        // All shapes are in one group, which stands first in itself.
        groups.flat_map(|all| self.members(all, 0)).collect()
    }

    fn members(&mut self, group: Record<'a>, depth: usize) -> Vec<Shape> {
        let mut shapes = Vec::new();
        for member in group.children().skip(1) {
            match member.kind {
                shapes::SHAPE => shapes.extend(self.shape(member)),
                shapes::GROUP if depth < MAX_DEPTH => shapes.extend(self.group(member, depth + 1)),
                _ => {}
            }
        }
        shapes
    }

    fn group(&mut self, group: Record<'a>, depth: usize) -> Option<Shape> {
        let own = group.child(shapes::SHAPE)?;
        let said = options(own);
        if said.is_hidden {
            return None;
        }
        let members = self.members(group, depth);
        let lines = if said.is_table { rows(members) } else { in_reading_order(members) };
        Some(Shape { role: Role::Text, frame: frame(own), lines })
    }

    fn shape(&mut self, shape: Record<'a>) -> Option<Shape> {
        /// Deleted, and kept only in the file.
        const DELETED: u32 = 0x8;
        let flags = shape.child(shapes::SHAPE_ATOM).and_then(|atom| atom.body.u32(4)).unwrap_or(0);
        let said = options(shape);
        if flags & DELETED != 0 || said.is_hidden {
            return None;
        }
        let data = shape.child(shapes::CLIENT_DATA);
        let data = |kind| data.and_then(|data| data.child(kind)).map(|record| record.body);
        let placeholder = data(kind::PLACEHOLDER).and_then(|placeholder| placeholder.u8(4)).unwrap_or(0);
        if placeholder > 0 && self.without_placeholders {
            return None;
        }
        let object = data(kind::OBJECT_REFERENCE).and_then(|reference| reference.u32(0));
        let object = object.and_then(|object| self.objects.get(&object));
        let numbers = shape.child(shapes::CLIENT_DATA).and_then(tag_of_2000).unwrap_or_default();
        let text = shape.child(shapes::TEXT_BOX).and_then(|text_box| self.text(text_box, numbers));
        let role = match placeholder {
            // The slide's number.
            8 => return None,
            7 | 9 | 10 => Role::Margin,
            13 | 15 | 17 => Role::Title,
            _ if text.as_ref().is_some_and(Text::is_title) => Role::Title,
            _ => Role::Text,
        };
        let mut lines = text.map(|text| text.lines(role)).unwrap_or_default();
        if lines.is_empty() {
            lines.extend(said.letters.lines().map(|line| (line.to_owned(), role.style(false))));
        }
        match object {
            Some((thing, drawn)) if drawn.is_empty() => self.unread.add(*thing, 1),
            Some((_, drawn)) => lines.extend(drawn.iter().map(|line| (line.clone(), Style::Plain))),
            None => {}
        }
        Some(Shape { role, frame: frame(shape), lines })
    }

    /// The text of a shape: its own, or one of the outline.
    fn text(&mut self, text_box: Record<'a>, numbers: Bytes<'a>) -> Option<Text<'a>> {
        let reference = text_box.child(kind::OUTLINE_TEXT_REFERENCE).and_then(|reference| reference.body.u32(0));
        if let Some(number) = reference.map(|number| number as usize)
            && let Some(text) = self.outline.get(number)
        {
            // One shape shows it: a broken file can't show it without end.
            return (!std::mem::replace(&mut self.is_shown[number], true)).then(|| text.clone());
        }
        let mut own = texts(text_box.children()).into_iter().next()?;
        let numbers = records(numbers).find(|record| record.kind == kind::TEXT_NUMBERS);
        own.numbers = numbers.map(|numbers| numbers.body).unwrap_or_default();
        Some(own)
    }
}

/// The rows of a table from its cells.
fn rows(mut cells: Vec<Shape>) -> Vec<(String, Style)> {
    let place = |cell: &Shape| cell.frame.map(|frame| (frame.top, frame.left));
    cells.retain(|cell| !cell.lines.is_empty());
    cells.sort_by_key(place);
    let rows = cells.chunk_by(|a, b| a.frame.map(|frame| frame.top) == b.frame.map(|frame| frame.top));
    let row = |cells: &[Shape]| {
        let texts = cells.iter().flat_map(|cell| &cell.lines).map(|(text, _)| text.as_str());
        (texts.collect::<Vec<_>>().join(BETWEEN), Style::Plain)
    };
    rows.map(row).collect()
}

/// Where a shape stands: on its slide, or in its group.
fn frame(shape: Record<'_>) -> Option<Frame> {
    let number = |bytes: Bytes<'_>, at: usize| bytes.u32(at).map(|number| i64::from(number as i32));
    let short = |bytes: Bytes<'_>, at: usize| bytes.u16(at).map(|number| i64::from(number as i16));
    if let Some(anchor) = shape.child(shapes::CHILD_ANCHOR) {
        let at = |at| number(anchor.body, at);
        return Some(Frame { left: at(0)?, top: at(4)?, bottom: at(12)? });
    }
    let anchor = shape.child(shapes::ANCHOR)?.body;
    match anchor.len() {
        16.. => Some(Frame { top: number(anchor, 0)?, left: number(anchor, 4)?, bottom: number(anchor, 12)? }),
        _ => Some(Frame { top: short(anchor, 0)?, left: short(anchor, 2)?, bottom: short(anchor, 6)? }),
    }
}
