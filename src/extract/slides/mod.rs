//! Presentations: an opened package or container goes in, out comes a document whose blocks stand on slides, as pages.
//! [`pptx`] is PowerPoint's since 2007, [`ppt`] that of 1997 to 2003.

pub(super) mod pptx;
pub(super) mod ppt;
