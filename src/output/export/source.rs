//! Where a quotation comes from, as it is said below it.

use crate::answer::{Hit, ReportHits};

/// Who said it, in which report, when, where in it.
pub fn source(ReportHits { path, metadata, .. }: &ReportHits, hit: &Hit) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let title = metadata.title.value().map_or(name, String::as_str);
    let mut source = metadata.author.value().map(|author| format!("{author}，")).unwrap_or_default();
    source += &format!("《{title}》");
    source += &metadata.year.value().map(|year| format!("（{year}）")).unwrap_or_default();
    if !hit.section.is_empty() {
        source += &format!("，{}", hit.section.join(" › "));
    }
    source += &hit.page.map(|page| format!("，第{page}页")).unwrap_or_default();
    source += &hit.row.as_ref().map(|row| format!("，工作表“{}”第{}行", row.sheet, row.number)).unwrap_or_default();
    // As the rest of it, in Chinese: it goes below Chinese text.
    source += if hit.recognised { "（识别文字）" } else { "" };
    source
}
