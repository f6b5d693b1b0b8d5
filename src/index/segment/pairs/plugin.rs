//! Pairs as a plugin of the engine's segments.

use std::any::Any;

use tantivy::indexer::doc_id_mapping::DocIdMapping;
use tantivy::plugin::{PluginMergeContext, PluginWriter, PluginWriterContext, SegmentPlugin};
use tantivy::schema::document::ErasedDocument;
use tantivy::schema::{Field, Schema, Value};
use tantivy::{DocId, Segment, TantivyError};

use super::merge;
use super::runs::Runs;
use super::table::{self, EXTENSION, PairsFile, component};
use crate::index::segment::document::IndexDocument;
use crate::report::PassageAttributes;

/// The plugin that writes and merges pairs.
pub(in crate::index) struct PairsPlugin;

impl SegmentPlugin for PairsPlugin {
    fn extensions(&self) -> &[&str] {
        &[EXTENSION]
    }

    fn create_writer(&self, context: &PluginWriterContext) -> tantivy::Result<Box<dyn PluginWriter>> {
        let exact = context.segment.schema().get_field("exact")?;
        Ok(Box::new(PairsWriter { exact, runs: Runs::default(), documents: Vec::new(), next: 0 }))
    }

    fn merge(&self, context: PluginMergeContext) -> tantivy::Result<()> {
        merge::merge(&context)
    }
}

/// Takes the `exact` field of each document.
struct PairsWriter {
    exact: Field,
    runs: Runs,
    /// Where each document begins, and what is kept of it.
    documents: Vec<(u32, PassageAttributes)>,
    /// Where the next one would begin.
    next: u32,
}

impl PluginWriter for PairsWriter {
    fn add_document(&mut self, _: DocId, document: &dyn ErasedDocument, _: &Schema) -> tantivy::Result<()> {
        let document = IndexDocument::of(document)?;
        let form = document.document.get_first(self.exact).and_then(|v| v.as_custom());
        let form =
            form.map(std::str::from_utf8).transpose().map_err(|e| TantivyError::InvalidArgument(e.to_string()))?;
        self.documents.push((self.next, document.attributes));
        let chars = form.map_or(0, |form| self.runs.add(form, self.next));
        self.next = table::after(self.next, chars).ok_or_else(table::too_long)?;
        Ok(())
    }

    fn serialize(self: Box<Self>, segment: &Segment, _: Option<&DocIdMapping>) -> tantivy::Result<()> {
        let mut file = PairsFile::new(segment.open_write(component())?);
        self.runs.merge(|code, positions| file.add(code, positions))?;
        Ok(file.finish(self.documents.iter().copied(), self.next)?)
    }

    fn mem_usage(&self) -> usize {
        self.runs.memory() + self.documents.capacity() * size_of::<(u32, PassageAttributes)>()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}
