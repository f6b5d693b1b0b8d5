//! Headings that have neither a number nor a format: lines in brackets (【思想方面】), short lines that stand alone, words
//! before a colon or a full stop. One such line may be anything; several that stand alike, each before its text, are headings.

use std::collections::HashMap;

use super::super::clean::{Cleaned, without_watermark};
use super::super::headings::{BULLETS, Heading, bold_start, is_emphasis, is_item};
use super::super::names;
use super::super::numbering::Mark;
use crate::extract::{Place, Style};

/// A heading in brackets, or without any mark, is no longer.
const MAX_CHARS: usize = 20;
/// A word before a colon is no longer.
const MAX_LABEL_CHARS: usize = 10;
/// What follows a heading is a paragraph of so many characters, or a list.
const MIN_PARAGRAPH_CHARS: usize = 15;
/// A sentence has so many.
const MIN_SENTENCE_CHARS: usize = 6;
/// A paragraph with fewer is taken for one only if it ends as sentences do.
const LONG_PARAGRAPH_CHARS: usize = 40;
/// Fewer lines in brackets may be in them for any reason.
const MIN_BRACKETED: usize = 2;
/// Fewer short lines, or words before colons, may stand so by chance.
const MIN_ALIKE: usize = 3;
/// Of a report's end (name, office, date) so many lines are no headings.
const SIGNATURE_BLOCKS: usize = 5;
/// A report's head (title, writer, date) is no longer, in paragraphs.
const HEAD_BLOCKS: usize = 12;
const BRACKETS: [(char, char); 6] = [('【', '】'), ('{', '}'), ('｛', '｝'), ('〖', '〗'), ('［', '］'), ('〔', '〕')];
const ENDS: [char; 8] = ['。', '！', '？', '；', '.', '!', '?', ';'];

/// What a line with a colon ends with that leads in a list or a statement.
const LEAD_INS: [&str; 12] = ["是", "有", "为", "如下", "以下", "下列", "说", "了", "表示", "认为", "方面", "例如"];
/// What greets, closes or signs a report.
const SET_PHRASES: [&str; 12] =
    ["各位", "尊敬", "此致", "敬礼", "谢谢", "特此", "附件", "附：", "述职人", "报告人", "汇报人", "总结人"];

/// The headings of this kind beside those that are known.
pub(super) fn headings<'a>(
    cleaned: &'a Cleaned,
    known: &[Option<Heading<'a>>],
    outside: &[bool],
) -> Vec<(usize, Heading<'a>)> {
    let lines = Lines { cleaned, known, outside };
    let mut found = lines.bracketed();
    found.extend(lines.bold_labels());
    if found.is_empty() {
        found.extend(lines.labels());
    }
    if found.is_empty() {
        found.extend(lines.short());
    }
    found
}

fn leads_in(label: &str) -> bool {
    LEAD_INS.iter().any(|end| label.ends_with(end))
}

struct Lines<'a, 'b> {
    cleaned: &'a Cleaned,
    known: &'b [Option<Heading<'a>>],
    outside: &'b [bool],
}

