//! Tokens to paragraphs.

use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::paragraphs::Paragraphs;
use super::state::{State, Target};
use super::tables::Tables;
use super::tokens::{Token, Tokens};
use super::words::{DRAWN_LETTERS, LEFT_OUT, of_code_page};
use crate::extract::containers::xml;
use crate::extract::document::{Document, Format, Reading, Style};
use crate::extract::fields::Fields;
use crate::extract::unread::{Thing, Unread};

/// What ends with a group.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Plain,
    Aside,
    Field,
    /// A field's code.
    Code,
    /// An object of another program, and the name of that.
    Object,
    Class,
    /// The name of a property of a drawing, and its value.
    Name,
    Value,
}

/// An object of another program.
#[derive(Default)]
struct Object {
    /// What it is, and whether the text shows it.
    thing: Option<Thing>,
    is_shown: bool,
}

struct Rtf {
    state: State,
    stack: Vec<(State, Group)>,
    encoding: &'static Encoding,
    tables: Tables,
    /// What is read apart from the text.
    name: String,
    /// Bytes of text, and the encoding that they are in.
    bytes: Vec<u8>,
    bytes_encoding: &'static Encoding,
    /// A high surrogate that waits for its other half.
    high: Option<u16>,
    text: Paragraphs,
    fields: Fields,
    /// Those that are open, one within the other.
    objects: Vec<Object>,
    unread: Unread,
    /// The name of the property of a drawing whose value comes next.
    property: String,
    properties: HashMap<&'static str, String>,
    date: [i32; 3],
    default_font: i32,
    before_upr: Target,
}

/// Reads an RTF file. Whatever is wrong with it, what can be read is.
pub(in crate::extract) fn read(bytes: &[u8]) -> Document {
    let mut rtf = Rtf {
        state: State::initial(),
        stack: Vec::new(),
        encoding: WINDOWS_1252,
        tables: Tables::default(),
        name: String::new(),
        bytes: Vec::new(),
        bytes_encoding: WINDOWS_1252,
        high: None,
        text: Paragraphs::default(),
        fields: Fields::default(),
        objects: Vec::new(),
        unread: Unread::default(),
        property: String::new(),
        properties: HashMap::new(),
        date: [0; 3],
        default_font: -1,
        before_upr: Target::Body,
    };
    let mut tokens = Tokens::of(bytes);
    let mut to_skip = 0;
    let mut is_optional = false;
    while let Some(token) = tokens.next() {
        // What stands in for a Unicode character; a group or a control word that is not text ends it.
        if to_skip > 0 && matches!(token, Token::Byte(_)) {
            to_skip -= 1;
            continue;
        }
        to_skip = 0;
        let was_optional = std::mem::take(&mut is_optional);
        match token {
            Token::Open => rtf.open(),
            Token::Close => rtf.close(),
            Token::Byte(byte) => rtf.byte(byte),
            Token::Symbol(b'*') => is_optional = true,
            Token::Symbol(b'~') => rtf.push(" "),
            Token::Symbol(b'_') => rtf.push("-"),
            Token::Symbol(_) => {}
            Token::Word("bin", length) => tokens.pass_over(usize::try_from(length.unwrap_or(0)).unwrap_or(0)),
            Token::Word("u", Some(unit)) => {
                rtf.unit(unit as u16);
                to_skip = rtf.state.fallback;
            }
            Token::Word(word, number) => rtf.word(word, number, was_optional),
        }
    }
    rtf.finish()
}

impl Rtf {
    fn open(&mut self) {
        self.flush();
        self.stack.push((self.state.clone(), Group::Plain));
    }

    fn close(&mut self) {
        self.flush();
        if self.state.target == Target::Fonts || self.state.target == Target::Styles {
            self.tables.end(self.state.target == Target::Styles);
        }
        let Some((outer, group)) = self.stack.pop() else { return };
        if self.state.target == Target::Entry && outer.target != Target::Entry {
            let entry = std::mem::take(&mut self.name);
            self.fields.form().into_iter().for_each(|form| form.entries.push(entry.clone()));
        }
        match group {
            Group::Aside => {
                self.end_paragraph();
                self.text.close_aside();
            }
            Group::Code => self.fields.separate(),
            Group::Field => {
                if let Some(shown) = self.fields.end() {
                    self.push_text(&shown);
                }
            }
            Group::Object => {
                let object = self.objects.pop().filter(|object| !object.is_shown);
                object.into_iter().for_each(|object| self.unread.add(object.thing.unwrap_or(Thing::Embedded), 1));
            }
            Group::Class => {
                let class = std::mem::take(&mut self.name);
                if let Some(object) = self.objects.last_mut() {
                    object.thing.get_or_insert(Thing::of_program(&class));
                }
            }
            Group::Name => self.property = std::mem::take(&mut self.name),
            // Drawn letters.
            Group::Value => {
                let value = std::mem::take(&mut self.name);
                if self.property == DRAWN_LETTERS {
                    self.text.push_after(value);
                }
            }
            Group::Plain if self.state.target == Target::Margin && outer.target != Target::Margin => {
                self.end_paragraph();
            }
            Group::Plain => {}
        }
        self.state = outer;
    }

