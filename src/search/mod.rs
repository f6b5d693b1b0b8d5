//! A query and an index to an answer: which passages match, in which order, and how they are shown.
//!
//! 1. [`matcher`]: where a phrase stands in the passages of a segment, by pairs; [`singles`]: where one character does.
//! 2. [`scope`]: which reports and sections the filters let through.
//! 3. [`words`]: the words of a query, cut by the index's own terms, so that no dictionary is loaded.
//! 4. [`rank`]: how well a passage answers; [`word_scores`]: what words add to that; [`parts`]: what a score is made of.
//! 5. [`evaluate`]: which passages a query's tree is true of; [`loose`]: which hold much of a text
//!    ([`loose_scores`]; [`windows`]: in their best parts); [`collect`]: all [`hits`] of a query, grouped by report.
//! 6. [`highlight`]: what is marked in a passage; [`excerpt`]: the part of it that is shown; [`lead_in`]: what leads in a list's item.
//!    [`concordance`]: matches in a column. [`units`]: words that stand in one section or report, not in one passage.
//! 7. [`years`]: the reports' own years; [`choose`]: which reports are shown; [`apart`]: words that never stand in one passage; [`answer`]: the ranked answer to a query.
//! 8. [`facets`] ([`facet_names`], [`facet_tree`]), [`list`], [`status`]: counts by value; reports and their outlines; what was not read.
//!
//! Here engine and results meet: what goes out of this stage ([`Answer`], [`FacetCounts`], [`Listed`]) no longer knows
//! of tantivy, and nothing in it knows of the terminal.

mod answer;
mod apart;
mod choose;
mod collect;
mod concordance;
mod evaluate;
mod excerpt;
mod facet_names;
mod facet_tree;
mod facets;
mod highlight;
mod hits;
mod lead_in;
mod list;
mod loose;
mod loose_scores;
mod matcher;
mod parts;
mod rank;
mod scope;
mod singles;
mod status;
mod units;
mod windows;
mod word_scores;
mod words;
mod years;

pub use answer::{Answer, Context, Grouping, Hit, Place, ReportHits, SearchOptions, Sort, cited, loosely, search};
pub use apart::Apart;
pub use collect::{count, matching_paths};
pub use concordance::Line;
pub use excerpt::{Excerpt, excerpt};
pub use facets::{FacetCount, FacetCounts, FacetField, Unknown, facets, unknown};
pub use hits::Total;
pub use list::{Listed, ListedSection, Texts, find_report, list};
pub use parts::{Part, Reason};
pub use status::{partly_read, problems};
pub use units::Unit;
