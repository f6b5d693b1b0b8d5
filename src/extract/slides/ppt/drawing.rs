//! What is drawn on a slide: shapes, groups and tables with their texts ([MS-PPT] 2.5, [MS-ODRAW] 2.2).

use std::collections::HashMap;

use super::records::{MAX_DEPTH, Record, kind, records, tag_of_2000};
use super::text::{Text, texts};
use crate::extract::containers::bytes::Bytes;
use crate::extract::document::Style;
use crate::extract::slides::shape::{BETWEEN_CELLS, Frame, Role, Shape, in_reading_order};
use crate::extract::unread::{Thing, Unread};

/// A drawing that is being read.
pub(super) struct Drawing<'a, 'o> {
    /// Texts that the outline has for the slide, and whether a shape shows each.
    pub(super) outline: &'o [Text<'a>],
    pub(super) is_shown: Vec<bool>,
    /// What objects of other programs are, by their numbers.
    pub(super) objects: &'o HashMap<u32, Thing>,
    pub(super) unread: Unread,
    /// Whether the layout's places are left out: on a master they hold prompts.
    pub(super) without_placeholders: bool,
}

/// What the options of a shape say.
#[derive(Default)]
struct Options {
    is_hidden: bool,
    is_table: bool,
    /// Drawn letters.
    letters: String,
}

impl<'a, 'o> Drawing<'a, 'o> {
    pub(super) fn new(outline: &'o [Text<'a>], objects: &'o HashMap<u32, Thing>) -> Self {
        let (is_shown, unread) = (vec![false; outline.len()], Unread::default());
        Self { outline, is_shown, objects, unread, without_placeholders: false }
    }

    /// The shapes of a slide, a master, notes.
    pub(super) fn shapes(&mut self, page: Record<'a>) -> Vec<Shape> {
        let drawing = page.child(kind::DRAWING).and_then(|drawing| drawing.child(kind::SHAPES));
        let groups = drawing.into_iter().flat_map(Record::children).filter(|child| child.kind == kind::GROUP);
        // All shapes are in one group, which stands first in itself.
        groups.flat_map(|all| self.members(all, 0)).collect()
    }

    fn members(&mut self, group: Record<'a>, depth: usize) -> Vec<Shape> {
        let mut shapes = Vec::new();
        for member in group.children().skip(1) {
            match member.kind {
                kind::SHAPE => shapes.extend(self.shape(member)),
                kind::GROUP if depth < MAX_DEPTH => shapes.extend(self.group(member, depth + 1)),
                _ => {}
            }
        }
        shapes
    }

    fn group(&mut self, group: Record<'a>, depth: usize) -> Option<Shape> {
        let own = group.child(kind::SHAPE)?;
        let options = options(own);
        if options.is_hidden {
            return None;
        }
        let members = self.members(group, depth);
        let lines = if options.is_table { rows(members) } else { in_reading_order(members) };
        Some(Shape { role: Role::Text, frame: frame(own), lines })
    }

    fn shape(&mut self, shape: Record<'a>) -> Option<Shape> {
        /// Deleted, and kept only in the file.
        const DELETED: u32 = 0x8;
        let flags = shape.child(kind::SHAPE_ATOM).and_then(|atom| atom.body.u32(4)).unwrap_or(0);
        let options = options(shape);
        if flags & DELETED != 0 || options.is_hidden {
            return None;
        }
        let data = shape.child(kind::CLIENT_DATA);
        let data = |kind| data.and_then(|data| data.child(kind)).map(|record| record.body);
        let placeholder = data(kind::PLACEHOLDER).and_then(|placeholder| placeholder.u8(4)).unwrap_or(0);
        if placeholder > 0 && self.without_placeholders {
            return None;
        }
        if let Some(object) = data(kind::OBJECT_REFERENCE).and_then(|reference| reference.u32(0)) {
            self.objects.get(&object).into_iter().for_each(|thing| self.unread.add(*thing, 1));
        }
        let numbers = shape.child(kind::CLIENT_DATA).and_then(tag_of_2000).unwrap_or_default();
        let text = shape.child(kind::TEXT_BOX).and_then(|text_box| self.text(text_box, numbers));
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
            lines.extend(options.letters.lines().map(|line| (line.to_owned(), role.style(false))));
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
        (texts.collect::<Vec<_>>().join(BETWEEN_CELLS), Style::Plain)
    };
    rows.map(row).collect()
}

/// Where a shape stands: on its slide, or in its group.
fn frame(shape: Record<'_>) -> Option<Frame> {
    let number = |bytes: Bytes<'_>, at: usize| bytes.u32(at).map(|number| i64::from(number as i32));
    let short = |bytes: Bytes<'_>, at: usize| bytes.u16(at).map(|number| i64::from(number as i16));
    if let Some(anchor) = shape.child(kind::CHILD_ANCHOR) {
        let at = |at| number(anchor.body, at);
        return Some(Frame { left: at(0)?, top: at(4)?, bottom: at(12)? });
    }
    let anchor = shape.child(kind::ANCHOR)?.body;
    match anchor.len() {
        16.. => Some(Frame { top: number(anchor, 0)?, left: number(anchor, 4)?, bottom: number(anchor, 12)? }),
        _ => Some(Frame { top: short(anchor, 0)?, left: short(anchor, 2)?, bottom: short(anchor, 6)? }),
    }
}

/// The options of a shape: numbers and values, then the values that are longer ([MS-ODRAW] 2.2.9, 2.3).
fn options(shape: Record<'_>) -> Options {
    const LETTERS: u16 = 0x00C0;
    const TABLE: u16 = 0x039F;
    const SHAPE_FLAGS: u16 = 0x03BF;
    /// In these flags: hidden, and that this is said.
    const HIDDEN: u32 = 0x0002_0002;
    let mut options = Options::default();
    for table in shape.children().filter(|child| kind::SHAPE_OPTIONS.contains(&child.kind)) {
        let mut long = 6 * usize::from(table.instance);
        for entry in 0..usize::from(table.instance) {
            let (Some(id), Some(value)) = (table.body.u16(6 * entry), table.body.u32(6 * entry + 2)) else { break };
            let is_long = id & 0x8000 != 0;
            match id & 0x3FFF {
                LETTERS if is_long => {
                    let text = table.body.slice(long, value as usize).unwrap_or_default();
                    let (units, _) = text.0.as_chunks::<2>();
                    let units: Vec<u16> = units.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
                    options.letters = String::from_utf16_lossy(&units).trim_matches('\0').replace('\r', "\n");
                }
                TABLE => options.is_table = value & 1 == 1,
                SHAPE_FLAGS => options.is_hidden = value & HIDDEN == HIDDEN,
                _ => {}
            }
            long = long.saturating_add(if is_long { value as usize } else { 0 });
        }
    }
    options
}
