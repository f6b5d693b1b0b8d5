//! What office programs draw: a part of a package goes in, out come its texts, a paragraph each. [`shape`], what stands
//! on a page, in its order of reading, with [`numbers`] of paragraphs; [`texts`], those of a diagram; [`chart`], charts
//! drawn from numbers; [`parts`], charts and diagrams that another part refers to;
//! [`page`], all of these on a page; [`odf_chart`], [`biff_chart`], charts in other forms; [`ole_object`], charts as
//! objects of other programs; [`office_art`], shapes until 2003.

pub(super) mod office_art;
mod shape;
mod numbers;
mod texts;
mod chart;
mod parts;
mod page;
mod odf_chart;
mod biff_chart;
mod ole_object;

pub(super) use biff_chart::{BiffChart, records, split, string};
pub(super) use numbers::{auto_number, scheme};
pub(super) use odf_chart::{Objects, objects};
pub(super) use ole_object::ole_object;
pub(super) use page::Page;
pub(super) use parts::{Drawn, drawn};
pub(super) use shape::{BETWEEN, Frame, Role, Shape, in_reading_order};
