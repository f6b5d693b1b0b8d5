//! Footnotes and endnotes, as the text refers to them.

use std::collections::HashMap;

use crate::extract::document::Block;

/// Notes, by kind (`footnote`, `endnote`) and identifier.
#[derive(Debug, Default)]
pub(super) struct Notes(HashMap<(&'static str, String), Vec<Block>>);

impl Notes {
    pub(super) fn insert(&mut self, kind: &'static str, id: String, blocks: &[Block]) {
        self.0.insert((kind, id), blocks.to_vec());
    }

    pub(super) fn get(&self, kind: &'static str, id: String) -> Option<&[Block]> {
        self.0.get(&(kind, id)).map(Vec::as_slice)
    }
}
