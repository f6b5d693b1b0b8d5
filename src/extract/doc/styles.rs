//! The style sheet ([MS-DOC] 2.9.271 `STSH`).

use super::bytes::Bytes;
use super::properties::{Own, changes};
use crate::extract::document::Style;

/// Number by which Word knows its own style for titles; 1 to 9 are those of its headings (`sti`, [MS-DOC] 2.9.260).
const TITLE: u16 = 62;
/// Styles are based on each other to no such depth; a circle is cut there.
const MAX_BASES: usize = 20;
/// Stands for no base.
const NONE: u16 = 0x0FFF;

/// The styles of a document, by number.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Option<Entry>>);

#[derive(Debug)]
struct Entry {
    base: u16,
    role: Option<Style>,
    own: Own,
}

impl Styles {
    pub(super) fn read(table: Bytes<'_>) -> Self {
        let mut styles = Vec::new();
        let header = usize::from(table.u16(0).unwrap_or(0));
        let (count, base_length) = (table.u16(2).unwrap_or(0), usize::from(table.u16(4).unwrap_or(0)));
        let mut at = 2 + header;
        for _ in 0..count {
            let Some(length) = table.u16(at) else { break };
            let length = usize::from(length);
            styles.push(table.slice(at + 2, length).and_then(|style| Entry::read(style, base_length)));
            at += 2 + length + length % 2;
        }
        Self(styles)
    }

    /// What a style makes of its paragraphs.
    pub(super) fn role(&self, style: u16) -> Option<Style> {
        self.first(style, |entry| entry.role)
    }

    /// The first that the style, or one that it is based on, states.
    pub(super) fn own<T>(&self, style: u16, stated: impl Fn(&Own) -> Option<T>) -> Option<T> {
        self.first(style, |entry| stated(&entry.own))
    }

    fn first<T>(&self, style: u16, said: impl Fn(&Entry) -> Option<T>) -> Option<T> {
        let get = |style: u16| self.0.get(usize::from(style)).and_then(Option::as_ref);
        std::iter::successors(get(style), |entry| get(entry.base)).take(MAX_BASES).find_map(said)
    }
}

impl Entry {
    fn read(style: Bytes<'_>, base_length: usize) -> Option<Self> {
        let (known, kind_and_base, parts) = (style.u16(0)? & 0x0FFF, style.u16(2)?, style.u16(4)? & 0x0F);
        let name_chars = usize::from(style.u16(base_length)?);
        let name: Vec<u16> = (0..name_chars).filter_map(|n| style.u16(base_length + 2 + 2 * n)).collect();
        let name = String::from_utf16_lossy(&name).to_lowercase();
        let named_level = || name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?.trim().parse().ok();
        let role = match known {
            1..=9 => Some(Style::Heading(known as u8)),
            TITLE => Some(Style::Title),
            _ if name == "标题" || name == "title" => Some(Style::Title),
            _ => named_level().filter(|level| (1..=9).contains(level)).map(Style::Heading),
        };
        let mut own = Own::default();
        let mut at = base_length + 2 + 2 * (name_chars + 1);
        for part in 0..parts {
            let length = usize::from(style.u16(at)?);
            let is_paragraphs = kind_and_base & 0x0F == 1 && part == 0;
            // The paragraph's changes begin with the style's own number.
            let skipped = if is_paragraphs { 2 } else { 0 };
            let stated = changes(style.slice(at + 2, length)?.from(skipped));
            own = if part == 0 { stated } else { Own { bold: stated.bold, hidden: stated.hidden, ..own } };
            at += 2 + length + length % 2;
        }
        Some(Self { base: (kind_and_base >> 4).min(NONE), role, own })
    }
}
