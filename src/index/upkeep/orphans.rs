//! The files of an index that its last commit names, and those that it doesn't: what killed processes left.

use std::collections::BTreeSet;

use tantivy::Index;
use tantivy::index::SegmentComponent;

use crate::error::Result;
use crate::index::error::engine;
use crate::index::fields;
use crate::index::location::{Location, STAMP_FILE, is_engines};
use crate::index::segment::{pairs, texts};

/// The files of the last commit.
pub(in crate::index) fn parts(index: &Index) -> tantivy::Result<BTreeSet<String>> {
    use SegmentComponent::{Custom, Delete, FastFields, FieldNorms, Positions, Postings, Store, Terms};
    let mut parts = BTreeSet::new();
    for segment in index.searchable_segment_metas()? {
        // What is deleted is listed only if something is.
        let deletes = segment.has_deletes().then_some(Delete);
        let own = [pairs::EXTENSION, texts::EXTENSION].map(|extension| Custom(extension.to_owned()));
        for part in [Postings, Positions, FastFields, FieldNorms, Terms, Store].into_iter().chain(own).chain(deletes) {
            parts.insert(segment.relative_path(part).to_string_lossy().into_owned());
        }
    }
    Ok(parts)
}

/// Files of the engine's in the index that its last commit does not name.
///
/// # Errors
/// Of the index.
pub(in crate::index) fn orphans(location: &Location) -> Result<Vec<String>> {
    let index = fields::open_in(&location.index).map_err(engine(&location.index))?;
    let named = parts(&index).map_err(engine(&location.index))?;
    let entries = std::fs::read_dir(&location.index).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let is_orphan = |name: &String| {
        let is_list = [".managed.json", "meta.json", STAMP_FILE].contains(&name.as_str()) || name.ends_with(".lock");
        is_engines(name) && !is_list && !named.contains(name)
    };
    let mut orphans: Vec<String> = names.filter(is_orphan).collect();
    orphans.sort();
    Ok(orphans)
}
