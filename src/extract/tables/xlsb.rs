//! Formats and hidden parts of binary workbooks: the records of their parts are walked through ([MS-XLSB] 2.1, 2.4).

use super::formats::{Formats, Sheet};
use crate::extract::containers::bytes::Bytes;
use crate::extract::containers::ooxml;
use crate::extract::containers::package::Package;

/// Kinds of records.
const ROW: u32 = 0;
const COLUMNS: u32 = 60;
const FORMAT: u32 = 44;
const XF: u32 = 47;
const BEGIN_CELL_XFS: u32 = 617;
const END_CELL_XFS: u32 = 618;
const SHEET: u32 = 156;
/// Cells begin with column and format.
const CELLS: std::ops::RangeInclusive<u32> = 1..=11;

/// Reads them out of a file, its sheets in their order; what can't be read has none.
pub(super) fn read(bytes: &[u8]) -> Formats {
    let mut formats = Formats::default();
    let Ok(mut package) = Package::open(bytes) else { return formats };
    let Some((main, _)) = ooxml::main_part(&mut package) else { return formats };
    let relations = ooxml::relations(&mut package, &main).unwrap_or_default();
    let mut part = |path: &str| package.part(path).ok().flatten().unwrap_or_default();
    if let Some(relation) = relations.iter().find(|relation| relation.kind == "styles") {
        styles(&mut formats, Bytes(&part(&relation.target)));
    }
    let workbook = part(&main);
    for (kind, data) in records(Bytes(&workbook)) {
        if kind == SHEET {
            let id = text(data, 8);
            let relation = relations.iter().find(|relation| Some(&relation.id) == id.as_ref());
            let bytes = relation.map(|relation| part(&relation.target)).unwrap_or_default();
            let sheet = sheet(&mut formats, Bytes(&bytes));
            formats.sheets.push(sheet);
        }
    }
    formats
}

fn styles(formats: &mut Formats, part: Bytes<'_>) {
    let mut in_cells = false;
    for (kind, data) in records(part) {
        match kind {
            FORMAT => {
                if let (Some(number), Some(code)) = (data.u16(0), text(data, 2)) {
                    formats.add_code(number, &code);
                }
            }
            BEGIN_CELL_XFS | END_CELL_XFS => in_cells = kind == BEGIN_CELL_XFS,
            XF if in_cells => formats.of_cells.push(data.u16(2).unwrap_or(0)),
            _ => {}
        }
    }
    formats.add_builtin();
}

fn sheet(formats: &mut Formats, part: Bytes<'_>) -> Sheet {
    let mut sheet = Sheet::default();
    let mut row = 0;
    for (kind, data) in records(part) {
        let numbers = (data.u32(0), data.u32(4));
        match (kind, numbers) {
            (ROW, (Some(number), _)) => {
                row = number;
                // fDyZero: of no height.
                if data.u8(11).is_some_and(|flags| flags & 0x10 != 0) {
                    sheet.hidden.rows.insert(row);
                }
            }
            (COLUMNS, (Some(first), Some(last))) if data.u8(16).is_some_and(|flags| flags & 1 != 0) => {
                sheet.hidden.columns.push((first, last));
            }
            // Three bytes are the format's number, the fourth is flags.
            (kind, (Some(column), Some(format))) if CELLS.contains(&kind) => {
                formats.add(&mut sheet, (row, column), (format & 0x00FF_FFFF) as usize);
            }
            _ => {}
        }
    }
    sheet
}

/// The records of a part: their kinds and what they hold. Kind and length are written in seven bits a byte.
fn records(part: Bytes<'_>) -> impl Iterator<Item = (u32, Bytes<'_>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let mut number = |most: u32| {
            let mut number = 0;
            for place in 0..most {
                let byte = u32::from(part.u8(at)?);
                at += 1;
                number |= (byte & 0x7F) << (7 * place);
                if byte & 0x80 == 0 {
                    break;
                }
            }
            Some(number)
        };
        let (kind, length) = (number(2)?, number(4)? as usize);
        let data = part.slice(at, length)?;
        at += length;
        Some((kind, data))
    })
}

/// A text: its length in characters, then those in UTF-16.
fn text(data: Bytes<'_>, at: usize) -> Option<String> {
    let chars = usize::try_from(data.u32(at)?).ok()?;
    let text = data.slice(at + 4, chars.checked_mul(2)?)?;
    Some(encoding_rs::UTF_16LE.decode_without_bom_handling(text.0).0.into_owned())
}

#[cfg(test)]
mod tests {
    use super::{Bytes, Formats, sheet, styles};

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let kind = if kind < 0x80 { vec![kind as u8] } else { vec![kind as u8 | 0x80, (kind >> 7) as u8] };
        [kind, vec![data.len() as u8], data.to_vec()].concat()
    }

    #[test]
    fn formats_and_hidden_rows() {
        let code: Vec<u8> = "0.0%".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let part = [
            record(44, &[&[164, 0, 4, 0, 0, 0][..], &code].concat()),
            record(47, &[0, 0, 14, 0]),
            record(617, &[2, 0, 0, 0]),
            record(47, &[0, 0, 0, 0]),
            record(47, &[0, 0, 164, 0]),
            record(618, &[]),
        ];
        let mut formats = Formats::default();
        styles(&mut formats, Bytes(&part.concat()));
        let row = |row: u8, flags: u8| record(0, &[row, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, flags, 0]);
        let cell = |column: u8, format: u8| record(5, &[column, 0, 0, 0, format, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
        let part = [
            row(3, 0),
            cell(1, 1),
            cell(2, 0),
            row(4, 0x10),
            record(60, &[5, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]),
        ];
        let sheet = sheet(&mut formats, Bytes(&part.concat()));
        formats.sheets.push(sheet);
        assert_eq!(formats.of(0, (3, 1)).map(|format| format.number(0.085, false)).as_deref(), Some("8.5%"));
        assert_eq!(formats.of(0, (3, 2)), None);
        assert!(formats.hidden(0).rows.contains(&4));
        assert_eq!(formats.hidden(0).columns, [(5, 6)]);
    }
}
