//! What people read: on a terminal wrapped and coloured, in a pipe a line a passage.

mod concordance;
mod facets;
mod report;
mod status;

use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use anstyle::{AnsiColor, Style};

use super::wrap::{columns, fit, wrap};
use crate::message;
use crate::messages::{Lang, Message};
use crate::query::Expansion;
use crate::report::Metadata;
use crate::search::{Answer, Excerpt, Hit, Part, Reason, ReportHits, Total};

pub use status::Named;

const TITLE: Style = Style::new().bold();
const ABOUT: Style = AnsiColor::Cyan.on_default();
const PATH: Style = AnsiColor::Green.on_default();
const QUIET: Style = Style::new().dimmed();
const MATCH: Style = AnsiColor::Red.on_default().bold();
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
    /// The answer of `search`.
    pub fn answer(&mut self, answer: &Answer) -> io::Result<()> {
        for report in &answer.reports {
            self.report(report)?;
            writeln!(self.out)?;
        }
        self.totals(&answer.total, answer.searched, answer.unreadable)?;
        for Expansion { phrase, others } in &answer.expanded {
            self.say(message!("looked-for-as", phrase = phrase, others = shown(&others.join("、"))))?;
        }
        if let Some(apart) = answer.apart.filter(|apart| apart.reports > 0) {
            let (sections, reports) =
                (message!("sections", n = apart.sections), message!("reports", n = apart.reports));
            self.say(message!("stand-apart", sections = sections, reports = reports))?;
        }
        Ok(())
    }

    /// What a loose search would find.
    pub fn loosely(&mut self, total: &Total) -> io::Result<()> {
        self.say(message!("hold-much", passages = message!("passages", n = total.passages)))
    }

    /// What matches in all, and what that was drawn from.
    fn totals(&mut self, total: &Total, searched: usize, unreadable: usize) -> io::Result<()> {
        self.say(totals(total, searched, unreadable))
    }

    /// A message in the reader's language.
    fn said(&self, message: Message) -> String {
        shown_lines(&message.say(self.lang))
    }

    /// A line with a message.
    fn say(&mut self, message: Message) -> io::Result<()> {
        let said = self.said(message);
        writeln!(self.out, "{said}")
    }

    fn report(&mut self, report: &ReportHits) -> io::Result<()> {
        self.heading(&report.path, &report.metadata)?;
        let mut section = None;
        for hit in &report.hits {
            let is_first = section.is_none();
            let here = (&hit.section, hit.page);
            if section != Some(here) && !(is_first && hit.section.is_empty() && hit.page.is_none()) {
                let page = hit.page.map(|page| self.said(message!("and-page", page = page.to_string())));
                let page = page.unwrap_or_default();
                let path = match hit.section.as_slice() {
                    [] => self.said(message!("opening")),
                    section => shown(&section.join(" › ")),
                };
                let path = fit(&path, self.width() - 2 - columns(&page));
                writeln!(self.out, "  {QUIET}{path}{page}{QUIET:#}")?;
            }
            section = Some(here);
            if hit.boilerplate {
                let said = self.said(message!("boilerplate"));
                writeln!(self.out, "  {QUIET}{said}{QUIET:#}")?;
            }
            self.beside(&hit.context.before)?;
            self.hit(hit)?;
            self.beside(&hit.context.after)?;
        }
        let more = report.total - report.hits.len();
        if more > 0 {
            let said = self.said(message!("more-passages", n = more));
            writeln!(self.out, "    {QUIET}{said}{QUIET:#}")?;
        }
        Ok(())
    }

    /// Title, author, year, role and organisation in one line, the path in another.
    fn heading(&mut self, path: &str, metadata: &Metadata) -> io::Result<()> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let title = metadata.title.value().map_or(name, String::as_str);
        let roles: Vec<&str> = metadata.distinct_roles().into_iter().map(|role| role.name.as_str()).collect();
        let about: Vec<String> = [
            metadata.author.value().cloned(),
            metadata.year.value().map(ToString::to_string),
            (!roles.is_empty()).then(|| roles.join("、")),
            metadata.org.value().cloned(),
        ]
        .into_iter()
        .flatten()
        .collect();
        let (title, about) = (shown(title), shown(&about.join(" · ")));
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
        let full = self.folder.join(path).canonicalize().ok().filter(|_| self.links)?;
        let mut url = String::from("file://");
        for byte in full.to_str()?.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => url.push(byte as char),
                other => url += &format!("%{other:02X}"),
            }
        }
        Some(url)
    }

    /// Passages beside a hit.
    fn beside(&mut self, passages: &[(u32, String)]) -> io::Result<()> {
        for (number, text) in passages {
            write!(self.out, "{QUIET}")?;
            self.numbered(*number, text, &[])?;
            write!(self.out, "{QUIET:#}")?;
        }
        Ok(())
    }

    fn hit(&mut self, hit: &Hit) -> io::Result<()> {
        if let Some(lead_in) = &hit.lead_in {
            writeln!(self.out, "      {QUIET}{}{QUIET:#}", fit(&shown(lead_in), self.width() - 6))?;
        }
        let Excerpt { text, highlights } = &hit.excerpt;
        self.numbered(hit.passage, text, highlights)?;
        self.explanation(hit)
    }

    /// What a hit's score is made of.
    fn explanation(&mut self, hit: &Hit) -> io::Result<()> {
        if hit.parts.is_empty() {
            return Ok(());
        }
        let part = |Part { reason, of, count, score }: &Part| {
            let score = format!("{score:.2}");
            self.said(match reason {
                Reason::Phrase => message!("reason-phrase", of = of, count = *count, score = score),
                Reason::Word => message!("reason-word", of = of, count = *count, score = score),
                Reason::Heading => message!("reason-heading", of = of, score = score),
                Reason::Section => message!("reason-section", of = of, score = score),
                Reason::Near => message!("reason-near", count = *count, score = score),
                Reason::Passage => message!("reason-passage", score = score),
                Reason::BestPart => message!("reason-best-part", score = score),
            })
        };
        let parts: Vec<String> = hit.parts.iter().map(part).collect();
        let text = shown(&format!("{:.2} = {}", hit.score, parts.join(" + ")));
        let chars: Vec<char> = text.chars().collect();
        for line in wrap(&text, self.width() - 6) {
            writeln!(self.out, "      {QUIET}{}{QUIET:#}", chars[line].iter().collect::<String>())?;
        }
        Ok(())
    }

    /// A passage with its number, wrapped, its highlights (ranges of characters) marked.
    fn numbered(&mut self, number: u32, text: &str, highlights: &[Range<usize>]) -> io::Result<()> {
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
    fn width(&self) -> usize {
        // Narrower terminals get long lines rather than columns of single characters.
        const MIN_WIDTH: usize = 30;
        self.width.map_or(usize::MAX, |width| width.clamp(MIN_WIDTH, MAX_WIDTH))
    }
}

