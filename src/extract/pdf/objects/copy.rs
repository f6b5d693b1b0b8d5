//! Objects of a file to the bytes of a new one, which the reader of text then reads instead: pages with other maps of their
//! fonts' codes and without hidden layers, or a page for each annotation. Nothing of it is encrypted; of pictures and what
//! only colours, nothing is taken along.

use std::collections::HashMap;

use hayro_syntax::object::{Dict, MaybeRef, ObjRef, Object, Rect, Stream};
use hayro_syntax::page::{Page, Rotation};

use super::fields::Drawn;
use super::file::{File, decoded, name};
use super::fonts::{Map, Maps};
use super::layers::Layers;
use crate::extract::limits::{MAX_FILE_BYTES, MAX_FORM_DEPTH, MAX_STREAM_BYTES};

/// What the reader of text has no use for, in dictionaries of any kind.
const LEFT_OUT: [&[u8]; 10] = [
    b"ColorSpace",
    b"ExtGState",
    b"Metadata",
    b"Parent",
    b"Pattern",
    b"PieceInfo",
    b"Properties",
    b"SMask",
    b"Shading",
    b"StructParents",
];

/// A file that is being written.
pub(super) struct Copy<'a> {
    file: &'a File,
    layers: &'a Layers,
    maps: &'a Maps,
    out: Vec<u8>,
    /// Where each object begins; the first is number 1.
    starts: Vec<usize>,
    numbers: HashMap<ObjRef, usize>,
    /// Numbers given to objects that are not copied yet.
    waiting: Vec<(usize, ObjRef)>,
    pages: Vec<usize>,
}

/// What stands on a page of a copy.
pub(super) enum Drawing<'a> {
    /// What stands on the page itself.
    Page,
    /// A form of the file, under a transformation.
    Form(ObjRef, [f64; 6]),
    /// A text.
    Text(&'a Drawn),
}

impl<'a> Copy<'a> {
    pub(super) fn new(file: &'a File, layers: &'a Layers, maps: &'a Maps) -> Self {
        // 1 and 2 are the roots, written last.
        let (out, starts) = (b"%PDF-1.7\n".to_vec(), vec![0, 0]);
        Self { file, layers, maps, out, starts, numbers: HashMap::new(), waiting: Vec::new(), pages: Vec::new() }
    }

