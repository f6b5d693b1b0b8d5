//! Headings to sections, lines to passages.
//!
//! A heading's level follows from its style and from the styles above it, not from the style alone: reports skip
//! styles (一、 then 1.) and use them in any depth.

use std::ops::Range;

use super::clean::{Cleaned, without_watermark};
use super::headings::{Heading, MAX_HEADING_CHARS, Mark, heading, is_emphasis, numbered};
use super::{Passage, PassageKind, Section, SectionId, unnumbered};
use crate::analysis::ByteRange;
use crate::extract::{Block, Style};
use crate::schema::Labels;

/// Tables of contents have fewer entries than this.
const MAX_CONTENTS: usize = 200;

/// What becomes of a document's blocks.
pub(crate) struct Outline {
    pub(crate) text: String,
    pub(crate) sections: Vec<Section>,
    pub(crate) passages: Vec<Passage>,
    /// As in the report.
    pub(crate) pages: Vec<(u32, u32)>,
}

/// Builds the outline of a report.
pub(crate) fn build(cleaned: &Cleaned, labels: &Labels) -> Outline {
    let Cleaned { blocks, boilerplate, sites } = cleaned;
    let mut builder = Builder::new(blocks.len());
    let titles = titles(blocks);
    let contents = contents(blocks);
    let unnumbered = unnumbered::headings(cleaned, labels);
    let numbered = blocks.iter().any(|b| heading(&b.text, b.style).is_some_and(|h| h.mark != Mark::Item));
    for (number, (block, &boilerplate)) in blocks.iter().zip(boilerplate).enumerate() {
        let line = without_watermark(&block.text, sites);
        let without_number = |&mark| Heading { mark, number: "", text: line.trim_matches(is_emphasis) };
        let heading = heading(line, block.style).or_else(|| unnumbered.get(&number).map(without_number));
        let heading = heading.filter(|_| !boilerplate && !titles.contains(&number) && !contents.contains(&number));
        // Items before the first heading are those of the introduction.
        let heading = heading.filter(|h| h.mark != Mark::Item || !numbered || builder.has_open());
        let kind = match heading {
            _ if boilerplate => PassageKind::Boilerplate,
            Some(_) => PassageKind::Heading,
            None => PassageKind::Text,
        };
        builder.add(block, heading, kind);
    }
    builder.finish()
}

struct Builder {
    outline: Outline,
    /// The sections that are still open below the opening, with their marks.
    open: Vec<(Mark, SectionId)>,
}

impl Builder {
    fn new(blocks: usize) -> Self {
        let opening = Section {
            level: 0,
            number: String::new(),
            heading: String::new(),
            part: None,
            topic: None,
            parent: None,
            range: ByteRange::default(),
            passages: (1, 1),
            chars: 0,
        };
        let passages = Vec::with_capacity(blocks);
        let outline = Outline { text: String::new(), sections: vec![opening], passages, pages: Vec::new() };
        Self { outline, open: Vec::new() }
    }

    fn add(&mut self, block: &Block, heading: Option<Heading<'_>>, kind: PassageKind) {
        if !self.outline.text.is_empty() {
            self.outline.text.push('\n');
        }
        let start = self.outline.text.len();
        self.outline.text += &block.text;
        if let Some(heading) = &heading {
            self.open_section(heading, start);
        }
        let section = self.open.last().map_or(SectionId(0), |&(_, id)| id);
        if let Some(page) = block.place.page()
            && self.outline.pages.last().is_none_or(|last| last.1 < page)
        {
            self.outline.pages.push((self.outline.passages.len() as u32 + 1, page));
        }
        let range = ByteRange::new(start, self.outline.text.len());
        self.outline.passages.push(Passage { range, section, kind });
        let chars = block.text.chars().filter(|c| !c.is_whitespace()).count() as u32;
        let opening = self.open.is_empty().then_some(SectionId(0));
        for id in self.open.iter().map(|&(_, id)| id).chain(opening) {
            self.outline.sections[id.0 as usize].chars += chars;
        }
    }

    /// Whether the opening is over.
    fn has_open(&self) -> bool {
        !self.open.is_empty()
    }

    fn open_section(&mut self, heading: &Heading<'_>, start: usize) {
        let first = self.outline.passages.len() as u32 + 1;
        let keep = self.open.iter().take_while(|(mark, _)| *mark < heading.mark).count();
        self.close(keep, start, first);
        let parent = self.open.last().map(|&(_, id)| id);
        let section = Section {
            level: self.open.len() as u8 + 1,
            number: heading.number.to_owned(),
            heading: heading.text.to_owned(),
            part: None,
            topic: None,
            parent,
            range: ByteRange::new(start, start),
            passages: (first, first),
            chars: 0,
        };
        self.open.push((heading.mark, SectionId(self.outline.sections.len() as u32)));
        self.outline.sections.push(section);
    }

    /// Ends all open sections but the first `keep` before byte `end` and passage `next`; and the opening, if none is
    /// open yet.
    fn close(&mut self, keep: usize, end: usize, next: u32) {
        let opening = (self.outline.sections.len() == 1).then_some(SectionId(0));
        for id in self.open.drain(keep..).map(|(_, id)| id).chain(opening) {
            let section = &mut self.outline.sections[id.0 as usize];
            section.range.end = end as u32;
            section.passages.1 = next;
        }
    }

    fn finish(mut self) -> Outline {
        let next = self.outline.passages.len() as u32 + 1;
        self.close(0, self.outline.text.len(), next);
        self.outline
    }
}

/// The blocks of a table of contents: after a line 目录 those whose headings stand again further on.
fn contents(blocks: &[Block]) -> Range<usize> {
    let is_title = |block: &Block| block.text.chars().filter(|&c| is_word(c)).collect::<String>() == "目录";
    let Some(title) = blocks.iter().position(is_title) else { return 0..0 };
    // 一、工作回顾……1: dots and a page number may follow.
    let bare = |block: &Block| -> String {
        let text = block.text.trim_end_matches(|c: char| !is_word(c) || c.is_ascii_digit());
        text.chars().filter(|&c| is_word(c)).take(MAX_HEADING_CHARS).collect()
    };
    let lines: Vec<String> = blocks[title + 1..].iter().map(bare).collect();
    let repeats =
        |&at: &usize| !lines[at].is_empty() && lines[at + 1..].iter().any(|line| line.starts_with(&lines[at]));
    let entries = (0..lines.len().min(MAX_CONTENTS)).take_while(repeats).count();
    title..title + 1 + entries
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// The blocks that are the report's title, and hold no section: those that the format calls so, and the only heading of
/// the highest level where it stands before all others.
fn titles(blocks: &[Block]) -> Vec<usize> {
    let mut titles: Vec<usize> = (0..blocks.len()).filter(|&at| blocks[at].style == Style::Title).collect();
    titles.extend(title_heading(blocks));
    titles
}

fn title_heading(blocks: &[Block]) -> Option<usize> {
    let level = |block: &Block| if let Style::Heading(level) = block.style { Some(level) } else { None };
    let first = blocks.iter().position(|block| heading(&block.text, block.style).is_some())?;
    let highest = blocks.iter().filter_map(level).min()?;
    let of_highest = blocks.iter().filter(|block| level(block) == Some(highest)).count();
    (level(&blocks[first]) == Some(highest) && of_highest == 1 && numbered(&blocks[first].text).is_none())
        .then_some(first)
}
