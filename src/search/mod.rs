//! The embedded engine: a question on an index of this machine to its answer. In go a [`crate::index::Reader`] and questions,
//! out come the answers of [`crate::answer`].
//!
//! 1. [`phrase`]: which passages of a segment a query's tree is true of; [`filter`]: which filters let through; [`loose`]: which
//!    hold much of a text.
//! 2. [`hits`]: all hits of a question, grouped by report, and what is shown of them; [`ranking`]: their scores and order.
//! 3. [`facets`]: their counts by value. [`list`]: reports and files without a query; [`paths`]: their paths.
//! 4. [`engine`]: all of it as an [`crate::answer::Engine`].
//!
//! Here tantivy and answers meet: what goes out of this stage knows nothing of tantivy.

mod phrase;
mod filter;
mod loose;
mod hits;
mod ranking;
mod facets;
mod paths;
mod list;
mod engine;

pub use engine::Embedded;
