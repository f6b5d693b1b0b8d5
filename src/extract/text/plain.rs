//! Text and Markdown: one block a line, front matter apart, comments of Markdown left out.

use std::borrow::Cow;

use super::encoding::{self, Decoded};
use crate::extract::document::{Block, Document, Format, Place, Reading, Style};
use crate::extract::problem::Problem;

/// Longer front matter is text: nobody describes a report in so many lines.
const MAX_FRONT_MATTER_LINES: usize = 100;
/// Keys are short words.
const MAX_KEY_CHARS: usize = 20;
/// A shorter line of = or - below a text is no underline.
const MIN_UNDERLINE: usize = 3;
/// A longer text above it is no heading.
const MAX_UNDERLINED_CHARS: usize = 40;
/// Stands for a comment until lines are cut there. No text holds it: decoding leaves it out.
const CUT: char = '\0';

/// Reads a text. Both formats may begin with front matter; only Markdown has heading marks and comments.
///
/// # Errors
/// A [`Problem`] if it is no text, or too large.
pub(in crate::extract) fn read(bytes: &[u8], format: Format) -> Result<Document, Problem> {
    let Decoded { text, encoding, undecodable } = encoding::decode(bytes)?;
    let (blocks, front_matter) = parse(&text, format);
    let reading = Reading { format, encoding: Some(encoding.to_owned()), undecodable, ..Reading::default() };
    Ok(Document { blocks, front_matter, reading, ..Document::default() })
}

/// The blocks of a text, and its front matter.
fn parse(text: &str, format: Format) -> (Vec<Block>, Vec<(String, String)>) {
    let is_markdown = format == Format::Markdown;
    // Old files end lines with a lone carriage return; other programs with characters of their own, or pages.
    let text = &text.replace("\r\n", "\n").replace(['\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let (properties, skipped) = front_matter(text);
    let text = if is_markdown { without_comments(text) } else { text.as_str().into() };
    let mut blocks = Vec::new();
    for (number, line) in (1..).zip(text.lines()).skip(skipped) {
        let trim =
            |line: &'_ str| -> String { line.trim_matches(|c: char| c.is_whitespace() || c.is_control()).to_owned() };
        for line in line.split(CUT).map(trim).filter(|line| !line.is_empty()) {
            let style = if is_markdown { style(&line) } else { emphasis(&line) };
            blocks.push(Block { text: line, style, place: Place::Line(number) });
        }
    }
    if is_markdown {
        underlined(&mut blocks);
    }
    (blocks, properties)
}

/// The keys and values between a first line `---` and the next, and how many lines that takes. Where anything else
/// stands between them, or there is no second one, they are ruled lines and all of it is text: nothing may be lost.
///
/// Read by lines and not as YAML, on purpose: titles hold colons, and people write keys with full-width ones.
fn front_matter(text: &str) -> (Vec<(String, String)>, usize) {
    let is_fence = |line: &str| line.trim_end() == "---";
    let mut lines = text.lines();
    if !lines.next().is_some_and(is_fence) {
        return Default::default();
    }
    let Some(length) = lines.clone().take(MAX_FRONT_MATTER_LINES).position(is_fence) else { return Default::default() };
    let mut properties: Vec<(String, String)> = Vec::new();
    for line in lines.take(length).filter(|line| !line.trim().is_empty()) {
        let unquoted = |value: &str| value.trim().trim_matches(['"', '\'']).to_owned();
        // A list: its items belong to the key above.
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            let Some((_, value)) = properties.last_mut() else { return Default::default() };
            *value = if value.is_empty() { unquoted(item) } else { format!("{value}、{}", unquoted(item)) };
            continue;
        }
        match line.split_once([':', '：']) {
            Some((key, value)) if is_key(key) => properties.push((key.trim().to_lowercase(), unquoted(value))),
            _ => return Default::default(),
        }
    }
    properties.retain(|(_, value)| !value.is_empty());
    (properties, length + 2)
}

fn is_key(key: &str) -> bool {
    let key = key.trim();
    (1..=MAX_KEY_CHARS).contains(&key.chars().count()) && key.chars().all(|c| c.is_alphanumeric() || "_- ".contains(c))
}

/// The text without `<!-- … -->`, line ends kept so that lines keep their numbers. A comment that is never closed is
/// text: rather show a mark too many than lose what follows.
fn without_comments(text: &str) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("<!--")
        && let Some((comment, after)) = comment.split_once("-->")
    {
        shown += before;
        shown.push(CUT);
        shown.extend(comment.chars().filter(|&c| c == '\n'));
        rest = after;
    }
    if shown.is_empty() && rest.len() == text.len() {
        return text.into();
    }
    (shown + rest).into()
}

