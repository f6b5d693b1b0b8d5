//! Tables of Excel, WPS and OpenDocument: a row is a paragraph, and a table's name a heading.

use std::io::Cursor;

use calamine::{Data, Reader, Sheets, open_workbook_auto_from_rs};

use super::drawings;
use crate::extract::document::{Blocks, Document, Format, Place, Reading, Style};
use crate::extract::limits::MAX_CELLS;
use crate::extract::problem::Problem;
use crate::message;

/// Stands between the cells of a row: no phrase crosses it, as none crosses a line.
const BETWEEN: &str = " | ";

/// Reads a table file.
pub(in crate::extract) fn read(bytes: &[u8]) -> Result<Document, Problem> {
    let mut sheets: Sheets<_> = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|e| match e {
        calamine::Error::Xls(calamine::XlsError::Password) | calamine::Error::Xlsx(calamine::XlsxError::Password) => {
            Problem::encrypted()
        }
        _ => Problem::cut_off_or_overwritten(),
    })?;
    let mut blocks = Blocks::default();
    let (mut gaps, mut row_number, mut cells) = (Vec::new(), 0, 0);
    let names = sheets.sheet_names();
    let mut drawings = drawings::read(bytes);
    for name in &names {
        let range = match sheets.worksheet_range(name) {
            Ok(range) => range,
            Err(_) => {
                gaps.push(message!("table-named", name = name));
                continue;
            }
        };
        // Sheet1 says nothing.
        if !range.is_empty() && !name.to_lowercase().starts_with("sheet") {
            blocks.push(name, Style::Heading(1), Place::Row(row_number + 1));
        }
        for row in range.rows() {
            row_number += 1;
            if cells > MAX_CELLS {
                break;
            }
            let filled = row.iter().map(cell).filter(|text| !text.is_empty()).inspect(|_| cells += 1);
            blocks.push(&filled.collect::<Vec<_>>().join(BETWEEN), Style::Plain, Place::Row(row_number));
        }
        let over = drawings.over.remove(name).unwrap_or_default();
        over.iter().for_each(|line| blocks.push(line, Style::Plain, Place::Row(row_number.max(1))));
    }
    drawings.push_rest(&mut blocks, Place::Row(row_number.max(1)));
    gaps.extend(drawings.unread.gap());
    if cells > MAX_CELLS {
        gaps.push(message!("cells-after", n = MAX_CELLS));
    }
    let reading = Reading { format: Format::Sheet, gaps, ..Reading::default() };
    Ok(Document { blocks: blocks.blocks, reading, ..Document::default() })
}

/// A cell as it is shown, in one line.
fn cell(data: &Data) -> String {
    let text = match data {
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
            let time = if (hour, minute) == (0, 0) { String::new() } else { format!(" {hour:02}:{minute:02}") };
            format!("{year}-{month:02}-{day:02}{time}")
        }
        // As tables show them: 0.1 + 0.2 is 0.3.
        Data::Float(number) => format!("{number:.12}").trim_end_matches('0').trim_end_matches('.').to_owned(),
        data => data.to_string(),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
