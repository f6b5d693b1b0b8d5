//! Tables as workbooks of Excel.

use std::io::{self, Write};

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::table::{Cell, Table};
use crate::message;
use crate::messages::Lang;

/// Rows that a sheet holds, its head included (the format's own limit).
const MAX_ROWS: u32 = 1 << 20;
/// Characters, in UTF-16, that a cell holds (the format's own limit).
const MAX_CELL: usize = 32_767;
/// Columns are no wider than this, in characters.
const MAX_WIDTH: f64 = 60.0;

/// A table as a workbook of one sheet: texts are texts, numbers numbers, and nothing is a formula.
pub struct XlsxTable {
    workbook: Workbook,
    lang: Lang,
    rows: u32,
    columns: u16,
    /// How many texts were longer than a cell, and cut.
    pub cut: usize,
}

impl XlsxTable {
    /// A table with a head, and columns of such widths, in characters. Rows wait in a temporary file, not in memory.
    ///
    /// # Errors
    /// If that file can't be written.
    pub fn new(head: &[String], widths: &[usize], lang: Lang) -> io::Result<Self> {
        let mut workbook = Workbook::new();
        let mut start = || -> Result<(), XlsxError> {
            let sheet = workbook.add_worksheet_with_constant_memory()?;
            sheet.set_freeze_panes(1, 0)?;
            for (column, width) in (0..).zip(widths) {
                sheet.set_column_width(column, (*width as f64).min(MAX_WIDTH))?;
            }
            let bold = Format::new().set_bold();
            for (column, text) in (0..).zip(head) {
                sheet.write_string_with_format(0, column, text, &bold)?;
            }
            Ok(())
        };
        start().map_err(io::Error::other)?;
        Ok(Self { workbook, lang, rows: 1, columns: head.len() as u16, cut: 0 })
    }

    /// Writes the workbook.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn finish(mut self, out: impl Write + Send) -> io::Result<()> {
        let (last, columns) = (self.rows.saturating_sub(1), self.columns.saturating_sub(1));
        let finish = || -> Result<(), XlsxError> {
            self.workbook.worksheet_from_index(0)?.autofilter(0, 0, last, columns)?;
            self.workbook.save_to_writer(out)
        };
        finish().map_err(io::Error::other)
    }

    fn write(&mut self, cells: &[Cell]) -> Result<(), XlsxError> {
        let (row, cut) = (self.rows, &mut self.cut);
        let sheet = self.workbook.worksheet_from_index(0)?;
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Text(text) => {
                    let kept = cell_text(text);
                    *cut += usize::from(kept.len() < text.len());
                    sheet.write_string(row, column, kept)?;
                }
                Cell::Number(number) => {
                    sheet.write_number(row, column, *number as f64)?;
                }
                Cell::Decimal(number, digits) => {
                    // As it is printed elsewhere.
                    let rounded = format!("{number:.digits$}").parse().unwrap_or(*number);
                    sheet.write_number(row, column, rounded)?;
                }
                Cell::Empty => {}
            }
        }
        Ok(())
    }
}

impl Table for XlsxTable {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        if self.rows >= MAX_ROWS {
            return Err(io::Error::other(message!("too-many-rows", n = MAX_ROWS as usize - 1).say(self.lang)));
        }
        self.write(cells).map_err(io::Error::other)?;
        self.rows += 1;
        Ok(())
    }
}

/// As much of a text as a cell holds.
fn cell_text(text: &str) -> &str {
    if text.len() <= MAX_CELL {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > MAX_CELL
    });
    end.map_or(text, |(at, _)| &text[..at])
}
