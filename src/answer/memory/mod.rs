//! The plainest engine: a list of reports in memory, each passage judged by itself, without an index. In go reports, out come
//! the same answers as from any engine. It ranks nothing, and refuses what only ranks or counts over all passages could
//! tell; it is what other engines are held to.
//!
//! [`reports`]: reports as they are kept. [`found`]: the hits of a question; [`facets`]: their counts; [`engine`]: all of it as
//! an [`crate::answer::Engine`].

mod reports;
mod found;
mod facets;
mod engine;

pub use reports::Memory;
