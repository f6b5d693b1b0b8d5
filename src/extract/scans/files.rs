//! A picture file to its pages.

use super::picture::{Image, Picture, jpeg_head};
use super::tiff;
use crate::extract::document::Format;
use crate::extract::limits::MAX_PAGES;

/// The pages of a picture file.
pub(super) fn pages(bytes: &[u8], see: &mut dyn FnMut(Picture)) {
    if let Some(pages) = tiff::Pages::of(bytes) {
        for (page, image) in (1..=MAX_PAGES as u32).zip(pages) {
            see(Picture { format: Format::Picture, page, image });
        }
        return;
    }
    let (ending, size) = head(bytes);
    let image = Image::new(bytes.to_vec(), ending, size);
    see(Picture { format: Format::Picture, page: 1, image });
}

/// How the name of a picture file ends, by its content, and its width and height.
fn head(bytes: &[u8]) -> (&'static str, Option<(u32, u32)>) {
    let be = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let le = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let short = |at: usize| Some(u32::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    match bytes {
        [0x89, b'P', b'N', b'G', ..] if bytes.get(12..16) == Some(b"IHDR") => ("png", be(16).zip(be(20))),
        [0x89, b'P', b'N', b'G', ..] => ("png", None),
        [0xFF, 0xD8, ..] => ("jpg", jpeg_head(bytes).map(|(width, height, _)| (width, height))),
        [b'G', b'I', b'F', ..] => ("gif", short(6).zip(short(8))),
        // Its height is below zero where its rows go down.
        [b'B', b'M', ..] => ("bmp", le(18).zip(le(22).map(|height| height.cast_signed().unsigned_abs()))),
        _ => ("tif", None),
    }
}

#[cfg(test)]
mod tests {
    use super::{head, pages};

    #[test]
    fn heads_say_the_size() {
        let png = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x01\0\0\0\0\x02";
        assert_eq!(head(png), ("png", Some((256, 2))));
        let jpeg = b"\xFF\xD8\xFF\xE0\0\x04ab\xFF\xC4\0\x03x\xFF\xC2\0\x11\x08\0\x10\x01\x00\x03";
        assert_eq!(head(jpeg), ("jpg", Some((256, 16))));
        assert_eq!(head(b"GIF89a\x05\0\x06\0"), ("gif", Some((5, 6))));
        for cut in 0..png.len() {
            head(&png[..cut]);
            head(&jpeg[..cut.min(jpeg.len())]);
        }
    }

    #[test]
    fn a_picture_beyond_measure_is_none() {
        let png = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\x10\0\0\0\x10\0\0";
        pages(png, &mut |picture| assert!(picture.image.is_err()));
    }
}
