//! The lead-in of a list's item: 要重点抓好以下工作：, shown with an item that says little without it.

/// The sentence of the passage before a list that leads in the list.
pub(super) fn lead_in(passage: &str) -> String {
    let end = passage.trim_end_matches(['：', ':']);
    let start = end.rfind(['。', '！', '；']).map_or(0, |at| at + '。'.len_utf8());
    passage[start..].to_owned()
}
