//! Lines to headings: what of a numbered line is its heading, and how the line is laid out. Whether it is one, those beside
//! it tell: see [`super::outline`].

use super::numbering::{ITEMS, Mark, numbered};
use crate::extract::Style;

/// A heading longer than this is a paragraph that begins with a number.
pub(super) const MAX_HEADING_CHARS: usize = 60;
/// A sentence of this length or less is a heading with its colon.
const MAX_COLON_CHARS: usize = 30;
/// A blank parts a heading from its paragraph no earlier than after so many characters: 2005年 主要任务 今年是……
const MIN_BLANK_CHARS: usize = 6;
/// Fewer characters after bold text are a part of it that lost its mark.
const MIN_PARAGRAPH_CHARS: usize = 6;
/// A longer line is a sentence, also without a full stop.
const MAX_TITLE_CHARS: usize = 40;
/// A longer word before a colon, or before a blank, is no heading of what follows it.
const MAX_LABEL_CHARS: usize = 14;
/// What follows such a word is at least so long: shorter, it is a part of the heading.
const MIN_LABELLED_CHARS: usize = 10;

/// How a numbered line is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A heading alone: no sentence.
    Title,
    /// One sentence, short enough for a heading that is written with a full stop.
    Stopped,
    /// A heading that its paragraph follows on the same line.
    RunIn,
    /// A sentence, as the items of lists are.
    Sentence,
}

/// A line's heading: mark, number as written, and the heading's own text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heading<'a> {
    pub(super) mark: Mark,
    /// The value of its number.
    pub(super) ordinal: u32,
    pub(super) number: &'a str,
    pub(super) text: &'a str,
    pub(super) form: Form,
    /// Whether its number is written as numbers of headings are.
    pub(super) is_plain: bool,
}

impl<'a> Heading<'a> {
    /// A heading without a number.
    pub(super) fn unnumbered(mark: Mark, text: &'a str) -> Self {
        Self { mark, ordinal: 0, number: "", text, form: Form::Title, is_plain: true }
    }
}

/// The heading that a line is, or begins with, if it is one.
pub(super) fn heading(line: &str, style: Style) -> Option<Heading<'_>> {
    let text = bold_start(line).unwrap_or(line).trim_matches(is_emphasis);
    if let Some(found) = numbered(text) {
        let form = form(if bold_start(line).is_some() { line } else { found.rest });
        let heading = match found.mark {
            Mark::Item => item(found.rest, found.ordinal),
            // A main heading is one however long its paragraph's first sentence is.
            Mark::Han => first_sentence(found.rest).or_else(|| first_clause(found.rest)),
            // 坚持创新：改革取得突破。 may stand above its text.
            Mark::HanInParentheses => before_gap(found.rest).or_else(|| first_sentence(found.rest)),
            _ => before_text(found.rest).or_else(|| first_sentence(found.rest)),
        }?;
        let (mark, ordinal, is_plain) = (found.mark, found.ordinal, found.is_plain);
        return Some(Heading { mark, ordinal, number: found.number.trim(), text: heading, form, is_plain });
    }
    match style_of(line, style) {
        Style::Heading(level) if text.chars().count() <= MAX_HEADING_CHARS && !text.is_empty() => {
            Some(Heading::unnumbered(Mark::Markdown(level), text))
        }
        _ => None,
    }
}

/// The style of a line, also where its mark stands without a blank: ##工作回顾; #1机组 and #话题# have none.
pub(super) fn style_of(line: &str, style: Style) -> Style {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    let is_heading = (1..=6).contains(&level)
        && text.starts_with(|c: char| c.is_alphabetic() || "（(“《【".contains(c))
        && !text.contains(['。', '#'])
        && text.chars().count() <= MAX_TITLE_CHARS;
    if style == Style::Plain && is_heading { Style::Heading(level as u8) } else { style }
}

/// Whether a line is, or begins with, a numbered heading or item.
pub(super) fn begins_heading(line: &str) -> bool {
    let text = bold_start(line).unwrap_or(line).trim_matches(is_emphasis);
    let is_whole = |mark| mark != Mark::Item || heading(line, Style::Plain).is_some();
    numbered(text).is_some_and(|found| found.is_certain() && !found.rest.is_empty() && is_whole(found.mark))
}

