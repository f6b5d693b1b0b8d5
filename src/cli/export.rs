//! Where what is to be passed on is written: a table on standard output or into a file, a document into a file.

use std::fs::{File, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::terminal::{Output, lang, tell};
use crate::error::{Error, Result};
use crate::message;
use crate::messages::Lang;
use crate::output::export::{Column, Table};
use crate::output::forms::{Sink, Unwritten, WriteSeek, csv_table, xlsx_table};
use crate::output::terminal::Terminal;
use crate::request::TableForm;

/// What a command writes for programs and to be passed on; `folder`: the one that is searched.
pub(super) struct ToOutput<'a> {
    pub(super) output: &'a mut Output,
    pub(super) folder: &'a Path,
}

impl Sink for ToOutput<'_> {
    fn lang(&self) -> Lang {
        lang()
    }

    fn out(&mut self) -> &mut dyn Write {
        &mut self.output.raw
    }

    fn table(
        &mut self,
        form: &TableForm,
        columns: Vec<Column>,
        write: &mut dyn FnMut(&mut dyn Table) -> Result<(), Unwritten>,
    ) -> Result<(), Unwritten> {
        match form {
            TableForm::Csv => csv_table(&mut self.output.raw, columns, lang(), write),
            TableForm::Xlsx(path) => {
                check(path, self.folder)?;
                let table = xlsx_table(columns, lang(), write).map_err(|unwritten| match unwritten {
                    // A row that the format can't hold, not standard output.
                    Unwritten::Output(error) => cant_write(path)(error).into(),
                    unwritten => unwritten,
                })?;
                let cut = table.cut;
                file(path, |out| Ok(table.finish(out)?))?;
                if cut > 0 {
                    tell(&message!("cells-cut", n = cut));
                }
                Ok(())
            }
        }
    }

    fn document(
        &mut self,
        path: &Path,
        write: &mut dyn FnMut(&mut dyn WriteSeek) -> Result<(), Unwritten>,
    ) -> Result<(), Unwritten> {
        check(path, self.folder)?;
        Ok(file(path, |out| write(out))?)
    }

    fn people(&mut self, print: &mut dyn FnMut(&mut Terminal<'_>) -> io::Result<()>) -> Result<(), Unwritten> {
        Ok(self.output.people(self.folder, |terminal| print(terminal))?)
    }
}

/// Writes a file that is there as a whole or not at all.
fn file(path: &Path, write: impl FnOnce(&mut BufWriter<&File>) -> Result<(), Unwritten>) -> Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".").suffix(".tmp");
    // As any file that is made here: readable by whom the user lets read.
    #[cfg(unix)]
    builder.permissions(<Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
    let whole = || -> Result<(), Unwritten> {
        let temporary = builder.tempfile_in(folder)?;
        let mut out = BufWriter::new(temporary.as_file());
        write(&mut out)?;
        out.flush()?;
        drop(out);
        temporary.as_file().sync_all()?;
        Ok(temporary.persist(path).map(drop).map_err(|e| e.error)?)
    };
    whole().map_err(|unwritten| match unwritten {
        Unwritten::Error(error) => error,
        Unwritten::Output(error) => cant_write(path)(error),
    })
}

/// Whether a file may be written: it must not take the place of one that is searched, and one beside these will be searched.
fn check(path: &Path, folder: &Path) -> Result<()> {
    let (Ok(here), Ok(folder)) = (std::path::absolute(path), folder.canonicalize()) else { return Ok(()) };
    let real = here
        .parent()
        .and_then(|parent| parent.canonicalize().ok())
        .map(|parent| here.file_name().map_or_else(|| parent.clone(), |name| parent.join(name)));
    let is_within = real.is_some_and(|real| real.starts_with(&folder));
    match (is_within, path.exists()) {
        (true, true) => Err(Error::Request(message!("would-replace-report", path = path))),
        (true, false) => {
            tell(&message!("will-be-searched", path = path));
            Ok(())
        }
        (false, _) => Ok(()),
    }
}

fn cant_write(path: &Path) -> impl FnOnce(io::Error) -> Error + '_ {
    Error::io(message!("cant-write"), path)
}
