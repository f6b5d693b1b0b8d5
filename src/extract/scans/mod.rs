//! Pages that are pictures: the bytes of a picture file or a PDF go in; out come pictures of its pages, one each, upright, as
//! files that programs for text recognition read. In order of reading: [`picture`], what goes out; [`raster`], pixels, and
//! the PNG file that holds them; [`tiff`], the pages of such a file; [`files`], those of any; [`pixels`], the pictures in a PDF; [`drawing`], what is
//! drawn on its pages; [`page`], a page of it to one picture; [`look`], the entry point.

mod picture;
mod raster;
mod tiff;
mod files;
mod pixels;
mod drawing;
mod page;
mod look;

pub(super) use look::look;
pub(super) use picture::{Image, Picture};
