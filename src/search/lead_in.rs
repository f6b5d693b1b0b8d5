//! The lead-in of a list's item: 要重点抓好以下工作：, shown with an item that says little without it.

use tantivy::DocAddress;

use crate::error::Result;
use crate::index::Reader;

/// The sentence that leads in the list of which passage `number` of a report is an item; none if it is no item.
///
/// # Errors
/// Of the index.
pub(super) fn lead_in(reader: &Reader, file: DocAddress, number: u32) -> Result<Option<String>> {
    let lead = reader.pairs(file.segment_ord).about(file.doc_id + number).lead;
    if lead == 0 || lead >= number {
        return Ok(None);
    }
    let text = reader.passage(file, number - lead)?;
    let start = text.trim_end_matches(['：', ':']).rfind(['。', '！', '；']).map_or(0, |at| at + '。'.len_utf8());
    Ok(Some(text[start..].to_owned()))
}
