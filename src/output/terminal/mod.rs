//! What people read: on a terminal wrapped and coloured, in a pipe a line a passage.

mod concordance;
mod status;

use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use anstyle::{AnsiColor, Style};

use super::json::evidence;
use super::wrap::{columns, fit, wrap};
use crate::index::Commit;
use crate::query::Expansion;
use crate::report::{Confidence, Evidence, Metadata, Section};
use crate::search::{Answer, Excerpt, FacetCount, FacetCounts, Hit, Listed, Part, Reason, ReportHits, Total};

pub use status::Named;

const TITLE: Style = Style::new().bold();
const ABOUT: Style = AnsiColor::Cyan.on_default();
const PATH: Style = AnsiColor::Green.on_default();
const QUIET: Style = Style::new().dimmed();
const MATCH: Style = AnsiColor::Red.on_default().bold();
const BAR: Style = AnsiColor::Blue.on_default();
/// Lines are no longer than this, however wide the terminal: longer ones are hard to read.
const MAX_WIDTH: usize = 110;
/// Stands for the heading of what stands before the first one.
const OPENING: &str = "(opening)";
/// Stands before a passage that is none of the report's own.
const BOILERPLATE: &str = "(boilerplate)";
/// Columns that the values of facets take; longer ones are cut.
const LABEL_WIDTH: usize = 30;
/// Columns that the bars of facets take.
const BAR_WIDTH: u64 = 24;

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
}

