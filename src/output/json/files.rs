//! What is said of files: what was read from one, and what of a folder could not be.

use serde::Serialize;

use crate::extract::{Document, Place, Problem, Reading, Style};
use crate::index::{self, Commit};
use crate::search::Unknown;

/// The answer of `status --json`.
#[derive(Debug, Serialize)]
pub struct Status<'a> {
    folder: &'a str,
    index: String,
    schema_version: &'a str,
    indexed_at: u64,
    reports: usize,
    passages: u64,
    bytes: u64,
    index_bytes: u64,
    unknown: UnknownJson,
    unreadable: Vec<ProblemJson<'a>>,
    partly_read: Vec<Partly<'a>>,
}

#[derive(Debug, Serialize)]
struct UnknownJson {
    year: u64,
    author: u64,
    role: u64,
    org: u64,
}

#[derive(Debug, Serialize)]
struct ProblemJson<'a> {
    path: &'a str,
    kind: &'static str,
    reason: String,
}

#[derive(Debug, Serialize)]
struct Partly<'a> {
    path: &'a str,
    #[serde(flatten)]
    reading: ReadingJson<'a>,
}

/// How a file was read.
#[derive(Debug, Serialize)]
pub(super) struct ReadingJson<'a> {
    format: &'static str,
    encoding: Option<&'a str>,
    chars: u32,
    undecodable: u32,
    gaps: Vec<String>,
}

impl<'a> ReadingJson<'a> {
    pub(super) fn of(reading: &'a Reading) -> Self {
        Self {
            format: reading.format.as_str(),
            encoding: reading.encoding.as_deref(),
            chars: reading.chars,
            undecodable: reading.undecodable,
            gaps: reading.gaps.iter().map(ToString::to_string).collect(),
        }
    }
}

impl<'a> ProblemJson<'a> {
    fn of(path: &'a str, problem: &'a Problem) -> Self {
        Self { path, kind: problem.kind.as_str(), reason: problem.reason.to_string() }
    }
}

impl<'a> Status<'a> {
    /// What is known of an index that takes so many bytes.
    pub fn new(
        commit: &'a Commit,
        index: String,
        index_bytes: u64,
        problems: &'a [(String, Problem)],
        partly: &'a [(String, Reading)],
        unknown: Unknown,
    ) -> Self {
        let Unknown { year, author, role, org } = unknown;
        Self {
            folder: &commit.folder,
            index,
            schema_version: &commit.schema_version,
            indexed_at: commit.indexed_at,
            reports: commit.reports,
            passages: commit.passages,
            bytes: commit.bytes,
            index_bytes,
            unknown: UnknownJson { year, author, role, org },
            unreadable: problems.iter().map(|(path, problem)| ProblemJson::of(path, problem)).collect(),
            partly_read: partly
                .iter()
                .map(|(path, reading)| Partly { path, reading: ReadingJson::of(reading) })
                .collect(),
        }
    }
}

/// The answer of `show CITATION --json`.
#[derive(Debug, Serialize)]
pub struct Cited<'a> {
    /// As it was given.
    pub citation: String,
    /// The passage.
    pub text: &'a str,
    /// Whether the file is the one that was cited.
    pub unchanged: bool,
}

/// A line of `extract --json`: a file's blocks, or why there are none.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Extracted<'a> {
    /// What was read.
    #[allow(private_interfaces, reason = "only serialised")]
    Read(DocumentJson<'a>),
    /// Why nothing was.
    #[allow(private_interfaces, reason = "only serialised")]
    Unread(ProblemJson<'a>),
}

#[derive(Debug, Serialize)]
struct DocumentJson<'a> {
    path: &'a str,
    #[serde(flatten)]
    reading: ReadingJson<'a>,
    front_matter: &'a [(String, String)],
    properties: &'a [(String, String)],
    blocks: Vec<BlockJson<'a>>,
}

#[derive(Debug, Serialize)]
struct BlockJson<'a> {
    text: &'a str,
    style: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    place: &'static str,
    number: u32,
}

impl<'a> Extracted<'a> {
    /// What became of the file at `path`.
    pub fn of(path: &'a str, outcome: &'a Result<Document, Problem>) -> Self {
        let document = match outcome {
            Ok(document) => document,
            Err(problem) => return Self::Unread(ProblemJson::of(path, problem)),
        };
        let blocks = document.blocks.iter().map(|block| {
            let (style, level) = match block.style {
                Style::Plain => ("plain", None),
                Style::Title => ("title", None),
                Style::Heading(level) => ("heading", Some(level)),
                Style::Bold => ("bold", None),
                Style::Boilerplate => ("boilerplate", None),
            };
            let (place, number) = match block.place {
                Place::Line(number) => ("line", number),
                Place::Paragraph(number) => ("paragraph", number),
                Place::Page(number) => ("page", number),
                Place::Row(number) => ("row", number),
            };
            BlockJson { text: &block.text, style, level, place, number }
        });
        Self::Read(DocumentJson {
            path,
            reading: ReadingJson::of(&document.reading),
            front_matter: &document.front_matter,
            properties: &document.properties,
            blocks: blocks.collect(),
        })
    }
}

/// The answer of `verify --json`.
#[derive(Debug, Serialize)]
pub struct Verified<'a> {
    sound: bool,
    parts: usize,
    damaged: &'a [String],
    orphans: &'a [String],
    files: usize,
    outdated: &'a [String],
    differing: &'a [String],
}

impl<'a> Verified<'a> {
    /// What was found of an index.
    pub fn of(verified: &'a index::Verified) -> Self {
        let index::Verified { parts, damaged, orphans, files, outdated, differing } = verified;
        let (parts, files) = (*parts, *files);
        Self { sound: verified.is_sound(), parts, damaged, orphans, files, outdated, differing }
    }
}
