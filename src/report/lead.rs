//! The passage that leads in the list of which another is an item (要重点抓好以下工作：).

use super::headings::is_item;

/// A lead-in that stands more passages before its item is not kept: so long a list is none.
pub const MAX_LEAD: u32 = 31;

/// Finds for each item of a list the passage that leads it in, going through a report's passages in reading order.
#[derive(Default)]
pub(super) struct Leads {
    /// How far the lead-in of an item would be that comes next; 0 if it would have none.
    next: u32,
}

impl Leads {
    /// How many passages before the next one its lead-in stands; 0 if it is no item, or has none.
    pub(super) fn next(&mut self, text: &str) -> u32 {
        let is_item = is_item(text);
        let lead = if is_item { self.next } else { 0 };
        self.next = match lead {
            _ if text.ends_with(['：', ':']) => 1,
            0 | MAX_LEAD.. => 0,
            before => before + 1,
        };
        lead
    }
}
