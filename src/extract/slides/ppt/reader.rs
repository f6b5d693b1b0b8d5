//! The parts of a presentation put together: slides in the order of their list, each with its notes after it.

use std::collections::{HashMap, HashSet};
use std::io::Read;

use flate2::read::ZlibDecoder;

use super::drawing::{Drawing, Objects};
use super::persist::Parts;
use super::records::{kind, tag_of_2000};
use super::text::{Text, texts};
use crate::extract::containers::bytes::Bytes;
use crate::extract::containers::ole::Container;
use crate::extract::containers::records::{Record, records};
use crate::extract::document::{Blocks, Document, Format, Place, Reading, Style};
use crate::extract::drawings::{Role, Shape, in_reading_order, ole_object};
use crate::extract::limits::{MAX_BLOCKS, MAX_STREAM_BYTES};
use crate::extract::problem::Problem;
use crate::extract::unread::{Thing, Unread};
use crate::message;

/// Where a presentation lies that PowerPoint 95 can read, too: beside the older form.
const BESIDE_95: &str = "/PP97_DUALSTORAGE";

/// What a list of slides, masters or notes says of one.
struct Listed<'a> {
    persist: u32,
    id: u32,
    /// The texts that it has in the outline.
    texts: Vec<Text<'a>>,
}

/// Which list of the document.
#[derive(Clone, Copy)]
enum List {
    Slides = 0,
    Masters = 1,
    Notes = 2,
}

/// Reads a presentation out of its container.
pub(in crate::extract) fn read(container: &mut Container<'_>) -> Result<Document, Problem> {
    let folder = if container.has(BESIDE_95) { BESIDE_95 } else { "" };
    let stream = container.stream(&format!("{folder}/PowerPoint Document"))?;
    // Without it the parts are found by a look through the stream.
    let current_user = container.stream(&format!("{folder}/Current User")).unwrap_or_default();
    let parts = Parts::read(Bytes(&stream), Bytes(&current_user))?;
    let mut reader = Reader::new(&parts);
    let lost = reader.slides();
    let mut gaps = Vec::new();
    if lost > 0 {
        gaps.push(message!("lost-slides", n = lost));
    }
    gaps.extend(reader.unread.gap());
    let reading = Reading { format: Format::Ppt, gaps, ..Reading::default() };
    Ok(Document { blocks: reader.blocks.blocks, properties: container.properties(), reading, ..Document::default() })
}

struct Reader<'a, 'p> {
    parts: &'p Parts<'a>,
    document: Option<Record<'a>>,
    objects: Objects,
    blocks: Blocks,
    /// Where the parts lie that were read.
    read: HashSet<usize>,
    /// What stands on many slides, and is told once.
    margins: HashSet<String>,
    unread: Unread,
}

impl<'a, 'p> Reader<'a, 'p> {
    fn new(parts: &'p Parts<'a>) -> Self {
        let document = parts.document();
        Self {
            parts,
            document,
            objects: document.map(|document| objects(document, parts)).unwrap_or_default(),
            blocks: Blocks::default(),
            read: HashSet::new(),
            margins: HashSet::new(),
            unread: Unread::default(),
        }
    }

