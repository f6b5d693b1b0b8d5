//! An answer as it is written: in memory as long as it is short, so that all of it is known before its head is sent; what is
//! longer goes out while it is written.

use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

use tokio::sync::oneshot::Sender;

use super::head::Head;
use crate::answer::{Counted, View};
use crate::error::Error;
use crate::message;
use crate::messages::Lang;
use crate::output::export::{Column, Table};
use crate::output::forms::{Said, Sink, Unwritten, WriteSeek, csv_table, xlsx_table};
use crate::output::terminal::Terminal;
use crate::request::TableForm;
use crate::serve::http::BodyWriter;

/// Bytes of an answer that is sent as a whole.
const SHORT: usize = 64 << 10;

/// What is told to whoever sends an answer.
pub(super) enum Begun {
    /// All of it.
    Whole(Head, Vec<u8>),
    /// What is said of it; the bytes come.
    Streams(Head),
}

/// An answer as it is written.
pub(super) struct AnswerBody {
    lang: Lang,
    head: Head,
    /// What was written before anything was sent.
    first: Vec<u8>,
    /// Whom the beginning is told to; none after that.
    begins: Option<Sender<Begun>>,
    /// What takes the rest; without it, all is kept in memory.
    rest: Option<BodyWriter>,
}

impl AnswerBody {
    pub(super) fn new(lang: Lang, begins: Sender<Begun>, rest: Option<BodyWriter>) -> Self {
        Self { lang, head: Head::default(), first: Vec::new(), begins: Some(begins), rest }
    }

    /// What is said of it.
    pub(super) fn head(&mut self) -> &mut Head {
        &mut self.head
    }

    /// Ends it: whole, with what is said of it; or not, if writing it failed.
    ///
    /// # Errors
    /// Why it failed; nothing was sent, or what was is cut off.
    pub(super) fn end(mut self, written: Result<Said, Unwritten>) -> Result<(), Error> {
        let said = written.map_err(|unwritten| match unwritten {
            Unwritten::Error(error) => error,
            Unwritten::Output(error) => Error::io(message!("cant-write"), Path::new("-"))(error),
        })?;
        said.beside.into_iter().for_each(|said| self.head.note(said));
        if let Some(begins) = self.begins.take() {
            // Whoever is gone is not told.
            let _ = begins.send(Begun::Whole(std::mem::take(&mut self.head), std::mem::take(&mut self.first)));
        } else if let Some(rest) = self.rest.take() {
            rest.end(true);
        }
        Ok(())
    }

    /// Sends what there is, and from here on all that comes.
    fn stream(&mut self) -> io::Result<()> {
        let Some(rest) = &mut self.rest else { return Ok(()) };
        if let Some(begins) = self.begins.take() {
            self.head.note_sums();
            let begun = Begun::Streams(std::mem::take(&mut self.head));
            begins.send(begun).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        }
        rest.write_all(&std::mem::take(&mut self.first))
    }
}

impl Write for AnswerBody {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.rest {
            Some(rest) if self.begins.is_none() => rest.write(bytes),
            _ => {
                self.first.extend_from_slice(bytes);
                if self.first.len() > SHORT {
                    self.stream()?;
                }
                Ok(bytes.len())
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What was not ended was not whole, whatever happened: it is cut off.
impl Drop for AnswerBody {
    fn drop(&mut self) {
        if let Some(rest) = self.rest.take().filter(|_| self.begins.is_none()) {
            rest.end(false);
        }
    }
}

impl Sink for AnswerBody {
    fn lang(&self) -> Lang {
        self.lang
    }

    fn drawn_from(&mut self, counted: &Counted, view: Option<&View>) {
        self.head.total(counted.total);
        self.head.searched(&counted.coverage);
        let is_part = view.is_some_and(|view| {
            view.limit.is_some() || view.offset > 0 || (view.passages != usize::MAX && view.passages > 0)
        });
        if is_part {
            self.head.part();
        }
    }

    fn out(&mut self) -> &mut dyn Write {
        self
    }

    fn table(
        &mut self,
        form: &TableForm,
        columns: Vec<Column>,
        write: &mut dyn FnMut(&mut dyn Table) -> Result<(), Unwritten>,
    ) -> Result<(), Unwritten> {
        let lang = self.lang;
        match form {
            TableForm::Csv => csv_table(self, columns, lang, write),
            TableForm::Xlsx(_) => {
                let table = xlsx_table(columns, lang, write)?;
                if table.cut > 0 {
                    self.head.note(message!("cells-cut", n = table.cut));
                }
                Ok(table.finish(self)?)
            }
        }
    }

    fn document(
        &mut self,
        _: &Path,
        write: &mut dyn FnMut(&mut dyn WriteSeek) -> Result<(), Unwritten>,
    ) -> Result<(), Unwritten> {
        let mut file = tempfile::tempfile()?;
        write(&mut file)?;
        file.seek(SeekFrom::Start(0))?;
        io::copy(&mut file, self)?;
        Ok(())
    }

    fn people(&mut self, _: &mut dyn FnMut(&mut Terminal<'_>) -> io::Result<()>) -> Result<(), Unwritten> {
        Err(Error::Request(message!("text-of-paths")).into())
    }
}
