//! What the codes of a font mean by its encoding and its map (ISO 32000, 9.6.5, 9.7 and 9.10.2).

use std::collections::BTreeSet;

use encoding_rs::{BIG5, Encoding, GBK, MACINTOSH, WINDOWS_1252};
use hayro_syntax::object::{Array, Dict, Object};

use super::cmap::Codes;
use super::file::name;

/// Stands for a character whose meaning the file doesn't say.
pub(in crate::extract::pdf) const UNKNOWN: char = char::REPLACEMENT_CHARACTER;

/// The first signs of nearly all fonts: the one for what is missing, and blanks.
const BLANKS: u32 = 4;
/// A font's descriptor says by this bit that its codes are its own (9.8.2).
const SYMBOLIC: i32 = 4;

/// What is known of a font's codes, where the reader of text may make something else of them.
#[derive(Debug)]
pub(super) enum Meaning {
    /// The codes are Unicode: of two bytes, or of four where there is no such character of two.
    Unicode { has_pairs: bool },
    /// The codes are those of a character set; the reader of text knows most of them.
    Set(&'static Encoding),
    /// Only these have a meaning; the others that of the character set, if there is one.
    Mapped(Codes, Option<&'static Encoding>),
    /// Of one byte: what is mapped, and codes that have no meaning.
    Simple(Codes, BTreeSet<u8>),
}

impl Meaning {
    /// What a font means whose map is `codes`; none where the reader of text knows all.
    pub(super) fn of(font: &Dict<'_>, descendant: &Dict<'_>, codes: Codes) -> Option<Self> {
        match name(font, "Subtype").as_deref() {
            Some("Type0") => of_composite(font, descendant, codes),
            _ => of_simple(font, codes),
        }
    }

    /// Whether the font's map gives this character.
    pub(super) fn gives(&self, sign: char) -> bool {
        matches!(self, Self::Mapped(codes, _) | Self::Simple(codes, _) if codes.gives(sign))
    }

    /// The codes without a known meaning of which the reader of text may have made this character.
    pub(super) fn doubtful(&self, sign: char) -> Vec<u32> {
        match self {
            Self::Mapped(known, _) => {
                let code = u32::from(sign);
                let is_doubtful = code >= BLANKS && sign != ' ' && !known.contains(code);
                if is_doubtful { vec![code] } else { Vec::new() }
            }
            Self::Simple(_, unknown) => {
                let own = u8::try_from(u32::from(sign)).ok();
                let of = |set: &'static Encoding| {
                    let mut utf8 = [0; 4];
                    let (bytes, _, failed) = set.encode(sign.encode_utf8(&mut utf8));
                    bytes.first().copied().filter(|_| !failed)
                };
                let codes: BTreeSet<u8> = [own, of(WINDOWS_1252), of(MACINTOSH)].into_iter().flatten().collect();
                codes.intersection(unknown).map(|code| u32::from(*code)).filter(|code| *code >= BLANKS).collect()
            }
            Self::Unicode { .. } | Self::Set(_) => Vec::new(),
        }
    }
}

/// The one character of a text.
pub(super) fn only_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

pub(super) fn is_of(set: &'static Encoding, c: char) -> bool {
    let mut utf8 = [0; 4];
    !set.encode(c.encode_utf8(&mut utf8)).2
}

/// The character of a code of two bytes in a character set.
pub(super) fn in_set(set: &'static Encoding, code: u32) -> Option<char> {
    let bytes = u16::try_from(code).ok()?.to_be_bytes();
    let text = set.decode_without_bom_handling_and_without_replacement(&bytes)?;
    only_char(&text).filter(|c| !is_private(*c))
}

/// Whether a character means only what its font draws for it. Those of symbol fonts are signs and no writing.
pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{EFFF}' | '\u{F100}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// What the codes of a composite font mean (9.7); none where the reader of text knows all.
fn of_composite(dict: &Dict<'_>, descendant: &Dict<'_>, codes: Codes) -> Option<Meaning> {
    let encoding = name(dict, "Encoding").unwrap_or_default();
    let set = match encoding.as_str() {
        "GBK-EUC-H" | "GBK-EUC-V" | "GBKp-EUC-H" | "GBKp-EUC-V" | "GBK2K-H" | "GBK2K-V" | "GB-EUC-H" | "GB-EUC-V" => {
            Some(GBK)
        }
        "ETen-B5-H" | "ETen-B5-V" | "B5pc-H" | "B5pc-V" | "HKscs-B5-H" | "HKscs-B5-V" => Some(BIG5),
        _ => None,
    };
    let has_pairs = encoding.contains("UTF16");
    let is_unicode =
        encoding.starts_with("Uni") && (has_pairs || encoding.contains("UCS2") || encoding.contains("UTF32"));
    if !codes.is_empty() {
        return (!is_unicode).then_some(Meaning::Mapped(codes, set));
    }
    if is_unicode {
        return Some(Meaning::Unicode { has_pairs });
    }
    if let Some(set) = set {
        return Some(Meaning::Set(set));
    }
    // Signs of a known collection have a meaning by their number.
    let system = descendant.get::<Dict<'_>>("CIDSystemInfo").unwrap_or_default();
    let ordering = system.get::<hayro_syntax::object::String<'_>>("Ordering");
    let is_known = ordering.is_some_and(|ordering| matches!(ordering.as_bytes(), b"GB1" | b"CNS1"));
    (!is_known).then_some(Meaning::Mapped(codes, None))
}

/// What the codes of a font of one byte a code mean (9.6.5); none where its encoding says all.
fn of_simple(dict: &Dict<'_>, codes: Codes) -> Option<Meaning> {
    let encoding = dict.get::<Object<'_>>("Encoding");
    let is_named = match &encoding {
        Some(Object::Name(_)) => true,
        Some(Object::Dict(dict)) => dict.contains_key("BaseEncoding"),
        _ => false,
    };
    let mut unknown: BTreeSet<u8> = BTreeSet::new();
    let descriptor = dict.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
    let is_symbolic = descriptor.get::<i32>("Flags").is_some_and(|flags| flags & SYMBOLIC != 0);
    let is_subset = name(dict, "BaseFont").is_some_and(|name| name.as_bytes().get(6) == Some(&b'+'));
    // Its codes are numbers that the program which wrote the file gave to the signs that it needed, where it says what some
    // of them are; without a word of them they may be what they seem.
    if !codes.is_empty()
        && !is_named
        && is_symbolic
        && is_subset
        && name(dict, "Subtype").as_deref() == Some("TrueType")
    {
        unknown.extend(0..=u8::MAX);
    }
    if let Some(Object::Dict(dict)) = &encoding {
        let mut code: i64 = 0;
        let differences = dict.get::<Array<'_>>("Differences");
        for item in differences.into_iter().flat_map(|array| array.iter::<Object<'_>>()) {
            match item {
                Object::Number(number) => code = number.as_i64(),
                Object::Name(name) => {
                    if let Ok(code) = u8::try_from(code) {
                        if is_number_of_a_sign(&name, code) {
                            unknown.insert(code)
                        } else {
                            unknown.remove(&code)
                        };
                    }
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
    }
    unknown.retain(|code| !codes.contains(u32::from(*code)));
    (!unknown.is_empty()).then_some(Meaning::Simple(codes, unknown))
}

/// Whether a sign's name is a mere number, such as `g123` or `cid45`: it says nothing. Names by which readers know a
/// character's code do: `uni4E00`, `u1F600`, `G41`, `C65`, and `a65` for code 65, as TeX names its bitmaps.
fn is_number_of_a_sign(name: &[u8], code: u8) -> bool {
    let letters = name.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let (letters, digits) = name.split_at(letters);
    let number: Option<u32> = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok());
    let says = match letters {
        b"uni" | b"u" | b"afii" | b"SF" | b"H" | b"G" | b"C" | b"c" => true,
        b"g" => digits.len() == 4,
        _ => number == Some(u32::from(code)),
    };
    number.is_some() && !letters.is_empty() && !says
}

#[cfg(test)]
mod tests {
    use super::{is_number_of_a_sign, is_private};

    #[test]
    fn numbers_of_signs_say_nothing() {
        let cases = [
            ("g12", 65, true),
            ("cid123", 65, true),
            ("a0", 65, true),
            ("a65", 65, false),
            ("uni4E00", 65, false),
            ("A", 65, false),
            ("onesuperior", 65, false),
            ("afii10017", 65, false),
            ("g4E00", 65, false),
            ("glyph7", 7, false),
        ];
        for (name, code, expected) in cases {
            assert_eq!(is_number_of_a_sign(name.as_bytes(), code), expected, "{name}");
        }
    }

    #[test]
    fn bullets_of_symbol_fonts_are_signs() {
        assert!(!is_private('\u{F0B7}') && !is_private('中') && is_private('\u{E123}') && is_private('\u{F0123}'));
    }
}
