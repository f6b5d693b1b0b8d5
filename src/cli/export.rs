//! Where what is to be passed on is written: a table on standard output or into a file, a document into a file.

use std::fs::{File, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::outcome::Failure;
use super::terminal::{Output, lang, tell};
use crate::error::{Error, Result};
use crate::message;
use crate::output::export::{Column, CsvTable, Table, XlsxTable};
use crate::request::TableForm;

/// Writes a table with such columns, in the format that was asked for; `folder`: the one that is searched.
pub(super) fn table(
    output: &mut Output,
    form: &TableForm,
    folder: &Path,
    columns: Vec<Column>,
    write: impl FnOnce(&mut dyn Table) -> std::result::Result<(), Failure>,
) -> std::result::Result<(), Failure> {
    let (head, widths): (Vec<String>, Vec<usize>) =
        columns.into_iter().map(|(head, width)| (head.say(lang()), width)).unzip();
    match form {
        TableForm::Csv => {
            let mut table = CsvTable::new(&mut output.raw, &head)?;
            write(&mut table)?;
            Ok(table.finish()?)
        }
        TableForm::Xlsx(path) => {
            check(path, folder)?;
            let mut table = XlsxTable::new(&head, &widths, lang()).map_err(cant_write(path))?;
            write(&mut table).map_err(|failure| match failure {
                // A row that the format can't hold, not standard output.
                Failure::Output(error) => cant_write(path)(error).into(),
                failure => failure,
            })?;
            let cut = table.cut;
            file(path, |out| table.finish(out))?;
            if cut > 0 {
                tell(&message!("cells-cut", n = cut));
            }
            Ok(())
        }
    }
}

/// Writes a file that is there as a whole or not at all.
pub(super) fn file(path: &Path, write: impl FnOnce(&mut BufWriter<&File>) -> io::Result<()>) -> Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".").suffix(".tmp");
    // As any file that is made here: readable by whom the user lets read.
    #[cfg(unix)]
    builder.permissions(<Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
    let whole = || -> io::Result<()> {
        let temporary = builder.tempfile_in(folder)?;
        let mut out = BufWriter::new(temporary.as_file());
        write(&mut out)?;
        out.flush()?;
        drop(out);
        temporary.as_file().sync_all()?;
        temporary.persist(path).map(drop).map_err(|e| e.error)
    };
    whole().map_err(cant_write(path))
}

/// Whether a file may be written: it must not take the place of one that is searched, and one beside these will be searched.
pub(super) fn check(path: &Path, folder: &Path) -> Result<()> {
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
