//! Which codes of a file's fonts have a meaning. The reader of text gives a character for every code: for one that its
//! font doesn't explain (ISO 32000, 9.10.2), the character that happens to have the code's number, which stands nowhere.
//! Such codes are found by what was read, and explained to it anew ([`Fonts::explained`]): what their encoding says, or
//! [`UNKNOWN`].

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use encoding_rs::{BIG5, Encoding, GBK, MACINTOSH, WINDOWS_1252};
use hayro_syntax::object::{Array, Dict, MaybeRef, ObjRef, Object};

use super::cmap::Codes;
use super::file::{File, decoded, dicts, name};
use crate::extract::pdf::pages::DrawnPage;
use crate::extract::limits::{MAX_FONTS, MAX_FORM_DEPTH, MAX_STREAM_BYTES};

/// Stands for a character whose meaning the file doesn't say.
pub(in crate::extract::pdf) const UNKNOWN: char = char::REPLACEMENT_CHARACTER;

/// The first signs of nearly all fonts: the one for what is missing, and blanks.
const BLANKS: u32 = 4;
/// Codes that one font may be explained, more than it has signs.
const MAX_EXPLAINED: usize = 65_536;
/// A font's descriptor says by this bit that its codes are its own (ISO 32000, 9.8.2).
const SYMBOLIC: i32 = 4;

/// The fonts of a file of whose codes the reader of text may make something else.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    fonts: Vec<Font>,
    /// Those that were looked into, and where they stand in `fonts`.
    known: HashMap<ObjRef, Option<usize>>,
    forms: HashSet<ObjRef>,
}

#[derive(Debug)]
struct Font {
    id: ObjRef,
    /// By these the font of a character is known: its own name, or, without one, what pages call it.
    names: BTreeSet<String>,
    has_own_name: bool,
    meaning: Meaning,
    /// The map of its codes as the file has it.
    map: Vec<u8>,
}

#[derive(Debug)]
enum Meaning {
    /// The codes are Unicode.
    Unicode,
    /// The codes are those of a character set; the reader of text knows most of them.
    Set(&'static Encoding),
    /// Only these have a meaning; the others that of the character set, if there is one.
    Mapped(Codes, Option<&'static Encoding>),
    /// Of one byte; these have none.
    Simple(BTreeSet<u8>),
}

/// Explained codes by their font: its new map.
pub(super) type Maps = HashMap<ObjRef, Map>;

/// What a font says anew of its codes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Map {
    /// They are Unicode.
    Unicode,
    /// A map's text.
    Text(Vec<u8>),
}

impl Fonts {
    /// The fonts of all pages.
    pub(super) fn of(file: &File) -> Self {
        let mut fonts = Self::default();
        for page in file.pages() {
            fonts.add(file, &page.resources().fonts, &page.resources().x_objects, 0);
        }
        fonts
    }

    /// Those of drawings, and of what they take fonts from that name none of their own.
    pub(super) fn of_drawings<'a>(file: &'a File, drawings: impl Iterator<Item = ObjRef>, shared: &Dict<'a>) -> Self {
        let mut fonts = Self::default();
        fonts.add(file, shared, &Dict::empty(), 0);
        for drawing in drawings {
            fonts.add_form(file, drawing, 0);
        }
        fonts
    }

