//! Headings to the tree of sections, lines to passages.
//!
//! A heading's level follows from its mark and from the headings above it, not from the mark alone: reports skip
//! marks (一、 then 1.) and use them in any depth.

use super::super::clean::Cleaned;
use super::super::headings::{Heading, style_of};
use super::super::numbering::Mark;
use super::super::{Passage, PassageKind, Section, SectionId};
use crate::analysis::ByteRange;
use crate::extract::{Block, Style};

/// Deeper levels of a format are one.
const MAX_LEVEL: u8 = 9;

/// What becomes of a document's blocks.
pub(crate) struct Outline {
    pub(crate) text: String,
    pub(crate) sections: Vec<Section>,
    pub(crate) passages: Vec<Passage>,
    /// As in the report.
    pub(crate) pages: Vec<(u32, u32)>,
}

/// Builds the outline of a report whose headings are known, one for each block.
pub(super) fn build(cleaned: &Cleaned, headings: &[Option<Heading<'_>>]) -> Outline {
    let mut builder = Builder::new(cleaned.blocks.len());
    for ((block, &boilerplate), heading) in cleaned.blocks.iter().zip(&cleaned.boilerplate).zip(headings) {
        let kind = match heading {
            _ if boilerplate => PassageKind::Boilerplate,
            Some(_) => PassageKind::Heading,
            None => PassageKind::Text,
        };
        builder.add(block, *heading, kind);
    }
    builder.finish()
}

/// A section that is still open.
#[derive(Clone, Copy)]
struct Open {
    mark: Mark,
    /// The level that the format gives its heading.
    level: Option<u8>,
    /// The wider, the lower: see [`rank`].
    rank: u16,
    id: SectionId,
}

impl Open {
    /// Whether a heading ends the section, since it stands beside or above it.
    fn is_ended_by(&self, heading: &Heading<'_>, level: Option<u8>) -> bool {
        match (self.level, level) {
            (Some(open), Some(level)) if open != level => open > level,
            (Some(_), Some(_))
                if matches!((self.mark, heading.mark), (Mark::Markdown(_), _) | (_, Mark::Markdown(_))) =>
            {
                true
            }
            _ if self.mark == heading.mark => true,
            _ => rank(heading.mark).is_some_and(|rank| self.rank >= rank),
        }
    }
}

/// Where conventional marks stand. Others stand just below the section that they are found in first.
fn rank(mark: Mark) -> Option<u16> {
    let place = match mark {
        Mark::Markdown(level) => u16::from(level.min(MAX_LEVEL)),
        Mark::Unnumbered => 10,
        Mark::Part => 11,
        Mark::Chapter => 12,
        Mark::Section => 13,
        Mark::Formal => 14,
        Mark::Han => 15,
        Mark::HanInParentheses => 16,
        Mark::Arabic => 17,
        Mark::Decimal(depth) => 17 + u16::from(depth),
        Mark::ArabicBracket => 27,
        Mark::ArabicInParentheses => 28,
        Mark::Circled => 29,
        Mark::Bold => 30,
        Mark::Plain | Mark::Label => 31,
        Mark::Item => 32,
        _ => return None,
    };
    Some(place * 2)
}

/// The rank of such a mark where no section is open: parts may stand below it.
const OUTERMOST: u16 = 21;

struct Builder {
    outline: Outline,
    /// The sections that are still open below the opening.
    open: Vec<Open>,
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
            self.open_section(heading, block, start);
        }
        let section = self.open.last().map_or(SectionId(0), |open| open.id);
        if let Some(page) = block.place.page()
            && self.outline.pages.last().is_none_or(|last| last.1 < page)
        {
            self.outline.pages.push((self.outline.passages.len() as u32 + 1, page));
        }
        let range = ByteRange::new(start, self.outline.text.len());
        self.outline.passages.push(Passage { range, section, kind, is_recognised: block.place.is_recognised() });
        let chars = block.text.chars().filter(|c| !c.is_whitespace()).count() as u32;
        let opening = self.open.is_empty().then_some(SectionId(0));
        for id in self.open.iter().map(|open| open.id).chain(opening) {
            self.outline.sections[id.0 as usize].chars += chars;
        }
    }

    fn open_section(&mut self, heading: &Heading<'_>, block: &Block, start: usize) {
        let first = self.outline.passages.len() as u32 + 1;
        let level = if let Style::Heading(level) = style_of(&block.text, block.style) { Some(level) } else { None };
        let keep = self.open.iter().take_while(|open| !open.is_ended_by(heading, level)).count();
        self.close(keep, start, first);
        let parent = self.open.last().map(|open| open.id);
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
        let rank = rank(heading.mark).unwrap_or_else(|| self.open.last().map_or(OUTERMOST, |open| open.rank + 1));
        let id = SectionId(self.outline.sections.len() as u32);
        self.open.push(Open { mark: heading.mark, level, rank, id });
        self.outline.sections.push(section);
    }

    /// Ends all open sections but the first `keep` before byte `end` and passage `next`; and the opening, if none is
    /// open yet.
    fn close(&mut self, keep: usize, end: usize, next: u32) {
        let opening = (self.outline.sections.len() == 1).then_some(SectionId(0));
        for id in self.open.drain(keep..).map(|open| open.id).chain(opening) {
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
