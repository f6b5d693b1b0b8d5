//! What is known of a commit as a whole.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::location::Location;
use crate::ingest::{Ingested, Summary, since_1970};
use crate::report::AlikeLines;
use crate::schema::VERSION;
use crate::source::{LeftOutWhy, LinkPolicy};

/// What is known of a commit as a whole; tantivy keeps it with the commit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commit {
    /// Version of the schema.
    pub schema_version: String,
    /// The indexed folder, in full.
    pub folder: String,
    /// What reports are understood by: where it differs, all must be read again.
    pub understood_by: String,
    /// What the user says of them: where it differs, those of which it does must be.
    #[serde(default)]
    pub given: String,
    /// Hashes of the lines that many files have alike by which all were understood; none if not all were by the same.
    #[serde(default)]
    pub alike: Option<Vec<u64>>,
    /// Whether symbolic links were followed.
    #[serde(default)]
    pub follows_links: bool,
    /// The outside program that recognised pictures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ocr: Option<String>,
    /// When it was indexed, in seconds since 1970.
    pub indexed_at: u64,
    /// When its folder had been listed for it, likewise: what was changed later may not be in it. 0 if files were left.
    #[serde(default)]
    pub listed_at: u64,
    /// Files that were read.
    pub reports: usize,
    /// Files among these that were read only in part.
    #[serde(default, skip_serializing_if = "is_none")]
    pub in_part: usize,
    /// Reports in the files that were read beyond the first of each.
    #[serde(default, skip_serializing_if = "is_none")]
    pub further: usize,
    /// Files that could not be read.
    pub problems: usize,
    /// Files in archives that are left out, by why.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub left_out: BTreeMap<LeftOutWhy, usize>,
    /// Passages of the reports.
    pub passages: u64,
    /// Bytes of the files that were read.
    pub bytes: u64,
    /// Files whose date changed since they were read, though their bytes did not: by number, that date.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub restamped: BTreeMap<u64, u64>,
}

impl Commit {
    /// A commit made now, of a folder.
    pub(super) fn new(folder: &Path, ingested: Ingested) -> Self {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let Ingested { summary, understood_by, given, alike, listed_at, links, ocr, restamped } = ingested;
        Self {
            schema_version: VERSION.to_owned(),
            folder: folder.to_string_lossy().into_owned(),
            understood_by,
            given,
            alike: alike.map(|alike| alike.hashes()),
            follows_links: links == LinkPolicy::Follow,
            ocr,
            indexed_at: since_1970(SystemTime::now()) / 1_000_000_000,
            listed_at,
            reports: summary.reports,
            in_part: summary.in_part,
            further: summary.further,
            problems: summary.problems,
            left_out: summary.left_out.iter().collect(),
            passages: summary.passages,
            bytes: summary.bytes,
            restamped,
        }
    }

    pub(super) fn to_json(&self) -> String {
        serde_json::to_string(self).expect("strings and numbers")
    }

    /// How links were treated.
    pub fn links(&self) -> LinkPolicy {
        if self.follows_links { LinkPolicy::Follow } else { LinkPolicy::Ignore }
    }

    /// The lines that many files have alike by which all were understood; none if not all were by the same.
    pub fn alike(&self) -> Option<AlikeLines> {
        self.alike.clone().map(AlikeLines::of)
    }

    /// What it counts.
    pub(super) fn summary(&self) -> Summary {
        let Self { reports, in_part, further, problems, passages, bytes, .. } = *self;
        let left_out = self.left_out.iter().map(|(why, files)| (*why, *files)).collect();
        Summary { reports, in_part, further, problems, left_out, passages, bytes, ..Summary::default() }
    }

    /// How many reports there are: files that were read may hold several.
    pub fn all_reports(&self) -> u64 {
        (self.reports + self.further) as u64
    }
}

/// What recognised pictures for the index that lies there, of whatever version it is: it may be about to be replaced.
pub(in crate::index) fn kept_ocr(location: &Location) -> Option<String> {
    let meta = std::fs::read(location.index.join("meta.json")).ok()?;
    let meta: serde_json::Value = serde_json::from_slice(&meta).ok()?;
    let commit: serde_json::Value = serde_json::from_str(meta.get("payload")?.as_str()?).ok()?;
    commit.get("ocr")?.as_str().map(str::to_owned)
}

fn is_none(number: &usize) -> bool {
    *number == 0
}
