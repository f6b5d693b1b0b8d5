//! Text objects: where each character stands (GB/T 33190, 11.3).

use unicode_width::UnicodeWidthChar;

use super::geometry::{Matrix, Vector, along, numbers};
use crate::extract::containers::xml::Element;

/// The size of characters whose object says none, in millimetres: what programs use by default.
const SIZE: f64 = 3.7;
/// A character may take so much more room than it has by itself, as part of that, where the next one says so: lines are
/// spread to the margin. What is wider is a gap. Of Latin letters the room is only guessed.
const SPREAD: f64 = 1.15;
const SPREAD_LATIN: f64 = 1.5;
/// It takes at least this part.
const MIN_ROOM: f64 = 0.3;
/// Characters of this weight and more are bold.
const BOLD: u32 = 600;

/// A character on what it is drawn on.
#[derive(Clone, Debug)]
pub(super) struct Character {
    /// It, or a few that are drawn as one; with the blank after it, where that parts words of letters.
    pub(super) text: String,
    /// The left end of its part of the baseline.
    pub(super) origin: Vector,
    /// From there to the right end.
    pub(super) along: Vector,
    /// From the baseline upward, as long as the font's size.
    pub(super) up: Vector,
    pub(super) font: u32,
    pub(super) bold: bool,
    /// Whether nothing of it is painted: text laid over a picture, to be searched.
    pub(super) faint: bool,
    /// Whether the next one stands below it.
    pub(super) down: bool,
}

/// A text object while it is read.
#[derive(Clone, Debug)]
pub(super) struct TextObject {
    place: Matrix,
    size: f64,
    /// Width of its characters, as part of their usual one.
    stretch: f64,
    /// The direction to the right of its characters, and the one in which they follow each other if nothing else is said.
    right: Vector,
    reading: Vector,
    font: u32,
    bold: bool,
    pub(super) faint: bool,
    /// Where its last piece of text began.
    start: Vector,
    /// Of the next piece: characters that are not drawn one by one.
    pub(super) ligatures: Vec<Ligature>,
}

/// Characters that are drawn as more or fewer shapes than they are (CGTransform).
#[derive(Clone, Copy, Debug)]
pub(super) struct Ligature {
    /// The first of them, from 0.
    first: usize,
    characters: usize,
    shapes: usize,
}

/// A piece of text and how its characters are placed (TextCode).
#[derive(Debug, Default)]
pub(super) struct TextCode {
    start: [Option<f64>; 2],
    /// Distances from one character to the next, each way.
    steps: [String; 2],
    pub(super) text: String,
}

impl TextObject {
    pub(super) fn of(element: &Element<'_>, place: Matrix) -> Self {
        let number = |name| element.attribute(name).and_then(|value| numbers(&value).next());
        let positive = |name, default| number(name).filter(|&n| n > 0.0).unwrap_or(default);
        let is = |name, default: bool| element.attribute(name).map_or(default, |value| value == "true");
        Self {
            place,
            size: positive("Size", SIZE),
            stretch: positive("HScale", 1.0),
            right: turned(number("CharDirection")),
            reading: turned(number("ReadDirection")),
            font: element.number("Font").unwrap_or_default(),
            bold: element.number("Weight").is_some_and(|weight| weight >= BOLD),
            faint: number("Alpha") == Some(0.0) || !is("Fill", true) && !is("Stroke", false),
            start: [0.0; 2],
            ligatures: Vec::new(),
        }
    }

