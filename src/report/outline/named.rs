//! Names of parts (存在的不足) as headings: lines that stand alone above text, as in forms, and what closes a report after its last
//! number, also before a colon (缺点：…).

use super::super::clean::Cleaned;
use super::super::headings::{Form, Heading, is_item};
use super::super::names;
use super::super::numbering::Mark;
use super::lines::{ENDS, Lines, MAX_LABEL_CHARS, MIN_PARAGRAPH_CHARS, is_set_phrase};
use crate::schema::Labels;

/// A name is no longer.
const MAX_CHARS: usize = 25;
/// A shorter one says enough only where it closes a report.
const MIN_CHARS: usize = 4;
/// A report's head is no longer than this, in paragraphs.
const HEAD_BLOCKS: usize = 12;
/// A word before a colon is a heading where so many close a report.
const MIN_RUN_IN: usize = 2;
/// What stands below a part on shortcomings, and not beside it.
const BELOW: [&str; 3] = ["措施", "原因", "分析"];
/// Of when it is: 明年的打算, 本年度履职情况.
const TIMES: [&str; 8] = ["明年", "来年", "今后", "今年", "新的一年", "本年度", "本学期", "全年"];
/// What closes reports.
const CLOSING: [&str; 5] = ["存在不足", "下一步打算", "意见建议", "经验体会", "结束语"];

/// The blocks that are such headings, where all others are known.
pub(super) fn headings<'a>(
    cleaned: &'a Cleaned,
    known: &[Option<Heading<'a>>],
    outside: &[bool],
    labels: &Labels,
) -> Vec<(usize, Heading<'a>)> {
    let named = Named { lines: Lines { cleaned, known, outside }, labels };
    let found = if named.has_named() { Vec::new() } else { named.alone() };
    let found = if found.is_empty() { named.closing() } else { found };
    found.into_iter().map(|(at, text)| (at, Heading::unnumbered(Mark::Unnumbered, text))).collect()
}

struct Named<'a, 'b> {
    lines: Lines<'a, 'b>,
    labels: &'b Labels,
}