    fn add<'a>(&mut self, file: &'a File, fonts: &Dict<'a>, forms: &Dict<'a>, depth: usize) {
        for (called, font) in fonts.entries() {
            let MaybeRef::Ref(id) = font else { continue };
            if !self.known.contains_key(&id) && self.known.len() < MAX_FONTS {
                let font = file.object(id).and_then(Object::into_dict).and_then(|dict| Font::of(id, &dict));
                self.known.insert(id, font.is_some().then_some(self.fonts.len()));
                self.fonts.extend(font);
            }
            if let Some(Some(index)) = self.known.get(&id)
                && !self.fonts[*index].has_own_name
            {
                self.fonts[*index].names.insert(called.as_str().to_owned());
            }
        }
        for (_, form) in forms.entries() {
            if let MaybeRef::Ref(id) = form {
                self.add_form(file, id, depth);
            }
        }
    }

    fn add_form(&mut self, file: &File, id: ObjRef, depth: usize) {
        if depth < MAX_FORM_DEPTH
            && self.forms.insert(id)
            && let Some(form) = file.object(id).and_then(Object::into_stream)
            && let Some(resources) = form.dict().get::<Dict<'_>>("Resources")
        {
            let of = |key: &str| resources.get::<Dict<'_>>(key).unwrap_or_default();
            self.add(file, &of("Font"), &of("XObject"), depth + 1);
        }
    }

    /// The maps that are needed whatever is read: of codes that are Unicode the reader of text makes signs of a
    /// collection, and of those that it lacks other signs.
    pub(super) fn needed(&self) -> Maps {
        let unicode = self.fonts.iter().filter(|font| matches!(font.meaning, Meaning::Unicode));
        unicode.map(|font| (font.id, Map::Unicode)).collect()
    }

    /// The maps with which what was read is read rightly; [`Self::needed`] if there is nothing to explain.
    pub(super) fn explained(&self, pages: &[DrawnPage]) -> Maps {
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, font) in self.fonts.iter().enumerate() {
            if matches!(font.meaning, Meaning::Mapped(..) | Meaning::Simple(_)) {
                for name in &font.names {
                    by_name.entry(name).or_default().push(index);
                }
            }
        }
        let mut doubtful: BTreeMap<usize, BTreeSet<u32>> = BTreeMap::new();
        for page in pages.iter().filter(|_| !by_name.is_empty()) {
            let fonts: Vec<Option<&Vec<usize>>> = page.fonts.iter().map(|name| by_name.get(name.as_str())).collect();
            for (glyph, font) in page.page.glyphs.iter().zip(&page.font_of) {
                let Some(Some(fonts)) = fonts.get(*font as usize) else { continue };
                let Some(sign) = only_char(&glyph.text) else { continue };
                for &font in *fonts {
                    let codes = doubtful.entry(font).or_default();
                    if codes.len() < MAX_EXPLAINED {
                        codes.extend(self.fonts[font].doubtful(sign));
                    }
                }
            }
        }
        let mut maps = self.needed();
        for (font, codes) in doubtful.into_iter().filter(|(_, codes)| !codes.is_empty()) {
            maps.insert(self.fonts[font].id, Map::Text(self.fonts[font].map_with(&codes)));
        }
        maps
    }

    /// What is left where a font's codes are those of a character set: one that the set's signs lack became the
    /// character with the code's number.
    pub(super) fn decode_sets(&self, pages: &mut [DrawnPage]) {
        let mut sets: HashMap<&str, Option<&'static Encoding>> = HashMap::new();
        for font in &self.fonts {
            let set = if let Meaning::Set(set) = font.meaning { Some(set) } else { None };
            for name in &font.names {
                let known = sets.entry(name).or_insert(set);
                if *known != set {
                    *known = None;
                }
            }
        }
        for page in pages {
            let of_font: Vec<_> = page.fonts.iter().map(|name| sets.get(name.as_str()).copied().flatten()).collect();
            for (glyph, font) in page.page.glyphs.iter_mut().zip(&page.font_of) {
                let Some(Some(set)) = of_font.get(*font as usize) else { continue };
                // What no font of the set has: syllables of Yi and Korean, and private use and what follows it.
                if let Some(code @ ('\u{A140}'..='\u{D7FE}' | '\u{F8A1}'..='\u{FAFF}')) = only_char(&glyph.text)
                    && !is_of(set, code)
                {
                    glyph.text = in_set(set, u32::from(code)).unwrap_or(UNKNOWN).to_string();
                }
            }
        }
    }
}

/// The one character of a text.
fn only_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

fn is_of(set: &'static Encoding, c: char) -> bool {
    let mut utf8 = [0; 4];
    !set.encode(c.encode_utf8(&mut utf8)).2
}

/// The character of a code of two bytes in a character set.
fn in_set(set: &'static Encoding, code: u32) -> Option<char> {
    let bytes = u16::try_from(code).ok()?.to_be_bytes();
    let text = set.decode_without_bom_handling_and_without_replacement(&bytes)?;
    only_char(&text).filter(|c| !is_private(*c))
}

/// Whether a character means only what its font draws for it. Those of symbol fonts are signs and no writing.
pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{EFFF}' | '\u{F100}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

impl Font {
    /// A font, if the reader of text may not know all of its codes.
    fn of(id: ObjRef, dict: &Dict<'_>) -> Option<Self> {
        let map = dict.get::<Object<'_>>("ToUnicode");
        let map = match &map {
            // By a name only that its codes are Unicode.
            Some(Object::Name(_)) => return None,
            Some(Object::Stream(stream)) => decoded(stream, MAX_STREAM_BYTES)?,
            _ => Vec::new(),
        };
        if contains(&map, b"usecmap") {
            return None;
        }
        let codes = Codes::of(&map);
        let descendant = dicts(dict, "DescendantFonts").next().unwrap_or_default();
        let meaning = match name(dict, "Subtype").as_deref() {
            Some("Type0") => of_composite(dict, &descendant, codes)?,
            _ => of_simple(dict, &codes)?,
        };
        let names = [name(&descendant, "BaseFont"), name(dict, "BaseFont")].into_iter().flatten();
        let names: BTreeSet<String> = names.filter(|name| !name.is_empty()).take(1).collect();
        Some(Self { id, has_own_name: !names.is_empty(), names, meaning, map })
    }

