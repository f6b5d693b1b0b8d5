//! The text of a report in reading order, in leaves that a browser shows at once.

use std::collections::HashMap;
use std::ops::Range;

use super::hits::ReportHit;
use crate::analysis::MatchingForm;
use crate::answer::{Citation, PassageText, ReportView};
use crate::message;
use crate::messages::Lang;
use crate::output::export::{QuotedPlace, source_at};
use crate::output::terminal::shown;
use crate::report::{ReadReport, Section, SectionId, heading_path};
use crate::serve::pages::text::{Piece, pieces};

/// Passages of a leaf: nearly all reports are one; what has more is a yearbook, or a table.
pub(super) const LEAF_PASSAGES: usize = 1_000;
/// Characters of a leaf, unless one passage has more: some forty sheets of paper.
const LEAF_CHARS: usize = 100_000;
/// The deepest level of headings that pages have.
const DEEPEST: u8 = 6;

/// A passage as it is shown.
pub(super) struct Block {
    /// Its number, from 1; 0 for a title outside the text.
    pub(super) number: u32,
    /// The page or sheet that begins with it.
    pub(super) begins: Option<String>,
    /// The row of a sheet that it is.
    pub(super) row: Option<u32>,
    /// The level of the heading that it is, for HTML; none of what is no heading, or only begins with one.
    pub(super) level: Option<u8>,
    /// The heading that it begins with, if it is more than that.
    pub(super) lead: Vec<Piece>,
    /// Its text, or what stands behind that.
    pub(super) pieces: Vec<Piece>,
    /// Whether it is a hit.
    pub(super) is_hit: bool,
    /// Whether it is where the page is to be opened.
    pub(super) is_here: bool,
    pub(super) is_boilerplate: bool,
    pub(super) is_recognised: bool,
    pub(super) citation: String,
    /// What stands below it where it is quoted.
    pub(super) source: String,
}

impl Block {
    /// Whether the page opens at all of it: nothing in it is marked.
    pub(super) fn opens_whole(&self) -> bool {
        self.is_here && !has_marks(&self.lead) && !has_marks(&self.pieces)
    }

    /// Whether the page opens at a mark in the heading that it begins with,
    pub(super) fn opens_in_lead(&self) -> bool {
        self.is_here && has_marks(&self.lead)
    }

    /// or behind that.
    pub(super) fn opens_in_text(&self) -> bool {
        self.is_here && !has_marks(&self.lead)
    }
}

fn has_marks(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| piece.is_marked)
}

/// Cuts texts into leaves: ranges of their places.
pub(super) fn leaves(texts: &[PassageText]) -> Vec<Range<usize>> {
    let (mut leaves, mut first, mut chars) = (Vec::new(), 0, 0);
    for (at, passage) in texts.iter().enumerate() {
        let of_passage = passage.text.chars().count();
        if at > first && (at - first == LEAF_PASSAGES || chars + of_passage > LEAF_CHARS) {
            leaves.push(first..at);
            (first, chars) = (at, 0);
        }
        chars += of_passage;
    }
    leaves.push(first..texts.len());
    leaves
}

/// What of a passage is the heading of the section that begins with it.
struct Heading {
    /// The level that HTML gives it.
    level: u8,
    /// Characters of it; all of the passage if it is nothing else.
    chars: usize,
    is_whole: bool,
}

/// The passages of a leaf, as they are shown; `here`: the one where the page is to be opened.
pub(super) fn blocks(
    view: &ReportView,
    leaf: Range<usize>,
    hits: &[ReportHit],
    here: Option<u32>,
    lang: Lang,
) -> Vec<Block> {
    let headings = headings(&view.report, &view.texts);
    let hash = Citation::digits(&view.hash);
    let of_passage: HashMap<u32, &ReportHit> = hits.iter().map(|hit| (hit.passage, hit)).collect();
    let mut place = None;
    let block = |passage: &PassageText| {
        let number = passage.number;
        let now = place_of(&view.report, number, lang);
        let begins = if now == place { None } else { now.clone() };
        place = now;
        let hit = of_passage.get(&number);
        let marks = hit.map_or(&[][..], |hit| &hit.marks);
        let heading = headings.get(&number);
        let at = heading.filter(|heading| !heading.is_whole).map_or(0, |heading| heading.chars);
        let (lead, pieces) = cut(&passage.text, marks, at);
        let whole = || Citation {
            path: view.path.clone(),
            passage: number,
            chars: (0, passage.text.chars().count()),
            hash: hash.clone(),
            text: Some(Citation::text_digits(&passage.text)),
        };
        Block {
            number,
            begins,
            row: view.report.row(number).map(|(_, row)| row),
            level: heading.filter(|heading| heading.is_whole).map(|heading| heading.level),
            lead,
            pieces,
            is_hit: hit.is_some(),
            is_here: here == Some(number),
            is_boilerplate: passage.is_boilerplate,
            is_recognised: passage.is_recognised,
            citation: hit.map_or_else(|| whole().to_string(), |hit| hit.citation.clone()),
            source: source_of(view, passage),
        }
    };
    view.texts.get(leaf).unwrap_or_default().iter().map(block).collect()
}