/// What stands in a file must not steer the terminal: control characters, and marks that turn the direction of text,
/// become blanks.
fn visible(c: char) -> char {
    let turns = matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if c.is_control() || turns { ' ' } else { c }
}

fn shown(text: &str) -> String {
    text.chars().map(visible).collect()
}

/// A text of several lines, safe to print.
pub fn shown_lines(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { c } else { visible(c) }).collect()
}

/// What matches in all, and what that was drawn from.
fn totals(total: &Total, searched: usize, unreadable: usize) -> Message {
    let found = match total.passages {
        0 => message!("nothing-found"),
        n => {
            let (sections, reports) =
                (message!("sections", n = total.sections), message!("reports", n = total.reports));
            message!("total", passages = message!("passages", n = n), sections = sections, reports = reports)
        }
    };
    message!("both", first = found, second = searched_of(searched, unreadable))
}

/// What an answer was drawn from.
pub fn searched_of(searched: usize, unreadable: usize) -> Message {
    let files = message!("files", n = searched + unreadable);
    match unreadable {
        0 => message!("searched", searched = searched, files = files),
        _ => message!("searched-not-all", searched = searched, files = files, unreadable = unreadable),
    }
}

/// Bytes for people.
pub fn megabytes(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.0} kB", bytes as f64 / 1e3),
        1_000_000.. => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
