//! The number formats of a workbook's cells, and what is hidden: what `calamine` doesn't tell of binary workbooks.

use std::collections::HashMap;

use super::rows::Hidden;
use crate::extract::limits::MAX_CELLS;
use crate::extract::number_formats::{NumberFormat, builtin};

/// The formats of a workbook's cells.
#[derive(Debug, Default)]
pub(super) struct Formats {
    /// Number formats that have a code of their own, by their numbers.
    pub(super) codes: HashMap<u16, NumberFormat>,
    /// By a cell's format number the number format's.
    pub(super) of_cells: Vec<u16>,
    pub(super) sheets: Vec<Sheet>,
    cells: usize,
}

/// Formats of the cells of a sheet, by row and column, other than the general one.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    cells: HashMap<(u32, u32), u16>,
    pub(super) hidden: Hidden,
}

impl Formats {
    /// The number format of a cell; none for the general one.
    pub(super) fn of(&self, sheet: usize, cell: (u32, u32)) -> Option<&NumberFormat> {
        self.codes.get(self.sheets.get(sheet)?.cells.get(&cell)?)
    }

    pub(super) fn hidden(&self, sheet: usize) -> Hidden {
        self.sheets.get(sheet).map(|sheet| sheet.hidden.clone()).unwrap_or_default()
    }

    /// Adds a number format. 0 is the general one, which shows values as they are.
    pub(super) fn add_code(&mut self, number: u16, code: &str) {
        if number > 0 {
            self.codes.insert(number, NumberFormat::parse(code));
        }
    }

    /// Adds the formats that cells name by numbers alone.
    pub(super) fn add_builtin(&mut self) {
        for number in self.of_cells.iter().copied().filter(|number| *number > 0) {
            if let Some(code) = builtin(number.into()) {
                self.codes.entry(number).or_insert_with(|| NumberFormat::parse(code));
            }
        }
    }

    /// Adds a cell of a sheet, and the number of its format.
    pub(super) fn add(&mut self, sheet: &mut Sheet, cell: (u32, u32), format: usize) {
        let number = self.of_cells.get(format).filter(|number| self.codes.contains_key(*number));
        if let Some(number) = number.filter(|_| self.cells < MAX_CELLS) {
            self.cells += 1;
            sheet.cells.insert(cell, *number);
        }
    }
}
