//! Hits to their order: in go the hits of a question with what matchers know of them, out come scores and the top of the
//! groups.
//!
//! [`phrases`]: what phrases make of a score; [`words`]: the words of a query, cut by the index's own terms
//! (which [`crate::index::tokenizer`] made);
//! [`word_scores`]: what they add. [`years`]: the reports' own years; [`top`]: which groups are shown.

mod phrases;
mod words;
mod word_scores;
mod years;
mod top;

pub(super) use phrases::{Ranker, mean_words};
pub(super) use top::top;
pub(super) use word_scores::WordScores;
pub(super) use words::Cutter;
pub(super) use years::Years;
