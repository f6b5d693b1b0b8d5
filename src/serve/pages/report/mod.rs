//! One report: its text at a hit, its outline, what is known of it and why, its other versions, its file.
//!
//! 1. [`hits`]: where a query stands in it. [`reading`]: its text in reading order, page by page; [`outline`]: the way through it.
//! 2. [`known`]: what is known of it, with the evidence; [`correct`]: that corrected by its user.
//! 3. [`names`]: what names of files say of versions; [`versions`]: copies and other versions, among its [`relatives`].
//! 4. [`page`]: all of it together. [`cited`]: what was cited, as it stands now, and [`citations`] many; [`original`]: the file itself.

mod citations;
mod cited;
mod correct;
mod hits;
mod known;
mod names;
mod original;
mod outline;
mod page;
mod reading;
mod relatives;
mod versions;

pub(super) use citations::{citations_form, citations_sent};
pub(super) use correct::{correct, form_alone};
pub(super) use original::original;
pub(super) use page::report;
pub(in crate::serve) use relatives::Relatives;
