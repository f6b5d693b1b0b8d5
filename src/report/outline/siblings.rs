//! Numbered lines, judged together with their siblings: a list of sentences has the same numbers as headings have.
//!
//! Siblings are lines of one mark whose numbers go on: 1. 2. 3. A line that numbers begin anew at is of the next list,
//! which may stand within the last. Marks that are used for headings alone (第一章, 一、, （一）) make headings, but where
//! all of them are the clauses of one sentence. Other marks do where most of the lines are laid out as headings: alone, with text
//! below, or short before their paragraph.

use super::super::headings::{Form, Heading, bold_start, labelled, style_of};
use super::super::numbering::Mark;
use crate::extract::{Block, Place, Style};

/// So many lists may stand within each other.
const MAX_OPEN: usize = 4;
/// What stands before a paragraph on its line and is longer is its first sentence.
const MAX_RUN_IN_CHARS: usize = 30;
/// With more commas, too.
const MAX_RUN_IN_COMMAS: usize = 2;
/// After a sentence no more than its full stop and a bracket stands.
const MAX_END_BYTES: usize = 8;
/// An agenda is a file of nothing but so many numbered lines, or more.
const MIN_AGENDA: usize = 3;

/// Lines of one mark whose numbers go on.
struct Run {
    members: Vec<usize>,
    last: u32,
}

/// Leaves of the candidates those that are headings.
pub(super) fn judge(headings: &mut [Option<Heading<'_>>], blocks: &[Block]) {
    let mut marks: Vec<Mark> = headings.iter().flatten().map(|h| h.mark).filter(|m| !is_by_format(*m)).collect();
    marks.sort_unstable();
    marks.dedup();
    let runs: Vec<Run> = marks.into_iter().flat_map(|mark| runs(headings, mark)).collect();
    let has_others =
        |mark: Mark| headings.iter().flatten().any(|h| h.mark != mark && h.is_plain && h.mark != Mark::Item);
    let lines = Lines { headings, blocks };
    let is_one = |run: &&Run| {
        // 第一，要加强学习。……: in a report that has other numbers, a turn of speech.
        let is_turn = lines.is_turn(run) && has_others(lines.mark(run));
        !is_turn && lines.are_headings(run)
    };
    let (accepted, rejected): (Vec<&Run>, Vec<&Run>) = runs.iter().partition(is_one);
    let marks: Vec<Mark> = accepted.iter().map(|run| lines.mark(run)).collect();
    // The first number may be lost, where others of its mark are headings.
    let lost_first =
        |run: &&Run| marks.contains(&lines.mark(run)) && lines.first(run) == 2 && lines.look_like_headings(run);
    let rejected: Vec<&Run> = rejected.into_iter().filter(|run| !lost_first(run)).collect();
    if rejected.len() == runs.len() && lines.is_agenda(&runs) {
        return;
    }
    // What the format calls a heading is one; what is merely bold, where all of its siblings are.
    let stays = |run: &Run, at: usize| lines.is_heading(at) || run.members.iter().all(|&at| lines.is_styled(at));
    let rejected: Vec<usize> = rejected
        .into_iter()
        .flat_map(|run| run.members.iter().copied().filter(|&at| !stays(run, at)).collect::<Vec<_>>())
        .collect();
    let sentences: Vec<usize> = accepted.into_iter().flat_map(|run| lines.sentences_beside_paragraphs(run)).collect();
    for at in rejected.into_iter().chain(sentences) {
        headings[at] = None;
    }
}

fn is_by_format(mark: Mark) -> bool {
    matches!(mark, Mark::Markdown(_))
}

/// The lines of a mark, each with those that carry on its numbering.
fn runs(headings: &[Option<Heading<'_>>], mark: Mark) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    // Of the runs those that may go on, the innermost last.
    let mut open: Vec<usize> = Vec::new();
    let found = headings.iter().enumerate().filter_map(|(at, h)| h.filter(|h| h.mark == mark).map(|h| (at, h)));
    for (at, Heading { ordinal, form, .. }) in found {
        let looks_alike = |run: &usize| headings[runs[*run].members[0]].is_some_and(|first| first.form == form);
        let carries_on = |run: &usize| runs[*run].last + 1 == ordinal;
        let alike = open.iter().rposition(|run| carries_on(run) && looks_alike(run));
        let next = alike.or_else(|| open.iter().rposition(carries_on));
        // 三、三、五: numbers are mistyped.
        let slip = |run: &usize| ordinal > 1 && (runs[*run].last == ordinal || runs[*run].last + 2 == ordinal);
        match next.or_else(|| open.iter().rposition(slip)) {
            Some(depth) => {
                open.truncate(depth + 1);
                let run = &mut runs[open[depth]];
                run.members.push(at);
                run.last = ordinal;
            }
            None => {
                if open.len() == MAX_OPEN {
                    open.remove(0);
                }
                open.push(runs.len());
                runs.push(Run { members: vec![at], last: ordinal });
            }
        }
    }
    runs
}

/// Whether a sentence says how much: 完成产值5000万元, 增长12%. Years are no amounts.
fn has_amount(text: &str) -> bool {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let is_unit = |next: &char| "%％".contains(*next) || next.is_alphabetic() && !DATED.contains(*next);
        if c.is_ascii_digit() && chars.peek().is_some_and(is_unit) {
            return true;
        }
    }
    false
}

/// What follows the digits of dates, classes and names.
const DATED: &str = "年月日号时届期级班代版大中";

struct Lines<'a, 'b> {
    headings: &'b [Option<Heading<'a>>],
    blocks: &'b [Block],
}

