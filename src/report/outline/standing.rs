//! Headings that have neither a number nor a format: lines in brackets (【思想方面】) or after a sign (★ 思想方面), words before a
//! colon or a full stop; where there are none of them, [`bare`] lines. One such line may be anything; several that stand alike, each before its text, are headings.

use super::super::clean::Cleaned;
use super::super::headings::{BULLETS, Heading, bold_start, is_emphasis};
use super::super::names;
use super::super::numbering::Mark;
use super::bare;
use super::lines::{ENDS, Lines, MAX_LABEL_CHARS, MIN_PARAGRAPH_CHARS, are_speakers, is_set_phrase, leads_in};
use crate::extract::Style;

/// A heading in brackets is no longer.
const MAX_CHARS: usize = 20;
/// One after a sign is no longer.
const MAX_SIGNED_CHARS: usize = 25;
/// Fewer lines in brackets may be in them for any reason.
const MIN_BRACKETED: usize = 2;
/// Fewer lines with a sign, or words before colons, may stand so by chance.
const MIN_ALIKE: usize = 3;
const BRACKETS: [(char, char); 6] = [('【', '】'), ('{', '}'), ('｛', '｝'), ('〖', '〗'), ('［', '］'), ('〔', '〕')];
/// Signs that stand before headings, and before items of lists as well.
const SIGNS: [char; 18] = ['▲', '△', '★', '☆', '●', '○', '◆', '◇', '■', '□', '※', '•', '►', '▶', '◎', '✦', '❖', '➤'];

/// The headings of this kind beside those that are known.
pub(super) fn headings<'a>(
    cleaned: &'a Cleaned,
    known: &[Option<Heading<'a>>],
    outside: &[bool],
) -> Vec<(usize, Heading<'a>)> {
    let standing = Standing(Lines { cleaned, known, outside });
    let mut found = standing.bracketed();
    found.extend(standing.signed());
    found.extend(standing.bold_labels());
    if found.is_empty() {
        found.extend(standing.labels());
    }
    if found.is_empty() {
        found.extend(bare::headings(&standing.0));
    }
    found
}

struct Standing<'a, 'b>(Lines<'a, 'b>);

