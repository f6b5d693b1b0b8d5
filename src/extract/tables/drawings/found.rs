//! What was found beside the cells of a file.

use std::collections::{HashMap, HashSet};

use crate::extract::document::{Blocks, Place, Style};
use crate::extract::unread::Unread;

/// What a file has beside its cells.
#[derive(Debug, Default)]
pub(in crate::extract::tables) struct Drawings {
    /// Paragraphs over the cells of a sheet, by its name.
    pub(in crate::extract::tables) over: HashMap<String, Vec<String>>,
    /// Headers and footers.
    pub(in crate::extract::tables) margins: Vec<String>,
    /// What is not read.
    pub(in crate::extract::tables) unread: Unread,
}

impl Drawings {
    /// Adds what stands over no cells, as on sheets that are a chart; then, each once, what is printed around all of them.
    pub(in crate::extract::tables) fn push_rest(&mut self, blocks: &mut Blocks, place: Place) {
        let mut sheets: Vec<_> = std::mem::take(&mut self.over).into_iter().collect();
        sheets.sort();
        sheets.iter().flat_map(|(_, lines)| lines).for_each(|line| blocks.push(line, Style::Plain, place));
        let mut seen = HashSet::new();
        for margin in self.margins.iter().filter(|margin| seen.insert(margin.as_str())) {
            blocks.push(margin, Style::Boilerplate, place);
        }
    }
}
