//! Segments of pairs to one, without the documents that were deleted.

use std::io;

use tantivy::indexer::doc_id_mapping::MappingType;
use tantivy::plugin::PluginMergeContext;
use tantivy::{SegmentReader, TantivyError};

use super::runs::{Sorted, merge as merge_sorted};
use super::table::{Entry, PairTable, PairsFile, after, component, too_long};

/// Merges the segments of a context, end to end as the engine merges its own parts: no index of ours is sorted.
pub(super) fn merge(context: &PluginMergeContext<'_>) -> tantivy::Result<()> {
    if context.doc_id_mapping.mapping_type() == MappingType::Shuffled {
        return Err(TantivyError::InvalidArgument("documents in another order".to_owned()));
    }
    let tables = context.readers.iter().map(open).collect::<tantivy::Result<Vec<_>>>()?;
    let mut next = 0;
    let mut sources = Vec::new();
    for (table, reader) in tables.iter().zip(context.readers) {
        let mut moved = Vec::with_capacity(table.documents() as usize);
        for document in 0..table.documents() {
            if reader.is_deleted(document) {
                moved.push(DELETED);
                continue;
            }
            moved.push(next);
            next = after(next, table.len(document)).ok_or_else(too_long)?;
        }
        let mut entries = table.entries_from(0);
        let here = entries.next();
        sources.push(Source { table, entries, here, moved });
    }
    let mut file = PairsFile::new(context.target_segment.open_write(component())?);
    merge_sorted(&mut sources, &mut |code, positions| file.add(code, positions))?;
    let documents = sources.iter().flat_map(|Source { table, moved, .. }| {
        let all = (0..).zip(moved).filter(|&(_, &start)| start != DELETED);
        all.map(|(document, &start)| (start, table.attributes(document)))
    });
    Ok(file.finish(documents, next)?)
}

/// The pairs of a segment.
///
/// # Errors
/// Of the file.
pub(crate) fn open(segment: &SegmentReader) -> tantivy::Result<PairTable> {
    Ok(PairTable::open(&segment.open_read(component())?)?)
}

/// Where a document would begin that was deleted.
const DELETED: u32 = u32::MAX;

/// A segment that is merged.
struct Source<'a, E> {
    table: &'a PairTable,
    entries: E,
    here: Option<Entry>,
    /// Where each document begins in the merged segment, or [`DELETED`].
    moved: Vec<u32>,
}

impl<E: Iterator<Item = Entry>> Sorted for Source<'_, E> {
    fn code(&self) -> Option<u64> {
        self.here.as_ref().map(|entry| entry.code)
    }

    fn take(&mut self, positions: &mut Vec<u32>) -> io::Result<()> {
        let Some(entry) = std::mem::replace(&mut self.here, self.entries.next()) else { return Ok(()) };
        self.table.read(&entry)?.for_each(|position| {
            let document = self.table.document_at(position);
            // What a damaged segment may lack is left out as what was deleted is; `verify` compares its checksum.
            let start = self.moved.get(document as usize).copied().unwrap_or(DELETED);
            if start != DELETED {
                positions.push(start + position.saturating_sub(self.table.start(document)));
            }
        });
        Ok(())
    }
}
