//! Tables of Excel, WPS and OpenDocument.

use std::io::Cursor;

use calamine::{Sheets, open_workbook_auto_from_rs};
use memchr::memmem;

use super::rows::Rows;
use super::{drawings, excel, ods};
use crate::extract::containers::package::Package;
use crate::extract::document::Document;
use crate::extract::problem::Problem;

/// So much of a flat file is looked at for what it is, in bytes.
const START: usize = 4096;

/// Whether a document of OpenDocument that is one XML file is a workbook.
pub(in crate::extract) fn is_flat(bytes: &[u8]) -> bool {
    memmem::find(&bytes[..bytes.len().min(START)], b"opendocument.spreadsheet\"").is_some()
}

pub(in crate::extract) use ods::read_flat;

/// Reads a table file.
pub(in crate::extract) fn read(bytes: &[u8]) -> Result<Document, Problem> {
    if let Ok(mut package) = Package::open(bytes)
        && package.has("mimetype")
        && package.has("content.xml")
    {
        return ods::read(&mut package, drawings::read(bytes));
    }
    let mut sheets: Sheets<_> = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|e| match e {
        calamine::Error::Xls(calamine::XlsError::Password) | calamine::Error::Xlsx(calamine::XlsxError::Password) => {
            Problem::encrypted()
        }
        _ => Problem::cut_off_or_overwritten(),
    })?;
    let mut rows = Rows::of(drawings::read(bytes));
    excel::read(bytes, &mut sheets, &mut rows);
    Ok(rows.finish())
}
