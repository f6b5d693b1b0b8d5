//! Help in lines that fit: what goes on stands below where it began, Chinese is broken between any two characters that may be
//! parted, and words are not. (What clap is built on breaks at blanks alone.)

use unicode_width::UnicodeWidthChar;

/// Help is no wider, however wide the terminal.
pub(super) const WIDTH: usize = 80;

/// What may not begin a line,
const CLOSING: &str = "，。、；：！？）》”’…—】」』,.;:!?)]>";
/// and what may not end one.
const OPENING: &str = "（《“‘【「『([<";

/// Breaks the lines of a text that are longer than so many columns. Codes for colours take none.
pub(super) fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        add_line(line, width, &mut out);
        out.push('\n');
    }
    out
}

/// A piece of a line that is not broken: its text, and how many columns it takes.
struct Piece {
    text: String,
    columns: usize,
    is_blank: bool,
}

fn add_line(line: &str, width: usize, out: &mut String) {
    let pieces = pieces(line);
    let indent = hanging(&pieces).min(width / 2);
    let mut column = 0;
    for (at, piece) in pieces.iter().enumerate() {
        if piece.is_blank {
            // A blank at which a line is broken is not printed.
            let next = pieces.get(at + 1).map_or(0, |next| next.columns);
            if column > 0 && column + piece.columns + next > width {
                break_line(out, indent, &mut column);
                continue;
            }
        } else if column > indent && column + piece.columns > width {
            break_line(out, indent, &mut column);
        }
        out.push_str(&piece.text);
        column += piece.columns;
    }
}

fn break_line(out: &mut String, indent: usize, column: &mut usize) {
    let kept = out.trim_end_matches(' ').len();
    out.truncate(kept);
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
    *column = indent;
}

/// Where a line goes on: below what stands behind its option, or below its first character.
fn hanging(pieces: &[Piece]) -> usize {
    let mut column = 0;
    let mut indent = 0;
    for (at, piece) in pieces.iter().enumerate() {
        let is_gap = piece.is_blank && (at == 0 || piece.columns > 1);
        column += piece.columns;
        if is_gap && at <= MAX_TERM {
            indent = column;
        }
    }
    indent
}

/// What is explained, before a gap of two blanks and more, is no longer than so many pieces.
const MAX_TERM: usize = 40;

fn pieces(line: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut before = None;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            // A code goes with what stands before it, and takes no room.
            let mut code = String::from(c);
            for c in chars.by_ref() {
                code.push(c);
                if c.is_ascii_alphabetic() {
                    break;
                }
            }
            match pieces.last_mut() {
                Some(last) => last.text.push_str(&code),
                None => pieces.push(Piece { text: code, columns: 0, is_blank: false }),
            }
            continue;
        }
        let columns = c.width().unwrap_or(0);
        match (pieces.last_mut(), before) {
            (Some(last), Some(before)) if !may_part(before, c) => {
                last.text.push(c);
                last.columns += columns;
            }
            _ => pieces.push(Piece { text: c.to_string(), columns, is_blank: c == ' ' }),
        }
        before = Some(c);
    }
    pieces
}

/// Whether a line may be broken between two characters.
fn may_part(before: char, after: char) -> bool {
    if before == ' ' || after == ' ' {
        return before != after;
    }
    let is_wide = |c: char| c.width() == Some(2);
    (is_wide(before) || is_wide(after)) && !CLOSING.contains(after) && !OPENING.contains(before)
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::wrapped;

    #[test]
    fn lines_fit_and_hang() {
        let text = "  -l, --files  只输出有匹配的报告的路径，一行一个，供别的程序使用\n      a word, and some more words that go on\n";
        let lines = wrapped(text, 30);
        assert!(lines.lines().all(|line| line.width() <= 30), "{lines}");
        assert_eq!(
            lines,
            "  -l, --files  只输出有匹配的\n               报告的路径，一\n               行一个，供别的\n               程序使用\n      \
             a word, and some more\n      words that go on\n"
        );
        // Nothing but blanks and ends of lines is added or lost.
        let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(plain(&lines), plain(text));
        assert_eq!(wrapped("\u{1b}[1mUsage:\u{1b}[0m baogao", 10), "\u{1b}[1mUsage:\u{1b}[0m\nbaogao\n");
    }
}
