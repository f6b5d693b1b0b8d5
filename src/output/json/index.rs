//! The answers of `index` and `verify`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::index;
use crate::ingest::{Changes, Summary};

/// The answer of `index --json`.
#[derive(Debug, Serialize)]
pub struct Indexed {
    reports: usize,
    in_part: usize,
    unreadable: usize,
    left_out: usize,
    left_out_for: BTreeMap<&'static str, usize>,
    passages: u64,
    bytes: u64,
    new: usize,
    changed: usize,
    moved: usize,
    gone: usize,
    unchanged: usize,
    left: usize,
    took_us: u64,
}

impl Indexed {
    /// What a build did in so many microseconds.
    pub fn new(summary: Summary, took_us: u64) -> Self {
        let Summary { reports, in_part, problems, left_out, passages, bytes, changes, left, .. } = summary;
        let Changes { new, changed, moved, gone, unchanged } = changes;
        Self {
            reports,
            in_part,
            unreadable: problems,
            left_out: left_out.iter().map(|(_, files)| files).sum(),
            left_out_for: left_out.iter().map(|(why, files)| (why.as_str(), files)).collect(),
            passages,
            bytes,
            new,
            changed,
            moved,
            gone,
            unchanged,
            left,
            took_us,
        }
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
