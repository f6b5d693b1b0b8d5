//! What people read: in go answers, out come lines, on a terminal wrapped and coloured, in a pipe a line a passage.
//!
//! [`page`]: where they are printed. [`totals`]: what matches in all. [`answer`]: hits; [`concordance`]: matches in a column;
//! [`facets`]: counts; [`report`]: outlines and reports; [`status`]: files; [`index`]: an index itself.

mod answer;
mod concordance;
mod facets;
mod index;
mod page;
mod report;
mod status;
mod totals;

pub use page::{Terminal, shown_lines};
pub use status::Named;
pub use totals::{megabytes, searched_of};
