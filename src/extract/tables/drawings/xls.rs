//! What lies over the cells of Excel 97 to 2003 tables ([MS-XLS] 2.4): records, each a type, a length and its bytes.

use std::collections::{BTreeMap, HashMap};

use super::found::Drawings;
use super::headers::sections;
use crate::extract::containers::bytes::Bytes;
use crate::extract::containers::ole::Container;
use crate::extract::drawings::{BiffChart, ole_object, records, split, string};

/// Types of records.
mod kind {
    pub(super) const END: u16 = 0x000A;
    pub(super) const HEADER: u16 = 0x0014;
    pub(super) const FOOTER: u16 = 0x0015;
    pub(super) const NOTE: u16 = 0x001C;
    pub(super) const CONTINUE: u16 = 0x003C;
    pub(super) const OBJECT: u16 = 0x005D;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const TEXT: u16 = 0x01B6;
    pub(super) const BEGIN: u16 = 0x0809;
}

/// Reads them.
pub(super) fn read(container: &mut Container<'_>, drawings: &mut Drawings) {
    let Ok(stream) = container.stream("/Workbook") else { return };
    // By where each begins: a broken list can't name one again and again.
    let mut sheets: BTreeMap<usize, String> = BTreeMap::new();
    for (kind, body) in records(Bytes(&stream), 0) {
        if kind == kind::SHEET
            && let (Some(at), Some(count)) = (body.u32(0), body.u8(6))
        {
            sheets.insert(at as usize, string(body.from(7), usize::from(count)));
        }
        if kind == kind::END {
            break;
        }
    }
    for (at, name) in sheets {
        let mut sheet = Sheet::default();
        sheet.read(Bytes(&stream), at);
        drawings.margins.extend(sheet.margins);
        if !sheet.lines.is_empty() {
            drawings.over.insert(name, sheet.lines);
        }
    }
    for object in container.folders("/").into_iter().filter(|name| name.starts_with("MBD")) {
        let (thing, lines) = ole_object(container, &format!("/{object}"));
        if lines.is_empty() {
            drawings.unread.add(thing, 1);
        }
        drawings.over.entry(object).or_default().extend(lines);
    }
}

/// What is collected of a sheet.
#[derive(Default)]
struct Sheet {
    lines: Vec<String>,
    margins: Vec<String>,
    /// Type and number of the object that was read last.
    object: (u16, u16),
    /// The text that is being read, and how many characters of it are still to come.
    text: (String, usize),
    comments: HashMap<u16, String>,
    chart: BiffChart,
}

impl Sheet {
    /// A comment.
    const COMMENT: u16 = 0x19;

    /// Reads the sheet that begins at a byte, with the charts in it.
    fn read(&mut self, stream: Bytes<'_>, from: usize) {
        /// Begins a chart.
        const CHART: u16 = 0x20;
        // What is open: sheets and charts, whether each is a chart.
        let mut open: Vec<bool> = Vec::new();
        for (kind, body) in records(stream, from) {
            match kind {
                kind::BEGIN => open.push(body.u16(2) == Some(CHART)),
                kind::END => {
                    if open.pop() == Some(true) {
                        self.lines.extend(std::mem::take(&mut self.chart).lines());
                    }
                    if open.is_empty() {
                        return;
                    }
                }
                kind::CONTINUE => self.go_on(body),
                kind::OBJECT => self.object = (body.u16(4).unwrap_or(0), body.u16(6).unwrap_or(0)),
                kind::TEXT => self.text = (String::new(), usize::from(body.u16(10).unwrap_or(0))),
                // Comments that are shown all the time.
                kind::NOTE if body.u16(4).unwrap_or(0) & 2 != 0 => {
                    let text = body.u16(6).and_then(|number| self.comments.remove(&number));
                    self.lines.extend(text.iter().flat_map(|text| split(text)));
                }
                kind::HEADER | kind::FOOTER => {
                    let count = usize::from(body.u16(0).unwrap_or(0));
                    self.margins.extend(sections(&string(body.from(2), count)));
                }
                _ if open.last() == Some(&true) => self.chart.tell(kind, body),
                _ => {}
            }
        }
    }

    /// Takes the next piece of the open text.
    fn go_on(&mut self, body: Bytes<'_>) {
        let (text, left) = &mut self.text;
        if *left == 0 {
            return;
        }
        let more = string(body, *left);
        *left = left.saturating_sub(more.encode_utf16().count().max(1));
        *text += &more;
        if *left == 0 {
            let text = std::mem::take(text);
            match self.object {
                (Self::COMMENT, number) => drop(self.comments.insert(number, text)),
                _ => self.lines.extend(split(&text)),
            }
        }
    }
}