    /// Reads all slides; how many of those that are listed are lost.
    fn slides(&mut self) -> usize {
        let mut listed = self.list(List::Slides);
        let [masters, notes] = [List::Masters, List::Notes].map(|list| {
            let listed = self.list(list).into_iter();
            listed.map(|listed| (listed.id, listed.persist)).collect::<HashMap<u32, u32>>()
        });
        self.number(&mut listed);
        let common = self.document.and_then(|document| footers(document, 3)).unwrap_or_default();
        let mut lost = 0;
        for (number, slide) in (1..).zip(&listed) {
            if self.blocks.blocks.len() > MAX_BLOCKS {
                break;
            }
            let page = self.once(slide.persist, &[kind::SLIDE]);
            self.page(page, &slide.texts, number);
            let Some(page) = page else {
                lost += 1;
                continue;
            };
            let atom = page.child(kind::SLIDE_ATOM).map(|atom| atom.body).unwrap_or_default();
            let listed = |list: &HashMap<u32, u32>, at| atom.u32(at).and_then(|id| list.get(&id)).copied();
            if let Some(notes) = listed(&notes, 16).and_then(|notes| self.once(notes, &[kind::NOTES])) {
                self.page(Some(notes), &[], number);
            }
            /// Whether the master's own shapes are shown.
            const SHOWS_MASTER: u16 = 1;
            let master = listed(&masters, 12).filter(|_| atom.u16(20).unwrap_or(0) & SHOWS_MASTER != 0);
            if let Some(master) = master.and_then(|master| self.once(master, &[kind::MAIN_MASTER, kind::SLIDE])) {
                self.master(master, number);
            }
            for footer in footers(page, 0).as_ref().unwrap_or(&common) {
                self.margin(footer, number);
            }
        }
        // Without the list: what is there, in the order of the stream.
        if listed.is_empty() {
            for (number, page) in (1..).zip(self.parts.all(kind::SLIDE)) {
                self.page(Some(page), &[], number);
            }
            return 0;
        }
        lost
    }

    /// A part, the first time that it is asked for: a broken list can name it again and again.
    fn once(&mut self, id: u32, kinds: &[u16]) -> Option<Record<'a>> {
        let place = self.parts.place(id)?;
        self.parts.get(id, kinds).filter(|_| self.read.insert(place))
    }

    /// What a list of the document names.
    fn list(&self, list: List) -> Vec<Listed<'a>> {
        let lists = self.document.into_iter().flat_map(Record::children);
        let wanted = lists.filter(|child| child.kind == kind::SLIDE_LIST && child.instance == list as u16);
        let mut listed: Vec<Listed<'a>> = Vec::new();
        for record in wanted.flat_map(Record::children) {
            match record.kind {
                kind::SLIDE_PERSIST => {
                    let [persist, id] = [0, 12].map(|at| record.body.u32(at).unwrap_or(0));
                    listed.push(Listed { persist, id, texts: Vec::new() });
                }
                _ => {
                    if let Some(last) = listed.last_mut() {
                        match record.kind {
                            kind::TEXT_HEADER => last.texts.extend(texts(std::iter::once(record))),
                            _ => last.texts.last_mut().into_iter().for_each(|text| text.tell(record)),
                        }
                    }
                }
            }
        }
        listed
    }

    /// Gives texts of the outline what is said of their numbers.
    fn number(&self, listed: &mut [Listed<'a>]) {
        let tagged = self.document.and_then(|document| document.child(kind::DOCUMENT_INFO)).and_then(tag_of_2000);
        let outline = records(tagged.unwrap_or_default()).find(|record| record.kind == kind::OUTLINE_NUMBERS);
        let places: HashMap<u32, usize> = listed.iter().enumerate().map(|(at, slide)| (slide.id, at)).collect();
        let mut of = (None, None);
        for record in outline.into_iter().flat_map(Record::children) {
            match record.kind {
                kind::OUTLINE_NUMBERS_HEADER => of = (record.body.u32(0), record.body.u32(4)),
                kind::TEXT_NUMBERS => {
                    let slide = of.0.and_then(|id: u32| places.get(&id)).and_then(|&at| listed.get_mut(at));
                    let texts = slide.into_iter().flat_map(|slide| &mut slide.texts);
                    let mut same = texts.filter(|text| Some(text.kind) == of.1 && text.numbers.len() == 0);
                    same.next().into_iter().for_each(|text| text.numbers = record.body);
                }
                _ => {}
            }
        }
    }

    /// The text of a slide, or of notes: what its shapes show, before it what the outline alone has.
    fn page(&mut self, page: Option<Record<'a>>, outline: &[Text<'a>], number: u32) {
        let mut drawing = Drawing::new(outline, &self.objects);
        let mut shapes = page.map(|page| drawing.shapes(page)).unwrap_or_default();
        let is_there = |shapes: &[Shape], lines: &[_]| shapes.iter().any(|shape| shape.lines == lines);
        for text in outline.iter().zip(&drawing.is_shown).filter(|(_, is_shown)| !**is_shown).map(|(text, _)| text) {
            let role = if text.is_title() { Role::Title } else { Role::Text };
            let lines = text.lines(role);
            if !is_there(&shapes, &lines) {
                shapes.push(Shape { role, frame: None, lines });
            }
        }
        self.unread.add_all(&drawing.unread);
        for (text, style) in in_reading_order(shapes) {
            match style {
                Style::Boilerplate => self.margin(&text, number),
                _ => self.blocks.push(&text, style, Place::Page(number)),
            }
        }
    }

    /// What a master shows on each slide.
    fn master(&mut self, master: Record<'a>, number: u32) {
        let mut drawing = Drawing::new(&[], &self.objects);
        drawing.without_placeholders = true;
        let shapes = drawing.shapes(master);
        for (text, _) in in_reading_order(shapes) {
            self.margin(&text, number);
        }
    }

    fn margin(&mut self, text: &str, number: u32) {
        if self.margins.insert(text.to_owned()) {
            self.blocks.push(text, Style::Boilerplate, Place::Page(number));
        }
    }
}

