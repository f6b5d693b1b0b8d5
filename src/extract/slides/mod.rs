//! Presentations: an opened package goes in, out comes a document whose blocks stand on slides, as pages. [`pptx`] is
//! PowerPoint's since 2007.

pub(super) mod pptx;
