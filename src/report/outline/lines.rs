//! The lines of a report that are no headings yet, and what stands around each: text, gaps, its head.

use super::super::clean::{Cleaned, without_watermark};
use super::super::headings::{Heading, is_emphasis, is_item};
use super::super::metadata::is_person;
use crate::extract::{Place, Style};

/// What follows a heading is a paragraph of so many characters, or a list.
pub(super) const MIN_PARAGRAPH_CHARS: usize = 15;
/// A sentence has so many.
const MIN_SENTENCE_CHARS: usize = 6;
/// A paragraph with fewer is taken for one only if it ends as sentences do.
const LONG_PARAGRAPH_CHARS: usize = 40;
/// A word before a colon is no longer.
pub(super) const MAX_LABEL_CHARS: usize = 10;
pub(super) const ENDS: [char; 8] = ['。', '！', '？', '；', '.', '!', '?', ';'];

/// What a line with a colon ends with that leads in a list or a statement.
const LEAD_INS: [&str; 12] = ["是", "有", "为", "如下", "以下", "下列", "说", "了", "表示", "认为", "几方面", "例如"];
/// What greets, closes or signs a report.
const SET_PHRASES: [&str; 12] =
    ["各位", "尊敬", "此致", "敬礼", "谢谢", "特此", "附件", "附：", "述职人", "报告人", "汇报人", "总结人"];

/// Whether a line with a colon leads in what follows it.
pub(super) fn leads_in(label: &str) -> bool {
    LEAD_INS.iter().any(|end| label.ends_with(end))
}

/// What those are called who speak one after the other in minutes: 张老师：, 刘主任：.
const ADDRESSES: [&str; 18] = [
    "老师", "主任", "书记", "主席", "同志", "经理", "院长", "局长", "校长", "所长", "站长", "队长", "组长", "部长",
    "科长", "处长", "师傅", "总",
];
/// Their names are no longer, with how they are addressed.
const MAX_SPEAKER_CHARS: usize = 5;

/// Whether words before colons say who speaks.
pub(super) fn are_speakers<'a>(labels: impl Iterator<Item = &'a str>) -> bool {
    let (mut all, mut speakers) = (0, 0);
    for label in labels {
        let name = ADDRESSES.iter().find_map(|end| label.strip_suffix(end));
        let is_short = label.chars().nth(MAX_SPEAKER_CHARS).is_none();
        all += 1;
        speakers += usize::from(is_short && name.is_some_and(|name| !name.is_empty()) || is_person(label));
    }
    speakers * 2 > all
}

/// Whether a line greets, closes or signs.
pub(super) fn is_set_phrase(line: &str) -> bool {
    SET_PHRASES.iter().any(|start| line.starts_with(start))
}

/// Whether a line of a report's head may be a name, a post or an office.
pub(super) fn may_be_name(line: &str) -> bool {
    let is_office = line
        .ends_with(['局', '委', '办', '院', '校', '所', '队', '厅', '部', '处', '科', '室', '长', '员', '司', '记']);
    is_office || line.chars().nth(3).is_none()
}

/// The lines, with the headings that are known.
pub(super) struct Lines<'a, 'b> {
    pub(super) cleaned: &'a Cleaned,
    pub(super) known: &'b [Option<Heading<'a>>],
    pub(super) outside: &'b [bool],
}

impl<'a> Lines<'a, '_> {
    pub(super) fn text(&self, at: usize) -> &'a str {
        without_watermark(&self.cleaned.blocks[at].text, &self.cleaned.sites).trim_matches(is_emphasis)
    }

    /// The lines that are the report's and no headings yet.
    pub(super) fn free(&self) -> impl Iterator<Item = usize> {
        (0..self.known.len()).filter(|&at| self.is_free(at))
    }

    pub(super) fn is_free(&self, at: usize) -> bool {
        self.known[at].is_none() && !self.cleaned.boilerplate[at] && !self.outside[at]
    }

    pub(super) fn is_plain(&self, at: usize) -> bool {
        self.cleaned.blocks[at].style == Style::Plain && !self.is_row(at)
    }

    pub(super) fn is_row(&self, at: usize) -> bool {
        matches!(self.cleaned.blocks[at].place, Place::Row { .. })
    }

    /// Whether a line is text, or an item of a list: what stands below a heading.
    pub(super) fn is_text(&self, at: usize) -> bool {
        let Some(block) = self.cleaned.blocks.get(at) else { return false };
        let is_long = |chars: usize| block.text.chars().nth(chars - 1).is_some();
        let says = || block.text.ends_with(ENDS) || block.text.contains(['，', '。', '；']);
        is_long(LONG_PARAGRAPH_CHARS)
            || is_long(MIN_PARAGRAPH_CHARS) && says()
            || is_long(MIN_SENTENCE_CHARS) && block.text.ends_with(ENDS)
            || is_item(&block.text)
    }

    /// The first block of text.
    pub(super) fn body(&self) -> usize {
        let first = self.free().find(|&at| self.is_text(at) && !is_item(self.text(at)));
        first.unwrap_or(self.known.len()).min(self.known.iter().position(Option::is_some).unwrap_or(self.known.len()))
    }

    /// Whether a blank line stands before a line, where the format tells.
    pub(super) fn is_after_gap(&self, at: usize) -> bool {
        let place = |at: usize| self.cleaned.blocks.get(at).map(|block| block.place);
        match (at.checked_sub(1).and_then(place), place(at)) {
            (Some(Place::Line(before)), Some(Place::Line(line))) => line > before + 1,
            _ => false,
        }
    }
}
