//! Sets of documents.

use tantivy::DocId;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;

/// A set of documents of a segment, a bit each.
#[derive(Clone, Debug)]
pub(in crate::search) struct DocSetBits(Vec<u64>);

impl DocSetBits {
    pub(super) fn new(documents: u32) -> Self {
        Self(vec![0; documents.div_ceil(64) as usize])
    }

    /// Some of so many documents.
    pub(in crate::search) fn of(documents: u32, docs: impl Iterator<Item = DocId>) -> Self {
        let mut bits = Self::new(documents);
        docs.for_each(|doc| bits.insert(doc..doc + 1));
        bits
    }

    pub(in crate::search) fn contains(&self, doc: DocId) -> bool {
        self.0[doc as usize / 64] >> (doc % 64) & 1 == 1
    }

    pub(super) fn insert(&mut self, docs: std::ops::Range<DocId>) {
        docs.for_each(|doc| self.0[doc as usize / 64] |= 1 << (doc % 64));
    }

    pub(super) fn intersect(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= b);
    }

    pub(super) fn union(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a |= b);
    }

    /// Adds the documents of a term.
    pub(super) fn add(&mut self, index: &InvertedIndexReader, term: &TermInfo) -> tantivy::Result<()> {
        let mut postings = index.read_block_postings_from_terminfo(term, IndexRecordOption::Basic)?;
        while postings.block_len() > 0 {
            postings.docs().iter().for_each(|&doc| self.0[doc as usize / 64] |= 1 << (doc % 64));
            postings.advance();
        }
        Ok(())
    }
}
