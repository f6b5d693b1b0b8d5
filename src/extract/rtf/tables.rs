//! The tables at the head of a file: which encoding, or which signs, each font has, and which of the styles are headings.

use std::collections::HashMap;

use encoding_rs::Encoding;

use super::words::{SIGNS, of_charset};
use crate::extract::document::Style;
use crate::extract::symbols::SymbolFont;

/// The fonts and styles of a document, by their numbers.
#[derive(Default)]
pub(super) struct Tables {
    fonts: HashMap<i32, &'static Encoding>,
    signs: HashMap<i32, SymbolFont>,
    styles: HashMap<i32, Style>,
    /// The entry that is being read.
    entry: i32,
    name: String,
}

impl Tables {
    /// The encoding of a font; none where that is the document's.
    pub(super) fn encoding(&self, font: i32) -> Option<&'static Encoding> {
        self.fonts.get(&font).copied()
    }

    /// What a font shows instead of characters.
    pub(super) fn signs(&self, font: i32) -> Option<&SymbolFont> {
        self.signs.get(&font)
    }

    pub(super) fn style(&self, number: i32) -> Option<Style> {
        self.styles.get(&number).copied()
    }

    /// Begins an entry.
    pub(super) fn begin(&mut self, number: i32) {
        self.entry = number;
    }

    /// The character set of the font that is being read.
    pub(super) fn set_charset(&mut self, charset: i32) {
        if charset == SIGNS {
            self.signs.insert(self.entry, SymbolFont::Other);
        }
        self.fonts.extend(of_charset(charset).map(|encoding| (self.entry, encoding)));
    }

    /// The level of the style that is being read, from 1.
    pub(super) fn set_level(&mut self, level: u8) {
        self.styles.insert(self.entry, Style::Heading(level));
    }

    /// Adds to the name of an entry; a semicolon ends it: `heading 1;`.
    pub(super) fn push(&mut self, text: &str, is_style: bool) {
        self.name += text;
        if self.name.contains(';') {
            self.end(is_style);
        }
    }

    /// Ends an entry.
    pub(super) fn end(&mut self, is_style: bool) {
        let name = std::mem::take(&mut self.name).trim_end_matches(';').trim().to_lowercase();
        if !is_style {
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
}
