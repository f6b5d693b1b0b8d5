//! Tables in CSV, for spreadsheet programs.

use std::io::{self, Write};

use super::table::{Cell, Table};

/// A table in CSV.
pub struct CsvTable<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> CsvTable<W> {
    /// A table with a head. It begins with a byte order mark: without it Excel takes UTF-8 for the encoding of the system,
    /// and Chinese for signs.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn new(mut out: W, head: &[String]) -> io::Result<Self> {
        out.write_all("\u{FEFF}".as_bytes())?;
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(head.iter().map(|head| as_text(head)))?;
        Ok(Self { writer })
    }

    /// Writes what is left of it.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl<W: Write> Table for CsvTable<W> {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let cell = |cell: &Cell| match cell {
            Cell::Text(text) => as_text(text),
            Cell::Number(number) => number.to_string(),
            Cell::Decimal(number, digits) => format!("{number:.digits$}"),
            Cell::Empty => String::new(),
        };
        Ok(self.writer.write_record(cells.iter().map(cell))?)
    }
}

/// A text that no spreadsheet program takes for a formula: an apostrophe says that it is none. (OWASP, CSV Injection; the
/// full-width signs are taken for the others where Chinese is typed.)
fn as_text(text: &str) -> String {
    let is_formula = text.starts_with(['\'', '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}
