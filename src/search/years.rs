//! The reports' own years, from their column: what orders them, without reading anything stored.

use tantivy::DocAddress;
use tantivy::columnar::Column;

use crate::error::Result;
use crate::index::Reader;

/// The own years of all reports.
pub(super) struct Years {
    /// One a segment.
    columns: Vec<Column<u64>>,
}

impl Years {
    pub(super) fn of(reader: &Reader) -> Result<Self> {
        let segments = reader.searcher().segment_readers();
        let columns = segments.iter().map(|segment| segment.fast_fields().u64("newness"));
        Ok(Self { columns: columns.collect::<tantivy::Result<_>>().map_err(|e| reader.damaged(&e))? })
    }

    /// The year of the report with this document, 0 where it is unknown.
    pub(super) fn year(&self, file: DocAddress) -> u64 {
        self.columns[file.segment_ord as usize].first(file.doc_id).unwrap_or(0)
    }
}
