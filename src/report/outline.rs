//! Headings to sections, lines to passages.
//!
//! A heading's level follows from its style and from the styles above it, not from the style alone: reports skip
//! styles (一、 then 1.) and use them in any depth.

use std::ops::Range;

use super::clean::{Cleaned, without_watermark};
use super::{Passage, PassageKind, Section, SectionId};
use crate::analysis::ByteRange;
use crate::extract::{Block, Style};
use crate::schema::{Kind, Kinds};

/// A heading longer than this is a paragraph that begins with a number.
const MAX_HEADING_CHARS: usize = 60;

/// Tables of contents have fewer entries than this.
const MAX_CONTENTS: usize = 200;
/// A sentence of this length or less is a heading with its colon.
const MAX_COLON_CHARS: usize = 30;
/// Fewer characters after bold text are a part of it that lost its mark.
const MIN_PARAGRAPH_CHARS: usize = 6;

/// What becomes of a document's blocks.
pub(crate) struct Outline {
    pub(crate) text: String,
    pub(crate) sections: Vec<Section>,
    pub(crate) passages: Vec<Passage>,
}

/// How a heading is marked, the widest first: a style can stand under those before it, never above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    /// `# `, without a number.
    Markdown(u8),
    /// 第一部分, 第一编
    Part,
    /// 第一章
    Chapter,
    /// 一、
    Han,
    /// （一）
    HanInParentheses,
    /// 1. or 1、
    Arabic,
    /// （1）
    ArabicInParentheses,
    /// ①
    Circled,
}

/// A line's heading: mark, number as written, and the heading's own text.
struct Heading<'a> {
    mark: Mark,
    number: &'a str,
    text: &'a str,
}

/// Builds the outline of a report.
pub(crate) fn build(cleaned: &Cleaned, kinds: &Kinds) -> Outline {
    let Cleaned { blocks, boilerplate, sites } = cleaned;
    let mut builder = Builder::new(kinds, blocks.len());
    let title = title_heading(blocks);
    let contents = contents(blocks);
    for (number, (block, &boilerplate)) in blocks.iter().zip(boilerplate).enumerate() {
        let line = without_watermark(&block.text, sites);
        let heading =
            heading(line, block.style).filter(|_| !boilerplate && Some(number) != title && !contents.contains(&number));
        let kind = match heading {
            _ if boilerplate => PassageKind::Boilerplate,
            Some(_) => PassageKind::Heading,
            None => PassageKind::Text,
        };
        builder.add(block, heading, kind);
    }
    builder.finish()
}

struct Builder<'a> {
    kinds: &'a Kinds,
    outline: Outline,
    /// The sections that are still open below the opening, with their marks.
    open: Vec<(Mark, SectionId)>,
}

impl<'a> Builder<'a> {
    fn new(kinds: &'a Kinds, blocks: usize) -> Self {
        let opening = Section {
            level: 0,
            number: String::new(),
            heading: String::new(),
            kind: Kind::other(),
            parent: None,
            range: ByteRange::default(),
            passages: (1, 1),
            chars: 0,
        };
        let outline = Outline { text: String::new(), sections: vec![opening], passages: Vec::with_capacity(blocks) };
        Self { kinds, outline, open: Vec::new() }
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
        let range = ByteRange::new(start, self.outline.text.len());
        self.outline.passages.push(Passage { range, section, kind });
        let chars = block.text.chars().filter(|c| !c.is_whitespace()).count() as u32;
        let opening = self.open.is_empty().then_some(SectionId(0));
        for id in self.open.iter().map(|&(_, id)| id).chain(opening) {
            self.outline.sections[id.0 as usize].chars += chars;
        }
    }