/// What objects of other programs in a presentation are, and their paragraphs, by their numbers ([MS-PPT] 2.10).
fn objects(document: Record<'_>, parts: &Parts<'_>) -> Objects {
    let listed = document.child(kind::EMBEDDED_OBJECTS).into_iter().flat_map(Record::children);
    let listed = listed.filter(|object| matches!(object.kind, kind::EMBEDDED | kind::CONTROL));
    let object = |object: Record<'_>| {
        let atom = object.child(kind::OBJECT_ATOM)?.body;
        let id = atom.u32(8)?;
        if object.kind == kind::CONTROL {
            return Some((id, (Thing::FormField, Vec::new())));
        }
        let program = object.children().find(|child| child.kind == kind::STRING && child.instance == 2);
        let (thing, lines) = stored(parts, atom.u32(16)?).unwrap_or((Thing::Embedded, Vec::new()));
        // The presentation may know better what program it is of.
        let thing = match program.map(|program| Thing::of_program(&program.string())) {
            Some(said) if thing == Thing::Embedded => said,
            _ => thing,
        };
        Some((id, (thing, lines)))
    };
    listed.filter_map(object).collect()
}

/// What a stored object is, and its paragraphs ([MS-PPT] 2.10.34).
fn stored(parts: &Parts<'_>, id: u32) -> Option<(Thing, Vec<String>)> {
    /// Its bytes are packed, after their number.
    const PACKED: u16 = 1;
    let stored = parts.get(id, &[kind::STORED_OBJECT])?;
    let mut bytes = Vec::new();
    if stored.instance == PACKED {
        let packed = ZlibDecoder::new(stored.body.from(4).0);
        // Of a broken one what can be unpacked.
        let _ = packed.take(MAX_STREAM_BYTES as u64).read_to_end(&mut bytes);
    } else {
        bytes.extend_from_slice(stored.body.0);
    }
    Some(ole_object(&mut Container::open(&bytes).ok()?, ""))
}

/// Footer, header and day that are written on slides; none where nothing is said of them ([MS-PPT] 2.4.15).
fn footers(record: Record<'_>, instance: u16) -> Option<Vec<String>> {
    /// A day that was written and not the current one, a header, a footer: each a flag, and its text's number.
    const SHOWN: [(u16, u16); 3] = [(0x04, 0), (0x10, 1), (0x20, 2)];
    let mut all = record.children().filter(|child| child.kind == kind::HEADERS_FOOTERS);
    let said = all.find(|said| said.instance == instance)?;
    let flags = said.child(kind::HEADERS_FOOTERS_ATOM)?.body.u16(2)?;
    let text = |number: u16| {
        let mut strings = said.children().filter(|child| child.kind == kind::STRING);
        strings.find(|string| string.instance == number).map(Record::string)
    };
    let shown = SHOWN.iter().filter(|(flag, _)| flags & flag != 0).filter_map(|(_, number)| text(*number));
    Some(shown.collect())
}
