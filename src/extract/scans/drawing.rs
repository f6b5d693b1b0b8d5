//! What is drawn on a page of a PDF: its pictures, in the order in which they are drawn, and how much text.

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Number, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::raster::WHITE;
use crate::extract::limits::MAX_DRAWING_STEPS;

/// Drawings within drawings are looked into so deep.
const MAX_DEPTH: usize = 8;
/// Pictures that are kept of a page: some scanners write a strip for every few rows.
const MAX_PICTURES: usize = 4_000;
/// Saved states of which the older are kept.
const MAX_SAVED: usize = 256;

/// A transformation `[a b c d e f]`: x' = ax + cy + e, y' = bx + dy + f.
pub(super) type Matrix = [f64; 6];

/// The one that does first `first`, then `then`.
pub(super) fn after(first: Matrix, then: Matrix) -> Matrix {
    let ([a, b, c, d, e, f], [ta, tb, tc, td, te, tf]) = (first, then);
    [a * ta + b * tc, a * tb + b * td, c * ta + d * tc, c * tb + d * td, e * ta + f * tc + te, e * tb + f * td + tf]
}

/// A picture on a page.
pub(super) struct Drawn<'a> {
    pub(super) stream: Stream<'a>,
    /// The names that it may use.
    pub(super) resources: Resources<'a>,
    /// From the square of side 1, y up, that the picture fills, to the page as it is seen: points from its top left corner, y down.
    pub(super) to_page: Matrix,
    /// The grey of the ink, for a stencil.
    pub(super) ink: u8,
}

/// What is drawn on a page.
#[derive(Default)]
pub(super) struct Drawing<'a> {
    pub(super) pictures: Vec<Drawn<'a>>,
    /// Bytes of the strings that are shown, visible or not.
    pub(super) text: usize,
}

/// Looks at what is drawn on a page.
pub(super) fn of_page<'a>(page: &Page<'a>) -> Drawing<'a> {
    let mut looking = Looking { drawing: Drawing::default(), steps: 0 };
    let start = State { matrix: page.initial_transform(true).as_coeffs(), ink: 0 };
    looking.content(page.page_stream().unwrap_or_default(), page.resources(), start, 0);
    looking.drawing
}

#[derive(Clone, Copy)]
struct State {
    matrix: Matrix,
    ink: u8,
}

struct Looking<'a> {
    drawing: Drawing<'a>,
    steps: usize,
}

impl<'a> Looking<'a> {
    fn content(&mut self, content: &[u8], resources: &Resources<'a>, mut state: State, depth: usize) {
        let mut saved = Vec::new();
        let mut steps = TypedIter::new(content);
        let light = |colour: &[&Number]| {
            let mean = colour.iter().map(|part| part.as_f64()).sum::<f64>() / colour.len() as f64;
            (mean.clamp(0.0, 1.0) * f64::from(WHITE)) as u8
        };
        while let Some(step) = steps.next() {
            self.steps += 1;
            if self.steps > MAX_DRAWING_STEPS {
                return;
            }
            match step {
                Op::SaveState(_) if saved.len() < MAX_SAVED => saved.push(state),
                Op::RestoreState(_) => state = saved.pop().unwrap_or(state),
                Op::Transform(m) => {
                    let matrix = [m.0, m.1, m.2, m.3, m.4, m.5].map(|number| number.as_f64());
                    state.matrix = after(matrix, state.matrix);
                }
                Op::NonStrokeColorDeviceGray(colour) => state.ink = light(&[&colour.0]),
                Op::NonStrokeColorDeviceRgb(colour) => state.ink = light(&[&colour.0, &colour.1, &colour.2]),
                // Inks: the fewer, the lighter.
                Op::NonStrokeColorCmyk(colour) => {
                    let ink = colour.3.as_f64().max((colour.0.as_f64() + colour.1.as_f64() + colour.2.as_f64()) / 3.0);
                    state.ink = ((1.0 - ink).clamp(0.0, 1.0) * f64::from(WHITE)) as u8;
                }
                Op::XObject(name) => {
                    if let Some(object) = resources.get_x_object(name.0) {
                        self.object(object, resources, state, depth);
                    }
                }
                Op::ShowText(text) => self.drawing.text += text.0.as_bytes().len(),
                Op::NextLineAndShowText(text) => self.drawing.text += text.0.as_bytes().len(),
                Op::ShowTextWithParameters(text) => self.drawing.text += text.2.as_bytes().len(),
                Op::ShowTexts(texts) => {
                    let length =
                        |part: Object<'_>| if let Object::String(text) = part { text.as_bytes().len() } else { 0 };
                    self.drawing.text += texts.0.iter::<Object<'_>>().map(length).sum::<usize>();
                }
                _ => {}
            }
        }
    }

    fn object(&mut self, object: Stream<'a>, resources: &Resources<'a>, mut state: State, depth: usize) {
        let dict = object.dict();
        let kind = dict.get::<hayro_syntax::object::Name<'_>>("Subtype");
        match kind.as_deref() {
            Some(b"Image") if self.drawing.pictures.len() < MAX_PICTURES => {
                let (resources, to_page) = (resources.clone(), state.matrix);
                self.drawing.pictures.push(Drawn { stream: object, resources, to_page, ink: state.ink });
            }
            Some(b"Form") if depth < MAX_DEPTH => {
                if let Some(matrix) = dict.get::<Array<'_>>("Matrix") {
                    let numbers: Vec<f64> = matrix.iter::<f32>().map(f64::from).take(6).collect();
                    state.matrix = numbers.try_into().map_or(state.matrix, |matrix| after(matrix, state.matrix));
                }
                let own = dict.get::<Dict<'a>>("Resources").map(Resources::new);
                if let Ok(content) = object.decoded_data() {
                    self.content(&content, own.as_ref().unwrap_or(resources), state, depth + 1);
                }
            }
            _ => {}
        }
    }
}