    /// Adds a page of the size of `page`. `fonts` are those of forms that name none of their own.
    pub(super) fn page(&mut self, page: &Page<'a>, drawing: &Drawing<'_>, fonts: &Dict<'a>) {
        let mut text = format!("<</Type/Page/Parent 2 0 R/MediaBox{}", rect(page.media_box()));
        text += &format!("/CropBox{}/Rotate {}", rect(page.crop_box()), degrees(page.rotation()));
        let mut dict = text.into_bytes();
        dict.extend_from_slice(b"/Resources<</Font");
        match drawing {
            Drawing::Text(drawn) => {
                let mut map = Vec::new();
                self.content(drawn.map.as_bytes(), &mut map);
                let font = format!(
                    "<</F<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/ToUnicode {}/DescendantFonts[<</Type\
                     /Font/Subtype/CIDFontType2/BaseFont/F/DW 1000/W[{}]>>]>>>>",
                    String::from_utf8_lossy(&map),
                    drawn.widths
                );
                dict.extend_from_slice(font.as_bytes());
            }
            Drawing::Form(..) => self.dict(fonts, &mut dict, 0),
            Drawing::Page => self.dict(&page.resources().fonts, &mut dict, 0),
        }
        dict.extend_from_slice(b"/XObject");
        match drawing {
            Drawing::Page => self.dict(&page.resources().x_objects, &mut dict, 0),
            Drawing::Form(form, _) => {
                dict.extend_from_slice(b"<</A ");
                self.value(MaybeRef::Ref(*form), &mut dict, 0);
                dict.extend_from_slice(b">>");
            }
            Drawing::Text(..) => dict.extend_from_slice(b"<<>>"),
        }
        dict.extend_from_slice(b">>/Contents ");
        match drawing {
            Drawing::Page if self.layers.is_empty() => match page.raw().get_raw::<Object<'_>>("Contents") {
                Some(contents) => self.value(contents, &mut dict, 0),
                None => dict.extend_from_slice(b"null"),
            },
            Drawing::Page => {
                let shown = self.shown(page.page_stream().unwrap_or_default(), &page.resources().properties);
                self.content(&shown, &mut dict);
            }
            Drawing::Form(_, matrix) => {
                let matrix: String = matrix.iter().map(|number| format!("{number:.6} ")).collect();
                self.content(format!("q {matrix}cm /A Do Q").as_bytes(), &mut dict);
            }
            Drawing::Text(drawn) => self.content(drawn.operators.as_bytes(), &mut dict),
        }
        dict.extend_from_slice(b">>");
        let number = self.add(&dict);
        self.pages.push(number);
        self.copy_waiting();
    }

    /// The file's bytes.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.starts[0] = self.out.len();
        self.out.extend_from_slice(b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n");
        self.starts[1] = self.out.len();
        let kids: String = self.pages.iter().map(|page| format!("{page} 0 R ")).collect();
        let pages = format!("2 0 obj<</Type/Pages/Count {}/Kids[{kids}]>>endobj\n", self.pages.len());
        self.out.extend_from_slice(pages.as_bytes());
        let table = self.out.len();
        let entries: String = self.starts.iter().map(|start| format!("{start:010} 00000 n \n")).collect();
        let size = self.starts.len() + 1;
        let end = format!(
            "xref\n0 {size}\n0000000000 65535 f \n{entries}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n"
        );
        self.out.extend_from_slice(end.as_bytes());
        self.out
    }

    /// Adds an object that is written already, and gives its number.
    fn add(&mut self, object: &[u8]) -> usize {
        self.starts.push(self.out.len());
        let number = self.starts.len();
        self.out.extend_from_slice(format!("{number} 0 obj").as_bytes());
        self.out.extend_from_slice(object);
        self.out.extend_from_slice(b"endobj\n");
        number
    }

    /// Adds a stream that is not packed, and refers to it.
    fn content(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        let mut stream = format!("<</Length {}>>stream\n", bytes.len()).into_bytes();
        stream.extend_from_slice(bytes);
        stream.extend_from_slice(b"\nendstream ");
        let number = self.add(&stream);
        out.extend_from_slice(format!("{number} 0 R").as_bytes());
    }

    fn copy_waiting(&mut self) {
        while let Some((number, id)) = self.waiting.pop() {
            let mut object = format!("{number} 0 obj ").into_bytes();
            match self.file.object(id) {
                // An encrypted file's objects are taken out of their packing, and none more than once: a copy is not
                // much larger than its file.
                Some(copied) if self.out.len() < MAX_FILE_BYTES as usize => match (self.maps.get(&id), copied) {
                    (Some(map), Object::Dict(font)) => self.font(&font, map, &mut object),
                    (_, copied) => self.object(&copied, &mut object, 0),
                },
                _ => object.extend_from_slice(b"null"),
            }
            object.extend_from_slice(b" endobj\n");
            self.starts[number - 1] = self.out.len();
            self.out.append(&mut object);
        }
    }

    /// A font with another map of its codes.
    fn font(&mut self, font: &Dict<'a>, map: &Map, out: &mut Vec<u8>) {
        out.extend_from_slice(b"<<");
        self.entries(font, &[b"ToUnicode"], out, 0);
        out.extend_from_slice(b"/ToUnicode ");
        match map {
            Map::Unicode => out.extend_from_slice(b"/Identity-H"),
            Map::Text(map) => self.content(map, out),
        }
        out.extend_from_slice(b">>");
    }

    fn value(&mut self, value: MaybeRef<Object<'a>>, out: &mut Vec<u8>, depth: usize) {
        match value {
            MaybeRef::Ref(id) => {
                let number = *self.numbers.entry(id).or_insert_with(|| {
                    self.starts.push(0);
                    self.waiting.push((self.starts.len(), id));
                    self.starts.len()
                });
                out.extend_from_slice(format!("{number} 0 R ").as_bytes());
            }
            MaybeRef::NotRef(object) => self.object(&object, out, depth),
        }
    }

    fn object(&mut self, object: &Object<'a>, out: &mut Vec<u8>, depth: usize) {
        match object {
            _ if depth > MAX_FORM_DEPTH => out.extend_from_slice(b"null "),
            Object::Array(array) => {
                out.push(b'[');
                for item in array.raw_iter() {
                    self.value(item, out, depth + 1);
                }
                out.push(b']');
            }
            Object::Dict(dict) => self.dict(dict, out, depth + 1),
            Object::Stream(stream) => self.stream(stream, out, depth),
            plain => write_plain(plain, out),
        }
    }

    fn dict(&mut self, dict: &Dict<'a>, out: &mut Vec<u8>, depth: usize) {
        out.extend_from_slice(b"<<");
        self.entries(dict, &[], out, depth);
        out.extend_from_slice(b">>");
    }

    fn entries(&mut self, dict: &Dict<'a>, without: &[&[u8]], out: &mut Vec<u8>, depth: usize) {
        for (key, value) in dict.entries() {
            if !LEFT_OUT.contains(&key.as_ref()) && !without.contains(&key.as_ref()) {
                write_name(&key, out);
                out.push(b' ');
                self.value(value, out, depth);
            }
        }
    }

    fn stream(&mut self, stream: &Stream<'a>, out: &mut Vec<u8>, depth: usize) {
        let dict = stream.dict();
        let kind = name(dict, "Subtype");
        if kind.as_deref() == Some("Image") || self.layers.hides(dict, b"OC") {
            return out.extend_from_slice(b"null");
        }
        let shown = (kind.as_deref() == Some("Form") && !self.layers.is_empty()).then(|| {
            let resources = dict.get::<Dict<'_>>("Resources").unwrap_or_default();
            let content = decoded(stream, MAX_STREAM_BYTES).unwrap_or_default();
            self.shown(&content, &resources.get::<Dict<'_>>("Properties").unwrap_or_default())
        });
        out.extend_from_slice(b"<<");
        let packing: &[&[u8]] = if shown.is_some() { &[b"Length", b"Filter", b"DecodeParms"] } else { &[b"Length"] };
        self.entries(dict, packing, out, depth + 1);
        let bytes = shown.map_or_else(|| stream.raw_data(), Into::into);
        out.extend_from_slice(format!("/Length {}>>stream\n", bytes.len()).as_bytes());
        out.extend_from_slice(&bytes);
        out.extend_from_slice(b"\nendstream");
    }

    fn shown(&self, content: &[u8], properties: &Dict<'_>) -> Vec<u8> {
        self.layers.shown(content, properties, write_operand)
    }
}

