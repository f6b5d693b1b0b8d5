//! Texts as a plugin of the engine's segments.

use std::any::Any;

use tantivy::indexer::doc_id_mapping::{DocIdMapping, MappingType};
use tantivy::plugin::{PluginMergeContext, PluginWriter, PluginWriterContext, SegmentPlugin};
use tantivy::schema::document::ErasedDocument;
use tantivy::schema::{Field, Schema, Value};
use tantivy::{DocId, Segment, TantivyError};

use super::format::{EXTENSION, component};
use super::read::TextStore;
use super::write::TextWriter;
use crate::index::segment::document::IndexDocument;

/// The plugin that writes and merges texts.
pub(in crate::index) struct TextsPlugin;

impl SegmentPlugin for TextsPlugin {
    fn extensions(&self) -> &[&str] {
        &[EXTENSION]
    }

    fn create_writer(&self, context: &PluginWriterContext) -> tantivy::Result<Box<dyn PluginWriter>> {
        let schema = context.segment.schema();
        let fields = [schema.get_field("text")?, schema.get_field("record")?];
        let writer = TextWriter::new(context.segment.open_write(component())?, None)?;
        Ok(Box::new(TextsWriter { fields, writer }))
    }

    fn merge(&self, context: PluginMergeContext) -> tantivy::Result<()> {
        if context.doc_id_mapping.mapping_type() == MappingType::Shuffled {
            return Err(TantivyError::InvalidArgument("documents in another order".to_owned()));
        }
        let stores = context.readers.iter().map(TextStore::open).collect::<tantivy::Result<Vec<_>>>()?;
        // The dictionary of the most texts serves the others as well.
        let largest = stores.iter().filter(|store| !store.dictionary().is_empty()).max_by_key(|store| store.bytes());
        let dictionary = largest.map(|store| store.dictionary().to_vec());
        let mut writer = TextWriter::new(context.target_segment.open_write(component())?, dictionary)?;
        for (store, reader) in stores.iter().zip(context.readers) {
            for document in reader.doc_ids_alive() {
                writer.add(&store.get(document)?)?;
            }
        }
        Ok(writer.finish()?)
    }
}

/// Takes the stored field of each document.
struct TextsWriter {
    fields: [Field; 2],
    writer: TextWriter,
}

impl PluginWriter for TextsWriter {
    fn add_document(&mut self, _: DocId, document: &dyn ErasedDocument, _: &Schema) -> tantivy::Result<()> {
        let document = &IndexDocument::of(document)?.document;
        let stored = self.fields.iter().find_map(|&field| document.get_first(field));
        Ok(self.writer.add(stored.and_then(|value| value.as_custom()).unwrap_or_default())?)
    }

    fn serialize(self: Box<Self>, _: &Segment, _: Option<&DocIdMapping>) -> tantivy::Result<()> {
        Ok(self.writer.finish()?)
    }

    fn mem_usage(&self) -> usize {
        self.writer.memory()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}
