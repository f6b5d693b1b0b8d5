//! Cells to blocks: a row is a paragraph, a sheet's name a heading.

use std::collections::HashSet;

use super::drawings::Drawings;
use crate::extract::document::{Blocks, Document, Format, Place, Reading, Style};
use crate::extract::limits::MAX_CELLS;
use crate::extract::unread::Thing;
use crate::message;
use crate::messages::Message;

/// Stands between the cells of a row: no phrase crosses it, as none crosses a line.
const BETWEEN: &str = " | ";

/// What of a sheet its readers don't see; rows and columns count from 0.
#[derive(Clone, Debug, Default)]
pub(super) struct Hidden {
    pub(super) rows: HashSet<u32>,
    /// First and last of columns beside each other.
    pub(super) columns: Vec<(u32, u32)>,
}

/// Collects the cells of a workbook, sheet by sheet, row by row.
#[derive(Default)]
pub(super) struct Rows {
    blocks: Blocks,
    sheets: Vec<String>,
    /// What lies over the cells.
    drawings: Drawings,
    gaps: Vec<Message>,
    hidden: Hidden,
    /// The row that is being collected, from 0.
    row: u32,
    texts: Vec<String>,
    is_named: bool,
    cells: usize,
    hidden_sheets: usize,
    /// Hidden rows and columns that hold something: sheet and number.
    hidden_rows: HashSet<(usize, u32)>,
    hidden_columns: HashSet<(usize, u32)>,
}

impl Rows {
    /// Of a workbook over whose cells this lies.
    pub(super) fn of(drawings: Drawings) -> Self {
        Self { drawings, ..Self::default() }
    }

    /// The next sheet begins.
    pub(super) fn sheet(&mut self, name: &str, hidden: Hidden) {
        self.end_sheet();
        self.sheets.push(name.to_owned());
        (self.hidden, self.row, self.is_named) = (hidden, 0, false);
    }

    /// A sheet that its readers don't see.
    pub(super) fn hidden_sheet(&mut self, name: &str) {
        self.hidden_sheets += 1;
        self.drawings.over.remove(name);
    }

    /// What of the sheet is hidden, to be added to.
    pub(super) fn hidden(&mut self) -> &mut Hidden {
        &mut self.hidden
    }

    pub(super) fn gap(&mut self, gap: Message) {
        self.gaps.push(gap);
    }

    /// Whether there are so many cells that no more are read.
    pub(super) fn is_full(&self) -> bool {
        self.cells > MAX_CELLS
    }

    /// A cell, and what it shows; rows and columns count from 0.
    pub(super) fn cell(&mut self, row: u32, column: u32, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() || self.is_full() {
            return;
        }
        if self.hidden.rows.contains(&row) {
            self.hidden_rows.insert((self.sheets.len(), row));
            return;
        }
        if self.hidden.columns.iter().any(|&(first, last)| (first..=last).contains(&column)) {
            self.hidden_columns.insert((self.sheets.len(), column));
            return;
        }
        if row != self.row {
            self.end_row();
            self.row = row;
        }
        self.cells += 1;
        self.texts.push(text);
    }

    fn place(&self) -> Place {
        Place::Row { sheet: u16::try_from(self.sheets.len()).unwrap_or(u16::MAX), row: self.row.saturating_add(1) }
    }

    fn end_row(&mut self) {
        let texts = std::mem::take(&mut self.texts);
        if texts.is_empty() {
            return;
        }
        let name = self.sheets.last().map(String::as_str).unwrap_or_default();
        // Sheet1 says nothing.
        if !std::mem::replace(&mut self.is_named, true) && !name.to_lowercase().starts_with("sheet") {
            self.blocks.push(name, Style::Heading(1), self.place());
        }
        self.blocks.push(&texts.join(BETWEEN), Style::Plain, self.place());
    }

    fn end_sheet(&mut self) {
        self.end_row();
        let over = self.sheets.last().and_then(|name| self.drawings.over.remove(name)).unwrap_or_default();
        let place = self.place();
        over.iter().for_each(|line| self.blocks.push(line, Style::Plain, place));
    }

    /// The document.
    pub(super) fn finish(mut self) -> Document {
        self.end_sheet();
        let place = self.place();
        self.drawings.push_rest(&mut self.blocks, place);
        if self.is_full() {
            self.gaps.push(message!("cells-after", n = MAX_CELLS));
        }
        let mut unread = std::mem::take(&mut self.drawings.unread);
        unread.add(Thing::HiddenSheet, self.hidden_sheets);
        unread.add(Thing::HiddenRow, self.hidden_rows.len());
        unread.add(Thing::HiddenColumn, self.hidden_columns.len());
        self.gaps.extend(unread.gap());
        let reading = Reading { format: Format::Sheet, gaps: self.gaps, sheets: self.sheets, ..Reading::default() };
        Document { blocks: self.blocks.blocks, reading, ..Document::default() }
    }
}