impl Lines<'_, '_> {
    fn mark(&self, run: &Run) -> Mark {
        self.headings[run.members[0]].map_or(Mark::Plain, |heading| heading.mark)
    }

    fn first(&self, run: &Run) -> u32 {
        self.headings[run.members[0]].map_or(0, |heading| heading.ordinal)
    }

    /// Whether all of them are 第一，, 其一，, and their paragraphs follow on the line.
    fn is_turn(&self, run: &Run) -> bool {
        let is_turn = |heading: Heading<'_>| {
            matches!(heading.mark, Mark::Ordinal | Mark::Each)
                && heading.number.ends_with(['，', ','])
                && matches!(heading.form, Form::RunIn | Form::Sentence)
        };
        run.members.iter().all(|&at| self.headings[at].is_some_and(is_turn))
    }

    fn are_headings(&self, run: &Run) -> bool {
        let members = || run.members.iter().filter_map(|&at| Some((at, self.headings[at]?)));
        let Some((_, first)) = members().next() else { return false };
        let is_plain = members().all(|(_, heading)| heading.is_plain);
        let listed = members().filter(|&(at, _)| self.ends_as_clause(at)).count();
        match first.mark {
            Mark::Part | Mark::Chapter | Mark::Section if is_plain => true,
            Mark::Formal | Mark::Han if is_plain => listed == 0 || listed + 1 < run.members.len(),
            Mark::HanInParentheses => {
                let sentences = members().filter(|&(at, _)| self.is_sentence(at)).count();
                (listed == 0 || listed + 1 < run.members.len()) && sentences < run.members.len().max(2)
            }
            _ => first.ordinal <= 1 && self.look_like_headings(run),
        }
    }

    /// Whether most are laid out as headings. One alone has nobody that it is like.
    fn look_like_headings(&self, run: &Run) -> bool {
        let count = run.members.len();
        let nexts = run.members.iter().skip(1).map(|&next| Some(next)).chain([None]);
        let alike = run.members.iter().zip(nexts).filter(|&(&at, next)| self.looks_like_heading(at, next)).count();
        // The text below the last may be missing, or not its own.
        let last = run.members.last().and_then(|&at| self.headings[at]);
        let but_last = alike + 1 == count && last.is_some_and(|last| last.form == Form::Title);
        count > 1 && (alike * 3 >= count * 2 || but_last)
    }

    fn looks_like_heading(&self, at: usize, next: Option<usize>) -> bool {
        let Some(heading) = self.headings[at] else { return false };
        // A row of a table has its number, too.
        if matches!(self.blocks[at].place, Place::Row { .. }) || self.ends_as_clause(at) {
            return false;
        }
        self.is_styled(at)
            || match heading.form {
                Form::Title | Form::Stopped => self.has_text_below(at, next),
                Form::RunIn => {
                    let head = labelled(heading.text).unwrap_or(heading.text);
                    head.chars().count() <= MAX_RUN_IN_CHARS
                        && head.matches(['，', ',']).count() <= MAX_RUN_IN_COMMAS
                        && !has_amount(head)
                }
                Form::Sentence => false,
            }
    }

    /// Whether something stands between a line and its next sibling; below the last one, what is no wider heading.
    fn has_text_below(&self, at: usize, next: Option<usize>) -> bool {
        match (next, self.headings.get(at + 1), self.headings[at]) {
            (Some(next), ..) => next > at + 1,
            (None, Some(Some(below)), Some(heading)) => below.mark > heading.mark,
            (None, below, _) => below.is_some(),
        }
    }

    /// Whether a line is a sentence and no more, with nothing below.
    fn is_sentence(&self, at: usize) -> bool {
        self.is_only_sentence(at) && !self.has_text_below(at, None)
    }

    fn is_only_sentence(&self, at: usize) -> bool {
        let Some(heading) = self.headings[at] else { return false };
        let is_all = self.blocks[at].text.len() <= heading.number.len() + heading.text.len() + MAX_END_BYTES;
        let is_stopped = matches!(heading.form, Form::Sentence | Form::Stopped);
        is_stopped && is_all && !self.is_styled(at)
    }

    /// Among headings whose paragraphs follow on their lines (1）宣传：……。) those that are a sentence and no more.
    fn sentences_beside_paragraphs(&self, run: &Run) -> Vec<usize> {
        if self.mark(run) <= Mark::HanInParentheses {
            return Vec::new();
        }
        let is_run_in = |&&at: &&usize| self.headings[at].is_some_and(|heading| heading.form == Form::RunIn);
        let run_in = run.members.iter().filter(is_run_in).count();
        let is_dense = run.members.windows(2).all(|pair| pair[1] == pair[0] + 1);
        let are_run_in = is_dense && run_in * 3 >= run.members.len() * 2;
        run.members.iter().copied().filter(|&at| are_run_in && self.is_only_sentence(at)).collect()
    }

    fn ends_as_clause(&self, at: usize) -> bool {
        self.blocks[at].text.ends_with(['；', ';', '，', ','])
    }

    /// Whether the format says so.
    fn is_heading(&self, at: usize) -> bool {
        matches!(style_of(&self.blocks[at].text, self.blocks[at].style), Style::Heading(_))
    }

    fn is_styled(&self, at: usize) -> bool {
        let Block { text, style, .. } = &self.blocks[at];
        match style_of(text, *style) {
            _ if self.is_heading(at) => true,
            // A list may be bold as well.
            Style::Bold => !self.ends_as_clause(at) && self.headings[at].is_some_and(|h| h.form != Form::Sentence),
            _ => bold_start(text).is_some(),
        }
    }

    /// Whether a file is a list of short lines and no more: the agenda of a meeting.
    fn is_agenda(&self, runs: &[Run]) -> bool {
        let [run] = runs else { return false };
        let is_title = |&at: &usize| self.headings[at].is_some_and(|heading| heading.form == Form::Title);
        run.members.len() >= MIN_AGENDA
            && run.members.len() * 3 >= self.blocks.len() * 2
            && run.members.iter().all(is_title)
    }
}
