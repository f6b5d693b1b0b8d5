//! A report: its outline, as `list` shows it, and all that is known of it, as `show` does.

use std::borrow::Cow;
use std::io;

use super::page::{ABOUT, QUIET, Terminal, shown, visible};
use crate::answer::Listed;
use crate::message;
use crate::messages::Message;
use crate::output::known::{KnownClaim, known_fields};
use crate::output::wrap::{columns, fit, wrap};
use crate::report::{Section, Source};

/// Columns that headings take at most in an outline, and that are left for the labels and lengths behind them.
const HEADING_WIDTH: usize = 64;
const LABELS_WIDTH: usize = 24;
/// Columns that the names of fields take.
const LABEL: usize = 7;

impl Terminal<'_> {
    /// A report of `list`: its heading and outline, and the sections' paragraphs if they were read.
    pub fn listed(&mut self, listed: &Listed) -> io::Result<()> {
        self.heading(&listed.path, &listed.metadata)?;
        let label = |section: &Section| match section.level {
            0 => format!("  {}", self.said(message!("opening"))),
            level => format!("{}{}", "  ".repeat(usize::from(level)), section.title()),
        };
        let labels = listed.sections.iter().map(|listed| label(&listed.section));
        let widest = HEADING_WIDTH.min(self.width().saturating_sub(LABELS_WIDTH));
        let labels: Vec<String> = labels.map(|label| fit(&shown(&label), widest)).collect();
        let widest = labels.iter().map(|label| columns(label)).max().unwrap_or(0);
        for (listed, label) in listed.sections.iter().zip(&labels) {
            let section = &listed.section;
            let gap = widest - columns(label);
            writeln!(
                self.out,
                "{label}{:gap$}  {ABOUT}{}{ABOUT:#} {QUIET}{}{QUIET:#}",
                "",
                labels_of(section),
                section.chars
            )?;
            for paragraph in &listed.paragraphs {
                let indent = "      ";
                let paragraph = self.marked(&paragraph.text, paragraph.is_recognised);
                let chars: Vec<char> = paragraph.chars().map(visible).collect();
                for line in wrap(&paragraph, self.width() - indent.len()) {
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
        let fields = known_fields(&listed.metadata);
        for field in &fields {
            let name = self.label(field.name.clone());
            if !field.is_known() {
                let unknown = self.said(message!("unknown"));
                writeln!(self.out, "  {name} {QUIET}{unknown}{QUIET:#}")?;
            }
            for KnownClaim { value, by, is_trusted } in &field.claims {
                let (source, confidence) = (self.said(source(by.source)), by.confidence.0);
                let quote = if by.quote == *value { String::new() } else { format!(" \"{}\"", shown(&by.quote)) };
                let value = shown(value);
                if *is_trusted {
                    write!(self.out, "  {name} {ABOUT}{value}{ABOUT:#}")?;
                } else {
                    let perhaps = self.said(message!("perhaps", value = value));
                    write!(self.out, "  {:LABEL$} {QUIET}{perhaps}{QUIET:#}", "")?;
                }
                writeln!(self.out, "  {QUIET}{source}{quote}, {confidence} %{QUIET:#}")?;
            }
        }
        for field in fields.iter().filter(|field| field.is_disputed) {
            let said = self.said(message!("sources-disagree", field = &field.name));
            writeln!(self.out, "  {said}")?;
        }
        writeln!(self.out)?;
        for listed in &listed.sections {
            let section = &listed.section;
            if section.level > 0 {
                let (labels, chars) = (labels_of(section), section.chars);
                let label = format!("{}{}", "  ".repeat(usize::from(section.level)), section.title());
                let label = shown(&label);
                writeln!(self.out, "{label}  {ABOUT}{labels}{ABOUT:#} {QUIET}{chars}{QUIET:#}")?;
            }
        }
        writeln!(self.out)?;
        let paragraphs = listed.sections.iter().flat_map(|section| &section.paragraphs);
        for passage in paragraphs {
            let text = self.marked(&passage.text, passage.is_recognised);
            self.numbered(passage.number, &text, &[])?;
        }
        Ok(())
    }

    /// The text of a passage, and whether it was recognised in a picture.
    pub(super) fn marked<'p>(&self, text: &'p str, is_recognised: bool) -> Cow<'p, str> {
        match is_recognised {
            true => Cow::Owned(format!("{text} {}", self.said(message!("recognised")))),
            false => Cow::Borrowed(text),
        }
    }

    /// The name of a field, as wide as all are.
    pub(super) fn label(&self, name: Message) -> String {
        let name = self.said(name);
        format!("{name}{:1$}", "", LABEL.saturating_sub(columns(&name)))
    }
}

/// Where what is known of a report was found.
pub fn source(source: Source) -> Message {
    match source {
        Source::Given => message!("source-given"),
        Source::FrontMatter => message!("source-front-matter"),
        Source::Signature => message!("source-signature"),
        Source::Title => message!("source-title"),
        Source::Statement => message!("source-text"),
        Source::Headings => message!("source-headings"),
        Source::FileName => message!("source-file-name"),
        Source::FolderName => message!("source-folder-name"),
        Source::Properties => message!("source-properties"),
    }
}

/// What a section does and what it is about, as far as it is known: 工作回顾 · 经济发展.
pub fn labels_of(section: &Section) -> String {
    let labels: Vec<&str> =
        [&section.part, &section.topic].into_iter().flatten().map(|label| label.0.as_str()).collect();
    labels.join(" · ")
}
