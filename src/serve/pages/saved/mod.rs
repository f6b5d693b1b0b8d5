//! Searches that are kept: those with a name, and those of late. They are shown by GET, and changed by POST alone.
//!
//! [`page`]: the page. [`changes`]: what is kept and forgotten.

mod changes;
mod page;

pub(super) use changes::{forget, forget_all, keep, remember};
pub(super) use page::{Search, latest, named, saved, saved_file};
