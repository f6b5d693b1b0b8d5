//! The reports' own years, from their column: what orders them, without reading anything stored.

use tantivy::DocAddress;
use tantivy::columnar::Column;

use crate::error::Result;
use crate::index::Reader;

/// The own years of all reports.
pub(in crate::search) struct Years<'a> {
    /// One a segment.
    columns: &'a [Column<u64>],
}

impl<'a> Years<'a> {
    pub(in crate::search) fn of(reader: &'a Reader) -> Result<Self> {
        Ok(Self { columns: reader.newness()? })
    }

    /// The year of the report with this document, 0 where it is unknown.
    pub(in crate::search) fn year(&self, file: DocAddress) -> u64 {
        self.columns[file.segment_ord as usize].first(file.doc_id).unwrap_or(0)
    }
}
