//! Formats and hidden parts of old workbooks: the records of the `Workbook` stream are walked through ([MS-XLS] 2.4).

use encoding_rs::{Encoding, GB18030};

use super::formats::{Formats, Sheet};
use crate::extract::containers::bytes::Bytes;
use crate::extract::containers::ole::Container;

/// Kinds of records.
const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const CODE_PAGE: u16 = 0x0042;
const FORMAT: u16 = 0x041E;
const XF: u16 = 0x00E0;
const BOUND_SHEET: u16 = 0x0085;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007D;
const MULTIPLE_RK: u16 = 0x00BD;
/// Cells that begin with row, column and format: NUMBER, RK, LABELSST, LABEL, RSTRING, BOOLERR, FORMULA.
const CELLS: [u16; 9] = [0x0203, 0x027E, 0x00FD, 0x0204, 0x00D6, 0x0205, 0x0006, 0x0206, 0x0406];
/// The version of Excel 97 and later, as a stream's start says it.
const VERSION_8: u16 = 0x0600;

/// Reads them out of a file; what can't be read has none.
pub(super) fn read(bytes: &[u8]) -> Formats {
    let mut formats = Formats::default();
    if let Ok(mut container) = Container::open(bytes) {
        let stream = container.stream("/Workbook").or_else(|_| container.stream("/Book")).unwrap_or_default();
        globals(&mut formats, Bytes(&stream));
    }
    formats
}

fn globals(formats: &mut Formats, stream: Bytes<'_>) {
    let (mut is_8, mut encoding) = (true, GB18030);
    let mut places = Vec::new();
    for (kind, data) in records(stream, 0) {
        match kind {
            BOF => is_8 = data.u16(0) == Some(VERSION_8),
            EOF => break,
            CODE_PAGE => encoding = code_page(data.u16(0).unwrap_or(0)),
            FORMAT => {
                if let (Some(number), Some(code)) = (data.u16(0), format_code(data, is_8, encoding)) {
                    formats.add_code(number, &code);
                }
            }
            XF => formats.of_cells.push(data.u16(2).unwrap_or(0)),
            BOUND_SHEET => places.extend(data.u32(0)),
            _ => {}
        }
    }
    formats.add_builtin();
    for place in places {
        let sheet = sheet(formats, stream, place as usize);
        formats.sheets.push(sheet);
    }
}

/// The cells of a sheet that begins at a byte of the stream.
fn sheet(formats: &mut Formats, stream: Bytes<'_>, place: usize) -> Sheet {
    let mut sheet = Sheet::default();
    // Charts lie within.
    let mut depth = 0;
    for (kind, data) in records(stream, place) {
        let numbers = (data.u16(0), data.u16(2), data.u16(4));
        match (kind, numbers) {
            (BOF, _) => depth += 1,
            (EOF, _) if depth <= 1 => break,
            (EOF, _) => depth -= 1,
            _ if depth > 1 => {}
            // fDyZero: of no height.
            (ROW, (Some(row), ..)) if data.u8(12).is_some_and(|flags| flags & 0x20 != 0) => {
                sheet.hidden.rows.insert(row.into());
            }
            (COLUMNS, (Some(first), Some(last), _)) if data.u8(8).is_some_and(|flags| flags & 1 != 0) => {
                sheet.hidden.columns.push((first.into(), last.into()));
            }
            (MULTIPLE_RK, (Some(row), Some(first), _)) => {
                // Of each its format and its value; the last column stands behind them.
                for number in 0..data.len().saturating_sub(6) / 6 {
                    let format = data.u16(4 + 6 * number).unwrap_or(0);
                    formats.add(&mut sheet, (row.into(), u32::from(first) + number as u32), format.into());
                }
            }
            (kind, (Some(row), Some(column), Some(format))) if CELLS.contains(&kind) => {
                formats.add(&mut sheet, (row.into(), column.into()), format.into());
            }
            _ => {}
        }
    }
    sheet
}

/// The records from a byte of the stream on: their kinds and what they hold.
fn records(stream: Bytes<'_>, from: usize) -> impl Iterator<Item = (u16, Bytes<'_>)> {
    let mut rest = stream.from(from);
    std::iter::from_fn(move || {
        let (kind, length) = (rest.u16(0)?, usize::from(rest.u16(2)?));
        let data = rest.slice(4, length)?;
        rest = rest.from(4 + length);
        Some((kind, data))
    })
}

/// The code of a FORMAT record: since Excel 97 its length in two bytes and whether a character has two, before in one.
fn format_code(data: Bytes<'_>, is_8: bool, encoding: &'static Encoding) -> Option<String> {
    let (encoding, text) = if is_8 {
        let chars = usize::from(data.u16(2)?);
        match data.u8(4)? & 1 {
            0 => (encoding_rs::WINDOWS_1252, data.slice(5, chars)?),
            _ => (encoding_rs::UTF_16LE, data.slice(5, 2 * chars)?),
        }
    } else {
        (encoding, data.slice(3, usize::from(data.u8(2)?))?)
    };
    Some(encoding.decode_without_bom_handling(text.0).0.into_owned())
}

fn code_page(page: u16) -> &'static Encoding {
    match page {
        950 => encoding_rs::BIG5,
        932 => encoding_rs::SHIFT_JIS,
        949 => encoding_rs::EUC_KR,
        1252 => encoding_rs::WINDOWS_1252,
        _ => GB18030,
    }
}
