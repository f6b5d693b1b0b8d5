//! Results to what is printed: for people in [`terminal`], for programs in [`json`], to be passed on in [`export`];
//! [`forms`] writes either, wherever it goes.
//!
//! Serialised types stand only here; the README documents them, and a test holds them to it.

pub mod export;
pub mod forms;
pub mod json;
pub mod terminal;
mod time;
mod wrap;

pub use time::utc;
