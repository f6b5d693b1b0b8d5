//! `baogao index`: builds or refreshes the index of a folder.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::Args;

use crate::cli::open::{DEFAULT_WAIT, check_ocr, extract_options, find_to_write};
use crate::cli::outcome::{Found, Outcome};
use crate::cli::terminal::{BuildProgress, Output};
use crate::cli::watch::watch;
use crate::index::{BuildOptions, DEFAULT_MEMORY, build};
use crate::output::json;
use crate::request::IndexArgs;
use crate::source::LinkPolicy;

/// Build or refresh the index of a folder.
///
/// Reads texts in any encoding, Word, WPS, RTF, OpenDocument, PowerPoint, tables, PDF, web pages, mails and zip archives
/// of them, whatever they are called. The index lies in FOLDER/.baogao; until the new one is whole, the old one answers.
#[derive(Debug, Args)]
pub(in crate::cli) struct Index {
    /// Folder of reports [default: the nearest one with an index, from here upward, else the current one].
    folder: Option<PathBuf>,
    #[command(flatten)]
    place: IndexArgs,
    /// Build from nothing: when the index is damaged or of another version.
    #[arg(long)]
    rebuild: bool,
    /// Follow symbolic links, also out of the folder.
    #[arg(long)]
    follow: bool,
    /// Recognise the text of pictures and scanned pages: by tesseract, by rapidocr, or by a command that is given the path of
    /// a picture of a page and prints the text on it; none: no longer [default: as last time, or ocr in baogao.toml].
    #[arg(long, value_name = "ENGINE")]
    ocr: Option<String>,
    /// Memory that indexing may take, in megabytes.
    #[arg(long, value_name = "MB", default_value_t = DEFAULT_MEMORY >> 20)]
    memory: usize,
    /// How long to wait while another process writes the index, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = DEFAULT_WAIT)]
    wait: u64,
    /// Go on, and refresh the index whenever the folder changes, until Ctrl-C.
    #[arg(long, conflicts_with = "json")]
    watch: bool,
    /// Print what was done as JSON.
    #[arg(long)]
    json: bool,
}

impl Index {
    pub(in crate::cli) fn run(self, output: &mut Output) -> Outcome {
        check_ocr(self.ocr.as_deref())?;
        let location = find_to_write(&self.place, self.folder.as_deref())?;
        let links = if self.follow { LinkPolicy::Follow } else { LinkPolicy::Ignore };
        let options = BuildOptions {
            links,
            rebuild: self.rebuild,
            extract: extract_options(self.ocr),
            memory: self.memory.saturating_mul(1 << 20),
            wait: Duration::from_secs(self.wait),
            ..BuildOptions::default()
        };
        let started = Instant::now();
        if self.watch {
            return watch(&location, &options);
        }
        let summary = BuildProgress::run(&location.folder, |progress| build(&location, options, progress))?;
        if self.json {
            output.json(&json::Indexed::new(summary, started.elapsed().as_micros() as u64))?;
        }
        Ok(if summary.left > 0 { Found::Stopped } else { Found::Something })
    }
}