    /// The characters of a piece of its text.
    pub(super) fn characters(&mut self, code: &TextCode) -> Vec<Character> {
        let text = match code.text.contains(['\n', '\r']) {
            // Laid out by a program that writes XML for people.
            true => code.text.trim().replace(['\n', '\r'], ""),
            false => code.text.clone(),
        };
        let shapes = self.shapes(&text);
        self.start = [0, 1].map(|axis| code.start[axis].unwrap_or(self.start[axis]));
        let steps = self.steps(&shapes, code);
        let mut origins = vec![self.start];
        origins.extend(steps.iter().scan(self.start, |at, step| {
            *at = [at[0] + step[0], at[1] + step[1]];
            Some(*at)
        }));
        let up = [self.right[1], -self.right[0]];
        let whole = steps.iter().fold([0.0; 2], |sum, step| [sum[0] + step[0], sum[1] + step[1]]);
        let down = along(whole, up).abs() > along(whole, self.right).abs();
        // Text that runs to the left, or upward, stands there as it is to be read; its lines are read as all others are.
        let backward = if down { along(whole, up) > 0.0 } else { along(whole, self.right) < 0.0 };
        if backward {
            origins.reverse();
        }
        let to_next: Vec<f64> = origins
            .windows(2)
            .map(|pair| along([pair[1][0] - pair[0][0], pair[1][1] - pair[0][1]], self.right))
            .collect();
        // Characters of a grid take a field each, whatever they are.
        let is_grid = to_next.len() > 1 && to_next.iter().all(|step| (step - to_next[0]).abs() < 0.01 * self.size);
        let characters = shapes.iter().enumerate().map(|(at, shape)| {
            let own = em(shape) * self.size * self.stretch;
            let spread =
                if is_grid || em(shape) >= 1.0 { SPREAD * self.size * self.stretch } else { SPREAD_LATIN * own };
            let next = to_next.get(at).copied().unwrap_or(own);
            let mut width = if (MIN_ROOM * own..=spread).contains(&next) { next } else { own };
            let mut text = shape.chars.clone();
            let is_letter = |shape: Option<&Shape>| shape.is_some_and(|shape| em(shape) < 1.0 && shape.chars != " ");
            if shapes.get(at + 1).is_some_and(|next| next.chars == " ")
                && is_letter(Some(shape))
                && is_letter(shapes.get(at + 2))
                && let [first, second, ..] = to_next[at..]
            {
                // A blank is narrower than the gaps that part words by themselves.
                text.push(' ');
                width = first + second;
            }
            Character {
                text,
                origin: self.place.point(origins[at]),
                along: self.place.vector(self.right.map(|n| n * width)),
                up: self.place.vector(up.map(|n| n * self.size)),
                font: self.font,
                bold: self.bold,
                faint: self.faint,
                down,
            }
        });
        characters.collect()
    }

    /// The characters of a text as they are drawn.
    fn shapes(&mut self, text: &str) -> Vec<Shape> {
        let mut shapes: Vec<Shape> =
            text.chars().map(|c| Shape { chars: c.to_string(), steps: 1, units: c.len_utf16() }).collect();
        // From the last one on, so that the places of the others stay.
        self.ligatures.sort_by_key(|ligature| std::cmp::Reverse(ligature.first));
        for Ligature { first, characters, shapes: drawn } in self.ligatures.drain(..) {
            let end = first.saturating_add(characters).min(shapes.len());
            let last = first.saturating_add(drawn.min(characters).max(1) - 1);
            if last >= end {
                continue;
            }
            // The first ones are drawn one by one; the last shape is of all the others, or all the others are of it.
            let others: String = shapes.drain(last + 1..end).map(|shape| shape.chars).collect();
            shapes[last].chars += &others;
            shapes[last].steps += drawn.saturating_sub(characters);
        }
        shapes
    }

    /// From each shape to the next one.
    fn steps(&self, shapes: &[Shape], code: &TextCode) -> Vec<Vector> {
        let wanted = shapes.len().saturating_sub(1);
        let sum = |count: fn(&Shape) -> usize| shapes.iter().map(count).sum::<usize>().saturating_sub(1);
        // Some programs count characters beyond the first plane of Unicode twice, as Java does.
        let (said, twice) = (sum(|shape| shape.steps), sum(|shape| shape.steps.max(shape.units)));
        let axes = code.steps.each_ref().map(|list| {
            let steps = deltas(list, twice);
            let as_java = said < twice && steps.len() == twice;
            if said == wanted && !as_java {
                return steps;
            }
            let mut rest = steps.iter();
            let count = |shape: &Shape| if as_java { shape.steps.max(shape.units) } else { shape.steps };
            shapes.iter().map_while(|shape| (rest.len() > 0).then(|| rest.by_ref().take(count(shape)).sum())).collect()
        });
        if axes.iter().all(Vec::is_empty) {
            let across = along(self.reading, self.right) == 0.0;
            let step = |shape: &Shape| if across { self.size } else { em(shape) * self.size * self.stretch };
            return shapes.iter().take(wanted).map(|shape| self.reading.map(|n| n * step(shape))).collect();
        }
        // Beyond the last one that is said it goes on so.
        let step = |axis: usize, at: usize| axes[axis].get(at).or_else(|| axes[axis].last()).copied().unwrap_or(0.0);
        (0..wanted).map(|at| [step(0, at), step(1, at)]).collect()
    }
}

