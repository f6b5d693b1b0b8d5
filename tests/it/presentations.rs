//! Presentations of PowerPoint 97 to 2003, written record by record ([MS-PPT]).

use std::io::{Cursor, Write};

use baogao::extract::{Document, Place, Problem, ProblemKind, Style};

use super::formats::extractor;
use super::harness::TestEnv;

/// Types of records.
const DOCUMENT: u16 = 0x03E8;
const SLIDE: u16 = 0x03EE;
const SLIDE_ATOM: u16 = 0x03EF;
const NOTES: u16 = 0x03F0;
const LISTED: u16 = 0x03F3;
const DRAWING: u16 = 0x040C;
const PLACEHOLDER: u16 = 0x0BC3;
const OF_OUTLINE: u16 = 0x0F9E;
const TEXT_HEADER: u16 = 0x0F9F;
const TEXT_CHARS: u16 = 0x0FA0;
const LIST: u16 = 0x0FF0;
const USER_EDIT: u16 = 0x0FF5;
const CURRENT_USER: u16 = 0x0FF6;
const DIRECTORY: u16 = 0x1772;
const SHAPES: u16 = 0xF002;
const GROUP: u16 = 0xF003;
const SHAPE: u16 = 0xF004;
const OPTIONS: u16 = 0xF122;
const TEXT_BOX: u16 = 0xF00D;
const ANCHOR: u16 = 0xF00F;
const CLIENT_DATA: u16 = 0xF011;

fn record(kind: u16, version: u16, body: &[u8]) -> Vec<u8> {
    let length = (body.len() as u32).to_le_bytes();
    [&version.to_le_bytes(), &kind.to_le_bytes(), &length[..], body].concat()
}

fn atom(kind: u16, numbers: &[u32]) -> Vec<u8> {
    record(kind, 0, &numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<u8>>())
}

fn container(kind: u16, children: &[Vec<u8>]) -> Vec<u8> {
    record(kind, 0x0F, &children.concat())
}

