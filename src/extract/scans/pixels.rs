//! The pictures in a PDF (ISO 32000, 8.9) to pixels in grey: whatever their colours are, text is told from paper by them.

use hayro_syntax::object::stream::{ImageColorSpace, ImageDecodeParams};
use hayro_syntax::object::{Dict, Object, Stream};
use hayro_syntax::page::Resources;

use super::raster::{Raster, WHITE};
use crate::extract::limits::MAX_UNPACKED_PIXELS;

/// Colour spaces within colour spaces are looked into so deep.
const MAX_DEPTH: usize = 4;
/// Components of a colour; the standard allows no more (Annex C).
const MAX_COMPONENTS: usize = 32;

/// What the numbers of a pixel mean.
enum Colours {
    Grey,
    Rgb,
    Cmyk,
    /// Only the first number says how light it is.
    Lab,
    /// So many inks, none of which is white.
    Inks(usize),
    /// Grey by number.
    Palette(Vec<u8>),
}

impl Colours {
    fn components(&self) -> usize {
        match self {
            Self::Grey | Self::Palette(_) => 1,
            Self::Rgb | Self::Lab => 3,
            Self::Cmyk => 4,
            Self::Inks(count) => *count,
        }
    }

    /// The grey of a pixel: its numbers, each from 0 to 255, but for a palette's.
    fn grey(&self, pixel: &[u8]) -> u8 {
        let light = |r: u8, g: u8, b: u8| ((u32::from(r) * 77 + u32::from(g) * 150 + u32::from(b) * 29) >> 8) as u8;
        match (self, pixel) {
            (Self::Palette(greys), &[number, ..]) => greys.get(usize::from(number)).copied().unwrap_or(WHITE),
            (Self::Rgb, &[r, g, b, ..]) => light(r, g, b),
            (Self::Cmyk, &[c, m, y, k, ..]) => light(WHITE - c, WHITE - m, WHITE - y).saturating_sub(k),
            (Self::Inks(_), inks) => inks.iter().fold(WHITE, |grey, &ink| grey.saturating_sub(ink)),
            (_, pixel) => pixel.first().copied().unwrap_or(WHITE),
        }
    }

    fn of(space: &Object<'_>, resources: &Resources<'_>, depth: usize) -> Option<Self> {
        if depth > MAX_DEPTH {
            return None;
        }
        let array = match space {
            Object::Name(name) => {
                return match name.as_ref() {
                    b"DeviceGray" | b"G" | b"CalGray" => Some(Self::Grey),
                    b"DeviceRGB" | b"RGB" | b"CalRGB" => Some(Self::Rgb),
                    b"DeviceCMYK" | b"CMYK" => Some(Self::Cmyk),
                    _ => Self::of(&resources.get_color_space(name)?, resources, depth + 1),
                };
            }
            Object::Array(array) => array,
            _ => return None,
        };
        let items: Vec<Object<'_>> = array.iter::<Object<'_>>().take(4).collect();
        let Some(Object::Name(family)) = items.first() else { return None };
        match family.as_ref() {
            b"ICCBased" => match items.get(1)? {
                Object::Stream(profile) => Self::by_count(profile.dict().get::<usize>("N")?),
                _ => None,
            },
            b"Indexed" | b"I" => {
                let base = Self::of(items.get(1)?, resources, depth + 1)?;
                let colours = match items.get(3)? {
                    Object::String(text) => text.as_bytes().to_vec(),
                    Object::Stream(stream) => stream.decoded_data().ok()?.into_owned(),
                    _ => return None,
                };
                let greys = colours.chunks_exact(base.components()).take(256).map(|pixel| base.grey(pixel)).collect();
                Some(Self::Palette(greys))
            }
            b"Separation" => Some(Self::Inks(1)),
            b"DeviceN" => match items.get(1)? {
                Object::Array(names) => {
                    Some(names.raw_iter().count()).filter(|n| (1..=MAX_COMPONENTS).contains(n)).map(Self::Inks)
                }
                _ => None,
            },
            b"Lab" => Some(Self::Lab),
            b"CalGray" => Some(Self::Grey),
            b"CalRGB" => Some(Self::Rgb),
            _ => Self::of(items.first()?, resources, depth + 1),
        }
    }

    fn by_count(count: usize) -> Option<Self> {
        match count {
            1 => Some(Self::Grey),
            3 => Some(Self::Rgb),
            4 => Some(Self::Cmyk),
            _ => None,
        }
    }
}

/// A value of a picture, by its name or what that is in the midst of a drawing (8.9.7).
fn value<'a>(dict: &Dict<'a>, name: &str, short: &str) -> Option<Object<'a>> {
    dict.get::<Object<'_>>(name).or_else(|| dict.get::<Object<'_>>(short))
}

fn number(dict: &Dict<'_>, name: &str, short: &str) -> Option<u32> {
    u32::try_from(value(dict, name, short)?.into_number()?.as_i64()).ok()
}

/// Whether a picture is a stencil: it says where ink goes.
pub(super) fn is_stencil(dict: &Dict<'_>) -> bool {
    value(dict, "ImageMask", "IM").and_then(Object::into_bool).unwrap_or(false)
}

/// Width and height of a picture, if it is one that may be unpacked.
pub(super) fn size(dict: &Dict<'_>) -> Option<(u32, u32)> {
    let (width, height) = (number(dict, "Width", "W")?, number(dict, "Height", "H")?);
    let pixels = u64::from(width) * u64::from(height);
    (1..=MAX_UNPACKED_PIXELS).contains(&pixels).then_some((width, height))
}

