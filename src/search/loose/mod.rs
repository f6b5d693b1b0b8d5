//! Passages that hold much of a text: in goes a question or a pasted paragraph, out come hits, scored.
//!
//! [`terms`]: what a text is looked for by, and the passages that hold enough of it; [`scores`]: what passages and reports
//! hold and score, term by term; [`best_span`]: their best parts; [`collect`]: all hits.

mod scores;
mod best_span;
mod terms;
mod collect;

pub(super) use collect::collect_loose;
pub(super) use terms::LooseTerms;
