//! Lines that fit a terminal: Chinese text has no spaces to break at, and takes two columns a character.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// These don't begin a line.
const NOT_FIRST: &str = "，。、；：！？）》」』”’…％%,.;:!?)]}";
/// These don't end one.
const NOT_LAST: &str = "（《「『“‘([{";

/// How many columns a text takes.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// Breaks a text into lines of at most `width` columns, as ranges of characters, white space at breaks left out.
/// Letters and digits that stand together stay together, if they fit a line at all.
pub(super) fn wrap(text: &str, width: usize) -> Vec<Range<usize>> {
    let chars: Vec<char> = text.chars().collect();
    let mut lines = Vec::new();
    let mut start = 0;
    while start < chars.len() {
        let mut end = start;
        let mut used = 0;
        while end < chars.len() && used + chars[end].width().unwrap_or(0) <= width {
            used += chars[end].width().unwrap_or(0);
            end += 1;
        }
        end = end.max(start + 1);
        if end < chars.len() {
            // The last place in the line where it may break; if there is none, where it is full.
            end = (start + 1..=end).rev().find(|&at| may_break(chars[at - 1], chars[at])).unwrap_or(end);
        }
        let shown = chars[start..end].iter().rposition(|&c| c != ' ').map_or(end, |last| start + last + 1);
        lines.push(start..shown);
        start = end;
        while chars.get(start) == Some(&' ') {
            start += 1;
        }
    }
    lines
}

fn may_break(before: char, after: char) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric();
    !(NOT_FIRST.contains(after) || NOT_LAST.contains(before) || word(before) && word(after))
}

/// The text, cut to at most `width` columns, `…` where something is left out.
pub(super) fn fit(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    if width == 0 {
        return String::new();
    }
    let mut used = 1;
    let kept = text.chars().take_while(|c| {
        used += c.width().unwrap_or(0);
        used <= width
    });
    let mut kept: String = kept.collect();
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::{fit, wrap};

    #[test]
    fn lines_break_where_chinese_breaks() {
        let check = |text: &str, width: usize, expected: &[&str]| {
            let chars: Vec<char> = text.chars().collect();
            let lines: Vec<String> = wrap(text, width).into_iter().map(|l| chars[l].iter().collect()).collect();
            assert_eq!(lines, expected);
        };
        check("深化放管服改革", 8, &["深化放管", "服改革"]);
        check("深化改革，优化", 8, &["深化改", "革，优化"]);
        check("深化“放管服”改革", 6, &["深化", "“放管", "服”改", "革"]);
        check("增长 GDP 2.5%左右", 9, &["增长 GDP", "2.5%左右"]);
        check("www.example.com", 4, &["www.", "exam", "ple.", "com"]);
        check("字", 1, &["字"]);
        assert_eq!(fit("深化放管服改革", 7), "深化放…");
    }
}
