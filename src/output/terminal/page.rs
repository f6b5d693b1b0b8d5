//! Where people read: how wide it is, in which language and which styles; and what is printed in all answers.

use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use anstyle::{AnsiColor, Style};

use crate::messages::{Lang, Message};
use crate::output::known::{about, title_or_name};
use crate::output::wrap::{columns, wrap};
use crate::report::{Metadata, Part};

pub(super) const TITLE: Style = Style::new().bold();
pub(super) const ABOUT: Style = AnsiColor::Cyan.on_default();
pub(super) const PATH: Style = AnsiColor::Green.on_default();
pub(super) const QUIET: Style = Style::new().dimmed();
pub(super) const MATCH: Style = AnsiColor::Red.on_default().bold();
/// Lines are no longer than this, however wide the terminal: longer ones are hard to read.
const MAX_WIDTH: usize = 110;

/// Prints results for people. Styles are always written; the stream drops them where they aren't wanted.
pub struct Terminal<'a> {
    /// Where to.
    pub out: &'a mut dyn Write,
    /// Columns of the terminal; none in a pipe, where lines are not broken.
    pub width: Option<usize>,
    /// Whether file names become links (OSC 8).
    pub links: bool,
    /// The indexed folder, as the user wrote it.
    pub folder: &'a Path,
    /// The language of whoever reads.
    pub lang: Lang,
}

impl Terminal<'_> {
    /// A message in the reader's language.
    pub(super) fn said(&self, message: Message) -> String {
        shown_lines(&message.say(self.lang))
    }

    /// A line with a message.
    pub(super) fn say(&mut self, message: Message) -> io::Result<()> {
        let said = self.said(message);
        writeln!(self.out, "{said}")
    }

    /// Title, author, year, role and organisation in one line, the path in another.
    pub(super) fn heading(&mut self, path: &str, metadata: &Metadata) -> io::Result<()> {
        let (title, about) = (shown(title_or_name(path, metadata)), shown(&about(metadata)));
        write!(self.out, "{TITLE}{title}{TITLE:#}")?;
        let has_room = columns(&title) + 2 + columns(&about) <= self.width();
        if has_room && !about.is_empty() {
            write!(self.out, "  {ABOUT}{about}{ABOUT:#}")?;
        }
        writeln!(self.out)?;
        if !has_room {
            let chars: Vec<char> = about.chars().collect();
            for line in wrap(&about, self.width() - 2) {
                writeln!(self.out, "  {ABOUT}{}{ABOUT:#}", chars[line].iter().collect::<String>())?;
            }
        }
        let file = self.folder.join(path);
        let file = shown(&file.strip_prefix(".").unwrap_or(&file).to_string_lossy());
        match self.link(path) {
            Some(url) => writeln!(self.out, "\x1b]8;;{url}\x1b\\{PATH}{file}{PATH:#}\x1b]8;;\x1b\\"),
            None => writeln!(self.out, "{PATH}{file}{PATH:#}"),
        }
    }

    /// The file's address, where links are wanted.
    fn link(&self, path: &str) -> Option<String> {
        // Of a further report in a file that of the file.
        let paths = [Some(path), Part::of_path(path).map(|(file, _)| file)];
        let real = |path: &str| self.folder.join(path).canonicalize().ok();
        let full = paths.into_iter().flatten().filter(|_| self.links).find_map(real)?;
        let mut url = String::from("file://");
        for byte in full.to_str()?.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => url.push(byte as char),
                other => url += &format!("%{other:02X}"),
            }
        }
        Some(url)
    }

    /// A passage with its number, wrapped, its highlights (ranges of characters) marked.
    pub(super) fn numbered(&mut self, number: u32, text: &str, highlights: &[Range<usize>]) -> io::Result<()> {
        let number = format!("{number:>4}  ");
        let chars: Vec<char> = text.chars().map(visible).collect();
        for (i, line) in wrap(text, self.width() - number.len()).into_iter().enumerate() {
            match i {
                0 => write!(self.out, "{QUIET}{number}{QUIET:#}")?,
                _ => write!(self.out, "{:1$}", "", number.len())?,
            }
            let mut at = line.start;
            for highlight in highlights {
                let (start, end) = (highlight.start.max(at), highlight.end.min(line.end));
                if start < end {
                    write!(self.out, "{}{MATCH}", chars[at..start].iter().collect::<String>())?;
                    write!(self.out, "{}{MATCH:#}", chars[start..end].iter().collect::<String>())?;
                    at = end;
                }
            }
            writeln!(self.out, "{}", chars[at..line.end].iter().collect::<String>())?;
        }
        Ok(())
    }

    /// Columns that lines may take; in a pipe there is no end to them.
    pub(super) fn width(&self) -> usize {
        // Narrower terminals get long lines rather than columns of single characters.
        const MIN_WIDTH: usize = 30;
        self.width.map_or(usize::MAX, |width| width.clamp(MIN_WIDTH, MAX_WIDTH))
    }
}

/// What stands in a file must not steer a terminal, or a page: control characters, and marks that turn the direction of text,
/// become blanks, one each.
pub fn visible(c: char) -> char {
    let turns = matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if c.is_control() || turns { ' ' } else { c }
}

/// A text of a file, safe to be shown; it has as many characters as before.
pub fn shown(text: &str) -> String {
    text.chars().map(visible).collect()
}

/// A text of several lines, safe to print.
pub fn shown_lines(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { c } else { visible(c) }).collect()
}
