//! `baogao extract`: what is read from a file, before anything is made of it.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use crate::cli::open::extract_options;
use crate::cli::outcome::{Found, Outcome};
use crate::cli::terminal::{Output, tell};
use crate::extract::{Extractor, Style};
use crate::message;
use crate::output::json;
use crate::output::terminal::shown_lines;

/// Print what is read from a file: its text, one paragraph a line.
///
/// Headers, footers and menus are left out; --boilerplate prints them, too. What can't be read is said on standard
/// error.
#[derive(Debug, Args)]
pub(in crate::cli) struct Extract {
    /// Files, of any format.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Print headers, footers and menus, too.
    #[arg(long)]
    boilerplate: bool,
    /// Have an outside program recognise pictures and scanned pages, as baogao index does.
    #[arg(long, value_name = "COMMAND")]
    ocr: Option<String>,
    /// Print one JSON object a file, with all blocks.
    #[arg(long)]
    json: bool,
}

impl Extract {
    pub(in crate::cli) fn run(self, output: &mut Output) -> Outcome {
        let extractor = Extractor::new(extract_options(self.ocr));
        let mut found = Found::Nothing;
        for path in &self.files {
            for extracted in extractor.read(path) {
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
