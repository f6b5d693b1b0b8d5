//! Segments of pairs to one, without the documents that were deleted.

use tantivy::indexer::doc_id_mapping::MappingType;
use tantivy::plugin::PluginMergeContext;
use tantivy::{SegmentReader, TantivyError};

use super::runs::{Sorted, merge as merge_sorted};
use super::table::{PairTable, PairsFile, after};
use super::{List, component, too_long};

/// Merges the segments of a context, end to end as the engine merges its own parts: no index of ours is sorted.
pub(super) fn merge(context: &PluginMergeContext<'_>) -> tantivy::Result<()> {
    if context.doc_id_mapping.mapping_type() == MappingType::Shuffled {
        return Err(TantivyError::InvalidArgument("documents in another order".to_owned()));
    }
    let tables = context.readers.iter().map(open).collect::<tantivy::Result<Vec<_>>>()?;
    let mut documents = Vec::new();
    let mut next = 0;
    let mut sources = Vec::new();
    for (table, reader) in tables.iter().zip(context.readers) {
        let mut moved = Vec::with_capacity(table.documents() as usize);
        for document in 0..table.documents() {
            if reader.is_deleted(document) {
                moved.push(None);
                continue;
            }
            moved.push(Some(next));
            documents.push((next, table.about(document)));
            next = after(next, table.len(document)).ok_or_else(too_long)?;
        }
        let mut lists = table.lists_from(0);
        let here = lists.next();
        sources.push(Source { table, lists, here, moved });
    }
    let mut file = PairsFile::new(context.target_segment.open_write(component())?);
    merge_sorted(sources, &mut |code, positions| file.add(code, positions))?;
    Ok(file.finish(&documents, next)?)
}

/// The pairs of a segment.
///
/// # Errors
/// Of the file.
pub(crate) fn open(segment: &SegmentReader) -> tantivy::Result<PairTable> {
    let file = segment.open_read(component())?.read_bytes()?;
    PairTable::open(&file).ok_or_else(|| TantivyError::InternalError("a file of pairs without its end".to_owned()))
}

/// A segment that is merged.
struct Source<'a, L> {
    table: &'a PairTable,
    lists: L,
    here: Option<(u64, List)>,
    /// Where each document begins in the merged segment; none if it was deleted.
    moved: Vec<Option<u32>>,
}

impl<L: Iterator<Item = (u64, List)>> Sorted for Source<'_, L> {
    fn code(&self) -> Option<u64> {
        self.here.as_ref().map(|(code, _)| *code)
    }

    fn take(&mut self, positions: &mut Vec<u32>) {
        let Some((_, list)) = std::mem::replace(&mut self.here, self.lists.next()) else { return };
        list.for_each(|position| {
            let document = self.table.document_at(position);
            // What a damaged segment may lack is left out as what was deleted is; `verify` compares its checksum.
            if let Some(Some(start)) = self.moved.get(document as usize) {
                positions.push(start + position.saturating_sub(self.table.start(document)));
            }
        });
    }
}