    fn open_section(&mut self, heading: &Heading<'_>, start: usize) {
        let first = self.outline.passages.len() as u32 + 1;
        let keep = self.open.iter().take_while(|(mark, _)| *mark < heading.mark).count();
        self.close(keep, start, first);
        let parent = self.open.last().map(|&(_, id)| id);
        let inherited = || parent.map_or_else(Kind::other, |id| self.outline.sections[id.0 as usize].kind.clone());
        let section = Section {
            level: self.open.len() as u8 + 1,
            number: heading.number.to_owned(),
            heading: heading.text.to_owned(),
            kind: self.kinds.of_heading(heading.text).cloned().unwrap_or_else(inherited),
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
        self.kinds_by_text();
        self.outline
    }

    /// Main sections whose headings told no kind get it from their text, and hand it down.
    fn kinds_by_text(&mut self) {
        let Outline { text, sections, .. } = &mut self.outline;
        for id in 0..sections.len() {
            let section = &sections[id];
            if section.level == 0 || section.kind != Kind::other() {
                continue;
            }
            let told = match section.parent {
                Some(parent) => Some(sections[parent.0 as usize].kind.clone()),
                None => self.kinds.of_text(section.range.of(text)).cloned(),
            };
            if let Some(kind) = told {
                sections[id].kind = kind;
            }
        }
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

/// The block whose heading is the report's title, and holds no section: the only one of the highest level, before all
/// others.
fn title_heading(blocks: &[Block]) -> Option<usize> {
    let level = |block: &Block| if let Style::Heading(level) = block.style { Some(level) } else { None };
    let first = blocks.iter().position(|block| heading(&block.text, block.style).is_some())?;
    let highest = blocks.iter().filter_map(level).min()?;
    let of_highest = blocks.iter().filter(|block| level(block) == Some(highest)).count();
    (level(&blocks[first]) == Some(highest) && of_highest == 1 && numbered(&blocks[first].text).is_none())
        .then_some(first)
}

/// The heading that a line is, or begins with.
fn heading(line: &str, style: Style) -> Option<Heading<'_>> {
    let text = bold_start(line).unwrap_or(line).trim_matches(is_emphasis);
    if let Some((mark, number, rest)) = numbered(text) {
        let heading = first_sentence(rest)?;
        return Some(Heading { mark, number: number.trim(), text: heading });
    }
    match style {
        Style::Heading(level) if text.chars().count() <= MAX_HEADING_CHARS && !text.is_empty() => {
            Some(Heading { mark: Mark::Markdown(level), number: "", text })
        }
        _ => None,
    }
}

/// Whether a line is, or begins with, a numbered heading.
pub(crate) fn begins_heading(line: &str) -> bool {
    heading(line, Style::Plain).is_some()
}

/// A heading as it is printed, without its number.
pub fn without_number(heading: &str) -> &str {
    let text = heading.trim_matches(is_emphasis);
    numbered(text).map_or(text, |(_, _, rest)| rest.trim())
}

fn is_emphasis(c: char) -> bool {
    matches!(c, '*' | '#' | '_' | '`') || c.is_whitespace()
}

/// The heading proper of a line whose number is taken off: all of it, or its first sentence where the text runs on.
fn first_sentence(text: &str) -> Option<&str> {
    let until = |marks: &[char]| text[..text.find(marks).unwrap_or(text.len())].trim_matches(is_emphasis);
    let fits = |heading: &&str| (1..=MAX_HEADING_CHARS).contains(&heading.chars().count());
    // A colon belongs to a short heading (2013：稳中向好), and ends the heading of a long one.
    let sentence = until(&['。', '！', '？', '；']);
    let short = Some(sentence).filter(|heading| heading.chars().count() <= MAX_COLON_CHARS);
    short.or_else(|| Some(until(&['。', '！', '？', '；', '：']))).filter(fits)
}

/// The bold text that a line begins with, where enough follows it to be a paragraph's: **一、工作回顾** 过去一年……
fn bold_start(text: &str) -> Option<&str> {
    let (bold, rest) = text.strip_prefix("**")?.split_once("**")?;
    (rest.trim_matches(is_emphasis).chars().count() >= MIN_PARAGRAPH_CHARS).then_some(bold)
}

/// Mark and number at the start of a line, and the rest of it.
fn numbered(text: &str) -> Option<(Mark, &str, &str)> {
    let first = text.chars().next()?;
    let (mark, end) = match first {
        '第' => {
            let digits = span(&text[first.len_utf8()..], is_han_digit);
            let unit_at = first.len_utf8() + digits;
            let unit = ["部分", "编", "章"].into_iter().find(|unit| text[unit_at..].starts_with(unit))?;
            let end = unit_at + unit.len();
            // 第一章程: the number of a heading is followed by a gap.
            let after = text[end..].chars().next()?;
            if digits == 0 || !(after.is_whitespace() || matches!(after, '、' | '，' | '：' | ':' | '.')) {
                return None;
            }
            (if unit == "章" { Mark::Chapter } else { Mark::Part }, end + skip(&text[end..], after))
        }
        '（' | '(' => {
            let inside = &text[first.len_utf8()..];
            let (mark, digits) = match span(inside, is_han_digit) {
                0 => (Mark::ArabicInParentheses, span(inside, |c| c.is_ascii_digit())),
                digits => (Mark::HanInParentheses, digits),
            };
            let close = inside[digits..].chars().next()?;
            if digits == 0 || !matches!(close, '）' | ')') {
                return None;
            }
            (mark, first.len_utf8() + digits + close.len_utf8())
        }
        '㈠'..='㈩' => (Mark::HanInParentheses, first.len_utf8()),
        '①'..='⑳' => (Mark::Circled, first.len_utf8()),
        '0'..='9' => {
            let digits = span(text, |c| c.is_ascii_digit());
            let dot = text[digits..].chars().next()?;
            let after = text[digits + dot.len_utf8()..].chars().next()?;
            // 2.5亿元 and 2020.01 are numbers, 10000、 is none of a heading's.
            if digits > 2 || !matches!(dot, '.' | '．' | '、') || after.is_ascii_digit() {
                return None;
            }
            (Mark::Arabic, digits + dot.len_utf8())
        }
        _ => {
            let digits = span(text, is_han_digit);
            let gap = span(&text[digits..], char::is_whitespace);
            let after = text[digits + gap..].chars().next()?;
            if digits == 0 || !matches!(after, '、' | '．' | '.') {
                return None;
            }
            (Mark::Han, digits + gap + after.len_utf8())
        }
    };
    let rest = &text[end..];
    // （一）至（三）项, 一、二、三产业: an enumeration goes on with a number.
    let next = rest.strip_prefix(['至', '到', '和', '、', '，']);
    let goes_on = next.is_some_and(|next| next.starts_with(['（', '(']) || next.starts_with(is_han_digit))
        || (mark == Mark::Han && span(rest, is_han_digit) > 0 && rest[span(rest, is_han_digit)..].starts_with('、'));
    (!goes_on).then_some((mark, &text[..end], rest))
}

fn is_han_digit(c: char) -> bool {
    "一二三四五六七八九十百零〇".contains(c)
}

/// Length in bytes of the characters at the start that are `wanted`.
fn span(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.find(|c| !wanted(c)).unwrap_or(text.len())
}

fn skip(text: &str, c: char) -> usize {
    if text.starts_with(c) { c.len_utf8() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::heading;
    use crate::extract::Style;

    #[test]
    fn headings_and_false_friends() {
        let check = |line: &str, expected: &str| {
            let found = heading(line, Style::Plain).map(|h| format!("{}|{}", h.number, h.text));
            assert_eq!(found.as_deref().unwrap_or("none"), expected, "{line}");
        };
        check("一、2018年工作回顾", "一、|2018年工作回顾");
        check("**一、2018年工作回顾**", "一、|2018年工作回顾");
        check("**二、2012年主要任务** 明年经济社会发展的环境仍然充满困难。", "二、|2012年主要任务");
        check("三 、2021 年 工作安排", "三 、|2021 年 工作安排");
        check("四、和谐社会建设", "四、|和谐社会建设");
        check("一、坚定理想信念，做到“两个维护”。一方面能积极参与学习。", "一、|坚定理想信念，做到“两个维护”");
        check("一、2013：经济社会发展稳中向好", "一、|2013：经济社会发展稳中向好");
        check("（一）强化政治意识，超前部署防疫工作。按照统一部署，", "（一）|强化政治意识，超前部署防疫工作");
        check("㈠ 巾帼建功。培育示范基地8个。", "㈠|巾帼建功");
        check("1. 网格化排查。划分网格54个。", "1.|网格化排查");
        check("第一部分 履职情况", "第一部分|履职情况");
        check("第二章　总则", "第二章|总则");
        check("一、二、三产业比重为10∶40∶50。", "none");
        check("（一）至（三）项规定的情形", "none");
        check("（一）和（二）项", "none");
        check("2.5亿元资金到位", "none");
        check("2020.01.05", "none");
        check("第一章程是什么", "none");
        check("一是加强学习。", "none");
    }
}
