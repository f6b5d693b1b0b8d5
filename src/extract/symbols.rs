//! Fonts whose characters are signs: what `R` in Wingdings 2 shows is ☑.

/// A font of signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SymbolFont {
    /// Greek letters and signs of mathematics.
    Symbol,
    Wingdings,
    Wingdings2,
    /// Others, whose signs say nothing.
    Other,
}

const GREEK_SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
const GREEK_CAPITAL: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";

impl SymbolFont {
    /// The font of this name; nothing if its characters are text.
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match name.trim().to_ascii_lowercase().as_str() {
            "symbol" => Self::Symbol,
            "wingdings" => Self::Wingdings,
            "wingdings 2" => Self::Wingdings2,
            "wingdings 3" | "webdings" | "marlett" | "zapfdingbats" | "zapf dingbats" => Self::Other,
            _ => return None,
        })
    }

    /// The font that a PDF calls so, if its signs are known: `ABCDEF+Wingdings2`, `Wingdings-Regular`, `SymbolMT`.
    pub(super) fn of_pdf(name: &str) -> Option<Self> {
        let name = name.split_once('+').map_or(name, |(_, name)| name);
        let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        let plain =
            ["regular", "normal", "mt", "bold"].iter().fold(plain.as_str(), |name, end| name.trim_end_matches(end));
        match plain {
            "wingdings2" => Some(Self::Wingdings2),
            plain => Self::of(plain).filter(|font| *font != Self::Other),
        }
    }

    /// Whether such a font has the character: others are set in another font.
    pub(super) fn has(c: char) -> bool {
        c < '\u{100}' || ('\u{F000}'..='\u{F7FF}').contains(&c)
    }

    /// What a text in it shows.
    pub(super) fn text(self, text: &str) -> String {
        text.chars().filter_map(|c| if Self::has(c) { self.shown(c) } else { Some(c) }).collect()
    }

    /// The character that looks as a sign does, if it says something: boxes, ticks, numbers in circles, letters. The signs
    /// of these fonts have the codes 0x20 to 0xFF, or those in the private area.
    pub(super) fn shown(self, c: char) -> Option<char> {
        let code = match u32::from(c) {
            code @ 0xF000..=0xF0FF => code - 0xF000,
            code @ 0xF780..=0xF7FF => code - 0xF700,
            code => code,
        };
        if code == 0x20 {
            return Some(' ');
        }
        let from = |first: u32, sign: u32| char::from_u32(sign + code - first);
        let letter = |alphabet: &str, first: u32| alphabet.chars().nth((code - first) as usize);
        match (self, code) {
            (Self::Symbol, 0x61..=0x7A) => letter(GREEK_SMALL, 0x61),
            (Self::Symbol, 0x41..=0x5A) => letter(GREEK_CAPITAL, 0x41),
            (Self::Symbol, 0x21..=0x3F | 0x5B | 0x5D | 0x5F | 0x7B..=0x7D) => char::from_u32(code),
            (Self::Symbol, 0xA3) => Some('≤'),
            (Self::Symbol, 0xB0) => Some('°'),
            (Self::Symbol, 0xB1) => Some('±'),
            (Self::Symbol, 0xB3) => Some('≥'),
            (Self::Symbol, 0xB4) => Some('×'),
            (Self::Symbol, 0xB7) => Some('·'),
            (Self::Symbol, 0xB8) => Some('÷'),
            (Self::Symbol, 0xB9) => Some('≠'),
            (Self::Wingdings, 0x6F | 0x71 | 0x72 | 0xA8) | (Self::Wingdings2, 0xA3) => Some('☐'),
            (Self::Wingdings, 0x6E) => Some('■'),
            (Self::Wingdings, 0x6C) => Some('●'),
            (Self::Wingdings, 0xA1) => Some('○'),
            (Self::Wingdings, 0xAB) => Some('★'),
            (Self::Wingdings, 0xE0) => Some('→'),
            (Self::Wingdings, 0xFB) | (Self::Wingdings2, 0x4F) => Some('✗'),
            (Self::Wingdings, 0xFC) | (Self::Wingdings2, 0x50) => Some('✓'),
            (Self::Wingdings, 0xFD) | (Self::Wingdings2, 0x51 | 0x53 | 0x54) => Some('☒'),
            (Self::Wingdings, 0xFE) | (Self::Wingdings2, 0x52) => Some('☑'),
            // ① to ⑩, ❶ to ❿.
            (Self::Wingdings, 0x81..=0x8A) => from(0x81, 0x2460),
            (Self::Wingdings, 0x8C..=0x95) => from(0x8C, 0x2776),
            (Self::Wingdings2, 0x6A..=0x73) => from(0x6A, 0x2460),
            (Self::Wingdings2, 0x75..=0x7E) => from(0x75, 0x2776),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SymbolFont;

    #[test]
    fn signs() {
        for (font, c, expected) in [
            ("Wingdings 2", 'R', Some('☑')),
            ("Wingdings 2", '\u{F0A3}', Some('☐')),
            ("wingdings", '\u{F0FE}', Some('☑')),
            ("Wingdings", '\u{F083}', Some('③')),
            ("Symbol", 'a', Some('α')),
            ("Wingdings", 'J', None),
            ("Webdings", 'a', None),
        ] {
            assert_eq!(SymbolFont::of(font).expect("a font of signs").shown(c), expected, "{font} {c}");
        }
        assert_eq!(SymbolFont::of("宋体"), None);
        for (name, font) in [
            ("ABCDEF+Wingdings2", Some(SymbolFont::Wingdings2)),
            ("Wingdings-Regular", Some(SymbolFont::Wingdings)),
            ("SymbolMT", Some(SymbolFont::Symbol)),
            ("ABCDEF+SimSun", None),
            ("ZapfDingbats", None),
        ] {
            assert_eq!(SymbolFont::of_pdf(name), font, "{name}");
        }
    }
}
