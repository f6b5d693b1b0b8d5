//! A document of the index: what the engine has fields for, and what only our parts of a segment keep.

use tantivy::schema::Document;
use tantivy::schema::document::ErasedDocument;
use tantivy::{TantivyDocument, TantivyError};

use crate::ingest::Permit;
use crate::report::PassageAttributes;

/// A document of the index. tantivy's queue holds up to 10,000 groups of documents (`PIPELINE_MAX_SIZE_IN_DOCS` in its
/// `index_writer.rs`), with a report a group most of a corpus: so the first of a group holds room for all of it, and gives
/// it back when the engine takes it up.
pub(in crate::index) struct IndexDocument {
    pub(in crate::index) document: TantivyDocument,
    /// What the engine has no field for.
    pub(in crate::index) attributes: PassageAttributes,
    pub(in crate::index) _room: Option<Permit>,
}

impl IndexDocument {
    /// The document that the engine hands to our parts of a segment.
    pub(super) fn of(document: &dyn ErasedDocument) -> tantivy::Result<&Self> {
        // Only this stage adds documents.
        let foreign = || TantivyError::InternalError("a document of another kind".to_owned());
        document.as_any().downcast_ref::<Self>().ok_or_else(foreign)
    }
}

impl Document for IndexDocument {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        self.document
    }
}
