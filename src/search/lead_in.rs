//! The lead-in of a list's item: 要重点抓好以下工作：, shown with an item that says little without it.

use tantivy::DocAddress;

use crate::error::Result;
use crate::index::Reader;
use crate::report::is_item;

/// Lists are shorter than this, in passages.
const MAX_ITEMS: u32 = 20;

/// The sentence that leads in the list of which passage `number` of a report is an item; none if it is no item.
///
/// # Errors
/// Of the index.
pub(super) fn lead_in(reader: &Reader, file: DocAddress, number: u32, text: &str) -> Result<Option<String>> {
    if !is_item(text) {
        return Ok(None);
    }
    for earlier in (number.saturating_sub(MAX_ITEMS).max(1)..number).rev() {
        let text = reader.passage(file, earlier)?;
        if text.ends_with(['：', ':']) {
            let start =
                text.trim_end_matches(['：', ':']).rfind(['。', '！', '；']).map_or(0, |at| at + '。'.len_utf8());
            return Ok(Some(text[start..].to_owned()));
        }
        if !is_item(&text) {
            return Ok(None);
        }
    }
    Ok(None)
}
