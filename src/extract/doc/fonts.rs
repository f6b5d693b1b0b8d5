//! Fonts whose characters are signs ([MS-DOC] 2.9.286 `SttbfFfn`, 2.9.81 `FFN`).

use std::collections::HashMap;

use super::bytes::Bytes;
use super::properties::Own;
use crate::extract::symbols::SymbolFont;

/// Where in a font's entry its name begins, in bytes.
const NAME: usize = 39;
/// More fonts are no document's.
const MAX_FONTS: u16 = 4096;

/// The fonts of signs, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Fonts(HashMap<u16, SymbolFont>);

impl Fonts {
    pub(super) fn read(table: Bytes<'_>) -> Self {
        let mut fonts = HashMap::new();
        let mut at = 4;
        for number in 0..table.u16(0).unwrap_or(0).min(MAX_FONTS) {
            let Some(length) = table.u8(at).map(usize::from) else { break };
            let entry = table.slice(at + 1, length).unwrap_or_default();
            let units: Vec<u16> = (0..).map_while(|n| entry.u16(NAME + 2 * n)).take_while(|unit| *unit != 0).collect();
            fonts.extend(SymbolFont::of(&String::from_utf16_lossy(&units)).map(|font| (number, font)));
            at += 1 + length;
        }
        Self(fonts)
    }

    /// What a character shows that has such properties; nothing for a sign that says nothing.
    pub(super) fn shown(&self, c: char, own: &Own) -> Option<char> {
        let (font, c) = match own.sign {
            Some((font, code)) => (Some(font), char::from_u32(code.into())?),
            None => (own.font.filter(|_| SymbolFont::has(c)), c),
        };
        match font.and_then(|font| self.0.get(&font)) {
            Some(font) => font.shown(c),
            None => Some(c).filter(|c| own.sign.is_none() || !('\u{E000}'..='\u{F8FF}').contains(c)),
        }
    }
}
