//! Where an answer is written.

use std::io::{self, Seek, Write};
use std::path::Path;

use crate::answer::{Counted, View};
use crate::error::Error;
use crate::messages::{Lang, Message};
use crate::output::export::{Column, CsvTable, Table, XlsxTable};
use crate::output::terminal::Terminal;
use crate::request::TableForm;

/// Where an answer is written: standard output and files, or the body of a response.
pub trait Sink {
    /// The language of heads and of what is said.
    fn lang(&self) -> Lang;

    /// Hears what an answer is drawn from, before anything of it is written; `view`: which part of it is wanted.
    fn drawn_from(&mut self, _counted: &Counted, _view: Option<&View>) {}

    /// Takes bytes, which arrive as they are.
    fn out(&mut self) -> &mut dyn Write;

    /// Takes a table with such columns, in this format; `write` writes its rows.
    ///
    /// # Errors
    /// Those of `write`, and of the place.
    fn table(
        &mut self,
        form: &TableForm,
        columns: Vec<Column>,
        write: &mut dyn FnMut(&mut dyn Table) -> Result<(), Unwritten>,
    ) -> Result<(), Unwritten>;

    /// Takes a document that is not written from its beginning to its end.
    ///
    /// # Errors
    /// Those of `write`, and of the place.
    fn document(
        &mut self,
        file: &Path,
        write: &mut dyn FnMut(&mut dyn WriteSeek) -> Result<(), Unwritten>,
    ) -> Result<(), Unwritten>;

    /// Takes what people read.
    ///
    /// # Errors
    /// Of the place.
    fn people(&mut self, print: &mut dyn FnMut(&mut Terminal<'_>) -> io::Result<()>) -> Result<(), Unwritten>;
}

/// Writes a table as CSV, with a head of such columns; `write` writes its rows.
///
/// # Errors
/// Those of `write`, and of the place.
pub fn csv_table(
    out: &mut dyn Write,
    columns: Vec<Column>,
    lang: Lang,
    write: &mut dyn FnMut(&mut dyn Table) -> Result<(), Unwritten>,
) -> Result<(), Unwritten> {
    let head: Vec<String> = columns.into_iter().map(|(head, _)| head.say(lang)).collect();
    let mut table = CsvTable::new(out, &head)?;
    write(&mut table)?;
    Ok(table.finish()?)
}

/// A table as a workbook, likewise, which is still to be put somewhere.
///
/// # Errors
/// Those of `write`, and what the format can't hold.
pub fn xlsx_table(
    columns: Vec<Column>,
    lang: Lang,
    write: &mut dyn FnMut(&mut dyn Table) -> Result<(), Unwritten>,
) -> Result<XlsxTable, Unwritten> {
    let (head, widths): (Vec<String>, Vec<usize>) =
        columns.into_iter().map(|(head, width)| (head.say(lang), width)).unzip();
    let mut table = XlsxTable::new(&head, &widths, lang)?;
    write(&mut table)?;
    Ok(table)
}

/// What can be written at any place of it.
pub trait WriteSeek: Write + Seek {}

impl<T: Write + Seek> WriteSeek for T {}

/// Writes a value as a line of JSON.
///
/// # Errors
/// Of the place.
pub fn json_line(sink: &mut dyn Sink, value: &impl serde::Serialize) -> Result<(), Unwritten> {
    serde_json::to_writer(sink.out(), value)?;
    Ok(sink.out().write_all(b"\n")?)
}

/// What is known of an answer that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Whether anything was found.
    pub is_found: bool,
    /// What is said beside it.
    pub beside: Vec<Message>,
}

/// Why an answer was not written, or not to its end.
#[derive(Debug)]
pub enum Unwritten {
    /// There is none.
    Error(Error),
    /// The place takes no more.
    Output(io::Error),
}

impl From<Error> for Unwritten {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl From<io::Error> for Unwritten {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<serde_json::Error> for Unwritten {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}
