//! Lines that look like headings and stand outside of the outline: the report's title, a table of contents, a glossary.

use super::super::headings::{MAX_HEADING_CHARS, heading};
use super::super::numbering::numbered;
use crate::extract::{Block, Style};

/// Tables of contents have fewer entries than this.
const MAX_CONTENTS: usize = 200;
/// The line above a glossary is no longer.
const MAX_GLOSSARY_CHARS: usize = 16;
/// What such a line is made of: what is explained, and that it is.
const EXPLAINED: [&str; 12] =
    ["政府工作报告", "附件", "附", "有关", "相关", "主要", "部分", "名词", "术语", "用语", "词语", "专业"];
const EXPLAINING: [&str; 9] = ["解释说明", "解释和说明", "解释", "注释", "注解", "解析", "解读", "释义", "说明"];
/// How many lines below it are looked at: most of them say what something means.
const GLOSSARY_ENTRIES: usize = 6;

/// For each block whether it stands outside.
pub(super) fn outside(blocks: &[Block]) -> Vec<bool> {
    let mut outside = vec![false; blocks.len()];
    for at in titles(blocks).into_iter().chain(contents(blocks)).chain(glossary(blocks)..blocks.len()) {
        outside[at] = true;
    }
    outside
}

/// The first block of a glossary, which ends a document: a line 名词解释, and below it what words mean.
fn glossary(blocks: &[Block]) -> usize {
    let is_title = |block: &Block| {
        let is_short = block.text.chars().nth(MAX_GLOSSARY_CHARS).is_none();
        let bare = || block.text.chars().filter(|&c| is_word(c)).collect::<String>();
        is_short && EXPLAINING.iter().any(|word| block.text.contains(word)) && is_glossary(&bare())
    };
    let explains = |block: &Block| {
        let after = block.text.split_once(['：', ':']).map(|(_, after)| after);
        after.is_some_and(|after| after.chars().count() >= MAX_GLOSSARY_CHARS)
            || ["是指", "即", "指"].iter().any(|word| block.text.contains(word))
    };
    let entries = |at: usize| {
        let below = &blocks[at + 1..blocks.len().min(at + 1 + GLOSSARY_ENTRIES)];
        below.iter().filter(|block| explains(block)).count() * 2 >= below.len()
    };
    (0..blocks.len()).rev().find(|&at| is_title(&blocks[at]) && entries(at)).unwrap_or(blocks.len())
}

fn is_glossary(title: &str) -> bool {
    let mut rest = title;
    while let Some(next) = EXPLAINED.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = next;
    }
    // 说明 alone may stand above anything.
    EXPLAINING.contains(&rest) && (rest != "说明" || ["名词", "术语", "用语", "词语"].iter().any(|w| title.contains(w)))
}

/// The blocks of a table of contents: after a line 目录 those whose headings stand again further on.
fn contents(blocks: &[Block]) -> std::ops::Range<usize> {
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

/// The blocks that are the report's title, and hold no section: those that the format calls so, and the only heading of
/// the highest level where it stands before all others.
fn titles(blocks: &[Block]) -> Vec<usize> {
    let mut titles: Vec<usize> = (0..blocks.len()).filter(|&at| blocks[at].style == Style::Title).collect();
    titles.extend(title_heading(blocks));
    titles
}

fn title_heading(blocks: &[Block]) -> Option<usize> {
    let level = |block: &Block| if let Style::Heading(level) = style_of(block) { Some(level) } else { None };
    let first = blocks.iter().position(|block| heading(&block.text, block.style).is_some())?;
    let highest = blocks.iter().filter_map(level).min()?;
    let of_highest = blocks.iter().filter(|block| level(block) == Some(highest)).count();
    (level(&blocks[first]) == Some(highest) && of_highest == 1 && numbered(&blocks[first].text).is_none())
        .then_some(first)
}

fn style_of(block: &Block) -> Style {
    super::super::headings::style_of(&block.text, block.style)
}
