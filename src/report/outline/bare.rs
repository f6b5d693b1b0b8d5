//! Headings without any mark: short lines, each above its text. One may be anything; several that stand alike are headings.

use std::collections::HashMap;

use super::super::headings::Heading;
use super::super::names;
use super::super::numbering::Mark;
use super::lines::{ENDS, Lines, MAX_LABEL_CHARS, is_set_phrase, leads_in, may_be_name};
use crate::extract::Style;

/// A heading of one clause is no longer.
const MAX_CHARS: usize = 20;
/// One that is longer, or of two clauses, is no longer than this.
const MAX_WIDE_CHARS: usize = 25;
/// What stands before its colon is no longer, what follows no shorter.
const MAX_WORD_CHARS: usize = 6;
const MIN_CLAUSE_CHARS: usize = 3;
/// Fewer short lines may stand so by chance.
const MIN_ALIKE: usize = 3;
/// So many short lines below each other are a list.
const MIN_LIST: usize = 3;
/// Of a report's end (name, office, date) so many lines are no headings.
const SIGNATURE_BLOCKS: usize = 5;
/// A report's head (title, writer, date) is no longer, in paragraphs.
const HEAD_BLOCKS: usize = 12;
/// Whom reports address: 区领导：
const ADDRESSED: [&str; 12] =
    ["领导", "代表", "委员", "同志", "们", "同事", "同仁", "老师", "评委", "专家", "党委", "党组"];

/// The headings of this kind beside those that are known. In a report with numbers those alone that stand again and again.
pub(super) fn headings<'a>(lines: &Lines<'a, '_>) -> Vec<(usize, Heading<'a>)> {
    let known = lines.known;
    let body = lines.body();
    let could_be: Vec<usize> =
        lines.free().skip_while(|&at| at + 1 < body).filter(|&at| at > 0 && could_be_heading(lines, at)).collect();
    let stands = |&at: &usize| {
        let below = if is_wide(lines.text(at)) { is_above_paragraph(lines, at) } else { is_above_text(lines, at) };
        below && stands_alone(lines, at) && at > body
    };
    let (mut found, mut others): (Vec<usize>, Vec<usize>) = could_be.into_iter().partition(stands);
    let first: Vec<usize> = others.iter().copied().filter(|&at| is_first(lines, at, body, &found)).collect();
    others.retain(|at| !first.contains(at));
    found.splice(0..0, first);
    let mut times: HashMap<&str, usize> = HashMap::new();
    for &at in &found {
        *times.entry(lines.text(at)).or_default() += 1;
    }
    let again = |at: usize| times.get(lines.text(at)).is_some_and(|&times| times > 1);
    // Beside headings of another kind: those that stand above all of them, or again and again; and those below bare names of parts.
    let others_from = known.iter().position(|h| h.is_some_and(|h| h.mark != Mark::Item));
    let is_above = others_from.is_none_or(|from| found.first().is_some_and(|&at| at < from) && !has_main(lines));
    if !is_above && !has_only_parts(lines) {
        found.retain(|&at| again(at));
    }
    let mark = if is_above { Mark::Unnumbered } else { Mark::Plain };
    // Above those that stand again and again their topics stand.
    let topics: Vec<usize> = others.iter().copied().filter(|&at| at + 1 < known.len() && again(at + 1)).collect();
    let last = known.len().saturating_sub(SIGNATURE_BLOCKS);
    let listed = listed(lines);
    let is_astray = |at: &usize| !topics.contains(at) && *at > body && *at < last && !listed[*at];
    let astray = others.iter().copied().filter(is_astray).count();
    if found.len() < MIN_ALIKE || astray * 2 > found.len() {
        return Vec::new();
    }
    let topics = topics.iter().filter(|_| topics.len() > 1).map(|&at| (at, Mark::Unnumbered));
    let mark = if topics.clone().next().is_some() { Mark::Plain } else { mark };
    let all = found.iter().map(|&at| (at, mark)).chain(topics);
    all.map(|(at, mark)| (at, Heading::unnumbered(mark, lines.text(at)))).collect()
}

/// Whether a line is short, of one or two pieces, and neither greets nor signs.
pub(super) fn could_be_heading(lines: &Lines<'_, '_>, at: usize) -> bool {
    let text = lines.text(at);
    if text.chars().nth(MAX_WIDE_CHARS).is_some()
        || !matches!(lines.cleaned.blocks[at].style, Style::Plain | Style::Bold)
        || lines.is_row(at)
    {
        return false;
    }
    let line = text.trim_end_matches(['：', ':']);
    let is_word = |c: char| c.is_alphanumeric() || "、“”·《》（）和与".contains(c);
    let is_label = line.len() < text.len();
    let has_han = line.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)) && line.chars().nth(1).is_some();
    let is_date = line.ends_with(['日', '月']) && line.contains(|c: char| c.is_numeric() || "〇一二三".contains(c));
    let is_stop = ["是", "如下", "以下", "下列"].iter().any(|end| line.ends_with(end));
    let is_address = || {
        ADDRESSED.iter().any(|end| line.ends_with(end)) || at < HEAD_BLOCKS && may_be_name(line) && at <= lines.body()
    };
    has_han
        && !is_stop
        && clauses(line).is_some_and(|clauses| clauses.chars().all(is_word))
        && line.starts_with(|c: char| c.is_alphanumeric() || "“《".contains(c))
        && !is_date
        && !(is_label && (line.chars().nth(MAX_LABEL_CHARS).is_some() || leads_in(line) || is_address()))
        && !is_set_phrase(line)
        && !names::is_report(line)
}

