//! Tokens to paragraphs.

use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::state::{State, Target};
use super::tokens::{Token, Tokens};
use super::words::{LEFT_OUT, SIGNS, of_charset, of_code_page};
use crate::extract::containers::xml;
use crate::extract::document::{Blocks, Document, Format, Reading, Style};
use crate::extract::fields::Fields;
use crate::extract::symbols::SymbolFont;

/// What is collected of a paragraph.
#[derive(Default)]
struct Paragraph {
    text: String,
    chars: usize,
    bold_chars: usize,
    after: Vec<(String, Style)>,
}

/// What ends with a group.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Plain,
    Aside,
    Field,
    /// A field's code.
    Code,
}

struct Rtf {
    state: State,
    stack: Vec<(State, Group)>,
    encoding: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    signs: HashMap<i32, SymbolFont>,
    styles: HashMap<i32, Style>,
    /// The entry of the font or style table that is being read.
    entry: i32,
    name: String,
    /// Bytes of text, and the encoding that they are in.
    bytes: Vec<u8>,
    bytes_encoding: &'static Encoding,
    /// A high surrogate that waits for its other half.
    high: Option<u16>,
    paragraphs: Vec<Paragraph>,
    fields: Fields,
    blocks: Blocks,
    margins: Blocks,
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
        fonts: HashMap::new(),
        signs: HashMap::new(),
        styles: HashMap::new(),
        entry: 0,
        name: String::new(),
        bytes: Vec::new(),
        bytes_encoding: WINDOWS_1252,
        high: None,
        paragraphs: vec![Paragraph::default()],
        fields: Fields::default(),
        blocks: Blocks::default(),
        margins: Blocks::default(),
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
            self.end_entry();
        }
        let Some((outer, group)) = self.stack.pop() else { return };
        if self.state.target == Target::Entry && outer.target != Target::Entry {
            let entry = std::mem::take(&mut self.name);
            self.fields.form().into_iter().for_each(|form| form.entries.push(entry.clone()));
        }
        match group {
            Group::Aside => {
                self.end_paragraph();
                self.close_aside();
            }
            Group::Code => self.fields.separate(),
            Group::Field => {
                if let Some(shown) = self.fields.end() {
                    self.push_text(&shown);
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
            "footnote" | "shptxt" if self.state.target != Target::LeftOut => self.open_aside(),
            "field" if self.in_text() => {
                self.fields.begin();
                self.opens(Group::Field);
            }
            "fldinst" if self.in_text() && self.fields.in_code() => self.opens(Group::Code),
            "formfield" if self.fields.in_code() => self.state.target = Target::LeftOut,
            "ffl" if self.fields.in_code() => self.state.target = Target::Entry,
            "ffres" | "ffdefres" => self.form(word, number),
            "listtext" | "pntext" | "shpinst" | "shp" | "result" | "do" | "dptxbxtext" => {}
            word if LEFT_OUT.contains(&word) => self.state.target = Target::LeftOut,
            // A group that a reader may leave out if it doesn't know it.
            _ if is_optional => self.state.target = Target::LeftOut,
            "ansicpg" => self.encoding = of_code_page(number.unwrap_or(0)).unwrap_or(self.encoding),
            "uc" => self.state.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(0),
            "f" => {
                self.state.font = number.unwrap_or(0);
                self.entry = if self.state.target == Target::Fonts { self.state.font } else { self.entry };
            }
            "fcharset" if self.state.target == Target::Fonts => {
                if number == Some(SIGNS) {
                    self.signs.insert(self.entry, SymbolFont::Other);
                }
                if let Some(encoding) = of_charset(number.unwrap_or(0)) {
                    self.fonts.insert(self.entry, encoding);
                }
            }
            "s" => {
                self.state.style = number.unwrap_or(0);
                self.entry = if self.state.target == Target::Styles { self.state.style } else { self.entry };
            }
            "outlinelevel" => {
                let level = u8::try_from(number.unwrap_or(9)).ok().filter(|level| *level < 9);
                match (self.state.target, level) {
                    (Target::Styles, Some(level)) => drop(self.styles.insert(self.entry, Style::Heading(level + 1))),
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
        let encoding = self.fonts.get(&self.state.font).copied().unwrap_or(self.encoding);
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
            Target::Fonts | Target::Styles => {
                self.name += text;
                if self.name.contains(';') {
                    self.end_entry();
                }
            }
            Target::Entry => self.name += text,
            Target::Property(key) => *self.properties.entry(key).or_default() += text,
            Target::Body | Target::Margin | Target::Aside => {
                if self.state.deleted || self.fields.takes(text) || self.state.hidden {
                    return;
                }
                let signs = self.signs.get(&self.state.font).map(|font| font.text(text));
                let text = signs.as_deref().unwrap_or(text);
                let Some(paragraph) = self.paragraphs.last_mut() else { return };
                let chars = text.chars().filter(|c| !c.is_whitespace()).count();
                paragraph.chars += chars;
                paragraph.bold_chars += if self.state.bold { chars } else { 0 };
                paragraph.text += text;
            }
        }
    }

    /// The end of a font or style: `heading 1;`.
    fn end_entry(&mut self) {
        let name = std::mem::take(&mut self.name).trim_end_matches(';').trim().to_lowercase();
        if self.state.target != Target::Styles {
            self.signs.extend(SymbolFont::of(&name).map(|font| (self.entry, font)));
            return;
        }
        let level = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题")).map(str::trim);
        let style = match level.and_then(|level| level.parse().ok()) {
            Some(level @ 1..=9) => Some(Style::Heading(level)),
            _ if matches!(name.as_str(), "title" | "标题") => Some(Style::Title),
            _ => None,
        };
        self.styles.extend(style.map(|style| (self.entry, style)));
    }

    fn open_aside(&mut self) {
        self.state.target = Target::Aside;
        self.paragraphs.push(Paragraph::default());
        self.opens(Group::Aside);
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

    fn close_aside(&mut self) {
        let Some(aside) = self.paragraphs.pop().filter(|_| !self.paragraphs.is_empty()) else {
            self.paragraphs = vec![Paragraph::default()];
            return;
        };
        self.paragraphs.last_mut().into_iter().for_each(|outer| outer.after.extend(aside.after.iter().cloned()));
    }

    fn end_paragraph(&mut self) {
        if self.state.target == Target::LeftOut {
            return;
        }
        let is_aside = self.paragraphs.len() > 1;
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let Paragraph { text, chars, bold_chars, after } = std::mem::take(paragraph);
        let outline = self.state.outline.map(|level| Style::Heading(level + 1));
        let style = outline.or_else(|| self.styles.get(&self.state.style).copied()).unwrap_or_default();
        let style = if style == Style::Plain && chars > 0 && chars == bold_chars { Style::Bold } else { style };
        // A list's number stands before its text with a tab between: 一、 needs no gap.
        let text = text.trim().replacen("、\t", "、", 1).replacen("）\t", "）", 1);
        match (self.state.target, self.paragraphs.last_mut()) {
            (Target::Margin, _) => self.margins.paragraph(&text, Style::Boilerplate),
            (_, Some(open)) if is_aside => {
                open.after = after;
                open.after.push((text, style));
            }
            _ => {
                self.blocks.paragraph(&text, style);
                after.iter().for_each(|(text, style)| self.blocks.paragraph(text, *style));
            }
        }
    }

    fn finish(mut self) -> Document {
        self.flush();
        self.state.target = Target::Body;
        while self.paragraphs.len() > 1 {
            self.end_paragraph();
            self.close_aside();
        }
        self.end_paragraph();
        let mut blocks = self.blocks;
        blocks.boilerplate(self.margins);
        let [year, month, day] = self.date;
        self.properties.insert("date", format!("{year:04}-{month:02}-{day:02}"));
        let mut properties: Vec<(String, String)> =
            self.properties.into_iter().map(|(key, value)| (key.to_owned(), value.trim().to_owned())).collect();
        properties.retain(|(key, value)| !value.is_empty() && (key != "date" || xml::day(value).is_some() && year > 0));
        properties.sort();
        let reading = Reading { format: Format::Rtf, ..Reading::default() };
        Document { blocks: blocks.blocks, properties, reading, ..Document::default() }
    }
}
