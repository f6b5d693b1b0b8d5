//! The fields of forms (ISO 32000, 12.7): what is filled in, and how it is drawn where the file doesn't draw it itself.

use hayro_syntax::object::{Array, Dict, Object, Rect};

use super::file::name;
use super::strings::text;
use crate::extract::limits::{MAX_FIELD_CHARS, MAX_FORM_DEPTH};

/// Bits of a field's flags.
const MULTILINE: i32 = 1 << 12;
const PASSWORD: i32 = 1 << 13;
const RADIO: i32 = 1 << 15;
const PUSH_BUTTON: i32 = 1 << 16;
const COMBO: i32 = 1 << 17;

/// Size of letters where a field leaves it open, in points.
const SIZE: f64 = 12.0;
/// The part of a field's height that its letters take at most.
const PART_OF_HEIGHT: f64 = 0.7;
/// From one line to the next, in sizes of letters.
const LEADING: f64 = 1.2;

/// What a field shows.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// A text, or what was chosen of a list that is not shown as a whole.
    Value(String),
    /// What was chosen of a list that stands there as a whole: that alone.
    Chosen(String),
    /// A box to be marked, or a button of several: whether it is, and how it is drawn then.
    Mark(String, bool, char),
    /// What is not to be seen.
    Secret,
    /// What its appearance shows, and nothing else.
    Drawn,
}

impl Field {
    /// What the field that `widget` belongs to shows there.
    pub(super) fn of(widget: &Dict<'_>) -> Self {
        let flags = inherited::<i32>(widget, "Ff").unwrap_or(0);
        let kind = inherited::<hayro_syntax::object::Name<'_>>(widget, "FT");
        let value = inherited::<Object<'_>>(widget, "V");
        match kind.as_deref() {
            Some(b"Tx") if flags & PASSWORD != 0 => Self::Secret,
            Some(b"Tx") => value.and_then(|value| read(&value)).map_or(Self::Drawn, Self::Value),
            Some(b"Ch") => {
                let chosen = value.map(|value| chosen(&value, inherited(widget, "Opt"))).unwrap_or_default();
                let text = chosen.join("\n");
                match (text.is_empty(), flags & COMBO != 0) {
                    (true, _) => Self::Drawn,
                    (false, true) => Self::Value(text),
                    (false, false) => Self::Chosen(text),
                }
            }
            Some(b"Btn") if flags & PUSH_BUTTON == 0 => {
                let of_value =
                    if let Some(Object::Name(value)) = value { Some(value.as_str().to_owned()) } else { None };
                let state = name(widget, "AS").or(of_value).unwrap_or_default();
                let is_marked = !state.is_empty() && state != "Off";
                Self::Mark(state, is_marked, if flags & RADIO == 0 { '☑' } else { '◉' })
            }
            _ => Self::Drawn,
        }
    }
}

/// An entry of a field, or of the nearest field above it that has it.
fn inherited<'a, T: TryFrom<Object<'a>>>(widget: &Dict<'a>, key: &str) -> Option<T> {
    let mut dict = widget.clone();
    for _ in 0..MAX_FORM_DEPTH {
        if let Some(found) = dict.get::<Object<'a>>(key) {
            return found.try_into().ok();
        }
        dict = dict.get::<Dict<'a>>("Parent")?;
    }
    None
}

/// A value's text; none if it is blank.
fn read(value: &Object<'_>) -> Option<String> {
    let mut text = text(value, 4 * MAX_FIELD_CHARS)?;
    if let Some((end, _)) = text.char_indices().nth(MAX_FIELD_CHARS) {
        text.truncate(end);
    }
    (!text.trim().is_empty()).then_some(text)
}