/// An entry of a list: the part's number, its own, and its texts with their kinds.
type Entry<'a> = (u32, u32, &'a [(u32, &'a str)]);

/// A list of the document: which, and its entries.
fn list(which: u16, entries: &[Entry<'_>]) -> Vec<u8> {
    let entry = |(part, id, texts): &Entry<'_>| {
        let texts = texts.iter().flat_map(|(kind, text)| written(*kind, text));
        [atom(LISTED, &[*part, 0, texts.clone().count() as u32, *id, 0])]
            .into_iter()
            .chain(texts)
            .collect::<Vec<_>>()
            .concat()
    };
    record(LIST, which << 4 | 0x0F, &entries.iter().map(entry).collect::<Vec<_>>().concat())
}

/// A text: its header, then its characters.
fn written(kind: u32, text: &str) -> [Vec<u8>; 2] {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [atom(TEXT_HEADER, &[kind]), record(TEXT_CHARS, 0, &units)]
}

/// A shape at a place (from the left, from the top), of a place in the layout (0: none), with its text's records.
fn shape(left: u32, top: u32, placeholder: u32, text: &[Vec<u8>]) -> Vec<u8> {
    container(
        SHAPE,
        &[
            atom(ANCHOR, &[left, top, left + 100, top + 20]),
            container(CLIENT_DATA, &[atom(PLACEHOLDER, &[0, placeholder])]),
            container(TEXT_BOX, text),
        ],
    )
}

/// A group: what is said of it, then its members.
fn group(options: &[Vec<u8>], members: &[Vec<u8>]) -> Vec<u8> {
    let own = [&[atom(ANCHOR, &[0, 300, 100, 400])], options].concat();
    container(GROUP, &[&[container(SHAPE, &own)], members].concat())
}

fn page(kind: u16, said: &[Vec<u8>], shapes: &[Vec<u8>]) -> Vec<u8> {
    let drawing = container(DRAWING, &[container(SHAPES, &[group(&[], shapes)])]);
    container(kind, &[said, &[drawing]].concat())
}

fn slide(notes: u32, shapes: &[Vec<u8>]) -> Vec<u8> {
    page(SLIDE, &[atom(SLIDE_ATOM, &[0, 0, 0, 0, notes, 0])], shapes)
}

/// A presentation as it lies on the disk: each save adds to the stream.
#[derive(Default)]
struct Saved {
    stream: Vec<u8>,
    edit: u32,
}

impl Saved {
    /// Saves parts, by their numbers; the document is the first.
    fn save(mut self, parts: &[(u32, Vec<u8>)]) -> Self {
        let mut directory = Vec::new();
        for (id, part) in parts {
            directory.extend([1 << 20 | id, self.stream.len() as u32]);
            self.stream.extend_from_slice(part);
        }
        let at = self.stream.len() as u32;
        self.stream.extend(atom(DIRECTORY, &directory));
        let edit = atom(USER_EDIT, &[0, 0, self.edit, at, 1, 0, 0]);
        self.edit = self.stream.len() as u32;
        self.stream.extend(edit);
        self
    }

    fn file(&self, token: u32) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a container");
        let current = atom(CURRENT_USER, &[0x14, token, self.edit]);
        for (name, bytes) in [("/PowerPoint Document", &self.stream), ("/Current User", &current)] {
            file.create_stream(name).and_then(|mut stream| stream.write_all(bytes)).expect("a stream");
        }
        file.into_inner().into_inner()
    }

    fn read(&self) -> Document {
        read(self.file(0xE391_C05F)).unwrap_or_else(|problem| panic!("{}", problem.reason))
    }
}

fn read(file: Vec<u8>) -> Result<Document, Problem> {
    let env = TestEnv::new().file("a.dps", file);
    extractor().read(&env.path().join("a.dps")).remove(0).outcome
}

fn texts(document: &Document) -> Vec<(u32, &str)> {
    document.blocks.iter().map(|block| (block.place.page().expect("a slide"), block.text.as_str())).collect()
}

/// Two slides with what slides have.
fn presentation() -> Saved {
    let table = record(OPTIONS, 1 << 4 | 3, &[&0x039F_u16.to_le_bytes()[..], &1_u32.to_le_bytes()].concat());
    let cell = |left, top, text: &str| shape(left, top, 0, &written(4, text));
    let document = container(
        DOCUMENT,
        &[
            list(0, &[(2, 256, &[(0, "水利工作汇报"), (1, "清淤九公里\r拆除拦网")]), (3, 257, &[])]),
            list(2, &[(4, 300, &[])]),
        ],
    );
    let first = slide(
        300,
        &[
            shape(0, 200, 14, &[atom(OF_OUTLINE, &[1])]),
            shape(0, 0, 13, &[atom(OF_OUTLINE, &[0])]),
            shape(0, 500, 8, &written(4, "*")),
            shape(0, 500, 9, &written(4, "县水利局")),
        ],
    );
    let second = slide(
        0,
        &[
            shape(0, 250, 0, &written(4, "说明在下")),
            shape(0, 100, 0, &written(4, "说明在上")),
            group(&[table], &[cell(100, 0, "公里"), cell(0, 20, "石桥镇"), cell(0, 0, "乡镇"), cell(100, 20, "九")]),
            group(&[], &[group(&[], &[cell(0, 0, "组合中的文字")])]),
        ],
    );
    let notes = page(NOTES, &[], &[shape(0, 0, 11, &[]), shape(0, 300, 12, &written(2, "请结合图讲解"))]);
    Saved::default().save(&[(1, document), (2, first), (3, second), (4, notes)])
}

const READ: [(u32, &str); 10] = [
    (1, "水利工作汇报"),
    (1, "清淤九公里"),
    (1, "拆除拦网"),
    (1, "县水利局"),
    (1, "请结合图讲解"),
    (2, "说明在上"),
    (2, "说明在下"),
    (2, "乡镇 | 公里"),
    (2, "石桥镇 | 九"),
    (2, "组合中的文字"),
];

#[test]
fn slides_are_read_with_titles_tables_groups_and_notes() {
    let document = presentation().read();
    assert_eq!(texts(&document), READ);
    assert!(document.reading.is_whole(), "{:?}", document.reading.gaps);
    let styles: Vec<Style> = document.blocks.iter().take(4).map(|block| block.style).collect();
    assert_eq!(styles, [Style::Heading(1), Style::Plain, Style::Plain, Style::Boilerplate]);
    assert_eq!(document.blocks[5].place, Place::Page(2));
}

#[test]
fn what_was_saved_last_stands() {
    let new = slide(0, &[shape(0, 0, 13, &[atom(OF_OUTLINE, &[0])]), shape(0, 100, 0, &written(4, "改过的一页"))]);
    let document = presentation().save(&[(2, new)]).read();
    // The outline has the text that no shape shows any more.
    assert_eq!(texts(&document)[..4], [(1, "水利工作汇报"), (1, "清淤九公里"), (1, "拆除拦网"), (1, "改过的一页")]);
}

#[test]
fn parts_are_found_without_the_chain_of_edits() {
    let whole = presentation();
    for edit in [0, 7, whole.edit + 1, u32::MAX] {
        let broken = Saved { stream: whole.stream.clone(), edit };
        assert_eq!(texts(&broken.read()), READ, "an edit at {edit}");
    }
    // An edit that names itself as the one before it.
    let mut circle = presentation();
    let at = circle.edit as usize + 8 + 8;
    circle.stream[at..at + 4].copy_from_slice(&whole.edit.to_le_bytes());
    assert_eq!(texts(&circle.read()), READ);
    // Without directory and document: slides as they lie there.
    let mut slides = presentation();
    let length = u32::from_le_bytes(slides.stream[4..8].try_into().expect("four bytes")) as usize;
    slides.stream.drain(..8 + length);
    assert!(texts(&Saved { edit: 0, ..slides }.read()).contains(&(2, "组合中的文字")));
}

#[test]
fn a_slide_that_is_lost_and_a_password_are_on_record() {
    let lost = presentation().save(&[(3, atom(DIRECTORY, &[]))]).read();
    assert_eq!(lost.reading.gaps[0].to_string(), "1 slide that can't be found");
    assert_eq!(texts(&lost), READ[..5]);
    let locked = read(presentation().file(0xF3D1_C4DF)).expect_err("a password is needed");
    assert_eq!(locked.kind, ProblemKind::Encrypted);
}
