//! Whether a query is true of one passage, and what filters mean: in goes a part of a query and one text or value, out comes
//! yes or no. Engines find passages as they like; this is what they must come to.
//!
//! [`gaps`]: how far phrases stand from each other. [`tree`]: a query's tree on one passage. [`filters`]: filters on the values
//! of a report. [`within`]: a tree on sections or reports.

mod gaps;
mod tree;
mod filters;
mod within;

pub use filters::{WantedRoles, is_in_form, is_wanted_label, wanted_whole};
pub(super) use filters::{has_labels, lets_report_through, lets_section_through};
pub(super) use gaps::gapped_places;
pub use gaps::{holds_in_order, smallest_gap};
pub use tree::{JudgedPassage, is_true, is_true_of_text};
pub use within::{TrueIn, any_word, main_sections};