    fn word(&mut self, word: &str, number: Option<i32>, is_optional: bool) {
        self.flush();
        let is_on = number != Some(0);
        match word {
            "fonttbl" => self.state.target = Target::Fonts,
            "stylesheet" => self.state.target = Target::Styles,
            "title" | "author" if self.state.superseded => self.state.target = Target::LeftOut,
            "title" => self.state.target = Target::Property("title"),
            "author" => self.state.target = Target::Property("author"),
            "creatim" => self.state.target = Target::Property("date"),
            "yr" | "mo" | "dy" if self.state.target == Target::Property("date") => {
                self.date[["yr", "mo", "dy"].iter().position(|w| *w == word).unwrap_or(0)] = number.unwrap_or(0);
            }
            "info" => self.state.target = Target::LeftOut,
            "upr" => {
                self.state.superseded = true;
                self.before_upr = std::mem::replace(&mut self.state.target, Target::LeftOut);
            }
            // The Unicode form of what stands before it.
            "ud" => (self.state.target, self.state.superseded) = (self.before_upr, false),
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => {
                self.state.target = Target::Margin;
            }
            "footnote" | "shptxt" | "dptxbxtext" if self.in_text() => self.open_aside(),
            "object" if self.in_text() => {
                self.objects.push(Object::default());
                self.opens(Group::Object);
            }
            "objclass" if !self.objects.is_empty() => self.opens_name(Group::Class),
            "objocx" => self.objects.last_mut().into_iter().for_each(|object| object.thing = Some(Thing::FormField)),
            "sn" if self.in_text() => self.opens_name(Group::Name),
            "sv" if self.in_text() => self.opens_name(Group::Value),
            // Its fractions and roots stand in no line.
            "moMath" if self.in_text() => {
                self.unread.add(Thing::Formula, 1);
                self.state.target = Target::LeftOut;
            }
            "field" if self.in_text() => {
                self.fields.begin();
                self.opens(Group::Field);
            }
            "fldinst" if self.in_text() && self.fields.in_code() => self.opens(Group::Code),
            "formfield" if self.fields.in_code() => self.state.target = Target::LeftOut,
            "ffl" if self.fields.in_code() => self.state.target = Target::Entry,
            "ffres" | "ffdefres" => self.form(word, number),
            "listtext" | "pntext" | "shpinst" | "shp" | "result" | "do" => {}
            word if LEFT_OUT.contains(&word) => self.state.target = Target::LeftOut,
            // A group that a reader may leave out if it doesn't know it.
            _ if is_optional => self.state.target = Target::LeftOut,
            "ansicpg" => self.encoding = of_code_page(number.unwrap_or(0)).unwrap_or(self.encoding),
            "uc" => self.state.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(0),
            "f" => {
                self.state.font = number.unwrap_or(0);
                if self.state.target == Target::Fonts {
                    self.tables.begin(self.state.font);
                }
            }
            "fcharset" if self.state.target == Target::Fonts => self.tables.set_charset(number.unwrap_or(0)),
            "s" => {
                self.state.style = number.unwrap_or(0);
                if self.state.target == Target::Styles {
                    self.tables.begin(self.state.style);
                }
            }
            "outlinelevel" => {
                let level = u8::try_from(number.unwrap_or(9)).ok().filter(|level| *level < 9);
                match (self.state.target, level) {
                    (Target::Styles, Some(level)) => self.tables.set_level(level + 1),
                    _ => self.state.outline = level,
                }
            }
            "b" => self.state.bold = is_on,
            "deff" => {
                self.default_font = number.unwrap_or(0);
                self.state.font = self.default_font;
            }
            "v" => self.state.hidden = is_on,
            "deleted" => self.state.deleted = is_on,
            "plain" => {
                (self.state.bold, self.state.hidden, self.state.deleted) = (false, false, false);
                self.state.font = self.default_font;
            }
            "pard" => (self.state.style, self.state.outline) = (0, None),
            // A paragraph whose mark was deleted goes on in the next.
            "par" if self.state.deleted => {}
            "par" | "cell" | "nestcell" | "row" | "nestrow" | "sect" => self.end_paragraph(),
            "line" | "page" | "column" | "softline" => self.push("\n"),
            "tab" => self.push("\t"),
            "emdash" => self.push("—"),
            "endash" => self.push("–"),
            "lquote" => self.push("‘"),
            "rquote" => self.push("’"),
            "ldblquote" => self.push("“"),
            "rdblquote" => self.push("”"),
            "bullet" => self.push("•"),
            "emspace" | "enspace" | "qmspace" => self.push(" "),
            _ => {}
        }
    }

