//! Text and Markdown: one block a line, front matter apart, comments of Markdown left out.

use std::borrow::Cow;

use super::{Block, Document, Place, Problem, ProblemKind, Style};

/// Reads a text. Both formats may begin with front matter; only Markdown has heading marks and comments.
pub(super) fn parse(bytes: &[u8], markdown: bool) -> Result<Document, Problem> {
    let text = decode(bytes)?;
    let (properties, skipped) = front_matter(text);
    let text = if markdown { without_comments(text) } else { text.into() };
    let mut blocks = Vec::new();
    for (number, line) in (1..).zip(text.lines()).skip(skipped) {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let style = if markdown { style(line) } else { Style::Plain };
        blocks.push(Block { text: line.to_owned(), style, place: Place::Line(number) });
    }
    Ok(Document { blocks, properties })
}

fn decode(bytes: &[u8]) -> Result<&str, Problem> {
    let not_text = |reason: String| Problem::new(ProblemKind::NotText, reason);
    if let Some(at) = bytes.iter().position(|&b| b == 0) {
        return Err(not_text(format!("not a text: a NUL byte at {at}")));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|e| not_text(format!("not UTF-8: byte 0x{:02X} at {}", bytes[e.valid_up_to()], e.valid_up_to())))?;
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text))
}

/// The keys and values between a first line `---` and the next, and how many lines that takes; none if there is no
/// second one.
///
/// Read by lines and not as YAML, on purpose: titles hold colons, and people write keys with full-width ones.
fn front_matter(text: &str) -> (Vec<(String, String)>, usize) {
    let is_fence = |line: &str| line.trim_end() == "---";
    let mut lines = text.lines();
    if !lines.next().is_some_and(is_fence) {
        return Default::default();
    }
    let Some(length) = lines.clone().position(is_fence) else { return Default::default() };
    let properties = lines.take(length).filter_map(|line| {
        let (key, value) = line.split_once([':', '：'])?;
        let value = value.trim().trim_matches(['"', '\'']);
        (!value.is_empty()).then(|| (key.trim().to_lowercase(), value.to_owned()))
    });
    (properties.collect(), length + 2)
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
    let inner = line.strip_prefix("**").and_then(|l| l.strip_suffix("**"));
    match inner {
        Some(inner) if !inner.is_empty() && !inner.contains("**") => Style::Bold,
        _ => Style::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::{Document, Style, parse};

    fn read(text: &str) -> Document {
        parse(text.as_bytes(), true).expect("UTF-8")
    }

    fn texts(text: &str) -> Vec<String> {
        read(text).blocks.into_iter().map(|b| b.text).collect()
    }

    #[test]
    fn front_matter_is_metadata_not_text() {
        let document = read("\u{FEFF}---\r\ntitle: 报告：一年\r\nYear： 2020\r\n---\r\n正文\r\n");
        assert_eq!(document.properties, [("title".into(), "报告：一年".into()), ("year".into(), "2020".into())]);
        assert_eq!(document.blocks.len(), 1);
        assert_eq!(texts("---\n没有结尾\n正文"), ["---", "没有结尾", "正文"]);
    }

    #[test]
    fn comments_are_left_out() {
        assert_eq!(texts("一<!-- 二 -->三<!--四\n五\n六-->七\n八"), ["一三", "七", "八"]);
        assert_eq!(texts("一<!-- 二\n三"), ["一<!-- 二", "三"]);
    }

    #[test]
    fn styles_of_markdown() {
        let styles = |text| read(text).blocks.iter().map(|b| b.style).collect::<Vec<_>>();
        assert_eq!(
            styles("## 标题\n#标签\n**粗体**\n**粗**体"),
            [Style::Heading(2), Style::Plain, Style::Bold, Style::Plain]
        );
    }
}
