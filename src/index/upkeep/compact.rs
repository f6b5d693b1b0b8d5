//! An index in one piece: nothing deleted in it, nothing beside it.

use tantivy::indexer::NoMergePolicy;
use tantivy::{IndexWriter, TantivyDocument};

use super::orphans::orphans;
use crate::error::{Error, Result};
use crate::index::error::engine;
use crate::index::fields;
use crate::index::location::Location;
use crate::index::lock::lock;
use crate::index::open::Reader;
use crate::index::write::{BuildOptions, remove, threads, writer};
use crate::ingest::Progress;

/// What compacting did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compacted {
    /// Segments before it; there is one after it.
    pub segments: usize,
    /// Files that no commit named, and that were removed.
    pub orphans: usize,
}

/// Merges all segments of an index into one, without what was deleted in them, and removes files that no commit names.
/// Searches go on meanwhile.
///
/// # Errors
/// Of the index; it is then as it was.
pub fn compact(location: &Location, options: &BuildOptions, progress: &dyn Progress) -> Result<Compacted> {
    let (threads, bytes) = threads(options.memory)?;
    location.check_free()?;
    let lock = lock(location, options.wait, progress)?;
    // Says so if it is damaged or of another version.
    Reader::open(location)?;
    let left_over = orphans(location)?.len();
    lock.clear_left_overs(location);
    for beside in [location.fresh_index(), location.old_index()] {
        remove(&beside)?;
    }
    let merge = || -> tantivy::Result<usize> {
        let index = fields::open_in(&location.index)?;
        let segments = index.searchable_segment_metas()?;
        let mut writer: IndexWriter<TantivyDocument> = writer(&index, threads, bytes)?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        if segments.len() > 1 || segments.iter().any(|segment| segment.has_deletes()) {
            let ids: Vec<_> = segments.iter().map(|segment| segment.id()).collect();
            writer.merge(&ids).wait()?;
        }
        writer.garbage_collect_files().wait()?;
        writer.wait_merging_threads()?;
        Ok(segments.len())
    };
    let segments = merge().map_err(engine(&location.index))?;
    lock.share(&location.index.join("meta.json"))?;
    // And the segments that were merged, as far as the engine has not removed them yet.
    for orphan in orphans(location)? {
        let path = location.index.join(orphan);
        std::fs::remove_file(&path).map_err(Error::io(crate::message!("cant-remove"), path))?;
    }
    Ok(Compacted { segments, orphans: left_over })
}
