//! Charts of Excel 97 to 2003 and of Microsoft Graph ([MS-XLS] 2.4, [MS-OGRAPH] 2.3): records, each a type, a length and
//! its bytes.

use std::collections::HashSet;

use super::shape::BETWEEN;
use crate::extract::containers::bytes::Bytes;

/// Types of records.
mod kind {
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const LABEL: u16 = 0x0204;
    pub(super) const TEXT: u16 = 0x100D;
    pub(super) const LABELS: u16 = 0x100C;
    pub(super) const DATA: u16 = 0x1065;
}

/// The records of a stream from a byte of it: the type of each, and its bytes.
pub(in crate::extract) fn records(stream: Bytes<'_>, from: usize) -> impl Iterator<Item = (u16, Bytes<'_>)> {
    let mut at = from;
    std::iter::from_fn(move || {
        let (begin, kind, length) = (at, stream.u16(at)?, usize::from(stream.u16(at.checked_add(2)?)?));
        at = begin + 4 + length;
        Some((kind, stream.slice(begin + 4, length)?))
    })
}

/// A text of so many characters: a byte says whether each takes two ([MS-XLS] 2.5.293).
pub(in crate::extract) fn string(bytes: Bytes<'_>, count: usize) -> String {
    let is_wide = bytes.u8(0).unwrap_or(0) & 1 == 1;
    let text = bytes.from(1).0;
    if is_wide {
        let (units, _) = text.as_chunks::<2>();
        let units = units.iter().take(count).map(|unit| u16::from_le_bytes(*unit));
        char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect()
    } else {
        text.iter().take(count).map(|byte| char::from(*byte)).collect()
    }
}

/// What is collected of a chart.
#[derive(Default)]
pub(in crate::extract) struct BiffChart {
    /// Titles, names of series; and categories: each once, as each series has them anew.
    texts: Vec<String>,
    categories: Vec<String>,
    seen: HashSet<(u16, String)>,
    /// Values, by series.
    values: Vec<(u16, Vec<String>)>,
    has_labels: bool,
    /// Which of its data are being read.
    data: u16,
}

impl BiffChart {
    /// Takes a record.
    pub(in crate::extract) fn tell(&mut self, kind: u16, body: Bytes<'_>) {
        /// Which data follow.
        const VALUES: u16 = 1;
        const CATEGORIES: u16 = 2;
        match kind {
            kind::TEXT => {
                let text = string(body.from(3), usize::from(body.u8(2).unwrap_or(0)));
                if !text.trim().is_empty() && self.seen.insert((kind, text.clone())) {
                    self.texts.push(text);
                }
            }
            // A value, or the share that it is.
            kind::LABELS => self.has_labels |= body.u16(0).unwrap_or(0) & 1 != 0,
            kind::DATA => self.data = body.u16(0).unwrap_or(0),
            kind::LABEL if self.data == CATEGORIES => {
                let text = string(body.from(8), usize::from(body.u16(6).unwrap_or(0)));
                if !text.trim().is_empty() && self.seen.insert((kind, text.clone())) {
                    self.categories.push(text);
                }
            }
            kind::NUMBER if self.data == VALUES => {
                let series = body.u16(2).unwrap_or(0);
                let bits = body.slice(6, 8).and_then(|bytes| bytes.0.try_into().ok());
                let Some(value) = bits.map(f64::from_le_bytes).filter(|value| value.is_finite()) else { return };
                let text = format!("{value:.12}").trim_end_matches('0').trim_end_matches('.').to_owned();
                match self.values.last_mut() {
                    Some((last, values)) if *last == series => values.push(text),
                    _ => self.values.push((series, vec![text])),
                }
            }
            _ => {}
        }
    }

    /// Its paragraphs.
    pub(in crate::extract) fn lines(self) -> Vec<String> {
        let Self { texts, categories, values, has_labels, .. } = self;
        let values = values.into_iter().filter(|_| has_labels).map(|(_, values)| values.join(BETWEEN));
        let lines = texts.iter().flat_map(|text| split(text)).chain([categories.join(BETWEEN)]).chain(values);
        lines.filter(|line| !line.is_empty()).collect()
    }
}

/// The lines of a text.
pub(in crate::extract) fn split(text: &str) -> impl Iterator<Item = String> {
    text.split(['\n', '\r']).map(|line| line.trim().to_owned()).filter(|line| !line.is_empty())
}
