//! Grey pixels, and the PNG file that holds them (ISO 15948).

use std::io::Write;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

/// White.
pub(super) const WHITE: u8 = 0xFF;

/// A picture in grey, row by row from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Raster {
    pub(super) width: usize,
    pub(super) height: usize,
    /// A byte a pixel, 0 black.
    pub(super) grey: Vec<u8>,
}

/// Where on the page right and down of a picture point to: one step in x or y, which goes down.
pub(super) type Axes = ((isize, isize), (isize, isize));

/// A picture as it should stand.
pub(super) const UPRIGHT: Axes = ((1, 0), (0, 1));

impl Raster {
    /// A white one.
    pub(super) fn white(width: usize, height: usize) -> Self {
        Self { width, height, grey: vec![WHITE; width * height] }
    }

    /// As it stands on the page: turned, or mirrored.
    pub(super) fn turned(self, axes: Axes) -> Self {
        if axes == UPRIGHT {
            return self;
        }
        let ((right_x, right_y), (down_x, down_y)) = axes;
        let is_across = right_x != 0;
        let (width, height) = if is_across { (self.width, self.height) } else { (self.height, self.width) };
        // Where the picture's first pixel goes to.
        let start =
            |right: isize, down: isize, length: usize| if right + down < 0 { length.wrapping_sub(1) } else { 0 };
        let (x0, y0) = (start(right_x, down_x, width), start(right_y, down_y, height));
        let mut turned = Self::white(width, height);
        for (y, row) in self.grey.chunks_exact(self.width.max(1)).enumerate() {
            let y = y.cast_signed();
            for (x, &grey) in row.iter().enumerate() {
                let x = x.cast_signed();
                let at_x = x0.wrapping_add_signed(x * right_x + y * down_x);
                let at_y = y0.wrapping_add_signed(x * right_y + y * down_y);
                turned.grey[at_y * width + at_x] = grey;
            }
        }
        turned
    }

    /// As a PNG file: a bit a pixel where all are black or white.
    pub(super) fn to_png(&self) -> Vec<u8> {
        let is_bilevel = self.grey.iter().all(|&grey| grey == 0 || grey == WHITE);
        // No time is spent on what is read once.
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
        let mut row_bytes = Vec::new();
        for row in self.grey.chunks_exact(self.width.max(1)) {
            row_bytes.clear();
            // No filter.
            row_bytes.push(0);
            if is_bilevel {
                let bits =
                    |pixels: &[u8]| pixels.iter().enumerate().fold(0, |bits, (at, p)| bits | (p & 1) << (7 - at));
                row_bytes.extend(row.chunks(8).map(bits));
            } else {
                row_bytes.extend_from_slice(row);
            }
            packed.write_all(&row_bytes).expect("into memory");
        }
        let packed = packed.finish().expect("into memory");
        let mut png = b"\x89PNG\r\n\x1A\n".to_vec();
        let mut head = Vec::new();
        [self.width, self.height].iter().for_each(|&size| head.extend((size as u32).to_be_bytes()));
        // Bits a pixel; grey; how it is packed, filtered, and in which order.
        head.extend([if is_bilevel { 1 } else { 8 }, 0, 0, 0, 0]);
        for (name, content) in [(b"IHDR", &head), (b"IDAT", &packed), (b"IEND", &Vec::new())] {
            png.extend((content.len() as u32).to_be_bytes());
            png.extend(name);
            png.extend(content);
            let mut sum = Crc::new();
            sum.update(name);
            sum.update(content);
            png.extend(sum.sum().to_be_bytes());
        }
        png
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::{Axes, Raster, UPRIGHT};

    fn raster(width: usize, grey: &[u8]) -> Raster {
        Raster { width, height: grey.len() / width, grey: grey.to_vec() }
    }

    #[test]
    fn pictures_are_turned_as_they_stand() {
        let picture = raster(3, &[1, 2, 3, 4, 5, 6]);
        let check = |axes: Axes, width: usize, grey: &[u8]| {
            assert_eq!(picture.clone().turned(axes), raster(width, grey), "{axes:?}");
        };
        check(UPRIGHT, 3, &[1, 2, 3, 4, 5, 6]);
        // Right is down: turned clockwise.
        check(((0, 1), (-1, 0)), 2, &[4, 1, 5, 2, 6, 3]);
        check(((-1, 0), (0, -1)), 3, &[6, 5, 4, 3, 2, 1]);
        check(((0, -1), (1, 0)), 2, &[3, 6, 2, 5, 1, 4]);
        // Mirrored.
        check(((-1, 0), (0, 1)), 3, &[3, 2, 1, 6, 5, 4]);
    }

    #[test]
    fn what_is_written_can_be_unpacked() {
        let unpacked = |png: &[u8]| {
            let start = png.windows(4).position(|name| name == b"IDAT").expect("pixels") + 4;
            let mut bytes = Vec::new();
            flate2::read::ZlibDecoder::new(&png[start..]).read_to_end(&mut bytes).expect("whole");
            bytes
        };
        assert_eq!(unpacked(&raster(2, &[1, 2, 3, 4]).to_png()), [0, 1, 2, 0, 3, 4]);
        assert_eq!(unpacked(&raster(9, &[0, 255, 0, 0, 0, 0, 0, 255, 255]).to_png()), [0, 0b0100_0001, 0x80]);
    }
}
