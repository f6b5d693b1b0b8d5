//! Fields of a word processor's text: the code of each and its result go in; out comes what the page shows where that
//! stands in no result. In order of reading: [`eq`], formulas that old Word drew characters with; [`form`], what was
//! chosen and ticked in forms; [`open`], the fields that a text is within.

mod eq;
mod form;
mod open;

pub(super) use form::Form;
pub(super) use open::Fields;