/// A heading as it is printed, without its number.
pub fn without_number(heading: &str) -> &str {
    let text = heading.trim_matches(is_emphasis);
    numbered(text).filter(|found| found.is_certain()).map_or(text, |found| found.rest.trim())
}

/// Whether a line is an item of a list: one with a number or a bullet before it.
pub(super) fn is_item(line: &str) -> bool {
    let text = line.trim_start_matches(is_emphasis);
    text.starts_with(BULLETS) || line.starts_with("* ") || numbered(text).is_some_and(|found| found.is_certain())
}

/// What stands before the items of a list that have no numbers.
pub(super) const BULLETS: [char; 6] = ['-', '•', '●', '■', '◆', '·'];

pub(super) fn is_emphasis(c: char) -> bool {
    matches!(c, '*' | '#' | '_' | '`') || c.is_whitespace()
}

/// How a line goes on after its number.
fn form(rest: &str) -> Form {
    let text = rest.trim_matches(is_emphasis);
    let chars = |text: &str| text.chars().count();
    // 办公用品：采购纸张……, 宣传 全年发放……: a word, and what is said of it.
    if labelled(text).is_some() {
        return Form::RunIn;
    }
    match text.find(['。', '！', '？', '；', ';']) {
        None if chars(text) <= MAX_TITLE_CHARS => Form::Title,
        None => Form::Sentence,
        Some(at) if text[at..].starts_with(['；', ';']) => Form::Sentence,
        Some(at) => {
            let head = chars(&text[..at]);
            let is_alone = text[at..].chars().nth(1).is_none();
            match is_alone {
                true if head <= MAX_COLON_CHARS => Form::Stopped,
                false if head <= MAX_TITLE_CHARS => Form::RunIn,
                _ => Form::Sentence,
            }
        }
    }
}

/// The word that a paragraph begins with, and that what follows it is about: before a colon, or before a blank.
pub(super) fn labelled(text: &str) -> Option<&str> {
    let at = text.find(|c: char| matches!(c, '：' | ':') || c.is_whitespace())?;
    let (label, rest) = text.split_at(at);
    let is_blank = rest.starts_with(char::is_whitespace);
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '、' | '“' | '”' | '·' | '（' | '）' | '《' | '》');
    let says = rest.trim_start_matches(|c: char| matches!(c, '：' | ':') || c.is_whitespace());
    let is_long = says.chars().count() >= MIN_LABELLED_CHARS && says.contains(['，', '。', '；', '、', ',', '：']);
    // 2018 年工作回顾: a blank within a heading stands beside a digit.
    let fits = !is_blank || label.chars().all(|c| c.is_alphabetic()) && says.starts_with(char::is_alphabetic);
    let is_label = (2..=MAX_LABEL_CHARS).contains(&label.chars().count()) && label.chars().all(is_word);
    (is_label && is_long && fits).then_some(label)
}

/// The word before a blank that its paragraph follows: 宣传 全年发放……
fn before_gap(text: &str) -> Option<&str> {
    let text = text.trim();
    labelled(text).filter(|label| text[label.len()..].starts_with(char::is_whitespace))
}

/// The word before a blank or a colon that its paragraph follows: 宣传 全年发放……, 宣传：全年发放……。
fn before_text(text: &str) -> Option<&str> {
    let text = text.trim();
    let is_sentence = text.ends_with(['。', '！', '；']);
    labelled(text).filter(|label| is_sentence || text[label.len()..].starts_with(char::is_whitespace))
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
fn item(text: &str, ordinal: u32) -> Option<&str> {
    let next = ITEMS.get(ordinal as usize)?;
    if text.contains(next) { None } else { first_sentence(text).or_else(|| first_clause(text)) }
}

fn first_clause(text: &str) -> Option<&str> {
    let clause = text[..text.find('，')?].trim_matches(is_emphasis);
    (1..=MAX_HEADING_CHARS).contains(&clause.chars().count()).then_some(clause)
}

/// The bold text that a line begins with, where enough follows it to be a paragraph's: **一、工作回顾** 过去一年……
pub(super) fn bold_start(text: &str) -> Option<&str> {
    let (bold, rest) = text.strip_prefix("**")?.split_once("**")?;
    (rest.trim_matches(is_emphasis).chars().count() >= MIN_PARAGRAPH_CHARS).then_some(bold)
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
