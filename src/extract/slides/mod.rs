//! Presentations: an opened package or container goes in, out comes a document whose blocks stand on slides, as pages.
//! [`shape`] is what both formats have in common, in its order of reading, with [`numbers`] of paragraphs; [`pptx`] is
//! PowerPoint's since 2007, [`ppt`] that of 1997 to 2003.

mod shape;
mod numbers;
pub(super) mod pptx;
pub(super) mod ppt;