/// What was chosen, as it is shown: each choice is a text, or a value with its text.
fn chosen(value: &Object<'_>, choices: Option<Array<'_>>) -> Vec<String> {
    let values: Vec<String> = match value {
        Object::Array(values) => values.iter::<Object<'_>>().filter_map(|value| read(&value)).collect(),
        value => read(value).into_iter().collect(),
    };
    let shown = |value: String| {
        let pairs = choices.iter().flat_map(|choices| choices.iter::<Object<'_>>()).filter_map(Object::into_array);
        let mut texts = pairs.filter_map(|pair| {
            let mut pair = pair.iter::<Object<'_>>();
            Some((read(&pair.next()?)?, read(&pair.next()?)?))
        });
        texts.find(|(own, _)| *own == value).map_or(value.clone(), |(_, text)| text)
    };
    values.into_iter().map(shown).collect()
}

/// How a text is drawn into a rectangle of a page.
#[derive(Debug)]
pub(super) struct Drawn {
    /// Operators that show it in a font `F` of two bytes a code.
    pub(super) operators: String,
    /// The map of the font's codes.
    pub(super) map: String,
    /// The widths of the narrow ones, as a font has them.
    pub(super) widths: String,
}

impl Drawn {
    /// `text` from the left, its one line in the middle, or several from the top; smaller where it would not fit in.
    pub(super) fn new(text: &str, rect: Rect, widget: &Dict<'_>) -> Self {
        let is_long =
            inherited::<i32>(widget, "Ff").unwrap_or(0) & MULTILINE != 0 || text.trim().contains(['\n', '\r']);
        let said = inherited::<Object<'_>>(widget, "DA").and_then(|style| super::strings::text(&style, 1000));
        let said = said.and_then(|style| size(&style)).filter(|size| (1.0..=200.0).contains(size));
        let (width, height) = (rect.width().max(1.0), rect.height().max(1.0));
        let mut size = said.unwrap_or_else(|| if is_long { SIZE } else { SIZE.min(height * PART_OF_HEIGHT) });
        let lines = loop {
            let lines = lines(text, if is_long { width / size } else { f64::INFINITY });
            let longest = lines.iter().map(|line| ems(line)).fold(0.0, f64::max);
            let fits = longest * size <= width && (lines.len() as f64 * LEADING * size <= height || lines.len() == 1);
            if fits || size <= 1.0 {
                break lines;
            }
            size *= 0.9;
        };
        let top = if lines.len() == 1 && !is_long {
            // The foot of letters stands a fifth below their line.
            rect.y0 + (height - size) / 2.0 + size / 5.0
        } else {
            rect.y1 - size
        };
        let mut codes: Vec<char> = lines.concat().chars().collect();
        codes.sort_unstable();
        codes.dedup();
        let code = |c: char| codes.binary_search(&c).map_or(0, |at| at + 1);
        let mut operators = format!("BT /F {size:.3} Tf {:.3} {top:.3} Td {:.3} TL ", rect.x0, LEADING * size);
        for line in &lines {
            let shown: String = line.chars().map(|c| format!("{:04X}", code(c))).collect();
            operators.push_str(&format!("<{shown}> Tj T* "));
        }
        operators.push_str("ET");
        let (mut map, mut widths) = (String::new(), String::new());
        for (number, c) in (1..).zip(&codes) {
            let units: String = c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("{unit:04X}")).collect();
            map.push_str(&format!("1 beginbfchar <{number:04X}> <{units}> endbfchar\n"));
            if c.is_ascii() {
                widths.push_str(&format!("{number}[500]"));
            }
        }
        Self { operators, map, widths }
    }
}

/// The size that a field's style names before its operator `Tf`; 0 is none.
fn size(style: &str) -> Option<f64> {
    let mut before = None;
    for word in style.split_whitespace() {
        if word == "Tf" {
            return before;
        }
        before = word.parse().ok();
    }
    None
}

/// A text's width in sizes of its letters.
fn ems(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum()
}

/// A text's lines, none wider than so many sizes of letters.
fn lines(text: &str, most: f64) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.replace("\r\n", "\n").split(['\n', '\r']) {
        let (mut current, mut width) = (String::new(), 0.0);
        for c in line.chars().filter(|c| !c.is_control()) {
            let wide = if c.is_ascii() { 0.5 } else { 1.0 };
            if width + wide > most && !current.is_empty() {
                lines.push(std::mem::take(&mut current));
                width = 0.0;
            }
            current.push(c);
            width += wide;
        }
        lines.push(current);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{lines, size};

    #[test]
    fn lines_are_full_and_break_where_the_text_does() {
        assert_eq!(lines("党建工作ab\r\n好", 3.0), ["党建工", "作ab", "好"]);
        assert_eq!(lines("很", 0.5), ["很"]);
    }

    #[test]
    fn sizes_stand_before_their_operator() {
        assert_eq!(size("0 0 0 rg /Helv 10.5 Tf"), Some(10.5));
        assert_eq!(size("/Helv 0 g"), None);
    }
}
