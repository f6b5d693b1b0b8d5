//! What is given back of each document as it was put in: a passage's text, a file's record.
//!
//! Each is compressed by itself, with a dictionary made of its segment's own texts. The engine's store keeps blocks of
//! 16 kB: an answer shows passages from everywhere, and for each of them unpacked such a block. With the dictionary a
//! single passage takes less room than its part of a block did.
//!
//! A part of the segment beside the engine's own ([`super::pairs`] says how). The file:
//!
//! 1. For each document its bytes, as a zstd frame, or as they are where that is shorter.
//! 2. The dictionary.
//! 3. For each document where its bytes end, as a number of [`OFFSET_BYTES`] bytes; the highest bit says that they are
//!    no frame.
//! 4. The trailer, [`TRAILER`] numbers of eight bytes: where 2 and 3 begin, how many documents there are, [`FORMAT`].

mod read;
mod write;

use std::any::Any;

use tantivy::index::SegmentComponent;
use tantivy::indexer::doc_id_mapping::{DocIdMapping, MappingType};
use tantivy::plugin::{PluginMergeContext, PluginWriter, PluginWriterContext, SegmentPlugin};
use tantivy::schema::document::ErasedDocument;
use tantivy::schema::{Field, Schema, Value};
use tantivy::{DocId, Segment, TantivyError};

pub(crate) use read::TextStore;
use write::TextWriter;

use super::budget::Budgeted;
use super::pairs::foreign;

/// The ending of the file's name.
pub(super) const EXTENSION: &str = "texts";
/// Bytes of an offset: a segment may have 500 GB of texts.
const OFFSET_BYTES: usize = 5;
/// Of an offset: the bytes before it are no frame.
const AS_IT_IS: u64 = 1 << (OFFSET_BYTES * 8 - 1);
/// Numbers of eight bytes at the end of the file.
const TRAILER: usize = 4;
/// Says that a file is of this kind, and of this form.
const FORMAT: u64 = u64::from_le_bytes(*b"texts  1");

fn component() -> SegmentComponent {
    SegmentComponent::Custom(EXTENSION.to_owned())
}

/// The plugin that writes and merges texts.
pub(super) struct TextsPlugin;

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
        let document = &document.as_any().downcast_ref::<Budgeted>().ok_or_else(foreign)?.document;
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
