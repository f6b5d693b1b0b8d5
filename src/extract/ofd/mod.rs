//! OFD (GB/T 33190-2016), the official format of fixed pages: a zip file of XML, in which text is placed character by
//! character. Its parts go in; out come paragraphs with the page that each begins on, and what is attached. Stamps and
//! watermarks are boilerplate; what can't be seen is not there. In order of reading: [`reader`], the steps; [`parts`],
//! files of the package by the paths that others give them; [`structure`], the documents and their pages; [`drawing`],
//! what is drawn in a page, a template or a unit of drawing, with its [`text`], its [`path`]s and the [`geometry`] of
//! both; [`resources`], fonts and units; [`annotations`]; [`placing`], drawings within drawings put on a page, which
//! [`layout`](crate::extract::layout) reads.

mod geometry;
mod parts;
mod structure;
mod text;
mod path;
mod drawing;
mod resources;
mod annotations;
mod placing;
mod pages;
mod document;
mod reader;

pub(super) use parts::is_ofd;
pub(super) use reader::{Attached, read};