/// Unpacks a picture; of a stencil 0 is where ink goes. None if it can't be.
pub(super) fn unpack(stream: &Stream<'_>, resources: &Resources<'_>) -> Option<Raster> {
    let dict = stream.dict();
    let (width, height) = size(dict)?;
    let is_stencil = is_stencil(dict);
    let space = value(dict, "ColorSpace", "CS").filter(|_| !is_stencil);
    let mut colours = space.and_then(|space| Colours::of(&space, resources, 0));
    let bits =
        if is_stencil { Some(1) } else { number(dict, "BitsPerComponent", "BPC").and_then(|n| u8::try_from(n).ok()) };
    let is_indexed = matches!(colours, Some(Colours::Palette(_)));
    let count = colours.as_ref().map(|colours| colours.components() as u8);
    let wanted =
        ImageDecodeParams { is_indexed, bpc: bits, num_components: count, target_dimension: None, width, height };
    let decoded = stream.decoded_image(&wanted).ok()?;
    let (mut bits, mut width, mut height) = (bits.unwrap_or(8), width as usize, height as usize);
    if let Some(image) = &decoded.image_data {
        (bits, width, height) = (image.bits_per_component, image.width as usize, image.height as usize);
        let own = match image.color_space {
            Some(ImageColorSpace::Gray) => Some(Colours::Grey),
            Some(ImageColorSpace::Rgb) => Some(Colours::Rgb),
            Some(ImageColorSpace::Cmyk) => Some(Colours::Cmyk),
            Some(ImageColorSpace::Unknown(count)) => Some(Colours::Inks(usize::from(count).clamp(1, MAX_COMPONENTS))),
            None => None,
        };
        // What is packed knows how many numbers its pixels have.
        let fits = |known: &Colours| own.as_ref().is_none_or(|own| own.components() == known.components());
        colours = colours.filter(fits).or(own);
    }
    if !matches!(bits, 1 | 2 | 4 | 8 | 16) || width as u64 * height as u64 > MAX_UNPACKED_PIXELS {
        return None;
    }
    let colours = colours.unwrap_or(Colours::Grey);
    let inverts = is_inverted(dict);
    Some(to_grey(&decoded.data, (width, height), usize::from(bits), &colours, inverts))
}

/// Whether the numbers of a picture stand for their opposites.
fn is_inverted(dict: &Dict<'_>) -> bool {
    let decode = value(dict, "Decode", "D").and_then(Object::into_array);
    let ends: Vec<f32> = decode.iter().flat_map(|decode| decode.iter::<f32>().take(2)).collect();
    matches!(ends[..], [first, last] if first > last)
}

fn to_grey(data: &[u8], (width, height): (usize, usize), bits: usize, colours: &Colours, inverts: bool) -> Raster {
    let components = colours.components();
    let row_bytes = (width * components * bits).div_ceil(8);
    let mut raster = Raster::white(width, height);
    let is_palette = matches!(colours, Colours::Palette(_));
    // What a number means whose greatest is another one.
    let scale = if is_palette || bits >= 8 { 1 } else { 255 / ((1 << bits) - 1) };
    let flip = if inverts && !is_palette { 0xFF } else { 0 };
    let number = |row: &[u8], at: usize| match bits {
        8 => row.get(at).copied(),
        16 => row.get(2 * at).copied(),
        _ => row.get(at * bits / 8).map(|byte| byte >> (8 - bits - at * bits % 8) & ((1 << bits) - 1)),
    };
    let mut pixel = [0_u8; MAX_COMPONENTS];
    for (row, greys) in data.chunks(row_bytes.max(1)).zip(raster.grey.chunks_exact_mut(width)) {
        for (x, grey) in greys.iter_mut().enumerate() {
            for (component, value) in pixel[..components].iter_mut().enumerate() {
                // What is missing at the end stays white.
                let Some(number) = number(row, x * components + component) else { return raster };
                *value = (number * scale) ^ flip;
            }
            *grey = colours.grey(&pixel[..components]);
        }
    }
    raster
}

#[cfg(test)]
mod tests {
    use hayro_syntax::object::{Dict, FromBytes};

    use super::{Colours, is_inverted, size, to_grey};

    fn dict(text: &'static str) -> Dict<'static> {
        Dict::from_bytes(text.as_bytes()).expect("a dictionary")
    }

    #[test]
    fn numbers_of_any_width_become_grey() {
        let check = |data: &[u8], bits: usize, colours: &Colours, inverts: bool, expected: &[u8]| {
            assert_eq!(to_grey(data, (expected.len(), 1), bits, colours, inverts).grey, expected);
        };
        check(&[0b1010_0000], 1, &Colours::Grey, false, &[255, 0, 255]);
        check(&[0b1010_0000], 1, &Colours::Grey, true, &[0, 255, 0]);
        check(&[0x0F, 0x80], 4, &Colours::Grey, false, &[0, 255, 136]);
        check(&[1, 0, 0xFF, 0xFF], 16, &Colours::Grey, false, &[1, 255]);
        check(&[255, 255, 255, 0, 0, 0], 8, &Colours::Rgb, false, &[255, 0]);
        check(&[0, 0, 0, 0, 0, 0, 0, 255], 8, &Colours::Cmyk, false, &[255, 0]);
        check(&[0, 255], 8, &Colours::Inks(1), false, &[255, 0]);
        check(&[0b0110_0000], 2, &Colours::Palette(vec![7, 8, 9]), false, &[8, 9, 7]);
        // Cut off.
        check(&[0], 8, &Colours::Grey, false, &[0, 255]);
    }

    #[test]
    fn dictionaries_are_not_believed() {
        assert_eq!(size(&dict("<</W 3/Height 4>>")), Some((3, 4)));
        assert_eq!(size(&dict("<</Width 60000/Height 60000>>")), None);
        assert!(is_inverted(&dict("<</Decode[1 0]>>")) && !is_inverted(&dict("<</Decode[0 1]>>")));
    }
}
