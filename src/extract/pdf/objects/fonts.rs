//! Which codes of a file's fonts have a meaning. The reader of text gives a character for every code: for one that its
//! font doesn't explain (ISO 32000, 9.10.2), the character that happens to have the code's number, which stands nowhere.
//! Such codes are found by what was read, and explained to it anew ([`Fonts::explained`]): what their encoding says, or
//! [`UNKNOWN`].

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use encoding_rs::Encoding;
use hayro_syntax::object::{Array, Dict, MaybeRef, ObjRef, Object};

use super::cmap::Codes;
use super::file::{File, decoded, name};
use super::meaning::{Meaning, UNKNOWN, in_set, is_of, only_char};
use crate::extract::limits::{MAX_FONTS, MAX_FORM_DEPTH, MAX_STREAM_BYTES};
use crate::extract::pdf::pages::DrawnPage;

/// Codes that one font may be explained, more than it has signs.
const MAX_EXPLAINED: usize = 65_536;

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
        let unicode = self.fonts.iter().filter(|font| matches!(font.meaning, Meaning::Unicode { .. }));
        unicode.map(|font| (font.id, Map::Unicode)).collect()
    }

    /// Whether there may be characters of two codes, which are lost by [`Map::Unicode`].
    pub(super) fn has_pairs(&self) -> bool {
        self.fonts.iter().any(|font| matches!(font.meaning, Meaning::Unicode { has_pairs: true }))
    }

    /// The maps with which what was read is read rightly; [`Self::needed`] if there is nothing to explain.
    pub(super) fn explained(&self, pages: &[DrawnPage]) -> Maps {
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, font) in self.fonts.iter().enumerate() {
            if matches!(font.meaning, Meaning::Mapped(..) | Meaning::Simple(..)) {
                for name in &font.names {
                    by_name.entry(name).or_default().push(index);
                }
            }
        }
        // What no map of a font of this name gives was made of a code.
        let mut doubtful: BTreeMap<usize, BTreeSet<u32>> = BTreeMap::new();
        self.each_sign(pages, &by_name, &mut |fonts, sign| {
            if !fonts.iter().any(|font| self.fonts[*font].meaning.gives(sign)) {
                for font in fonts {
                    let codes = self.fonts[*font].meaning.doubtful(sign);
                    if !codes.is_empty() {
                        doubtful.entry(*font).or_default().extend(codes);
                    }
                }
            }
        });
        let mut maps = self.needed();
        if doubtful.is_empty() {
            return maps;
        }
        // A font that lacks some lacks others, and those may be the numbers of characters that stand there, too.
        self.each_sign(pages, &by_name, &mut |fonts, sign| {
            for font in fonts {
                if let Some(codes) = doubtful.get_mut(font).filter(|codes| codes.len() < MAX_EXPLAINED) {
                    codes.extend(self.fonts[*font].meaning.doubtful(sign));
                }
            }
        });
        for (font, codes) in doubtful {
            maps.insert(self.fonts[font].id, Map::Text(self.fonts[font].map_with(&codes)));
        }
        maps
    }

    /// Tells of each character that one of these fonts may have been used for, and of the fonts of that name.
    fn each_sign(
        &self,
        pages: &[DrawnPage],
        by_name: &HashMap<&str, Vec<usize>>,
        tell: &mut dyn FnMut(&[usize], char),
    ) {
        for page in pages.iter().filter(|_| !by_name.is_empty()) {
            let fonts: Vec<Option<&Vec<usize>>> = page.fonts.iter().map(|name| by_name.get(name.as_str())).collect();
            for (glyph, font) in page.page.glyphs.iter().zip(&page.font_of) {
                if let (Some(Some(fonts)), Some(sign)) = (fonts.get(*font as usize), only_char(&glyph.text)) {
                    tell(fonts, sign);
                }
            }
        }
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
        if memchr::memmem::find(&map, b"usecmap").is_some() {
            return None;
        }
        let codes = Codes::of(&map);
        let descendant = dict
            .get::<Array<'_>>("DescendantFonts")
            .and_then(|fonts| fonts.iter::<Dict<'_>>().next())
            .unwrap_or_default();
        let meaning = Meaning::of(dict, &descendant, codes)?;
        let names = [name(&descendant, "BaseFont"), name(dict, "BaseFont")].into_iter().flatten();
        let names: BTreeSet<String> = names.filter(|name| !name.is_empty()).take(1).collect();
        Some(Self { id, has_own_name: !names.is_empty(), names, meaning, map })
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