/// A character, or a few that are drawn as one.
#[derive(Debug)]
struct Shape {
    chars: String,
    /// To the next one it takes so many steps: it may be drawn in several parts.
    steps: usize,
    /// Its length in UTF-16.
    units: usize,
}

impl Ligature {
    pub(super) fn of(element: &Element<'_>) -> Option<Self> {
        let count = |name| element.number(name).map_or(1, |n| n as usize);
        let (characters, shapes) = (count("CodeCount"), count("GlyphCount"));
        let first = element.number("CodePosition")? as usize;
        (characters != shapes && characters > 0 && shapes > 0).then_some(Self { first, characters, shapes })
    }
}

impl TextCode {
    pub(super) fn of(element: &Element<'_>) -> Self {
        let start = ["X", "Y"].map(|name| element.attribute(name).and_then(|value| numbers(&value).next()));
        let steps = ["DeltaX", "DeltaY"].map(|name| element.attribute(name).unwrap_or_default());
        Self { start, steps, text: String::new() }
    }
}

/// The first of a list of distances, in which "g 3 2.5" is three times 2.5.
fn deltas(said: &str, most: usize) -> Vec<f64> {
    let mut found = Vec::new();
    let mut parts = said.split(|c: char| c.is_whitespace() || c == ',').filter(|part| !part.is_empty());
    while found.len() < most {
        let Some(part) = parts.next() else { break };
        let (times, value) = match part {
            "g" | "G" => (parts.next().and_then(|n| n.parse().ok()), parts.next()),
            value => (Some(1.0_f64), Some(value)),
        };
        let value = value.and_then(|value| value.parse().ok()).filter(|n: &f64| n.is_finite());
        let (Some(times), Some(value)) = (times, value) else { break };
        // A number beyond the type's is as large as the type allows: what is said of memory is not what is taken.
        found.extend(std::iter::repeat_n(value, (times.max(0.0) as usize).min(most - found.len())));
    }
    found
}

/// The direction to the right, turned clockwise by a number of degrees.
fn turned(degrees: Option<f64>) -> Vector {
    match degrees.map(|degrees| degrees.rem_euclid(360.0) as u32) {
        Some(90) => [0.0, 1.0],
        Some(180) => [-1.0, 0.0],
        Some(270) => [0.0, -1.0],
        _ => [1.0, 0.0],
    }
}

/// About how wide a character is by itself, as part of its size: fonts are seldom in the file.
fn em(shape: &Shape) -> f64 {
    shape.chars.chars().map(em_of).sum()
}

fn em_of(c: char) -> f64 {
    match c {
        _ if c.width_cjk() == Some(2) => 1.0,
        'i' | 'j' | 'l' | 'I' | 'f' | 't' | 'r' | ' ' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' => 0.3,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.85,
        'A'..='Z' => 0.68,
        _ => 0.5,
    }
}

#[cfg(test)]
mod tests {
    use super::{Ligature, TextCode, TextObject, deltas, turned};
    use crate::extract::ofd::geometry::Matrix;

    fn object(reading: f64, right: f64) -> TextObject {
        let (reading, right) = (turned(Some(reading)), turned(Some(right)));
        let start = [0.0; 2];
        let place = Matrix::scale(1.0);
        TextObject {
            place,
            size: 4.0,
            stretch: 1.0,
            right,
            reading,
            font: 0,
            bold: false,
            faint: false,
            start,
            ligatures: Vec::new(),
        }
    }