/// An operand of a content stream, in which nothing is referred to.
fn write_operand(object: &Object<'_>, out: &mut Vec<u8>) {
    match object {
        Object::Array(array) => {
            out.push(b'[');
            for item in array.iter::<Object<'_>>() {
                write_plain(&item, out);
            }
            out.push(b']');
        }
        // Only marks have such, and of them none is left.
        Object::Dict(_) | Object::Stream(_) => out.extend_from_slice(b"<<>>"),
        plain => write_plain(plain, out),
    }
}

fn write_plain(object: &Object<'_>, out: &mut Vec<u8>) {
    match object {
        Object::Boolean(value) => out.extend_from_slice(if *value { b"true " } else { b"false " }),
        Object::Number(number) if number.as_f64().fract() == 0.0 => {
            out.extend_from_slice(format!("{} ", number.as_i64()).as_bytes());
        }
        Object::Number(number) => out.extend_from_slice(format!("{:.6} ", number.as_f64()).as_bytes()),
        Object::String(string) => {
            out.push(b'<');
            for byte in string.as_bytes() {
                out.extend([byte >> 4, byte & 15].map(|digit| b"0123456789ABCDEF"[usize::from(digit)]));
            }
            out.push(b'>');
        }
        Object::Name(name) => write_name(name, out),
        _ => out.extend_from_slice(b"null "),
    }
}

fn write_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'+' | b'*' | b',') {
            out.push(byte);
        } else {
            out.extend_from_slice(format!("#{byte:02X}").as_bytes());
        }
    }
    out.push(b' ');
}

fn rect(rect: Rect) -> String {
    format!("[{} {} {} {}]", rect.x0, rect.y0, rect.x1, rect.y1)
}

fn degrees(rotation: Rotation) -> u32 {
    match rotation {
        Rotation::None => 0,
        Rotation::Horizontal => 90,
        Rotation::Flipped => 180,
        Rotation::FlippedHorizontal => 270,
    }
}
