//! Baogao (报告, "report"): full-text search for folders of Chinese reports. The map of the data's way:
//!
//! ```text
//! folder ─ source ─ extract ─ report ─ index ┬ search ─ output ─ cli
//!          files    blocks    Report    disk │ answers  text,JSON
//!                                      query ┘
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
//! - [`report`], [`query`] and the results of [`search`] know nothing of tantivy; nothing below [`output`] knows of
//!   the terminal.

pub mod messages;
pub mod error;
pub mod analysis;
pub mod schema;
pub mod source;
pub mod extract;
pub mod report;
pub mod index;
pub mod query;
pub mod search;
pub mod output;
pub mod cli;
