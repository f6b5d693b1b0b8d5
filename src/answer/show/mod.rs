//! What is shown of a hit, on its original text: in go the passages that were found in a report, and what is marked in
//! them, out comes [`crate::answer::ReportHits`].
//!
//! [`highlight`]: what is marked in a passage; [`excerpt`]: the part of it that is shown; [`lead_in`]: what leads in a list's
//! item; [`concordance`]: matches in a column; [`assemble`]: all of it together, and how much of
//! each.

mod highlight;
mod excerpt;
mod lead_in;
mod concordance;
mod assemble;

pub use assemble::{FoundPassage, Passages, Shown};
pub use concordance::{Line, LineOrder};
pub use excerpt::{Excerpt, excerpt};
pub use highlight::Highlighter;