    fn origins(mut object: TextObject, text: &str, steps: [&str; 2]) -> Vec<(String, f64, f64)> {
        let code = TextCode { start: [Some(1.0), Some(9.0)], steps: steps.map(str::to_owned), text: text.to_owned() };
        object.characters(&code).iter().map(|c| (c.text.clone(), c.origin[0], c.origin[1])).collect()
    }

    #[test]
    fn distances_are_repeated() {
        assert_eq!(deltas("g 3 2.5 1 g 2 4", 9), [2.5, 2.5, 2.5, 1.0, 4.0, 4.0]);
        assert_eq!(deltas("g 99999999999999999999 2", 3), [2.0; 3]);
        assert_eq!(deltas("1 g x 2 3", 9), [1.0]);
        assert_eq!(deltas("1 NaN 3", 9), [1.0]);
        assert_eq!(deltas("g -5 2 1", 9), [1.0]);
    }

    #[test]
    fn characters_stand_where_it_is_said() {
        let check = |object: TextObject, text: &str, steps: [&str; 2], expected: &[(&str, f64, f64)]| {
            let expected: Vec<(String, f64, f64)> =
                expected.iter().map(|(text, x, y)| ((*text).to_owned(), *x, *y)).collect();
            assert_eq!(origins(object, text, steps), expected);
        };
        let level = || object(0.0, 0.0);
        check(level(), "党建", ["5", ""], &[("党", 1.0, 9.0), ("建", 6.0, 9.0)]);
        check(level(), "党建", ["", "g 1 5"], &[("党", 1.0, 9.0), ("建", 1.0, 14.0)]);
        // Nothing is said: one beside the other, or below it.
        check(level(), "党建", ["", ""], &[("党", 1.0, 9.0), ("建", 5.0, 9.0)]);
        check(object(90.0, 0.0), "党建", ["", ""], &[("党", 1.0, 9.0), ("建", 1.0, 13.0)]);
        // Too little is said, or characters are counted as Java does.
        check(level(), "抓党建", ["5", ""], &[("抓", 1.0, 9.0), ("党", 6.0, 9.0), ("建", 11.0, 9.0)]);
        check(level(), "𬭎党建", ["2 3 4", ""], &[("𬭎", 1.0, 9.0), ("党", 6.0, 9.0), ("建", 10.0, 9.0)]);
        check(level(), "𬭎党建", ["5 4", ""], &[("𬭎", 1.0, 9.0), ("党", 6.0, 9.0), ("建", 10.0, 9.0)]);
        // From right to left: the reader reads it from its right end, the program from its left one.
        check(level(), "党建", ["-5", ""], &[("党", -4.0, 9.0), ("建", 1.0, 9.0)]);
    }

    #[test]
    fn ligatures_are_one_and_blanks_belong_to_words() {
        let drawn = |first: usize, characters: usize, shapes: usize, text: &str, steps: &str| {
            let ligatures = vec![Ligature { first, characters, shapes }];
            let got = origins(TextObject { ligatures, ..object(0.0, 0.0) }, text, [steps, ""]);
            got.into_iter().map(|(text, x, _)| (text, x)).collect::<Vec<_>>()
        };
        let pairs = |pairs: &[(&str, f64)]| pairs.iter().map(|(text, x)| ((*text).to_owned(), *x)).collect::<Vec<_>>();
        assert_eq!(drawn(1, 2, 1, "afix", "2 3"), pairs(&[("a", 1.0), ("fi", 3.0), ("x", 6.0)]));
        assert_eq!(drawn(0, 1, 2, "ab", "2 3"), pairs(&[("a", 1.0), ("b", 6.0)]));
        assert_eq!(drawn(9, 2, 1, "ab", "2"), pairs(&[("a", 1.0), ("b", 3.0)]));
        assert_eq!(drawn(0, usize::MAX, 1, "ab", "2"), pairs(&[("ab", 1.0)]));
        assert_eq!(drawn(9, 1, 2, "a b", "2 1"), pairs(&[("a ", 1.0), (" ", 3.0), ("b", 4.0)]));
    }
}
