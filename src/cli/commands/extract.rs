//! `baogao extract`: what is read from a file, before anything is made of it.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use crate::cli::open::{check_ocr, extract_options};
use crate::cli::outcome::{Found, Outcome};
use crate::cli::terminal::{Output, stop, tell};
use crate::extract::{Extracted, Extractor, Format, Style, Watch};
use crate::message;
use crate::output::json;
use crate::output::terminal::shown_lines;

/// Print what is read from a file: its text, one paragraph a line.
///
/// Headers, footers and menus are left out; --boilerplate prints them, too. Files that are attached to an OFD document,
/// mostly its own data, are named on standard error; --attached prints their text, too. What can't be read is said there.
#[derive(Debug, Args)]
pub(in crate::cli) struct Extract {
    /// Files, of any format.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Print headers, footers and menus, too.
    #[arg(long)]
    boilerplate: bool,
    /// Print the text of files that are attached to an OFD document, too.
    #[arg(long)]
    attached: bool,
    /// Recognise the text of pictures and scanned pages, as baogao index does: tesseract, rapidocr, or a command.
    #[arg(long, value_name = "ENGINE")]
    ocr: Option<String>,
    /// Print one JSON object a file, with all blocks.
    #[arg(long)]
    json: bool,
}

/// Ends with the user's wish.
struct Stopping;

impl Watch for Stopping {
    fn is_stopped(&self) -> bool {
        stop::is_asked_for()
    }
}

impl Extract {
    pub(in crate::cli) fn run(self, output: &mut Output) -> Outcome {
        check_ocr(self.ocr.as_deref())?;
        if self.ocr.is_some() {
            // A program that recognises is ended with this one.
            stop::listen();
            stop::there_is_something_to_keep();
        }
        let extractor = Extractor::new(extract_options(self.ocr)).watched(&Stopping);
        let mut found = Found::Nothing;
        for path in &self.files {
            let all = extractor.read(path);
            if stop::is_asked_for() {
                return Ok(Found::Stopped);
            }
            for extracted in &all {
                let name = path.join(&extracted.inner).display().to_string();
                let name = name.trim_end_matches('/');
                if extracted.outcome.is_ok() {
                    found = Found::Something;
                }
                if self.json {
                    output.json(&json::Extracted::of(name, &extracted.outcome))?;
                    continue;
                }
                let document = match &extracted.outcome {
                    Ok(document) => document,
                    Err(problem) => {
                        tell(&message!("file-not-readable", file = name, reason = &problem.reason));
                        continue;
                    }
                };
                let is_data = |other: &Extracted| is_ofd(other) && is_within(&extracted.inner, &other.inner);
                if !self.attached && all.iter().any(is_data) {
                    tell(&message!("file-attached", file = name));
                    continue;
                }
                for gap in &document.reading.gaps {
                    tell(&message!("file-not-read", file = name, gap = gap));
                }
                output.page_if_long();
                let shown = |style: Style| self.boilerplate || style != Style::Boilerplate;
                for block in document.blocks.iter().filter(|block| shown(block.style)) {
                    writeln!(output.raw, "{}", shown_lines(&block.text))?;
                }
            }
        }
        Ok(found)
    }
}

fn is_ofd(extracted: &Extracted) -> bool {
    extracted.outcome.as_ref().is_ok_and(|document| document.reading.format == Format::Ofd)
}

/// Whether a file lies within another one.
fn is_within(inner: &str, other: &str) -> bool {
    let rest = inner.strip_prefix(other).filter(|rest| !rest.is_empty());
    rest.is_some_and(|rest| other.is_empty() || rest.starts_with('/'))
}
