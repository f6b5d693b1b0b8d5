//! What became of every file.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::ingest::{Account, Accounted, Now, Since, hex};

/// Files on the disk, counted by what became of them; those in archives are not counted apart, but in `left_out_for`.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(super) struct OnDisk {
    /// All.
    files: usize,
    /// Read.
    read: usize,
    /// Read in part.
    in_part: usize,
    /// Not readable.
    unread: usize,
    /// Newer than the index.
    not_indexed: usize,
    /// Left out.
    left_out: usize,
    /// These, by why.
    left_out_for: BTreeMap<&'static str, usize>,
    /// Changed since they were indexed.
    changed: usize,
    /// Gone since then.
    gone: usize,
    /// The same as another one.
    duplicates: usize,
}

impl OnDisk {
    pub(super) fn of(files: &[Accounted]) -> Self {
        let mut counted = Self::default();
        for file in files {
            counted.files += file.files;
            match &file.state {
                Account::Read => counted.read += file.files,
                Account::InPart => counted.in_part += file.files,
                Account::Unread(_) => counted.unread += file.files,
                Account::NotYet => counted.not_indexed += file.files,
                Account::LeftOut(why) => {
                    counted.left_out += file.files;
                    *counted.left_out_for.entry(why.as_str()).or_default() += file.files.max(1);
                }
            }
            counted.changed += usize::from(matches!(file.now, Now::Changed | Now::Changing) && file.files > 0);
            counted.gone += usize::from(file.now == Now::Gone);
            counted.duplicates += usize::from(file.same_as.is_some());
        }
        counted
    }
}

/// A file, or one in an archive.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = File)]
pub(super) struct FileJson<'a> {
    /// Path within the folder; in an archive, behind that of the archive.
    path: &'a str,
    /// What became of it when it was indexed.
    state: &'static str,
    /// How it is now.
    now: &'static str,
    /// Why it was not read, or left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    reason: Option<String>,
    /// How many files it stands for: several for a folder that is left out, 0 for one in an archive or what is gone.
    files: usize,
    /// Bytes that it has; of one in an archive those of the archive.
    bytes: u64,
    /// When it was last changed, in seconds since 1970; 0 where nothing tells.
    modified: u64,
    /// BLAKE3 hash of its bytes as they are now.
    #[schema(required = true)]
    hash: Option<String>,
    /// The format, as its content says.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    format: Option<&'static str>,
    /// Its passages.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    passages: Option<u32>,
    /// When the report was delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    date: Option<String>,
    /// Another one with the same bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    same_as: Option<&'a str>,
}

impl<'a> FileJson<'a> {
    pub(super) fn of(file: &'a Accounted) -> Self {
        let read = file.read.as_ref();
        Self {
            path: &file.path,
            state: file.state.as_str(),
            now: file.now.as_str(),
            reason: match &file.state {
                Account::Unread(reason) => Some(reason.to_string()),
                Account::LeftOut(why) => Some(why.as_str().to_owned()),
                Account::Read | Account::InPart | Account::NotYet => None,
            },
            files: file.files,
            bytes: file.bytes,
            modified: file.modified / 1_000_000_000,
            hash: file.hash.map(|hash| hex(&hash)),
            format: read.map(|read| read.format.as_str()),
            passages: read.map(|read| read.passages),
            date: read.and_then(|read| read.date).map(|date| date.to_string()),
            same_as: file.same_as.as_deref(),
        }
    }
}

/// A line of `status --since --json`.
#[derive(Debug, Serialize, ToSchema)]
pub struct SinceLine<'a> {
    /// Its path; of what is gone that of before.
    path: &'a str,
    /// How it differs: added, removed, changed, moved or otherwise.
    change: &'static str,
    /// Where it lay, or what had become of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    before: Option<&'a str>,
}

impl<'a> SinceLine<'a> {
    /// How a file differs from what it was.
    pub fn of(since: &'a Since) -> Self {
        Self { path: &since.path, change: since.change.as_str(), before: since.before.as_deref() }
    }
}
