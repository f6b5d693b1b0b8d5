//! Lines to headings: 第一部分, 第一章, 一、, （一）, 1., （1）, ①, 一是, and what only looks like one.

use crate::extract::Style;

/// A heading longer than this is a paragraph that begins with a number.
pub(super) const MAX_HEADING_CHARS: usize = 60;
/// A sentence of this length or less is a heading with its colon.
const MAX_COLON_CHARS: usize = 30;
/// A blank parts a heading from its paragraph no earlier than after so many characters: 2005年 主要任务 今年是……
const MIN_BLANK_CHARS: usize = 6;
/// Fewer characters after bold text are a part of it that lost its mark.
const MIN_PARAGRAPH_CHARS: usize = 6;

/// How a heading is marked, the widest first: a style can stand under those before it, never above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// `# `, without a number.
    Markdown(u8),
    /// A part without a number: see [`super::unnumbered`].
    Unnumbered,
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
    /// All of the line is bold, without a number.
    Bold,
    /// 一是
    Item,
}

/// A line's heading: mark, number as written, and the heading's own text.
pub(super) struct Heading<'a> {
    pub(super) mark: Mark,
    pub(super) number: &'a str,
    pub(super) text: &'a str,
}

/// The heading that a line is, or begins with.
pub(super) fn heading(line: &str, style: Style) -> Option<Heading<'_>> {
    let text = bold_start(line).unwrap_or(line).trim_matches(is_emphasis);
    if let Some((mark, number, rest)) = numbered(text) {
        let heading = match mark {
            Mark::Item => item(rest, number),
            // A main heading is one however long its paragraph's first sentence is.
            Mark::Han => first_sentence(rest).or_else(|| first_clause(rest)),
            _ => first_sentence(rest),
        }?;
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
pub(super) fn begins_heading(line: &str) -> bool {
    heading(line, Style::Plain).is_some()
}

/// A heading as it is printed, without its number.
pub fn without_number(heading: &str) -> &str {
    let text = heading.trim_matches(is_emphasis);
    numbered(text).map_or(text, |(_, _, rest)| rest.trim())
}

/// Whether a line is an item of a list: one with a number or a bullet before it.
pub(super) fn is_item(line: &str) -> bool {
    let text = line.trim_start_matches(is_emphasis);
    text.starts_with(['-', '•', '●', '■', '◆', '·']) || line.starts_with("* ") || numbered(text).is_some()
}

pub(super) fn is_emphasis(c: char) -> bool {
    matches!(c, '*' | '#' | '_' | '`') || c.is_whitespace()
}

/// The heading proper of a line whose number is taken off: all of it, or its first sentence where the text runs on.
fn first_sentence(text: &str) -> Option<&str> {
    let until = |marks: &[char]| text[..text.find(marks).unwrap_or(text.len())].trim_matches(is_emphasis);
    let fits = |heading: &&str| (1..=MAX_HEADING_CHARS).contains(&heading.chars().count());
    // A colon belongs to a short heading (2013：稳中向好), and ends the heading of a long one.
    let sentence = until(&['。', '！', '？', '；']);
    let short = Some(sentence).filter(|heading| heading.chars().count() <= MAX_COLON_CHARS);
    short
        .or_else(|| Some(until(&['。', '！', '？', '；', '：'])).filter(fits))
        .or_else(|| before_blank(text))
        .filter(fits)
}

/// What stands before the first blank of a line that is too long for a heading: 一、工作回顾 2006年，在党中央……
fn before_blank(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let blanks = text.match_indices(char::is_whitespace).map(|(at, _)| &text[..at]);
    blanks.map(str::trim_end).find(|heading| heading.chars().count() >= MIN_BLANK_CHARS)
}

/// The heading of an item (一是加强学习。……): its first sentence, or what it begins with where that is long. None where
/// the next item stands in the same paragraph.
fn item<'a>(text: &'a str, number: &str) -> Option<&'a str> {
    let next = ITEMS.iter().skip_while(|&&item| item != number).nth(1)?;
    if text.contains(next) { None } else { first_sentence(text).or_else(|| first_clause(text)) }
}

fn first_clause(text: &str) -> Option<&str> {
    let clause = text[..text.find('，')?].trim_matches(is_emphasis);
    (1..=MAX_HEADING_CHARS).contains(&clause.chars().count()).then_some(clause)
}

/// The numbers of items.
const ITEMS: [&str; 11] = ["一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是", "十一是"];

/// The bold text that a line begins with, where enough follows it to be a paragraph's: **一、工作回顾** 过去一年……
fn bold_start(text: &str) -> Option<&str> {
    let (bold, rest) = text.strip_prefix("**")?.split_once("**")?;
    (rest.trim_matches(is_emphasis).chars().count() >= MIN_PARAGRAPH_CHARS).then_some(bold)
}

/// Mark and number at the start of a line, and the rest of it.
pub(super) fn numbered(text: &str) -> Option<(Mark, &str, &str)> {
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
            if let Some(item) = ITEMS.iter().find(|item| text.starts_with(**item)) {
                return Some((Mark::Item, item, &text[item.len()..]));
            }
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
        check(
            "一、2006年工作回顾 2006年，在市委的坚强领导下，全市上下克服宏观形势偏紧、极端天气多发等不利因素的影响，坚持以经济建设为中心，各项事业都有新的进步。",
            "一、|2006年工作回顾",
        );
        check("一是加强学习。每周一次。", "一是|加强学习");
        check("一是加强学习；二是改进作风。", "none");
    }
}
