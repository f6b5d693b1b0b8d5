//! What stands on a page beside its text (ISO 32000, 12.5): fields, texts and stamps set upon it, and comments.

use hayro_syntax::object::{Array, Dict, MaybeRef, ObjRef, Object, Rect};
use hayro_syntax::page::Page;

use super::fields::{Drawn, Field};
use super::file::{File, dicts, name};
use super::layers::Layers;
use super::strings::text;
use crate::extract::limits::{MAX_ANNOTATIONS, MAX_FIELD_CHARS, MAX_VALUES_CHARS};

/// Bits of an annotation's flags: it is not shown.
const UNSEEN: i32 = HIDDEN | NO_VIEW;
const HIDDEN: i32 = 1 << 1;
const NO_VIEW: i32 = 1 << 5;

/// What the annotations of a file show.
#[derive(Default)]
pub(super) struct Annotations {
    /// In the order of pages.
    pub(super) shown: Vec<Shown>,
    /// What people remarked on the text, with the number of its page from 1.
    pub(super) remarks: Vec<(u32, String)>,
    /// Annotations, and fields' values, over the limits.
    pub(super) left_out: usize,
    pub(super) fields_left_out: usize,
    /// Characters of values so far.
    chars: usize,
}

/// What one annotation shows on its page.
pub(super) struct Shown {
    /// From 0.
    pub(super) page: usize,
    /// The drawing that the file has of it, and where it goes.
    pub(super) appearance: Option<(ObjRef, [f64; 6])>,
    /// What else it can be drawn by, and the text of that.
    pub(super) value: Option<(Drawn, String)>,
    /// Whether it is a field.
    pub(super) is_field: bool,
    /// Whether it is set upon the page and no text of it.
    pub(super) is_stamp: bool,
}

impl Annotations {
    pub(super) fn of(file: &File, layers: &Layers) -> Self {
        let mut all = Self::default();
        let mut left = MAX_ANNOTATIONS;
        for (number, page) in file.pages().iter().enumerate() {
            for annotation in dicts(file, page.raw(), "Annots") {
                let flags = annotation.get::<i32>("F").unwrap_or(0);
                if flags & UNSEEN != 0 || layers.hides(&annotation, b"OC") {
                    continue;
                }
                if left == 0 {
                    all.left_out += 1;
                    continue;
                }
                left -= 1;
                all.add(number, page, &annotation);
            }
        }
        all
    }

    fn add(&mut self, page: usize, of: &Page<'_>, annotation: &Dict<'_>) {
        let contents = || {
            let contents =
                annotation.get::<Object<'_>>("Contents").and_then(|object| text(&object, 4 * MAX_FIELD_CHARS));
            contents.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
        };
        let kind = name(annotation, "Subtype").unwrap_or_default();
        let rect = annotation.get::<Rect>("Rect").unwrap_or(of.crop_box());
        let mut is_drawn = true;
        let (is_field, state, value) = match kind.as_str() {
            "Popup" | "Link" => return,
            // Icons, marks and lines, of which a remark opens.
            "Text" | "FileAttachment" | "Highlight" | "Underline" | "Squiggly" | "StrikeOut" | "Caret" | "Ink"
            | "Line" | "Square" | "Circle" | "Polygon" | "PolyLine" => {
                self.remarks.extend(contents().map(|text| (page as u32 + 1, text)));
                return;
            }
            "Widget" => match Field::of(annotation) {
                Field::Secret => return,
                Field::Value(text) => (true, None, Some(text)),
                Field::Chosen(text) => {
                    is_drawn = false;
                    (true, None, Some(text))
                }
                Field::Mark(state, is_marked, sign) => (true, Some(state), is_marked.then(|| sign.to_string())),
                Field::Drawn => (false, None, None),
            },
            "FreeText" => (false, None, contents()),
            _ => (false, None, None),
        };
        self.chars += value.as_ref().map_or(0, |text| text.chars().count());
        if self.chars > MAX_VALUES_CHARS {
            self.fields_left_out += 1;
            return;
        }
        let appearance = is_drawn.then(|| appearance(annotation, rect, state.as_deref())).flatten();
        let value = value.map(|text| (Drawn::new(&text, rect, annotation), text));
        if appearance.is_some() || value.is_some() {
            let is_stamp = matches!(kind.as_str(), "Stamp" | "Watermark");
            self.shown.push(Shown { page, appearance, value, is_field, is_stamp });
        }
    }
}

/// An annotation's drawing in its state, and the transformation that takes it to its place (12.5.5).
fn appearance(annotation: &Dict<'_>, rect: Rect, state: Option<&str>) -> Option<(ObjRef, [f64; 6])> {
    let drawings = annotation.get::<Dict<'_>>("AP")?;
    let (id, form) = match drawings.get::<Object<'_>>("N")? {
        Object::Stream(form) => (drawings.get_ref("N")?, form),
        Object::Dict(states) => {
            let own = name(annotation, "AS");
            let state = state.or(own.as_deref())?;
            let Object::Stream(form) = states.get::<Object<'_>>(state)? else { return None };
            (states.get_ref(state)?, form)
        }
        _ => return None,
    };
    let dict = form.dict();
    let numbers = |array: Option<Array<'_>>| -> Vec<f64> {
        let numbers = array.into_iter().flat_map(|array| array.iter::<Object<'_>>());
        numbers.filter_map(Object::into_number).map(|number| number.as_f64()).collect()
    };
    let matrix = <[f64; 6]>::try_from(numbers(dict.get("Matrix"))).unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    let frame = dict.get::<Rect>("BBox")?;
    let [a, b, c, d, e, f] = matrix;
    let corners = [(frame.x0, frame.y0), (frame.x1, frame.y0), (frame.x0, frame.y1), (frame.x1, frame.y1)]
        .map(|(x, y)| (a * x + c * y + e, b * x + d * y + f));
    let (mut left, mut bottom, mut right, mut top) =
        (f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY);
    for (x, y) in corners {
        (left, bottom, right, top) = (left.min(x), bottom.min(y), right.max(x), top.max(y));
    }
    let scale = |to: f64, from: f64| if from.abs() > f64::EPSILON { to / from } else { 1.0 };
    let (across, up) = (scale(rect.width(), right - left), scale(rect.height(), top - bottom));
    let place = [across, 0.0, 0.0, up, rect.x0 - left * across, rect.y0 - bottom * up];
    place.iter().all(|number| number.is_finite()).then_some((id, place))
}

/// What a file says of its form as a whole.
#[derive(Default)]
pub(super) struct Form<'a> {
    /// Drawings of fields may be out of date.
    pub(super) is_undrawn: bool,
    /// Fonts of drawings that name none of their own.
    pub(super) fonts: Dict<'a>,
    /// The form is described in another way (XFA) alone.
    pub(super) is_foreign: bool,
}

impl<'a> Form<'a> {
    pub(super) fn of(file: &'a File) -> Self {
        let Some(form) = file.root().get::<Dict<'_>>("AcroForm") else { return Self::default() };
        let resources = form.get::<Dict<'_>>("DR").unwrap_or_default();
        let has_fields = form.get::<Array<'_>>("Fields").is_some_and(|fields| fields.raw_iter().next().is_some());
        Self {
            is_undrawn: form.get::<bool>("NeedAppearances").unwrap_or(false),
            fonts: resources.get("Font").unwrap_or_default(),
            is_foreign: !has_fields
                && matches!(
                    form.get_raw::<Object<'_>>("XFA"),
                    Some(MaybeRef::Ref(_) | MaybeRef::NotRef(Object::Array(_)))
                ),
        }
    }
}
