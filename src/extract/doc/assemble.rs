//! Characters to paragraphs.

use std::collections::HashMap;

use super::bytes::Bytes;
use super::fonts::Fonts;
use super::form;
use super::lists::Lists;
use super::properties::{Own, ParagraphProperties, Runs, of_characters, of_paragraph};
use super::styles::Styles;
use super::text::Char;
use crate::extract::document::{Blocks, Style};
use crate::extract::drawings::office_art::Letters;
use crate::extract::fields::Fields;

/// What the characters of a document are.
pub(super) struct Structure {
    paragraphs: Runs<ParagraphProperties>,
    characters: Runs<Own>,
    styles: Styles,
    fonts: Fonts,
    lists: Lists,
}

impl Structure {
    /// Reads the pages of paragraphs' and characters' properties, the styles and the fonts.
    pub(super) fn read(
        stream: Bytes<'_>,
        pages: (Bytes<'_>, Bytes<'_>),
        looks: (Bytes<'_>, Bytes<'_>),
        lists: Lists,
    ) -> Self {
        Self {
            paragraphs: Runs::read(stream, pages.0, of_paragraph),
            characters: Runs::read(stream, pages.1, of_characters),
            styles: Styles::read(looks.0),
            fonts: Fonts::read(looks.1),
            lists,
        }
    }
}

/// Puts paragraphs together.
pub(super) struct Assembler<'a> {
    structure: &'a mut Structure,
    /// The stream that holds fields of forms.
    data: Bytes<'a>,
    /// Texts of notes and text boxes, by the number of the character that they belong to.
    notes: HashMap<u32, Vec<String>>,
}

/// What is collected of a paragraph.
#[derive(Default)]
struct Paragraph {
    text: String,
    chars: usize,
    bold_chars: usize,
    notes: Vec<String>,
}

impl<'a> Assembler<'a> {
    pub(super) fn new(structure: &'a mut Structure, data: Bytes<'a>) -> Self {
        Self { structure, data, notes: HashMap::new() }
    }

    /// Notes: where they are referred to (`refs`: numbers of characters, then flags of two bytes), where each begins in
    /// their own text (`texts`: numbers of characters).
    pub(super) fn add_notes(&mut self, refs: Bytes<'_>, texts: Bytes<'_>, story: &[Char]) {
        let count = refs.len().saturating_sub(4) / 6;
        let starts: Vec<u32> = texts.u32s().collect();
        for (number, at) in refs.u32s().take(count).enumerate() {
            let (Some(&from), Some(&to)) = (starts.get(number), starts.get(number + 1)) else { break };
            let Some(text) = story.get(from as usize..to as usize) else { break };
            let mut blocks = Blocks::default();
            self.run_plain(text, &mut blocks, Style::Plain);
            self.notes.insert(at, blocks.blocks.into_iter().map(|block| block.text).collect());
        }
    }

    /// Text boxes: where the shapes are anchored (`anchors`: numbers of characters, then entries of 26 bytes that begin
    /// with the shape's identifier), and where the text of each begins in their own (`texts`: numbers of characters, then
    /// entries of 22 bytes with the identifier at byte 14; [MS-DOC] 2.8.30 and 2.8.32). Gives the texts of shapes that are
    /// anchored nowhere.
    pub(super) fn add_text_boxes(&mut self, anchors: Bytes<'_>, texts: Bytes<'_>, story: &[Char]) -> Vec<String> {
        let entries = |table: Bytes<'_>, length: usize| table.len().saturating_sub(4) / (4 + length);
        let shapes = entries(anchors, 26);
        let anchor = |shape: u32| {
            let is_it = |&n: &usize| anchors.u32(4 * (shapes + 1) + 26 * n) == Some(shape);
            anchors.u32(4 * (0..shapes).find(is_it)?)
        };
        let boxes = entries(texts, 22);
        let mut unanchored = Vec::new();
        for number in 0..boxes {
            let (Some(from), Some(to)) = (texts.u32(4 * number), texts.u32(4 * number + 4)) else { break };
            let Some(text) = story.get(from as usize..to as usize) else { break };
            let mut blocks = Blocks::default();
            self.run_plain(text, &mut blocks, Style::Plain);
            let lines = blocks.blocks.into_iter().map(|block| block.text);
            match texts.u32(4 * (boxes + 1) + 22 * number + 14).and_then(anchor) {
                Some(at) => self.notes.entry(at).or_default().extend(lines),
                None => unanchored.extend(lines),
            }
        }
        unanchored
    }

