//! A picture of a page, and what the heads of picture files say.

use serde::{Deserialize, Serialize};

use super::tiff;
use crate::extract::document::Format;
use crate::extract::limits::{MAX_PAGES, MAX_PIXELS};
use crate::message;
use crate::messages::Message;

/// A page that is a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::extract) struct Picture {
    /// The format of the file that it is a page of.
    pub(in crate::extract) format: Format,
    /// Its number in the file, from 1.
    pub(in crate::extract) page: u32,
    /// The picture, or why there is none.
    pub(in crate::extract) image: Result<Image, Message>,
}

/// A picture file of one page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::extract) struct Image {
    /// Its bytes.
    pub(in crate::extract) bytes: Vec<u8>,
    /// How the names of such files end.
    pub(in crate::extract) ending: String,
    /// How many pixels it has, as its head says; 0 if it doesn't.
    pub(in crate::extract) pixels: u64,
}

impl Image {
    pub(super) fn new(bytes: Vec<u8>, ending: &str, size: Option<(u32, u32)>) -> Result<Self, Message> {
        let (width, height) = size.unwrap_or_default();
        let pixels = checked_pixels(width, height)?;
        Ok(Self { bytes, ending: ending.to_owned(), pixels })
    }
}

/// How many pixels a picture of such a size has.
///
/// # Errors
/// If these are too many for any program to be trusted with.
pub(super) fn checked_pixels(width: u32, height: u32) -> Result<u64, Message> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MAX_PIXELS {
        return Err(message!("pixels-over", width = width, height = height, million = MAX_PIXELS / 1_000_000));
    }
    Ok(pixels)
}

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

/// Width, height and number of components of a JPEG, as its frame header says (ITU T.81, B.2.2).
pub(super) fn jpeg_head(bytes: &[u8]) -> Option<(u32, u32, u8)> {
    let mut at = 2;
    loop {
        let [0xFF, marker, rest @ ..] = bytes.get(at..)? else { return None };
        match marker {
            0xFF => at += 1,
            0x01 | 0xD0..=0xD9 => at += 2,
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                let [_, _, _, h1, h0, w1, w0, components, ..] = *rest else { return None };
                let number = |high, low| u32::from(u16::from_be_bytes([high, low]));
                return Some((number(w1, w0), number(h1, h0), components));
            }
            _ => {
                let [high, low, ..] = *rest else { return None };
                at += 2 + usize::from(u16::from_be_bytes([high, low]));
            }
        }
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
