//! A page of a PDF that is drawn with pictures, to one picture. A JPEG that is all of it is passed on as it is; any other
//! picture is unpacked; several, such as the strips of a scanner or the layers of one that packs text apart from paper, are
//! drawn one over the other.

use hayro_syntax::Filter;
use hayro_syntax::object::Stream;
use hayro_syntax::page::Page;

use super::drawing::{Drawing, Drawn, Matrix};
use super::picture::{Image, checked_pixels, jpeg_head};
use super::pixels::{self, is_stencil, unpack};
use super::raster::{Axes, Raster, UPRIGHT, WHITE};
use crate::extract::limits::MAX_UNPACKED_PIXELS;
use crate::message;
use crate::messages::Message;

/// A side of a picture may lean so much against the page's, as a part of its length: scanners set pictures straight.
const MAX_LEAN: f64 = 0.02;
/// A picture may reach so far beyond the page, as a part of its side; what lies there isn't seen.
const MAX_BEYOND: f64 = 0.02;
/// The page is looked at in so many rows and columns, to tell how much of it pictures cover.
const CELLS: usize = 32;

/// What is seen of a page, in points: from its top left corner.
#[derive(Clone, Copy)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    fn of_page(page: &Page<'_>) -> Self {
        let (width, height) = page.render_dimensions();
        Self { left: 0.0, top: 0.0, right: f64::from(width), bottom: f64::from(height) }
    }

    /// The smallest upright one around a picture.
    fn around([a, b, c, d, e, f]: Matrix) -> Self {
        let (x, y) = ([e, e + a, e + c, e + a + c], [f, f + b, f + d, f + b + d]);
        let (least, most) = (
            |of: [f64; 4]| of.into_iter().fold(f64::MAX, f64::min),
            |of: [f64; 4]| of.into_iter().fold(f64::MIN, f64::max),
        );
        Self { left: least(x), top: least(y), right: most(x), bottom: most(y) }
    }

    fn within(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    fn around_both(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    fn width(self) -> f64 {
        (self.right - self.left).max(0.0)
    }

    fn height(self) -> f64 {
        (self.bottom - self.top).max(0.0)
    }
}

/// How much of a page its pictures cover, from 0 to 1.
pub(super) fn covered(page: &Page<'_>, drawing: &Drawing<'_>) -> f64 {
    let whole = Area::of_page(page);
    let mut cells = [[false; CELLS]; CELLS];
    let cell = |at: f64, length: f64| ((at / length * CELLS as f64).round().clamp(0.0, CELLS as f64)) as usize;
    for drawn in &drawing.pictures {
        let area = Area::around(drawn.to_page).within(whole);
        let columns = cell(area.left, whole.width())..cell(area.right, whole.width());
        for row in cells.iter_mut().take(cell(area.bottom, whole.height())).skip(cell(area.top, whole.height())) {
            row.iter_mut().take(columns.end).skip(columns.start).for_each(|cell| *cell = true);
        }
    }
    cells.iter().flatten().filter(|cell| **cell).count() as f64 / (CELLS * CELLS) as f64
}

/// The picture of a page.
///
/// # Errors
/// If none of its pictures can be unpacked, or these have too many pixels.
pub(super) fn image(page: &Page<'_>, drawing: &Drawing<'_>) -> Result<Image, Message> {
    let whole = Area::of_page(page);
    if let [drawn] = &drawing.pictures[..]
        && let Some(axes) = axes(drawn.to_page).filter(|_| lies_within(drawn, whole))
    {
        if let Some(jpeg) = jpeg(&drawn.stream).filter(|_| axes == UPRIGHT) {
            return jpeg;
        }
        if !is_masked(drawn) {
            let mut raster = unpack(&drawn.stream, &drawn.resources).ok_or_else(|| message!("picture-broken"))?;
            if is_stencil(drawn.stream.dict()) {
                raster.grey.iter_mut().for_each(|grey| *grey = if *grey == 0 { drawn.ink } else { WHITE });
            }
            return as_file(&raster.turned(axes));
        }
    }
    as_file(&composed(drawing, whole)?)
}

fn as_file(raster: &Raster) -> Result<Image, Message> {
    let size = (raster.width as u32, raster.height as u32);
    checked_pixels(size.0, size.1)?;
    Image::new(raster.to_png(), "png", Some(size))
}

/// Which way a picture stands on the page; none if it leans.
fn axes([a, b, c, d, _, _]: Matrix) -> Option<Axes> {
    let along = |x: f64, y: f64| {
        let leans = x.abs().min(y.abs()) > MAX_LEAN * x.abs().max(y.abs());
        let step = |n: f64| if n > 0.0 { 1 } else { -1 };
        (!leans && x.abs() + y.abs() > 0.0).then(|| if x.abs() > y.abs() { (step(x), 0) } else { (0, step(y)) })
    };
    // The square's y goes up, the picture's rows go down.
    let (right, down) = (along(a, b)?, along(-c, -d)?);
    ((right.0 == 0) != (down.0 == 0)).then_some((right, down))
}

fn lies_within(drawn: &Drawn<'_>, whole: Area) -> bool {
    let area = Area::around(drawn.to_page);
    let (x, y) = (MAX_BEYOND * whole.width(), MAX_BEYOND * whole.height());
    area.left >= -x && area.top >= -y && area.right <= whole.right + x && area.bottom <= whole.bottom + y
}

fn is_masked(drawn: &Drawn<'_>) -> bool {
    let dict = drawn.stream.dict();
    dict.get::<Stream<'_>>("SMask").is_some() || dict.get::<Stream<'_>>("Mask").is_some()
}

/// A JPEG that is the picture as it is.
fn jpeg(stream: &Stream<'_>) -> Option<Result<Image, Message>> {
    let dict = stream.dict();
    if stream.filters()[..] != [Filter::DctDecode]
        || ["SMask", "Mask", "Decode", "ImageMask"].iter().any(|key| dict.contains_key(key))
    {
        return None;
    }
    let bytes = stream.raw_data().into_owned();
    // Of four inks some programs store the opposite.
    let (width, height, _) = jpeg_head(&bytes).filter(|(_, _, components)| matches!(components, 1 | 3))?;
    Some(Image::new(bytes, "jpg", Some((width, height))))
}

/// All pictures of a page as they lie over each other, with as many pixels as the finest has.
fn composed(drawing: &Drawing<'_>, whole: Area) -> Result<Raster, Message> {
    let areas = drawing.pictures.iter().map(|drawn| Area::around(drawn.to_page).within(whole));
    let area = areas.reduce(Area::around_both).filter(|area| area.width() > 0.0 && area.height() > 0.0);
    let area = area.ok_or_else(|| message!("picture-broken"))?;
    let density = |drawn: &Drawn<'_>| {
        let ([a, b, c, d, _, _], (width, height)) = (drawn.to_page, pixels::size(drawn.stream.dict())?);
        Some((f64::from(width) / a.hypot(b)).max(f64::from(height) / c.hypot(d))).filter(|n| n.is_finite())
    };
    let finest = drawing.pictures.iter().filter_map(density).fold(0.0, f64::max);
    let most = (MAX_UNPACKED_PIXELS as f64 / (area.width() * area.height())).sqrt();
    // Pixels a point.
    let scale = finest.min(most * 0.99);
    let (width, height) = ((area.width() * scale).round() as usize, (area.height() * scale).round() as usize);
    if width == 0 || height == 0 || width as u64 * height as u64 > MAX_UNPACKED_PIXELS {
        return Err(message!("picture-broken"));
    }
    let mut canvas = Raster::white(width, height);
    let mut drawn_any = false;
    for drawn in &drawing.pictures {
        let Some(raster) = unpack(&drawn.stream, &drawn.resources) else { continue };
        let dict = drawn.stream.dict();
        let mask = |name: &str| dict.get::<Stream<'_>>(name).and_then(|mask| unpack(&mask, &drawn.resources));
        let layer = Layer {
            // Where a stencil or a mask is 0 the picture is painted; where its transparency is.
            ink: is_stencil(dict).then_some(drawn.ink),
            opacity: mask("SMask").map(|mask| (mask, false)).or_else(|| mask("Mask").map(|mask| (mask, true))),
            raster,
        };
        let [a, b, c, d, e, f] = drawn.to_page;
        let to_canvas = [a, b, c, d, e - area.left, f - area.top].map(|n| n * scale);
        layer.draw(to_canvas, &mut canvas);
        drawn_any = true;
    }
    if drawn_any { Ok(canvas) } else { Err(message!("picture-broken")) }
}