impl Terminal<'_> {
    /// The answer of `search`.
    pub fn answer(&mut self, answer: &Answer) -> io::Result<()> {
        for report in &answer.reports {
            self.report(report)?;
            writeln!(self.out)?;
        }
        let Answer { total, searched, unreadable, .. } = answer;
        self.total(total)?;
        self.searched(*searched, *unreadable)?;
        for Expansion { phrase, others } in &answer.expanded {
            writeln!(self.out, "{phrase} was also looked for as {}", shown(&others.join("、")))?;
        }
        if let Some(apart) = answer.apart.filter(|apart| apart.reports > 0) {
            writeln!(
                self.out,
                "no passage holds all the words, but {} and {} do",
                plural(apart.sections, "section"),
                plural(apart.reports, "report")
            )?;
        }
        if let Some(total) = answer.loosely {
            writeln!(self.out, "{} hold much of it: --loose", plural(total.passages, "passage"))?;
        }
        Ok(())
    }

    /// What an answer was drawn from.
    fn searched(&mut self, searched: usize, unreadable: usize) -> io::Result<()> {
        write!(self.out, "; searched {searched} of {}", plural((searched + unreadable) as u64, "file"))?;
        if unreadable > 0 {
            write!(self.out, ", {unreadable} not readable (baogao status)")?;
        }
        writeln!(self.out)
    }

    fn total(&mut self, total: &Total) -> io::Result<()> {
        if total.passages == 0 {
            return write!(self.out, "nothing found");
        }
        write!(
            self.out,
            "{} in {} of {}",
            plural(total.passages, "passage"),
            plural(total.sections, "section"),
            plural(total.reports, "report")
        )
    }

    fn report(&mut self, report: &ReportHits) -> io::Result<()> {
        self.heading(&report.path, &report.metadata)?;
        let mut section = None;
        for hit in &report.hits {
            let is_first = section.is_none();
            let here = (&hit.section, hit.page);
            if section != Some(here) && !(is_first && hit.section.is_empty() && hit.page.is_none()) {
                let page = hit.page.map_or(String::new(), |page| format!(", page {page}"));
                let path = if hit.section.is_empty() { OPENING.to_owned() } else { shown(&hit.section.join(" › ")) };
                let path = fit(&path, self.width() - 2 - page.len());
                writeln!(self.out, "  {QUIET}{path}{page}{QUIET:#}")?;
            }
            section = Some(here);
            if hit.boilerplate {
                writeln!(self.out, "  {QUIET}{BOILERPLATE}{QUIET:#}")?;
            }
            self.beside(&hit.context.before)?;
            self.hit(hit)?;
            self.beside(&hit.context.after)?;
        }
        let more = report.total - report.hits.len();
        if more > 0 {
            writeln!(self.out, "    {QUIET}+ {}{QUIET:#}", plural(more as u64, "more passage"))?;
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
        write!(self.out, "{TITLE}{}{TITLE:#}", shown(title))?;
        if !about.is_empty() {
            write!(self.out, "  {ABOUT}{}{ABOUT:#}", shown(&about.join(" · ")))?;
        }
        writeln!(self.out)?;
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
            let name = reason.as_str();
            match reason {
                Reason::Phrase | Reason::Word => format!("{name} {of} × {count}: {score:.2}"),
                Reason::Heading | Reason::Section => format!("{name} {of}: {score:.2}"),
                Reason::Near => format!("{name} ({count} between): {score:.2}"),
                Reason::Passage | Reason::BestPart => format!("{name}: {score:.2}"),
            }
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

    /// A report of `list`: its heading and outline, and the sections' paragraphs if they were read.
    pub fn listed(&mut self, listed: &Listed) -> io::Result<()> {
        self.heading(&listed.path, &listed.metadata)?;
        let label = |section: &Section| match section.level {
            0 => format!("  {OPENING}"),
            level => format!("{}{}", "  ".repeat(usize::from(level)), section.title()),
        };
        let labels = listed.sections.iter().map(|listed| label(&listed.section));
        let labels: Vec<String> = labels.map(|label| fit(&shown(&label), 64)).collect();
        let widest = labels.iter().map(|label| columns(label)).max().unwrap_or(0);
        for (listed, label) in listed.sections.iter().zip(&labels) {
            let section = &listed.section;
            let gap = widest - columns(label);
            writeln!(
                self.out,
                "{label}{:gap$}  {ABOUT}{}{ABOUT:#} {QUIET}{}{QUIET:#}",
                "", section.kind.0, section.chars
            )?;
            for paragraph in &listed.paragraphs {
                let indent = "      ";
                let chars: Vec<char> = paragraph.chars().map(visible).collect();
                for line in wrap(paragraph, self.width() - indent.len()) {
                    writeln!(self.out, "{indent}{}", chars[line].iter().collect::<String>())?;
                }
            }
        }
        writeln!(self.out)
    }

    /// A report of `show`: what is known of it and why, its outline, its text.
    pub fn show(&mut self, listed: &Listed) -> io::Result<()> {
        self.heading(&listed.path, &listed.metadata)?;
        writeln!(self.out)?;
        self.reading(&listed.reading)?;
        let metadata = &listed.metadata;
        let claims = evidence(metadata);
        for field in ["title", "year", "period", "date", "author", "role", "org"] {
            let of_field: Vec<_> = claims.iter().filter(|(name, ..)| *name == field).collect();
            let is_known = |by: &Evidence| by.confidence >= Confidence::NEEDED;
            if !of_field.iter().any(|(.., by)| is_known(by)) {
                writeln!(self.out, "  {field:<7} {QUIET}unknown{QUIET:#}")?;
            }
            for (_, value, by) in of_field {
                let (source, confidence) = (by.source.as_str(), by.confidence.0);
                let quote = if by.quote == *value { String::new() } else { format!(" \"{}\"", shown(&by.quote)) };
                let value = shown(value);
                if is_known(by) {
                    write!(self.out, "  {field:<7} {ABOUT}{value}{ABOUT:#}")?;
                } else {
                    write!(self.out, "  {:<7} {QUIET}perhaps {value}{QUIET:#}", "")?;
                }
                writeln!(self.out, "  {QUIET}{source}{quote}, {confidence} %{QUIET:#}")?;
            }
        }
        let disputed = [
            (metadata.year.is_disputed(), "year"),
            (metadata.author.is_disputed(), "author"),
            (metadata.org.is_disputed(), "org"),
        ];
        for (_, field) in disputed.into_iter().filter(|(disputed, _)| *disputed) {
            writeln!(self.out, "  sources disagree on {field}; the first value counts")?;
        }
        writeln!(self.out)?;
        for listed in &listed.sections {
            let section = &listed.section;
            if section.level > 0 {
                let (kind, chars) = (&section.kind.0, section.chars);
                let label = format!("{}{}", "  ".repeat(usize::from(section.level)), section.title());
                let label = shown(&label);
                writeln!(self.out, "{label}  {ABOUT}{kind}{ABOUT:#} {QUIET}{chars}{QUIET:#}")?;
            }
        }
        writeln!(self.out)?;
        let paragraphs = listed.sections.iter().flat_map(|section| &section.paragraphs);
        for (number, paragraph) in (1..).zip(paragraphs) {
            self.numbered(number, paragraph, &[])?;
        }
        Ok(())
    }

    /// The answer of `facets`: the `limit` most frequent values of each field.
    pub fn facets(&mut self, total: Total, commit: &Commit, counts: &[FacetCounts], limit: usize) -> io::Result<()> {
        for counts in counts {
            let field = counts.field.as_str();
            let heads = format!("{:1$} reports passages", "", LABEL_WIDTH - field.len() - 1);
            writeln!(self.out, "{TITLE}{field}{TITLE:#}{QUIET}{heads}{QUIET:#}")?;
            self.counts(&counts.values, total.passages, limit, 1)?;
            writeln!(self.out)?;
        }
        self.total(&total)?;
        self.searched(commit.reports, commit.problems)
    }

    /// Counts below an answer.
    pub fn counts_beside(&mut self, total: Total, counts: &[FacetCounts]) -> io::Result<()> {
        /// So many values of each field stand below an answer.
        const SHOWN: usize = 5;
        for counts in counts {
            writeln!(self.out, "\n{TITLE}{}{TITLE:#}", counts.field.as_str())?;
            self.counts(&counts.values, total.passages, SHOWN, 1)?;
        }
        Ok(())
    }

    fn counts(&mut self, values: &[FacetCount], total: u64, limit: usize, depth: usize) -> io::Result<()> {
        for count in values.iter().take(limit) {
            let label = fit(&shown(&format!("{}{}", "  ".repeat(depth), count.value)), LABEL_WIDTH);
            let gap = LABEL_WIDTH - columns(&label);
            // Every value that is there shows.
            let filled = (count.passages * BAR_WIDTH).div_ceil(total.max(1)).min(BAR_WIDTH) as usize;
            let (reports, passages) = (count.reports, count.passages);
            let bar = "█".repeat(filled);
            writeln!(self.out, "{label}{:gap$} {reports:>6} {passages:>8}  {BAR}{bar}{BAR:#}", "")?;
            self.counts(&count.below, total, if depth == 1 { 3 } else { limit }, depth + 1)?;
        }
        if values.len() > limit {
            let (indent, more) = ("  ".repeat(depth), values.len() - limit);
            writeln!(self.out, "{indent}{QUIET}+ {more} more{QUIET:#}")?;
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

/// A number of things.
pub fn plural(n: u64, noun: &str) -> String {
    if n == 1 { format!("{n} {noun}") } else { format!("{n} {noun}s") }
}

/// Bytes for people.
pub fn megabytes(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.0} kB", bytes as f64 / 1e3),
        1_000_000.. => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