/// A line without the one comma or colon that it may have in its midst: 依法履职，服务大局; 作风建设：从严从实.
fn clauses(line: &str) -> Option<String> {
    let Some((first, second)) = line.split_once(['，', '：', ':']) else { return Some(line.to_owned()) };
    let (before, after) = (first.chars().count(), second.chars().count());
    let is_word = line[first.len()..].starts_with('，') || before <= MAX_WORD_CHARS;
    (is_word && before >= 2 && after >= MIN_CLAUSE_CHARS).then(|| [first, second].concat())
}

fn is_wide(line: &str) -> bool {
    line.chars().nth(MAX_CHARS).is_some() || line.trim_end_matches(['：', ':']).contains(['，', '：', ':'])
}

/// Whether what follows a line is a paragraph, longer than the line itself.
fn is_above_paragraph(lines: &Lines<'_, '_>, at: usize) -> bool {
    let Some(below) = lines.cleaned.blocks.get(at + 1) else { return false };
    let is_longer = below.text.len() > lines.text(at).len();
    lines.is_text(at + 1) && is_longer && below.text.contains(['。', '！', '？', '；'])
}

/// Whether text follows a line, or a list: lines below each other, after a blank line or none, where one stands before.
fn is_above_text(lines: &Lines<'_, '_>, at: usize) -> bool {
    let is_list = |first: usize| {
        let below = first..first + 2;
        below.clone().all(|at| at < lines.known.len() && lines.is_free(at) && lines.is_plain(at))
            && !lines.is_after_gap(first + 1)
            && below.end + SIGNATURE_BLOCKS <= lines.known.len() + 2
    };
    lines.is_text(at + 1) || lines.is_after_gap(at) && lines.is_after_gap(at + 1) && is_list(at + 1)
}

/// Whether the line before ends something.
fn stands_alone(lines: &Lines<'_, '_>, at: usize) -> bool {
    let before = &lines.cleaned.blocks[at - 1].text;
    lines.is_after_gap(at)
        || at == 1
        || names::is_report(before)
        || lines.known[at - 1].is_some()
        || before.ends_with(ENDS)
        || lines.outside[at - 1]
}

/// Whether a line above the first text is a heading, as `later` ones are. A name, a post, an office, a slogan may stand there
/// as well.
fn is_first(lines: &Lines<'_, '_>, at: usize, body: usize, later: &[usize]) -> bool {
    if at > body || at >= HEAD_BLOCKS || !stands_alone(lines, at) {
        return false;
    }
    let text = lines.text(at);
    let is_below_byline = at > 1 && !names::is_report(lines.text(at - 1));
    if is_wide(text) {
        let wide = later.iter().filter(|&&at| is_wide(lines.text(at))).count();
        return is_below_byline && is_above_paragraph(lines, at) && wide + 1 >= MIN_ALIKE;
    }
    // Blank lines before headings alone: names have one below them, too.
    let hugs_text = |at: usize| lines.is_after_gap(at) && !lines.is_after_gap(at + 1);
    let is_alike = || later.len() + 1 >= MIN_ALIKE && later.iter().chain([&at]).all(|&at| hugs_text(at));
    lines.is_text(at + 1) && (!may_be_name(text) || is_below_byline && is_alike())
}

/// For each line whether it is one of several short ones in direct succession.
fn listed(lines: &Lines<'_, '_>) -> Vec<bool> {
    let mut listed = vec![false; lines.known.len()];
    let is_short = |at: usize| {
        let text = lines.text(at);
        lines.is_free(at) && text.chars().nth(MAX_WIDE_CHARS).is_none() && !text.ends_with(ENDS)
    };
    let mut first = 0;
    for at in 0..=listed.len() {
        let goes_on = at < listed.len() && is_short(at) && !lines.is_after_gap(at);
        if !goes_on {
            if at - first >= MIN_LIST {
                listed[first..at].fill(true);
            }
            first = if at < listed.len() && is_short(at) { at } else { at + 1 };
        }
    }
    listed
}

/// Whether there are headings that nothing without a number stands above.
fn has_main(lines: &Lines<'_, '_>) -> bool {
    lines.known.iter().flatten().any(|heading| heading.mark <= Mark::HanInParentheses || heading.mark == Mark::Bold)
}

/// Whether the headings that are known are parts without number or format.
fn has_only_parts(lines: &Lines<'_, '_>) -> bool {
    let known = || lines.known.iter().enumerate().filter_map(|(at, heading)| Some((at, (*heading)?)));
    known().all(|(at, h)| h.mark == Mark::Item || h.mark == Mark::Unnumbered && lines.is_plain(at))
}