/// A picture, and where it is to be seen.
struct Layer {
    raster: Raster,
    /// If it is a stencil.
    ink: Option<u8>,
    /// Another picture that says where it is to be seen: 255 where it is, or, if it is a mask, 0.
    opacity: Option<(Raster, bool)>,
}

impl Layer {
    /// Draws it; `to_canvas`: from the square of side 1, y up, to pixels of the canvas.
    fn draw(&self, to_canvas: Matrix, canvas: &mut Raster) {
        let [a, b, c, d, e, f] = to_canvas;
        let determinant = a * d - b * c;
        if determinant == 0.0 || !determinant.is_finite() {
            return;
        }
        let area = Area::around(to_canvas);
        let range = |from: f64, to: f64, most: usize| {
            from.floor().clamp(0.0, most as f64) as usize..to.ceil().clamp(0.0, most as f64) as usize
        };
        let columns = range(area.left, area.right, canvas.width);
        for y in range(area.top, area.bottom, canvas.height) {
            for x in columns.clone() {
                // The middle of the pixel.
                let (dx, dy) = (x as f64 + 0.5 - e, y as f64 + 0.5 - f);
                let (u, v) = ((d * dx - c * dy) / determinant, 1.0 - (a * dy - b * dx) / determinant);
                if !(0.0..1.0).contains(&u) || !(0.0..1.0).contains(&v) {
                    continue;
                }
                let at = |raster: &Raster| {
                    let (column, row) = (u * raster.width as f64, v * raster.height as f64);
                    raster.grey[row as usize * raster.width + column as usize]
                };
                let pixel = &mut canvas.grey[y * canvas.width + x];
                let (grey, opacity) = match self.ink {
                    Some(ink) => (ink, WHITE - at(&self.raster)),
                    None => (at(&self.raster), WHITE),
                };
                let opacity = match &self.opacity {
                    Some((mask, is_opposite)) => {
                        if *is_opposite {
                            WHITE - at(mask)
                        } else {
                            at(mask)
                        }
                    }
                    None => opacity,
                };
                let mixed = u32::from(grey) * u32::from(opacity) + u32::from(*pixel) * u32::from(WHITE - opacity);
                *pixel = (mixed / u32::from(WHITE)) as u8;
            }
        }
    }
}
