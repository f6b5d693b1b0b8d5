//! What people read: in go answers, out come lines, on a terminal wrapped and coloured, in a pipe a line a passage.
//!
//! [`page`]: where they are printed. [`totals`]: what matches in all. [`answer`]: hits; [`concordance`]: matches in a column;
//! [`facets`], [`figures`]: counts; [`report`]: outlines and reports; [`status`], [`account`]: files; [`index`]: an index itself.

mod account;
mod answer;
mod concordance;
mod facets;
mod figures;
mod index;
mod page;
mod report;
mod status;
mod totals;

pub use account::{now, on_disk};
pub use answer::part_of_score;
pub use facets::{field, percent};
pub use page::{Terminal, shown, shown_lines, visible};
pub use report::{labels_of, source};
pub use status::{Named, age, missing_of};
pub use totals::{found, megabytes, searched, searched_of, totals};
