//! The pairs of all passages of a segment, and where they stand: what decides what matches.
//!
//! The matching forms of a segment's documents are laid end to end, with gaps that no phrase reaches over; a *position*
//! is the number of a character in that row. A list of ascending positions is kept for each pair ([`lists`]), and where
//! each document begins ([`table`]). So one list says what the engine's postings say in three (documents, frequencies,
//! positions), in two thirds of the bytes, and a phrase is the intersection of a few of them.
//!
//! It is a part of the segment beside the engine's own, written, merged and removed with them: a *segment plugin*
//! (tantivy 0.27, `plugin.rs`). [`runs`] inverts passages, [`merge`] segments.

mod lists;
mod merge;
mod runs;
mod table;

use std::any::Any;

use tantivy::index::SegmentComponent;
use tantivy::indexer::doc_id_mapping::DocIdMapping;
use tantivy::plugin::{PluginMergeContext, PluginWriter, PluginWriterContext, SegmentPlugin};
use tantivy::schema::document::ErasedDocument;
use tantivy::schema::{Field, Schema, Value};
use tantivy::{DocId, Segment, TantivyError};

pub(crate) use lists::{END, List, Positions};
pub(crate) use merge::open;
pub(crate) use table::{About, PairTable};

use self::runs::Runs;
use self::table::PairsFile;
use super::budget::Budgeted;

/// The ending of the file's name.
pub(super) const EXTENSION: &str = "pairs";

pub(super) fn component() -> SegmentComponent {
    SegmentComponent::Custom(EXTENSION.to_owned())
}

/// The plugin that writes and merges pairs.
pub(super) struct PairsPlugin;

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
    documents: Vec<(u32, About)>,
    /// Where the next one would begin.
    next: u32,
}

impl PluginWriter for PairsWriter {
    fn add_document(&mut self, _: DocId, document: &dyn ErasedDocument, _: &Schema) -> tantivy::Result<()> {
        let document = document.as_any().downcast_ref::<Budgeted>().ok_or_else(foreign)?;
        let form = document.document.get_first(self.exact).and_then(|v| v.as_custom());
        let form =
            form.map(std::str::from_utf8).transpose().map_err(|e| TantivyError::InvalidArgument(e.to_string()))?;
        self.documents.push((self.next, document.about));
        let chars = form.map_or(0, |form| self.runs.add(form, self.next));
        self.next = table::after(self.next, chars).ok_or_else(too_long)?;
        Ok(())
    }

    fn serialize(self: Box<Self>, segment: &Segment, _: Option<&DocIdMapping>) -> tantivy::Result<()> {
        let mut file = PairsFile::new(segment.open_write(component())?);
        self.runs.merge(|code, positions| file.add(code, positions))?;
        Ok(file.finish(self.documents.iter().copied(), self.next)?)
    }

    fn mem_usage(&self) -> usize {
        self.runs.memory() + self.documents.capacity() * size_of::<(u32, About)>()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

/// Only this stage adds documents.
pub(super) fn foreign() -> TantivyError {
    TantivyError::InternalError("a document of another kind".to_owned())
}

/// The engine writes segments of at most some hundred megabytes of text; only merging could make one so long.
fn too_long() -> TantivyError {
    TantivyError::InvalidArgument(format!("a segment of more than {END} characters"))
}
