//! What lies over the cells of tables (charts, text boxes, comments that are shown), and what is printed around them: the
//! bytes of a file go in, out come paragraphs by sheet. In order of reading: [`found`], what comes out; [`headers`] without
//! their codes; [`xlsx`], [`ods`], [`xls`], by format; [`read`], all of these.

mod found;
mod headers;
mod xlsx;
mod ods;
mod xls;
mod read;

pub(super) use found::Drawings;
pub(super) use read::{read, read_flat};