fn style(line: &str) -> Style {
    let marks = line.bytes().take_while(|&b| b == b'#').count();
    if (1..=6).contains(&marks) && line[marks..].starts_with([' ', '\t', '\u{3000}']) {
        return Style::Heading(marks as u8);
    }
    emphasis(line)
}

/// A line that is bold as a whole: people mark so in plain texts, too.
fn emphasis(line: &str) -> Style {
    let inner = line.strip_prefix("**").and_then(|l| l.strip_suffix("**"));
    match inner {
        Some(inner) if !inner.is_empty() && !inner.contains("**") => Style::Bold,
        _ => Style::Plain,
    }
}

/// Headings with a line of = or - below them. A single line of - is as often a ruled one, below whatever stands there.
fn underlined(blocks: &mut Vec<Block>) {
    let line = |block: &Block| if let Place::Line(number) = block.place { number } else { 0 };
    let level = |pair: &[Block]| {
        let (above, below) = (&pair[0], &pair[1]);
        let mark = below.text.chars().next().filter(|mark| "=-".contains(*mark))?;
        let is_rule = below.text.len() >= MIN_UNDERLINE && below.text.chars().all(|c| c == mark);
        let is_title = above.style == Style::Plain
            && above.text.chars().any(char::is_alphabetic)
            && above.text.chars().nth(MAX_UNDERLINED_CHARS).is_none()
            && !above.text.ends_with(['。', '；', '，', '：', '日', '月'])
            && !above.text.contains(['：', ':', '|']);
        (is_rule && is_title && line(below) == line(above) + 1).then_some(if mark == '=' { 1 } else { 2 })
    };
    let is_apart = |at: usize| at == 0 || line(&blocks[at]) > line(&blocks[at - 1]) + 1;
    let found: Vec<(usize, u8)> = blocks
        .windows(2)
        .enumerate()
        .filter_map(|(at, pair)| Some((at, level(pair).filter(|_| is_apart(at))?)))
        .collect();
    if found.len() < 2 && found.iter().all(|&(_, level)| level == 2) {
        return;
    }
    for &(at, level) in found.iter().rev() {
        let is_first = at == 0 && level == 1;
        blocks[at].style = if is_first { Style::Title } else { Style::Heading(level) };
        blocks.remove(at + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::{Document, Format, Style};

    fn read(text: &str) -> Document {
        super::read(text.as_bytes(), Format::Markdown).expect("a text")
    }

    fn texts(text: &str) -> Vec<String> {
        read(text).blocks.into_iter().map(|b| b.text).collect()
    }

    #[test]
    fn front_matter_is_metadata_not_text() {
        let document = read("\u{FEFF}---\r\ntitle: 报告：一年\r\nYear： 2020\r\n---\r\n正文\r\n");
        assert_eq!(document.front_matter, [("title".into(), "报告：一年".into()), ("year".into(), "2020".into())]);
        assert_eq!(document.blocks.len(), 1);
        let listed = read("---\n职务:\n- 书记\n- 主任\n---\n正文");
        assert_eq!(listed.front_matter, [("职务".into(), "书记、主任".into())]);
        assert_eq!(texts("---\n没有结尾\n正文"), ["---", "没有结尾", "正文"]);
        assert_eq!(texts("---\n今年工作很好\n---\n正文"), ["---", "今年工作很好", "---", "正文"]);
        assert_eq!(texts("甲\r乙\r\n丙\n丁"), ["甲", "乙", "丙", "丁"]);
    }

    #[test]
    fn comments_are_left_out() {
        assert_eq!(texts("一<!-- 二 -->三<!--四\n五\n六-->七\n八"), ["一", "三", "七", "八"]);
        assert_eq!(texts("一<!-- 二\n三"), ["一<!-- 二", "三"]);
    }

    #[test]
    fn styles_of_markdown() {
        let styles = |text| read(text).blocks.iter().map(|b| b.style).collect::<Vec<_>>();
        assert_eq!(
            styles("## 标题\n#标签\n**粗体**\n**粗**体"),
            [Style::Heading(2), Style::Plain, Style::Bold, Style::Plain]
        );
        assert_eq!(
            styles("总结\n===\n\n正文。\n\n一\n---\n二\n\n三\n---"),
            [Style::Title, Style::Plain, Style::Heading(2), Style::Plain, Style::Heading(2)]
        );
        assert_eq!(styles("正文\n\n张三\n---\n附件"), [Style::Plain; 4]);
    }
}
