//! Where a quotation comes from, as it is said below it.

use crate::answer::{Hit, ReportHits};
use crate::output::known::title_or_name;
use crate::report::Metadata;

/// Where in its report a passage stands that is quoted.
pub struct QuotedPlace<'a> {
    /// The headings above it, the widest first.
    pub section: &'a [String],
    /// The page that it begins on.
    pub page: Option<u32>,
    /// The sheet and the row of it that it is.
    pub row: Option<(&'a str, u32)>,
    /// Whether it was recognised in a picture.
    pub is_recognised: bool,
}

/// Who said it, in which report, when, where in it.
pub fn source(report: &ReportHits, hit: &Hit) -> String {
    let row = hit.row.as_ref().map(|row| (row.sheet.as_str(), row.number));
    let place = QuotedPlace { section: &hit.section, page: hit.page, row, is_recognised: hit.recognised };
    source_at(&report.path, &report.metadata, &place)
}

/// The same of a place in the report at a path.
pub fn source_at(path: &str, metadata: &Metadata, place: &QuotedPlace<'_>) -> String {
    let mut source = metadata.author.value().map(|author| format!("{author}，")).unwrap_or_default();
    source += &format!("《{}》", title_or_name(path, metadata));
    source += &metadata.year.value().map(|year| format!("（{year}）")).unwrap_or_default();
    if !place.section.is_empty() {
        source += &format!("，{}", place.section.join(" › "));
    }
    source += &place.page.map(|page| format!("，第{page}页")).unwrap_or_default();
    source += &place.row.map(|(sheet, row)| format!("，工作表“{sheet}”第{row}行")).unwrap_or_default();
    // As the rest of it, in Chinese: it goes below Chinese text.
    source += if place.is_recognised { "（识别文字）" } else { "" };
    source
}