/// The page or sheet that a passage stands on.
fn place_of(report: &ReadReport, number: u32, lang: Lang) -> Option<String> {
    let page = report.page(number).map(|page| message!("on-page", n = page.to_string()));
    let sheet = || report.row(number).map(|(sheet, _)| message!("on-sheet", sheet = sheet));
    page.or_else(sheet).map(|place| shown(&place.say(lang)))
}

/// What stands below a passage where it is quoted.
fn source_of(view: &ReportView, passage: &PassageText) -> String {
    let (report, number) = (&*view.report, passage.number);
    let begun = report.sections.partition_point(|section| section.passages.0 <= number);
    let innermost = (0..begun).rev().find(|&id| number < report.sections[id].passages.1);
    let section = innermost.and_then(|id| u32::try_from(id).ok());
    let section = section.map(|id| heading_path(&report.sections, SectionId(id))).unwrap_or_default();
    let (page, row) = (report.page(number), report.row(number));
    let place = QuotedPlace { section: &section, page, row, is_recognised: passage.is_recognised };
    shown(&source_at(&view.path, &report.metadata, &place))
}

/// What of passages are headings, by their numbers.
fn headings(report: &ReadReport, texts: &[PassageText]) -> HashMap<u32, Heading> {
    let mut headings = HashMap::new();
    // What a heading in each section follows: levels are without gaps, for those who are read them.
    let mut levels: Vec<u8> = Vec::with_capacity(report.sections.len());
    for section in &report.sections {
        let above = section.parent.and_then(|parent| levels.get(parent.0 as usize)).copied().unwrap_or(1);
        let text = texts.binary_search_by_key(&section.passages.0, |passage| passage.number).ok();
        let found = text.and_then(|at| heading_of(section, &texts[at].text));
        let level = match &found {
            Some((_, true)) => above.saturating_add(1).min(DEEPEST),
            _ => above,
        };
        levels.push(level);
        if let Some((chars, is_whole)) = found {
            headings.entry(section.passages.0).or_insert(Heading { level, chars, is_whole });
        }
    }
    headings
}

/// How many characters of the first passage of a section are its heading, and whether that is all of it.
fn heading_of(section: &Section, text: &str) -> Option<(usize, bool)> {
    if section.level == 0 {
        return None;
    }
    let (heading, form) = (MatchingForm::of(&section.title()), MatchingForm::of(text));
    let length = heading.chars().len();
    if length == 0 || !form.chars().starts_with(heading.chars()) {
        return None;
    }
    let end = form.bytes(0..length).end as usize;
    let is_whole = !text[end..].chars().any(char::is_alphanumeric);
    Some((text[..end].chars().count(), is_whole))
}

/// A text in pieces, before a character and from there on.
fn cut(text: &str, marks: &[Range<usize>], at: usize) -> (Vec<Piece>, Vec<Piece>) {
    if at == 0 {
        return (Vec::new(), pieces(text, marks));
    }
    let bytes = text.char_indices().nth(at).map_or(text.len(), |(bytes, _)| bytes);
    let (before, behind) = text.split_at(bytes);
    let clipped = |from: usize, to: usize| -> Vec<Range<usize>> {
        let within = marks.iter().map(|mark| mark.start.clamp(from, to) - from..mark.end.clamp(from, to) - from);
        within.filter(|mark| !mark.is_empty()).collect()
    };
    (pieces(before, &clipped(0, at)), pieces(behind, &clipped(at, usize::MAX)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn passage(number: u32, chars: usize) -> PassageText {
        PassageText { number, text: "报".repeat(chars), is_boilerplate: false, is_recognised: false }
    }

    proptest! {
        #[test]
        fn leaves_are_all_of_the_text(lengths in prop::collection::vec(0usize..LEAF_CHARS / 2, 0..12), many in 0usize..2_500) {
            let lengths = lengths.into_iter().chain(std::iter::repeat_n(1, many));
            let texts: Vec<_> = (1..).zip(lengths).map(|(number, chars)| passage(number, chars)).collect();
            let leaves = leaves(&texts);
            let places: Vec<usize> = leaves.iter().cloned().flatten().collect();
            prop_assert_eq!(places, (0..texts.len()).collect::<Vec<_>>());
            for leaf in leaves {
                let chars: usize = texts[leaf.clone()].iter().map(|text| text.text.chars().count()).sum();
                prop_assert!(leaf.len() <= LEAF_PASSAGES && (chars <= LEAF_CHARS || leaf.len() == 1));
            }
        }

        #[test]
        fn a_cut_loses_nothing(text in "[报告a<]{0,9}", at in 0usize..12, mark in 0usize..9, length in 0usize..9) {
            let marked = mark..mark + length;
            let marks = std::slice::from_ref(&marked);
            let (lead, rest) = cut(&text, marks, at);
            let of = |pieces: Vec<Piece>| {
                pieces.into_iter().flat_map(|piece| piece.text.chars().map(|c| (c, piece.is_marked)).collect::<Vec<_>>())
            };
            let whole: Vec<_> = of(pieces(&text, marks)).collect();
            prop_assert_eq!(of(lead).chain(of(rest)).collect::<Vec<_>>(), whole);
        }
    }
}
