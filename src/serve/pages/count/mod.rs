//! How much is, by what: of one query, of many side by side, of two fields crossed.
//!
//! [`state`]: what is counted, as its address has it, or a form that was sent. [`form`]: what can be chosen. [`table`]: figures as
//! they are shown, each with the way to what it counts. [`page`]: all of it.

mod form;
mod page;
mod state;
mod table;

pub(super) use page::{count, sent};
