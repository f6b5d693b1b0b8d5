//! Baogao (报告, "report"): full-text search for folders of Chinese reports. The map of the data's way:
//!
//! ```text
//! folder ─ source ─ extract ─ report ─ ingest ─ index ─┐
//!          files    blocks    Report   a Sink   disk   │ search: the embedded engine
//!                                                      ▼
//!    arguments ─ request ─────────────────────────▶ answer ─ output ─ cli
//!                Question, View (query: its tree)   Engine   text, JSON
//! ```
//!
//! Modules stand in the order in which data meets them, and use only those above them. [`messages`] (what is said to
//! people), [`error`], [`analysis`] (what text is compared by) and [`schema`] (the data of `index-schema/`) are what all
//! stages share.
//!
//! What always holds:
//! - Characters decide what matches, words only the order ([`analysis`]). No option, dictionary or ranking changes it.
//! - A file is either read or on record with the reason why not; nothing else happens to it.
//! - A value that no evidence says is unknown; no value is without its evidence ([`report`]).
//! - An index is one commit: what it says of files, and their passages, are of the same moment ([`index`]).
//! - Questions and answers know no engine: all of it goes through [`answer::Engine`]. Only [`index`] and [`search`] know
//!   tantivy, only [`request`] and [`cli`] clap, only [`output`] and [`cli`] the terminal.

pub mod messages;
pub mod error;
pub mod analysis;
pub mod schema;
pub mod source;
pub mod extract;
pub mod report;
pub mod ingest;
pub mod query;
pub mod answer;
pub mod index;
pub mod search;
pub mod request;
pub mod output;
pub mod serve;
pub mod cli;