    /// Letters that are drawn, by the identifiers of shapes, where these are anchored as for text boxes. Gives those that
    /// are anchored nowhere.
    pub(super) fn add_letters(&mut self, anchors: Bytes<'_>, letters: Vec<Letters>) -> Vec<String> {
        let shapes = anchors.len().saturating_sub(4) / 30;
        let anchor = |at: usize| Some((anchors.u32(4 * (shapes + 1) + 26 * at)?, anchors.u32(4 * at)?));
        let anchors: HashMap<u32, u32> = (0..shapes).filter_map(anchor).collect();
        let mut unanchored = Vec::new();
        for Letters { shape, text, .. } in letters {
            match anchors.get(&shape) {
                Some(at) => self.notes.entry(*at).or_default().push(text),
                None => unanchored.push(text),
            }
        }
        unanchored
    }

    /// The paragraphs of the main text.
    pub(super) fn run(&mut self, story: &[Char], blocks: &mut Blocks) {
        self.assemble(story, |assembler, paragraph, mark| {
            let (style, number) = assembler.role(&paragraph, mark);
            let text = paragraph.text.trim_start();
            if !text.is_empty() {
                blocks.paragraph(&format!("{number}{text}"), style);
            }
            paragraph.notes.iter().for_each(|note| blocks.paragraph(note, Style::Plain));
        });
    }

    /// The paragraphs of another text, all of one style.
    pub(super) fn run_plain(&mut self, story: &[Char], blocks: &mut Blocks, style: Style) {
        self.assemble(story, |_, paragraph, _| blocks.paragraph(&paragraph.text, style));
    }

    fn assemble(&mut self, story: &[Char], mut done: impl FnMut(&mut Self, Paragraph, u32)) {
        let mut paragraph = Paragraph::default();
        let mut fields = Fields::default();
        let mut last = 0;
        for (number, &Char { char, at }) in story.iter().enumerate() {
            last = at;
            match char {
                // Deleted while changes were tracked: the paragraph goes on in the next.
                '\r' if self.structure.characters.at(at).deleted => {}
                '\r' | '\u{7}' => done(self, std::mem::take(&mut paragraph), at),
                '\u{13}' => fields.begin(),
                '\u{14}' => fields.separate(),
                '\u{15}' => {
                    for c in fields.end().iter().flat_map(|shown| shown.chars()) {
                        self.character(c, at, &mut paragraph, &mut fields);
                    }
                }
                '\u{1}' if fields.in_code() => {
                    let at = self.structure.characters.at(at).data;
                    let form = at.and_then(|at| form::read(self.data, at as usize));
                    if let (Some(form), Some(field)) = (form, fields.form()) {
                        *field = form;
                    }
                }
                '\u{2}' | '\u{8}' => paragraph.notes.extend(self.notes.remove(&(number as u32)).unwrap_or_default()),
                '\u{B}' | '\u{C}' | '\u{E}' if !fields.in_code() => paragraph.text.push('\n'),
                '\u{1E}' if !fields.in_code() => paragraph.text.push('-'),
                '\t' if !fields.in_code() => paragraph.text.push('\t'),
                '\u{0}'..'\u{20}' => {}
                c => self.character(c, at, &mut paragraph, &mut fields),
            }
        }
        done(self, paragraph, last);
    }

    /// A character with the properties of the one at a byte of the stream.
    fn character(&self, c: char, at: u32, paragraph: &mut Paragraph, fields: &mut Fields) {
        let own = self.structure.characters.at(at);
        let Some(c) = self.structure.fonts.shown(c, &own) else { return };
        if own.deleted || fields.takes(c.encode_utf8(&mut [0; 4])) {
            return;
        }
        let style = self.structure.paragraphs.at(at).style;
        let of_style = |stated: fn(&Own) -> Option<bool>| self.structure.styles.own(style, stated).unwrap_or(false);
        if own.hidden.unwrap_or_else(|| of_style(|own| own.hidden)) {
            return;
        }
        if !c.is_whitespace() {
            paragraph.chars += 1;
            paragraph.bold_chars += usize::from(own.bold.unwrap_or_else(|| of_style(|own| own.bold)));
        }
        paragraph.text.push(c);
    }

    /// What a paragraph is, by the properties of its mark, and its number.
    fn role(&mut self, paragraph: &Paragraph, mark: u32) -> (Style, String) {
        let Structure { paragraphs, styles, lists, .. } = &mut *self.structure;
        let ParagraphProperties { style, own } = paragraphs.at(mark);
        let heading = |level: u8| if level < 9 { Style::Heading(level + 1) } else { Style::Plain };
        let role = own.outline.map(heading).or_else(|| styles.role(style));
        let role = role.or_else(|| styles.own(style, |own| own.outline).map(heading)).unwrap_or_default();
        let list = own.list.or_else(|| styles.own(style, |own| own.list)).filter(|&list| list > 0 && list < 0xF801);
        let level = own.level.or_else(|| styles.own(style, |own| own.level)).unwrap_or(0);
        let number = list.map(|list| lists.next(list, level)).unwrap_or_default();
        let is_bold = paragraph.chars > 0 && paragraph.bold_chars == paragraph.chars;
        (if role == Style::Plain && is_bold { Style::Bold } else { role }, number)
    }
}