impl<'a> Lines<'a, '_> {
    fn text(&self, at: usize) -> &'a str {
        without_watermark(&self.cleaned.blocks[at].text, &self.cleaned.sites).trim_matches(is_emphasis)
    }

    /// The lines that are the report's and no headings yet.
    fn free(&self) -> impl Iterator<Item = usize> {
        (0..self.known.len()).filter(|&at| self.is_free(at))
    }

    fn is_free(&self, at: usize) -> bool {
        self.known[at].is_none() && !self.cleaned.boilerplate[at] && !self.outside[at]
    }

    fn is_plain(&self, at: usize) -> bool {
        self.cleaned.blocks[at].style == Style::Plain && !matches!(self.cleaned.blocks[at].place, Place::Row(_))
    }

    /// Whether a line is text, or an item of a list: what stands below a heading.
    fn is_text(&self, at: usize) -> bool {
        let Some(block) = self.cleaned.blocks.get(at) else { return false };
        let is_long = |chars: usize| block.text.chars().nth(chars - 1).is_some();
        let says = || block.text.ends_with(ENDS) || block.text.contains(['，', '。', '；']);
        is_long(LONG_PARAGRAPH_CHARS)
            || is_long(MIN_PARAGRAPH_CHARS) && says()
            || is_long(MIN_SENTENCE_CHARS) && block.text.ends_with(ENDS)
            || is_item(&block.text)
    }

    /// The first block of text.
    fn body(&self) -> usize {
        let first = self.free().find(|&at| self.is_text(at) && !is_item(self.text(at)));
        first.unwrap_or(self.known.len()).min(self.known.iter().position(Option::is_some).unwrap_or(self.known.len()))
    }

    /// 【思想方面】, also after a bullet, and at the beginning of a paragraph.
    fn bracketed(&self) -> Vec<(usize, Heading<'a>)> {
        let mut found = Vec::new();
        for (open, close) in BRACKETS {
            let inside = |at: usize| {
                let text = self.text(at).trim_start_matches(|c: char| BULLETS.contains(&c) || c.is_whitespace());
                let length = text.strip_prefix(open)?.find(close)?;
                let end = open.len_utf8() + length + close.len_utf8();
                let title = &text[open.len_utf8()..open.len_utf8() + length];
                let is_title = (1..=MAX_CHARS).contains(&title.chars().count()) && !title.contains(ENDS);
                let rest = text[end..].trim().chars().count();
                (is_title && (rest == 0 || rest >= MIN_PARAGRAPH_CHARS)).then_some((at, &text[..end], rest == 0))
            };
            let lines: Vec<(usize, &str, bool)> = self.free().filter_map(inside).collect();
            let alone = lines.iter().filter(|(.., is_alone)| *is_alone).count();
            // Lines below each other are a list of names or words.
            let apart = lines.windows(2).filter(|pair| pair[1].0 > pair[0].0 + usize::from(pair[0].2)).count();
            let enough = if alone == lines.len() { MIN_BRACKETED } else { MIN_ALIKE };
            if lines.len() >= enough && apart * 3 >= (lines.len() - 1) * 2 {
                let mark = Mark::Bracketed(open);
                found.extend(lines.into_iter().map(|(at, text, _)| (at, Heading::unnumbered(mark, text))));
            }
        }
        found
    }

    /// **目标**：…, where several paragraphs begin so.
    fn bold_labels(&self) -> Vec<(usize, Heading<'a>)> {
        let label = |at: usize| {
            let label = bold_start(&self.cleaned.blocks[at].text)?.trim_end_matches(['：', ':', '。']);
            let is_word = label.chars().all(|c| c.is_alphanumeric() || "、“”·".contains(c));
            let fits = is_word && label.chars().nth(MAX_LABEL_CHARS).is_none() && !names::is_report(label);
            let explains = self.text(at).split_once(['：', ':']).is_some_and(|(_, says)| {
                ["指", "是指", "即"].iter().any(|word| says.trim_start_matches(is_emphasis).starts_with(word))
            });
            (fits && !explains && !leads_in(label)).then_some((at, Heading::unnumbered(Mark::Label, label)))
        };
        // Title, writer and date are bold, too.
        let body = self.body();
        let found: Vec<(usize, Heading<'a>)> = self.free().filter(|&at| at >= body).filter_map(label).collect();
        if found.len() >= MIN_ALIKE { found } else { Vec::new() }
    }

    /// 备课：…, 政治建设。 …: words that most paragraphs of a report without numbers begin with, one after the other.
    fn labels(&self) -> Vec<(usize, Heading<'a>)> {
        if self.has_numbered() {
            return Vec::new();
        }
        let paragraphs = self.free().filter(|&at| self.is_plain(at) && self.is_text(at)).count();
        for mark in ["：", "。", "  ", "\u{3000}\u{3000}"] {
            let is_gap = mark.starts_with(char::is_whitespace);
            let label = |at: usize| {
                let (label, rest) = self.text(at).split_once(mark)?;
                let is_word = |c: char| c.is_alphanumeric() || "、“”·".contains(c);
                let fits = (2..=MAX_LABEL_CHARS).contains(&label.chars().count())
                    && label.chars().all(is_word)
                    && !leads_in(label)
                    && !SET_PHRASES.iter().any(|start| label.starts_with(start))
                    && rest.chars().nth(MIN_PARAGRAPH_CHARS).is_some()
                    && rest.contains(ENDS);
                (fits && self.is_plain(at)).then_some((at, Heading::unnumbered(Mark::Label, label)))
            };
            let mut found: Vec<(usize, Heading<'a>)> = self.free().filter_map(label).collect();
            let (Some(&(first, _)), Some(&(last, _))) = (found.first(), found.last()) else { continue };
            let is_dense = found.len() * 4 >= (last - first + 1) * 3;
            if found.len() >= MIN_ALIKE && is_dense && (is_gap || found.len() * 2 >= paragraphs) {
                // Beside them one that stands above its paragraph.
                let alone = |&at: &usize| self.cleaned.blocks[at].style == Style::Bold && self.could_be_heading(at);
                let alone = self.free().filter(|&at| at > first).filter(alone);
                found.extend(alone.map(|at| (at, Heading::unnumbered(Mark::Label, self.text(at)))));
                return found;
            }
        }
        Vec::new()
    }

    fn has_numbered(&self) -> bool {
        self.known.iter().flatten().any(|heading| !heading.number.is_empty() && heading.mark != Mark::Item)
    }

    /// Short lines, each above its text. In a report with numbers those alone that stand again and again.
    fn short(&self) -> Vec<(usize, Heading<'a>)> {
        let body = self.body();
        let could_be: Vec<usize> =
            self.free().skip_while(|&at| at + 1 < body).filter(|&at| at > 0 && self.could_be_heading(at)).collect();
        let stands = |&at: &usize| self.is_text(at + 1) && self.stands_alone(at) && (at > body || self.is_no_name(at));
        let (mut found, others): (Vec<usize>, Vec<usize>) = could_be.into_iter().partition(stands);
        let mut times: HashMap<&str, usize> = HashMap::new();
        for &at in &found {
            *times.entry(self.text(at)).or_default() += 1;
        }
        let again = |at: usize| times.get(self.text(at)).is_some_and(|&times| times > 1);
        if self.has_numbered() {
            found.retain(|&at| again(at));
        }
        // Above those that stand again and again their topics stand.
        let topics: Vec<usize> =
            others.iter().copied().filter(|&at| at + 1 < self.known.len() && again(at + 1)).collect();
        let last = self.known.len().saturating_sub(SIGNATURE_BLOCKS);
        let astray = others.iter().filter(|at| !topics.contains(at) && **at > body && **at < last).count();
        if found.len() < MIN_ALIKE || astray * 2 > found.len() {
            return Vec::new();
        }
        let topics = topics.iter().filter(|_| topics.len() > 1).map(|&at| (at, Mark::Unnumbered));
        let all = found.iter().map(|&at| (at, Mark::Plain)).chain(topics);
        all.map(|(at, mark)| (at, Heading::unnumbered(mark, self.text(at)))).collect()
    }

    /// Whether a line is short, of one piece, and neither greets nor signs.
    fn could_be_heading(&self, at: usize) -> bool {
        let text = self.text(at);
        if text.chars().nth(MAX_CHARS).is_some() || !matches!(self.cleaned.blocks[at].style, Style::Plain | Style::Bold)
        {
            return false;
        }
        let line = text.trim_end_matches(['：', ':']);
        let is_word = |c: char| c.is_alphanumeric() || "、“”·《》（）和与".contains(c);
        let is_label = line.len() < text.len();
        let has_han = line.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)) && line.chars().nth(1).is_some();
        let is_date = line.ends_with(['日', '月']) && line.contains(|c: char| c.is_numeric() || "〇一二三".contains(c));
        let is_stop = ["是", "如下", "以下", "下列"].iter().any(|end| line.ends_with(end));
        has_han
            && !is_stop
            && line.chars().all(is_word)
            && line.starts_with(|c: char| c.is_alphanumeric() || "“《".contains(c))
            && !is_date
            && !(is_label && (line.chars().nth(MAX_LABEL_CHARS).is_some() || leads_in(line)))
            && !SET_PHRASES.iter().any(|phrase| line.starts_with(phrase))
            && !names::is_report(line)
            && !matches!(self.cleaned.blocks[at].place, Place::Row(_))
    }

    /// Whether the line before ends something.
    fn stands_alone(&self, at: usize) -> bool {
        let (before, block) = (&self.cleaned.blocks[at - 1], &self.cleaned.blocks[at]);
        let is_after_gap = match (before.place, block.place) {
            (Place::Line(before), Place::Line(line)) => line > before + 1,
            _ => false,
        };
        is_after_gap || self.known[at - 1].is_some() || before.text.ends_with(ENDS) || self.outside[at - 1]
    }

    /// Above the first paragraph a name, a post or an office stands as well.
    fn is_no_name(&self, at: usize) -> bool {
        let text = self.text(at);
        let is_office = text.ends_with([
            '局', '委', '办', '院', '校', '所', '队', '厅', '部', '处', '科', '室', '长', '员', '司', '记',
        ]);
        text.chars().nth(3).is_some() && !is_office && at < HEAD_BLOCKS
    }
}