    fn byte(&mut self, byte: u8) {
        let encoding = self.tables.encoding(self.state.font).unwrap_or(self.encoding);
        if encoding != self.bytes_encoding {
            self.flush();
            self.bytes_encoding = encoding;
        }
        self.bytes.push(byte);
    }

    fn unit(&mut self, unit: u16) {
        self.flush();
        match (self.high.take(), unit) {
            (None, 0xD800..=0xDBFF) => self.high = Some(unit),
            (high, unit) => {
                let units = high.into_iter().chain([unit]);
                let text: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect();
                self.push(&text);
            }
        }
    }

    /// Decodes the bytes that were collected.
    fn flush(&mut self) {
        if !self.bytes.is_empty() {
            let bytes = std::mem::take(&mut self.bytes);
            let text = self.bytes_encoding.decode_without_bom_handling(&bytes).0;
            self.push_text(&text);
        }
    }

    fn push(&mut self, text: &str) {
        self.flush();
        self.push_text(text);
    }

    fn push_text(&mut self, text: &str) {
        match self.state.target {
            Target::LeftOut => {}
            Target::Fonts | Target::Styles => self.tables.push(text, self.state.target == Target::Styles),
            Target::Entry | Target::Name => self.name += text,
            Target::Property(key) => *self.properties.entry(key).or_default() += text,
            Target::Body | Target::Margin | Target::Aside => {
                if self.state.deleted || self.fields.takes(text) || self.state.hidden {
                    return;
                }
                let signs = self.tables.signs(self.state.font).map(|font| font.text(text));
                let text = signs.as_deref().unwrap_or(text);
                let is_shown = !text.trim().is_empty();
                self.objects.iter_mut().for_each(|object| object.is_shown |= is_shown);
                self.text.push(text, self.state.bold);
            }
        }
    }

    fn open_aside(&mut self) {
        self.state.target = Target::Aside;
        self.text.open_aside();
        self.opens(Group::Aside);
    }

    /// Collects what the group that is open says, apart from the text.
    fn opens_name(&mut self, kind: Group) {
        self.name.clear();
        self.state.target = Target::Name;
        self.opens(kind);
    }

    /// The group that is open is one of these.
    fn opens(&mut self, kind: Group) {
        self.stack.last_mut().into_iter().for_each(|(_, group)| *group = kind);
    }

    fn in_text(&self) -> bool {
        matches!(self.state.target, Target::Body | Target::Margin | Target::Aside)
    }

    /// What is chosen in a field of a form; 25 stands for nothing.
    fn form(&mut self, word: &str, number: Option<i32>) {
        let number = number.and_then(|number| u32::try_from(number).ok()).filter(|number| *number != 25);
        if let Some(form) = self.fields.form() {
            *(if word == "ffres" { &mut form.chosen } else { &mut form.default }) = number;
        }
    }

    fn style(&self) -> Style {
        let outline = self.state.outline.map(|level| Style::Heading(level + 1));
        outline.or_else(|| self.tables.style(self.state.style)).unwrap_or_default()
    }

    fn end_paragraph(&mut self) {
        if self.state.target != Target::LeftOut {
            self.text.end(self.style(), self.state.target == Target::Margin);
        }
    }

    fn finish(mut self) -> Document {
        self.flush();
        let style = self.style();
        let blocks = self.text.finish(style);
        let [year, month, day] = self.date;
        self.properties.insert("date", format!("{year:04}-{month:02}-{day:02}"));
        let mut properties: Vec<(String, String)> =
            self.properties.into_iter().map(|(key, value)| (key.to_owned(), value.trim().to_owned())).collect();
        properties.retain(|(key, value)| !value.is_empty() && (key != "date" || xml::day(value).is_some() && year > 0));
        properties.sort();
        let gaps = self.unread.gap().into_iter().collect();
        let reading = Reading { format: Format::Rtf, gaps, ..Reading::default() };
        Document { blocks, properties, reading, ..Document::default() }
    }
}
