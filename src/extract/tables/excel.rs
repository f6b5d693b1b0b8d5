//! Excel's workbooks, and WPS's: values by `calamine`, shown by their number formats.

use std::io::{Read, Seek};

use calamine::{Data, Reader, Sheet, SheetType, SheetVisible, Sheets, Xlsx};

use super::formats::Formats;
use super::rows::Rows;
use super::{xls, xlsb, xlsx};
use crate::extract::number_formats::{NumberFormat, builtin, general};
use crate::message;

/// The cells of a workbook; `bytes` are the file's.
pub(super) fn read<R: Read + Seek>(bytes: &[u8], sheets: &mut Sheets<R>, rows: &mut Rows) {
    match sheets {
        Sheets::Xlsx(workbook) => newer(bytes, workbook, rows),
        Sheets::Xls(workbook) => {
            let is_1904 = workbook.has_1904_epoch();
            by_cells(&xls::read(bytes), is_1904, workbook, rows);
        }
        Sheets::Xlsb(workbook) => {
            let is_1904 = workbook.has_1904_epoch();
            by_cells(&xlsb::read(bytes), is_1904, workbook, rows);
        }
        // OpenDocument's are read elsewhere.
        Sheets::Ods(_) => {}
    }
}

/// The sheets that a reader sees, and that are tables.
fn seen(sheets: &[Sheet], rows: &mut Rows) -> Vec<Sheet> {
    let tables = sheets.iter().filter(|sheet| !matches!(sheet.typ, SheetType::ChartSheet | SheetType::Vba));
    let (seen, hidden): (Vec<Sheet>, Vec<Sheet>) =
        tables.cloned().partition(|sheet| sheet.visible == SheetVisible::Visible);
    hidden.iter().for_each(|sheet| rows.hidden_sheet(&sheet.name));
    seen
}

fn newer<R: Read + Seek>(bytes: &[u8], workbook: &mut Xlsx<R>, rows: &mut Rows) {
    let mut hidden = xlsx::hidden(bytes);
    let is_1904 = workbook.has_1904_epoch();
    let mut formats: Option<Vec<Option<NumberFormat>>> = None;
    for sheet in seen(workbook.sheets_metadata(), rows) {
        let name = &sheet.name;
        rows.sheet(name, hidden.remove(name).unwrap_or_default());
        let mut read = || {
            let mut cells = workbook.worksheet_cells_reader(name)?;
            let formats = formats.get_or_insert_with(|| cells.styles().iter().map(of_style).collect());
            while let Some((cell, style)) = cells.next_cell_with_style_id()? {
                let (row, column) = cell.get_position();
                let format = formats.get(style).and_then(Option::as_ref);
                let data = Data::from(cell.get_value().clone());
                rows.cell(row, column, &shown(&data, format, is_1904));
                if rows.is_full() {
                    break;
                }
            }
            Ok::<(), calamine::XlsxError>(())
        };
        if read().is_err() {
            rows.gap(message!("table-named", name = name));
        }
    }
}

/// The number format of a style; none for the general one.
fn of_style(style: &calamine::Style) -> Option<NumberFormat> {
    let format = style.number_format.as_ref()?;
    let code = format.format_id.and_then(builtin).unwrap_or(&format.format_code);
    (!code.eq_ignore_ascii_case("general")).then(|| NumberFormat::parse(code))
}

/// The cells of a workbook of which the formats are known cell by cell.
fn by_cells<R: Read + Seek, W: Reader<R>>(formats: &Formats, is_1904: bool, workbook: &mut W, rows: &mut Rows) {
    let names = workbook.sheet_names();
    for sheet in seen(workbook.sheets_metadata(), rows) {
        let name = &sheet.name;
        let number = names.iter().position(|other| other == name).unwrap_or(usize::MAX);
        rows.sheet(name, formats.hidden(number));
        match workbook.worksheet_range(name) {
            Ok(range) => each(&range, |cell, data| {
                rows.cell(cell.0, cell.1, &shown(data, formats.of(number, cell), is_1904));
            }),
            Err(_) => rows.gap(message!("table-named", name = name)),
        }
    }
}

/// The cells of a range, with the row and column in the sheet.
fn each(range: &calamine::Range<Data>, mut tell: impl FnMut((u32, u32), &Data)) {
    let (row, column) = range.start().unwrap_or_default();
    range.used_cells().for_each(|(down, right, data)| tell((row + down as u32, column + right as u32), data));
}

/// What a cell shows.
fn shown(data: &Data, format: Option<&NumberFormat>, is_1904: bool) -> String {
    let number = |value: f64| match format {
        Some(format) => format.number(value, is_1904),
        None => general(value),
    };
    match data {
        Data::Float(value) => number(*value),
        Data::Int(value) => number(*value as f64),
        Data::DateTime(date) if format.is_some() => number(date.as_f64()),
        Data::DateTime(date) => {
            let code = if date.is_duration() { "[h]:mm:ss" } else { "yyyy-mm-dd hh:mm" };
            let text = NumberFormat::parse(code).number(date.as_f64(), is_1904);
            text.strip_suffix(" 00:00").map_or(text.clone(), str::to_owned)
        }
        Data::String(text) => format.map_or_else(|| text.clone(), |format| format.text(text)),
        Data::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        data => data.to_string(),
    }
}
