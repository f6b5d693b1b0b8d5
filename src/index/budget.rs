//! Bounds on what is read at once, and on the text that waits to be indexed.
//!
//! tantivy's queue holds up to 10,000 groups of documents (`PIPELINE_MAX_SIZE_IN_DOCS` in its `index_writer.rs`); with
//! a report a group that is most of a corpus. So readers ask for room here first, and the first document of a group gives
//! it back when the engine takes that up.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use tantivy::TantivyDocument;
use tantivy::schema::Document;

use super::pairs::About;

/// Who waits so long for room goes on without: if the engine's threads have ended, none is given back, and only whoever
/// gives them something learns of it. A segment is written in less.
const PATIENCE: Duration = Duration::from_secs(10);

/// Room for a number of bytes.
#[derive(Debug)]
pub(crate) struct Budget {
    free: Mutex<usize>,
    total: usize,
    freed: Condvar,
    patience: Duration,
}

/// A part of a budget, given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Permit {
    budget: Arc<Budget>,
    bytes: usize,
}

impl Budget {
    pub(crate) fn new(total: usize) -> Arc<Self> {
        Self::with_patience(total, PATIENCE)
    }

    fn with_patience(total: usize, patience: Duration) -> Arc<Self> {
        Arc::new(Self { free: Mutex::new(total), total, freed: Condvar::new(), patience })
    }

    /// Waits until there is room, or until that has lasted too long. What is larger than the whole budget waits until all
    /// of it is free.
    pub(crate) fn take(self: &Arc<Self>, bytes: usize) -> Permit {
        let bytes = bytes.min(self.total);
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.freed.wait_timeout_while(free, self.patience, |free| *free < bytes);
        let (mut free, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let bytes = bytes.min(*free);
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Budget;

    #[test]
    fn room_is_given_back_and_waited_for_but_not_for_ever() {
        let budget = Budget::with_patience(10, Duration::from_millis(20));
        let most = budget.take(8);
        let rest = budget.take(5);
        assert_eq!((most.bytes, rest.bytes), (8, 2));
        let waits = std::thread::scope(|threads| {
            let patient = Budget::with_patience(10, Duration::from_secs(60));
            let held = patient.take(10);
            let waits = threads.spawn(move || patient.take(100).bytes);
            drop(held);
            waits.join().expect("it gets room")
        });
        assert_eq!(waits, 10);
        drop((most, rest));
        assert_eq!(budget.take(20).bytes, 10);
    }
}
