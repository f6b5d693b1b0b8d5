//! What is said of files: what was read from one, and what of a folder could not be.

use serde::Serialize;
use utoipa::ToSchema;

use super::account::{FileJson, OnDisk};
use crate::answer::{Collection, Unknown};
use crate::extract::{Document, Place, Problem, Reading, Style};
use crate::ingest::Accounted;

/// The answer of `status --json`.
#[derive(Debug, Serialize, ToSchema)]
pub struct Status<'a> {
    /// The folder.
    folder: String,
    /// The folder when it was indexed.
    indexed_as: &'a str,
    /// Its index.
    index: String,
    /// By which reports were understood.
    schema_version: &'a str,
    /// Seconds since 1970.
    indexed_at: u64,
    /// Files that were read.
    reports: usize,
    /// Their passages.
    passages: u64,
    /// Their bytes.
    bytes: u64,
    /// The index's bytes.
    index_bytes: u64,
    /// What recognised the text of pictures.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    ocr: Option<&'a str>,
    /// Of how many reports something is unknown.
    unknown: UnknownJson,
    /// Files that could not be read.
    unreadable: Vec<ProblemJson<'a>>,
    /// Files of which only a part could be read.
    partly_read: Vec<Partly<'a>>,
    /// Files on the disk, counted.
    on_disk: OnDisk,
    /// What became of each.
    files: Vec<FileJson<'a>>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Unknown)]
struct UnknownJson {
    /// Reports without a year.
    year: u64,
    /// Reports without an author.
    author: u64,
    /// Reports without a role.
    role: u64,
    /// Reports without an organisation.
    org: u64,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
struct ProblemJson<'a> {
    /// Path within the folder.
    path: &'a str,
    /// What kind of problem it is.
    kind: &'static str,
    /// Why it could not be read.
    reason: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct Partly<'a> {
    /// Path within the folder.
    path: &'a str,
    #[serde(flatten)]
    reading: ReadingJson<'a>,
}

/// How a file was read.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Reading)]
pub(super) struct ReadingJson<'a> {
    /// The format, as its content says.
    format: &'static str,
    /// The encoding of its text.
    #[schema(required = true)]
    encoding: Option<&'a str>,
    /// Characters that were read.
    chars: u32,
    /// Of these, those that could not be decoded.
    undecodable: u32,
    /// What could not be read.
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
    /// What is known of an index, of the folder as it now lies there, that takes so many bytes; and of every file.
    pub fn new(
        about: &'a Collection,
        (folder, index, index_bytes): (String, String, u64),
        files: &'a [Accounted],
        problems: &'a [(String, Problem)],
        partly: &'a [(String, Reading)],
        unknown: Unknown,
    ) -> Self {
        let Unknown { year, author, role, org } = unknown;
        Self {
            folder,
            indexed_as: &about.folder,
            index,
            schema_version: &about.schema_version,
            indexed_at: about.indexed_at,
            reports: about.reports,
            passages: about.passages,
            bytes: about.bytes,
            index_bytes,
            ocr: about.ocr.as_deref(),
            unknown: UnknownJson { year, author, role, org },
            unreadable: problems.iter().map(|(path, problem)| ProblemJson::of(path, problem)).collect(),
            partly_read: partly
                .iter()
                .map(|(path, reading)| Partly { path, reading: ReadingJson::of(reading) })
                .collect(),
            on_disk: OnDisk::of(files),
            files: files.iter().map(FileJson::of).collect(),
        }
    }
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
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    recognised: bool,
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
                Place::Row { row, .. } => ("row", row),
                Place::Scan(number) => ("page", number),
            };
            let (sheet, recognised) = (document.sheet(block.place), block.place.is_recognised());
            BlockJson { text: &block.text, style, level, place, number, sheet, recognised }
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
