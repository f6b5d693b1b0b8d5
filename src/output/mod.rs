//! Results to what is printed: for people in [`terminal`], for programs in [`json`], to be passed on in [`export`];
//! [`forms`] writes either, wherever it goes; [`known`]: what is known of a report, as all of them word it.
//!
//! Serialised types stand only here; the README documents them, and a test holds them to it.

pub mod export;
pub mod forms;
pub mod json;
mod known;
pub mod terminal;
mod time;
mod wrap;

pub use known::{KnownClaim, KnownField, about, known_fields, page_or_row, title_or_name};
pub use time::utc;
