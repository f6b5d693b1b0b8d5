//! A question to its hits: in go its query and filters, out come passages grouped by report, before anything of them is
//! read; then what is shown of them.
//!
//! [`hit`]: the types. [`collect`]: all hits, segment by segment; [`within`]: of words that stand in one section or report;
//! [`cooccurrence`]: words that never stand in one passage. [`page`]: hits to what is shown.

mod hit;
mod collect;
mod within;
mod cooccurrence;
mod page;

pub(super) use hit::{Group, PARALLEL_FROM, RawHit, RawHits, Scoring};
pub(super) use page::{all_hits, apart, highlighter, show_group, shown_groups};
