//! Two reports side by side: in go the paths of both, out comes in what their texts differ, paragraph by paragraph.
//!
//! [`align`]: which paragraphs stand for each other, and which characters of those differ. [`page`]: as it is shown.

mod align;
mod page;

pub(super) use page::compare;