impl<'a> Standing<'a, '_> {
    /// 【思想方面】, also after a bullet, and at the beginning of a paragraph.
    fn bracketed(&self) -> Vec<(usize, Heading<'a>)> {
        let mut found = Vec::new();
        for (open, close) in BRACKETS {
            let inside = |at: usize| {
                let text = self.0.text(at).trim_start_matches(|c: char| BULLETS.contains(&c) || c.is_whitespace());
                let length = text.strip_prefix(open)?.find(close)?;
                let end = open.len_utf8() + length + close.len_utf8();
                let title = &text[open.len_utf8()..open.len_utf8() + length];
                let is_title = (1..=MAX_CHARS).contains(&title.chars().count()) && !title.contains(ENDS);
                let rest = text[end..].trim().chars().count();
                (is_title && (rest == 0 || rest >= MIN_PARAGRAPH_CHARS)).then_some((at, &text[..end], rest == 0))
            };
            let lines: Vec<(usize, &str, bool)> = self.0.free().filter_map(inside).collect();
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

    /// ★ 客户服务, where all lines with the sign are short and above a paragraph; elsewhere it makes a list.
    fn signed(&self) -> Vec<(usize, Heading<'a>)> {
        let signed = |at: usize| Some((at, sign(self.0.text(at)).filter(|_| !names::is_report(self.0.text(at)))?));
        let signed: Vec<(usize, char)> = self.0.free().filter_map(signed).collect();
        let mut found = Vec::new();
        for mark in SIGNS {
            let title = |&(at, _): &(usize, char)| {
                let text = self.0.text(at).trim_start_matches(mark).trim();
                let is_below =
                    |below: char| Some(below) == self.0.known.get(at + 1).and_then(|_| sign(self.0.text(at + 1)));
                let fits = (2..=MAX_SIGNED_CHARS).contains(&text.chars().count())
                    && text.starts_with(|c: char| c.is_alphanumeric() || "“《".contains(c))
                    && !text.contains(ENDS)
                    && text.matches(['，', ',']).count() <= 1
                    && !text.ends_with(['，', ',', '：', ':']);
                let is_above = self.0.is_text(at + 1) && !is_below(mark);
                (fits && is_above && self.0.is_plain(at))
                    .then_some((at, Heading::unnumbered(Mark::Bracketed(mark), text)))
            };
            let lines: Vec<&(usize, char)> = signed.iter().filter(|(_, sign)| *sign == mark).collect();
            let titles: Vec<(usize, Heading<'a>)> = lines.iter().filter_map(|line| title(line)).collect();
            if titles.len() >= MIN_ALIKE && titles.len() == lines.len() {
                found.extend(titles);
            }
        }
        found
    }

    /// **目标**：…, where several paragraphs begin so.
    fn bold_labels(&self) -> Vec<(usize, Heading<'a>)> {
        let label = |at: usize| {
            let label = bold_start(&self.0.cleaned.blocks[at].text)?.trim_end_matches(['：', ':', '。']);
            let is_word = label.chars().all(|c| c.is_alphanumeric() || "、“”·".contains(c));
            let fits = is_word && label.chars().nth(MAX_LABEL_CHARS).is_none() && !names::is_report(label);
            let explains = self.0.text(at).split_once(['：', ':']).is_some_and(|(_, says)| {
                ["指", "是指", "即"].iter().any(|word| says.trim_start_matches(is_emphasis).starts_with(word))
            });
            (fits && !explains && !leads_in(label)).then_some((at, Heading::unnumbered(Mark::Label, label)))
        };
        // Title, writer and date are bold, too.
        let body = self.0.body();
        let found: Vec<(usize, Heading<'a>)> = self.0.free().filter(|&at| at >= body).filter_map(label).collect();
        let is_said = are_speakers(found.iter().map(|(_, heading)| heading.text));
        if found.len() >= MIN_ALIKE && !is_said { found } else { Vec::new() }
    }

    /// 出勤：…, 教学工作。 …: words that most paragraphs of a report without numbers begin with, one after the other.
    fn labels(&self) -> Vec<(usize, Heading<'a>)> {
        if self.has_numbered() {
            return Vec::new();
        }
        let paragraphs = self.0.free().filter(|&at| self.0.is_plain(at) && self.0.is_text(at)).count();
        for mark in ["：", "。", "  ", "\u{3000}\u{3000}"] {
            let is_gap = mark.starts_with(char::is_whitespace);
            let label = |at: usize| {
                let text = self.0.text(at);
                // Only a paragraph's beginning is looked at.
                let start = text.char_indices().nth(MAX_LABEL_CHARS + 2).map_or(text, |(end, _)| &text[..end]);
                let end = start.find(mark)?;
                let (label, rest) = (&text[..end], &text[end + mark.len()..]);
                let is_word = |c: char| c.is_alphanumeric() || "、“”·".contains(c);
                let fits = (2..=MAX_LABEL_CHARS).contains(&label.chars().count())
                    && label.chars().all(is_word)
                    && !leads_in(label)
                    && !is_set_phrase(label)
                    && rest.chars().nth(MIN_PARAGRAPH_CHARS).is_some()
                    && rest.contains(ENDS);
                (fits && self.0.is_plain(at)).then_some((at, Heading::unnumbered(Mark::Label, label)))
            };
            let mut found: Vec<(usize, Heading<'a>)> = self.0.free().filter_map(label).collect();
            let (Some(&(first, _)), Some(&(last, _))) = (found.first(), found.last()) else { continue };
            if are_speakers(found.iter().map(|(_, heading)| heading.text)) {
                continue;
            }
            let is_dense = found.len() * 4 >= (last - first + 1) * 3;
            if found.len() >= MIN_ALIKE && is_dense && (is_gap || found.len() * 2 >= paragraphs) {
                // Beside them one that stands above its paragraph.
                let alone =
                    |&at: &usize| self.0.cleaned.blocks[at].style == Style::Bold && bare::could_be_heading(&self.0, at);
                let alone = self.0.free().filter(|&at| at > first).filter(alone);
                found.extend(alone.map(|at| (at, Heading::unnumbered(Mark::Label, self.0.text(at)))));
                return found;
            }
        }
        Vec::new()
    }

    fn has_numbered(&self) -> bool {
        self.0.known.iter().flatten().any(|heading| !heading.number.is_empty() && heading.mark != Mark::Item)
    }
}

/// The sign that a line begins with.
fn sign(line: &str) -> Option<char> {
    line.chars().next().filter(|c| SIGNS.contains(c))
}
