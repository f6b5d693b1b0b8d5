//! Hits of a query, what it can be narrowed by, and the ways to see them otherwise and to pass them on.
//!
//! 1. [`state`]: the address, which holds all of it. [`found`]: the search, done, with [`narrow`]: values to narrow it by
//!    (by [`widths`]: what their filters let through), and [`lines`]: matches in a column.
//! 2. [`hits`], [`sidebar`] (with [`excluded`]: what a query leaves out), [`around`]: these as they are shown.
//! 3. [`page`]: all of it together.

mod around;
mod excluded;
mod found;
mod hits;
mod lines;
mod narrow;
mod page;
mod sidebar;
mod state;
mod widths;

pub(super) use page::search;
pub(in crate::serve) use widths::Widths;
