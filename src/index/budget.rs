//! Bounds on what is read at once, and on the text that waits to be indexed.
//!
//! tantivy's queue holds up to 10,000 groups of documents (`PIPELINE_MAX_SIZE_IN_DOCS` in its `index_writer.rs`); with
//! a report a group that is most of a corpus. So readers ask for room here first, and the first document of a group gives
//! it back when the engine takes that up.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use tantivy::TantivyDocument;
use tantivy::schema::Document;

use super::pairs::About;

/// Room for a number of bytes.
#[derive(Debug)]
pub(crate) struct Budget {
    free: Mutex<usize>,
    total: usize,
    freed: Condvar,
}

/// A part of a budget, given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Permit {
    budget: Arc<Budget>,
    bytes: usize,
}

impl Budget {
    pub(crate) fn new(total: usize) -> Arc<Self> {
        Arc::new(Self { free: Mutex::new(total), total, freed: Condvar::new() })
    }

    /// Waits until there is room. What is larger than the whole budget waits until all of it is free.
    pub(crate) fn take(self: &Arc<Self>, bytes: usize) -> Permit {
        let bytes = bytes.min(self.total);
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self.freed.wait_while(free, |free| *free < bytes).unwrap_or_else(PoisonError::into_inner);
        *free -= bytes;
        Permit { budget: Arc::clone(self), bytes }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        *self.budget.free.lock().unwrap_or_else(PoisonError::into_inner) += self.bytes;
        self.budget.freed.notify_all();
    }
}

/// A document of the index; it may hold room, and gives it back when the engine takes the document up.
pub(crate) struct Budgeted {
    pub(crate) document: TantivyDocument,
    /// What the engine has no field for.
    pub(crate) about: About,
    pub(crate) _permit: Option<Permit>,
}

impl Document for Budgeted {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        self.document
    }
}