    /// The codes without a known meaning of which the reader of text may have made this character.
    fn doubtful(&self, sign: char) -> Vec<u32> {
        match &self.meaning {
            Meaning::Mapped(known, _) => {
                let code = u32::from(sign);
                let is_doubtful = code >= BLANKS && sign != ' ' && !known.contains(code);
                if is_doubtful { vec![code] } else { Vec::new() }
            }
            Meaning::Simple(unknown) => {
                let own = u8::try_from(u32::from(sign)).ok();
                let of = |set: &'static Encoding| {
                    let mut utf8 = [0; 4];
                    let (bytes, _, failed) = set.encode(sign.encode_utf8(&mut utf8));
                    bytes.first().copied().filter(|_| !failed)
                };
                let codes: BTreeSet<u8> = [own, of(WINDOWS_1252), of(MACINTOSH)].into_iter().flatten().collect();
                codes.intersection(unknown).filter(|code| u32::from(**code) >= BLANKS).map(|c| u32::from(*c)).collect()
            }
            Meaning::Unicode | Meaning::Set(_) => Vec::new(),
        }
    }

    /// The font's map, and what these codes mean.
    fn map_with(&self, codes: &BTreeSet<u32>) -> Vec<u8> {
        let mut map = String::from_utf8_lossy(&self.map).replace("endcmap", "");
        map.push('\n');
        let (set, digits) = match self.meaning {
            Meaning::Mapped(_, set) => (set, 4),
            _ => (None, 2),
        };
        for &code in codes {
            let meant = set.and_then(|set| in_set(set, code)).unwrap_or(UNKNOWN);
            let units: String = meant.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("{unit:04X}")).collect();
            map.push_str(&format!("1 beginbfchar <{code:0digits$X}> <{units}> endbfchar\n"));
        }
        map.into_bytes()
    }
}

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    memchr::memmem::find(bytes, word).is_some()
}

/// What the codes of a composite font mean (9.7); none where the reader of text knows all.
fn of_composite(dict: &Dict<'_>, descendant: &Dict<'_>, codes: Codes) -> Option<Meaning> {
    let encoding = name(dict, "Encoding").unwrap_or_default();
    let set = match encoding.as_str() {
        "GBK-EUC-H" | "GBK-EUC-V" | "GBKp-EUC-H" | "GBKp-EUC-V" | "GBK2K-H" | "GBK2K-V" | "GB-EUC-H" | "GB-EUC-V" => Some(GBK),
        "ETen-B5-H" | "ETen-B5-V" | "B5pc-H" | "B5pc-V" | "HKscs-B5-H" | "HKscs-B5-V" => Some(BIG5),
        _ => None,
    };
    let is_unicode =
        encoding.starts_with("Uni") && ["UCS2", "UTF16", "UTF32"].iter().any(|form| encoding.contains(form));
    if !codes.is_empty() {
        return (!is_unicode).then_some(Meaning::Mapped(codes, set));
    }
    if is_unicode {
        return Some(Meaning::Unicode);
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
fn of_simple(dict: &Dict<'_>, codes: &Codes) -> Option<Meaning> {
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
    // Its codes are numbers that the program which wrote the file gave to the signs that it needed.
    if !is_named && is_symbolic && is_subset && name(dict, "Subtype").as_deref() == Some("TrueType") {
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
                        if is_number_of_a_sign(&name, code) { unknown.insert(code) } else { unknown.remove(&code) };
                    }
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
    }
    unknown.retain(|code| !codes.contains(u32::from(*code)));
    (!unknown.is_empty()).then_some(Meaning::Simple(unknown))
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
        let cases = [("g12", 65, true), ("cid123", 65, true), ("a0", 65, true), ("a65", 65, false), ("uni4E00", 65, false),
            ("A", 65, false), ("onesuperior", 65, false), ("afii10017", 65, false), ("g4E00", 65, false), ("glyph7", 7, false)];
        for (name, code, expected) in cases {
            assert_eq!(is_number_of_a_sign(name.as_bytes(), code), expected, "{name}");
        }
    }

    #[test]
    fn bullets_of_symbol_fonts_are_signs() {
        assert!(!is_private('\u{F0B7}') && !is_private('中') && is_private('\u{E123}') && is_private('\u{F0123}'));
    }
}
