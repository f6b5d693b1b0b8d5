//! A picture of a page, and what the heads of picture files say.

use serde::{Deserialize, Serialize};

use crate::extract::document::Format;
use crate::extract::limits::MAX_PIXELS;
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
