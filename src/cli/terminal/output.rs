//! Standard output as a command sees it.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;

use super::pager::Printer;
use super::tell::{lang, said, tell};
use crate::message;
use crate::messages::Message;
use crate::output::terminal::{Terminal, shown_lines};

/// When to use colours and links.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(in crate::cli) enum Color {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Standard output as a command sees it.
pub(in crate::cli) struct Output {
    /// For programs: what is written here arrives as it is.
    pub(in crate::cli) raw: Printer,
    /// Whether people want styles.
    styled: bool,
    /// Columns, where output is a terminal or COLUMNS is set.
    width: Option<usize>,
    /// Lines, where output is a terminal that may be paged.
    height: Option<usize>,
    links: bool,
}

impl Output {
    pub(in crate::cli) fn new(color: Color, may_page: bool) -> Self {
        let stdout = io::stdout();
        let styled = match color {
            Color::Auto => AutoStream::choice(&stdout) != ColorChoice::Never,
            Color::Always => true,
            Color::Never => false,
        };
        let size = terminal_size::terminal_size_of(&stdout).filter(|_| stdout.is_terminal());
        let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let links = match color {
            Color::Auto => stdout.is_terminal() && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout),
            Color::Always | Color::Never => false,
        };
        let width = columns.or(size.map(|(width, _)| usize::from(width.0)));
        let height = size.map(|(_, height)| usize::from(height.0)).filter(|_| may_page);
        Self { raw: Printer::new(), styled, width, height, links }
    }

    pub(in crate::cli) fn json(&mut self, value: &impl serde::Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.raw, value)?;
        self.raw.write_all(b"\n")
    }

    /// What comes is to be read: a pager is used if it is longer than the screen.
    pub(in crate::cli) fn page_if_long(&mut self) {
        if let Some(height) = self.height {
            self.raw.hold(height);
        }
    }

    /// What stays on the screen while what comes is read in a pager.
    pub(in crate::cli) fn prompt(&mut self, sums: &Message) {
        self.page_if_long();
        self.raw.prompt(said(&message!("pager-prompt", sums = sums)));
    }

    /// A message beside the results: below them in a pager, whose screen is its own, else on standard error.
    pub(in crate::cli) fn tell(&mut self, message: &Message) -> io::Result<()> {
        if matches!(self.raw, Printer::Paged { .. }) {
            return writeln!(self.raw, "{}", shown_lines(&said(message)));
        }
        self.raw.flush()?;
        tell(message);
        Ok(())
    }

    /// Prints for people, with paths in the given folder.
    pub(in crate::cli) fn people(
        &mut self,
        folder: &Path,
        print: impl FnOnce(&mut Terminal<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        self.page_if_long();
        let mut out = Vec::new();
        print(&mut Terminal { out: &mut out, width: self.width, links: self.links, folder, lang: lang() })?;
        if !self.styled {
            out = anstream::adapter::strip_bytes(&out).into_vec();
        }
        self.raw.write_all(&out)
    }
}