impl<'a> Named<'a, '_> {
    fn is_part(&self, text: &str) -> bool {
        let bare = TIMES.iter().find_map(|time| text.strip_prefix(time)).unwrap_or(text);
        let bare = bare.trim_start_matches('的');
        let is_made = |text: &str| self.labels.parts.is_made_of_cues(text);
        is_made(text) || is_made(bare) || bare.strip_suffix("情况").is_some_and(is_made)
    }

    /// Whether numbered headings are names of parts: those below them are none of their own.
    fn has_named(&self) -> bool {
        self.lines.known.iter().flatten().any(|heading| self.is_part(heading.text))
    }

    /// Lines that are a name and no more.
    fn alone(&self) -> Vec<(usize, &'a str)> {
        let address = (0..self.lines.known.len()).take(HEAD_BLOCKS).find(|&at| self.lines.text(at).starts_with("各位"));
        let first = address.map_or(1, |at| at + 1);
        let named = |at: usize| self.name(at).filter(|name| name.chars().count() >= MIN_CHARS).map(|name| (at, name));
        // The second line of a heading is none.
        let goes_on = |at: usize| self.lines.known[at - 1].is_some_and(|heading| heading.form == Form::Title);
        let is_whole = |&(at, name): &(usize, &str)| self.lines.text(at).len() == name.len();
        let named = || (first..self.lines.known.len()).filter_map(named).filter(|&(at, _)| !goes_on(at));
        let mut found: Vec<(usize, &str)> = named().filter(is_whole).collect();
        // A form's fields have colons.
        if found.is_empty() && self.numbered().next().is_none() {
            found.extend(named());
            found.truncate(if found.len() < MIN_RUN_IN { 0 } else { found.len() });
        }
        if self.miss_beginnings(&found) { Vec::new() } else { found }
    }

    /// Whether the numbers begin anew below such a name: what the next part is called is not known.
    fn miss_beginnings(&self, found: &[(usize, &str)]) -> bool {
        let Some(main) = self.numbered().map(|(_, heading)| heading.mark).min() else { return false };
        let first = found.first().map_or(usize::MAX, |&(at, _)| at);
        let begins = |(at, heading): (usize, Heading<'_>)| {
            (heading.mark == main && heading.ordinal == 1 && at > first).then_some(at)
        };
        let beginnings: Vec<usize> = self.numbered().filter_map(begins).collect();
        let between = |pair: &[usize]| {
            found.partition_point(|&(at, _)| at < pair[1]) > found.partition_point(|&(at, _)| at < pair[0])
        };
        !beginnings.windows(2).all(between)
    }

    fn known(&self) -> impl Iterator<Item = (usize, Heading<'a>)> {
        self.lines.known.iter().enumerate().filter_map(|(at, heading)| Some((at, (*heading)?)))
    }

    fn numbered(&self) -> impl Iterator<Item = (usize, Heading<'a>)> {
        self.known().filter(|(_, heading)| !heading.number.is_empty() && heading.mark != Mark::Item)
    }

    /// The name that a line is, above text, also with a colon.
    fn name(&self, at: usize) -> Option<&'a str> {
        let name = self.lines.text(at).trim_end_matches(['：', ':']);
        let is_above = match self.lines.known.get(at + 1)? {
            Some(_) => true,
            None => self.lines.is_free(at + 1) && (self.ends_sentence(at + 1) || is_item(self.lines.text(at + 1))),
        };
        let is_name = self.lines.is_free(at)
            && (2..=MAX_CHARS).contains(&name.chars().count())
            && name.chars().all(|c| c.is_alphanumeric() || "、“”".contains(c))
            && !is_set_phrase(name)
            && !names::is_report(name);
        (is_above && is_name && self.is_part(name)).then_some(name)
    }

    /// What closes a report after its last main heading, and is of another part.
    fn closing(&self) -> Vec<(usize, &'a str)> {
        let Some(main) = self.numbered().map(|(_, heading)| heading.mark).min() else { return Vec::new() };
        let Some((from, last)) = self.numbered().filter(|(_, heading)| heading.mark == main).last() else {
            return Vec::new();
        };
        // A heading that is bare itself stands between.
        if self.known().any(|(at, heading)| at > from && heading.number.is_empty()) {
            return Vec::new();
        }
        let own = self.labels.parts.all_of_heading(last.text);
        let closes = |name: &str| {
            let parts = self.labels.parts.all_of_heading(name);
            let is_closing = |label: &&crate::schema::Label| CLOSING.contains(&label.0.as_str()) || is_tasks(name);
            let is_below = !own.is_empty() && BELOW.iter().any(|word| name.contains(word));
            !parts.is_empty()
                && parts.iter().all(is_closing)
                && !is_below
                && !parts.iter().any(|part| own.contains(part))
        };
        // Its own text stands below it, or on its line.
        let first = if last.form == Form::Title { from + 2 } else { from + 1 };
        let is_after = |at: usize| self.ends_sentence(at - 1) || self.lines.is_after_gap(at);
        let tail = || (first..self.lines.known.len()).filter(|&at| !self.lines.is_row(at) && is_after(at));
        let alone = |at: usize| self.name(at).filter(|name| closes(name)).map(|name| (at, name));
        let mut found: Vec<(usize, &str)> = tail().filter_map(alone).collect();
        let has_closed = own.iter().any(|label| CLOSING.contains(&label.0.as_str()));
        let run_in = |at: usize| self.run_in(at).filter(|name| closes(name)).map(|name| (at, name));
        let run_in: Vec<(usize, &str)> = tail().filter_map(run_in).collect();
        if !has_closed && found.len() + run_in.len() >= MIN_RUN_IN {
            found.extend(run_in);
        }
        found
    }

    /// The name that a paragraph begins with.
    fn run_in(&self, at: usize) -> Option<&'a str> {
        let (name, text) = self.lines.text(at).split_once(['：', ':'])?;
        let says = text.chars().nth(MIN_PARAGRAPH_CHARS).is_some() && text.contains(['。', '；']);
        let fits = (2..=MAX_LABEL_CHARS).contains(&name.chars().count());
        (self.lines.is_free(at) && self.lines.is_plain(at) && fits && says && self.is_part(name)).then_some(name)
    }

    fn ends_sentence(&self, at: usize) -> bool {
        self.lines.text(at).ends_with('：') || self.lines.text(at).ends_with(ENDS)
    }
}

/// 下半年工作安排: tasks that are to come.
fn is_tasks(name: &str) -> bool {
    ["安排", "部署", "任务"].iter().any(|word| name.ends_with(word))
}
