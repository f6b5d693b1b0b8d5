//! Drawings within drawings, put on a page: in points, as layout takes them.

use std::collections::HashMap;

use super::drawing::Drawing;
use super::geometry::{Boundary, Matrix, Vector, length};
use super::resources::{Font, Resources};
use super::text::Character;
use crate::extract::layout::{Direction, Glyph, Page, Rule};
use crate::extract::limits::{MAX_PAGE_GLYPHS, MAX_PAGE_RULES};

/// A character whose meaning is not known.
pub(super) const UNKNOWN: char = char::REPLACEMENT_CHARACTER;
/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;
/// Of a character's size so much stands above its baseline, and below.
const ABOVE: f64 = 0.88;
const BELOW: f64 = 0.12;
/// Directions that differ by less than this are the same, in parts of a length: a scanner's page is never quite level.
const LEVEL: f64 = 0.05;
/// Units within units: programs nest them two or three deep.
const MAX_OPEN: usize = 12;
/// Units on one page.
const MAX_UNITS: usize = 100_000;
/// Where a page's size is not said: so far from its corner, in millimetres, nothing is meant to be seen.
const FAR: f64 = 10_000.0;
/// A page drawn of so many curves is drawn of letters.
const MANY_CURVES: usize = 200;
/// Pictures of so much of a page, where the page has no text but its template's, are its text.
const MOST: f64 = 0.4;

/// The page is parted into fields of this width and height to find what stands near, in points.
const FIELD: f64 = 15.0;
/// No more characters are looked at near one: so many stand there by no accident.
const MAX_NEAR: usize = 200;
/// Text is printed over other text of the same size, to this part of it;
const SAME_SIZE: f64 = 0.2;
/// it has so many characters at least.
const MIN_OVER: usize = 3;

/// A page while drawings are put on it.
pub(super) struct Placing<'a> {
    resources: &'a Resources,
    area: Boundary,
    /// Whether the file says how large the page is.
    is_sized: bool,
    page: Page,
    /// Text that is printed over other text.
    over: Vec<Vec<Glyph>>,
    /// Numbers of the page's characters, by the fields that their middles are in.
    places: HashMap<[i32; 2], Vec<usize>>,
    /// Painted characters of the page itself, not of what it stands on.
    own: usize,
    /// Text that is laid over a picture, unseen.
    faint: Vec<Glyph>,
    /// The areas of pictures: of the page itself, and of what it stands on.
    pictures: [f64; 2],
    curves: usize,
    /// Characters whose meaning the file doesn't say.
    pub(super) unknown: usize,
    /// What was put on it, seen or not: units, characters, lines.
    units: usize,
    characters: usize,
    lines: usize,
    /// Units that are being drawn, each in the one before it.
    open: Vec<u32>,
    /// Whether a unit is missing, or holds itself.
    pub(super) is_broken: bool,
    /// Whether more is drawn than is read.
    pub(super) is_over: bool,
}

/// What a drawing is to a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layer {
    Own,
    Template,
}

impl<'a> Placing<'a> {
    pub(super) fn new(resources: &'a Resources, area: Option<Boundary>) -> Self {
        let said = area.filter(|area| area.width > 0.0 && area.height > 0.0);
        let is_sized = said.is_some();
        let area = said.unwrap_or(Boundary { left: 0.0, top: 0.0, width: FAR, height: FAR });
        let (width, height) = (area.width * POINTS, area.height * POINTS);
        Self {
            resources,
            area,
            is_sized,
            page: Page { width, height, ..Page::default() },
            over: Vec::new(),
            places: HashMap::new(),
            own: 0,
            faint: Vec::new(),
            pictures: [0.0; 2],
            curves: 0,
            unknown: 0,
            units: 0,
            characters: 0,
            lines: 0,
            open: Vec::new(),
            is_broken: false,
            is_over: false,
        }
    }

    /// Puts a drawing on the page.
    pub(super) fn add(&mut self, drawing: &Drawing, place: Matrix, layer: Layer) {
        self.is_over |= drawing.is_over;
        self.pictures[usize::from(layer == Layer::Template)] += drawing.pictures * place.area();
        self.curves += drawing.curves;
        self.characters += drawing.characters;
        if self.characters > MAX_PAGE_GLYPHS {
            self.is_over = true;
            return;
        }
        drawing.texts.iter().for_each(|text| self.text(text, place, layer));
        let to_points = place.then(Matrix::scale(POINTS));
        self.lines += drawing.lines.len();
        if self.lines <= MAX_PAGE_RULES {
            drawing.lines.iter().for_each(|line| self.rule(line.map(|point| to_points.point(point))));
        }
        for &(number, own) in &drawing.units {
            self.units += 1;
            self.is_over |= self.units > MAX_UNITS;
            if self.is_over {
                return;
            }
            match self.resources.unit(number) {
                Some(unit) if self.open.len() < MAX_OPEN && !self.open.contains(&number) => {
                    self.open.push(number);
                    self.add(unit, own.then(place), layer);
                    self.open.pop();
                }
                _ => self.is_broken = true,
            }
        }
    }

    /// Puts a piece of text on the page, if some of it is on it.
    fn text(&mut self, text: &[Character], place: Matrix, layer: Layer) {
        if !text.iter().any(|character| self.is_within(place.point(character.origin))) {
            return;
        }
        let is_faint = text.iter().any(|character| character.faint);
        let glyphs: Vec<Glyph> = text.iter().filter_map(|character| self.glyph(character, place)).collect();
        if is_faint {
            self.faint.extend(glyphs);
            return;
        }
        self.unknown += glyphs.iter().filter(|glyph| glyph.text.contains(UNKNOWN)).count();
        self.own += if layer == Layer::Own { glyphs.len() } else { 0 };
        if self.is_over_other(&glyphs) {
            self.over.push(glyphs);
            return;
        }
        for (number, glyph) in (self.page.glyphs.len()..).zip(&glyphs) {
            self.places.entry(field(middle(glyph), [0, 0])).or_default().push(number);
        }
        self.page.glyphs.extend(glyphs);
    }

    /// Whether a piece of text is printed over others of its size: their characters would be read by turns. The same text
    /// once more is a way to make it bold.
    fn is_over_other(&self, glyphs: &[Glyph]) -> bool {
        let is_over = |glyph: &&Glyph| {
            let [x, y] = middle(glyph);
            let fields = [-1, 0, 1].into_iter().flat_map(|right| [-1, 0, 1].map(|down| field([x, y], [right, down])));
            let near = fields.filter_map(|field| self.places.get(&field)).flatten().take(MAX_NEAR);
            let others = near.map(|number| &self.page.glyphs[*number]).filter(|other| {
                let is_under = other.left < x && x < other.right && other.top < y && y < other.bottom;
                is_under && (other.size - glyph.size).abs() <= SAME_SIZE * glyph.size
            });
            let others: Vec<&Glyph> = others.collect();
            !others.is_empty() && others.iter().all(|other| other.text != glyph.text)
        };
        glyphs.len() >= MIN_OVER && 2 * glyphs.iter().filter(is_over).count() > glyphs.len()
    }

    /// A character as it stands on the page; none if nothing of it is seen.
    fn glyph(&self, character: &Character, place: Matrix) -> Option<Glyph> {
        if character.text.trim().is_empty() || !self.is_near(place.point(character.origin).map(|n| n * POINTS)) {
            return None;
        }
        let font = self.resources.font(character.font);
        let place = place.then(Matrix::scale(POINTS));
        let (origin, along, up) =
            (place.point(character.origin), place.vector(character.along), place.vector(character.up));
        let corner = |right: f64, above: f64| [0, 1].map(|n| origin[n] + right * along[n] + above * up[n]);
        let corners = [corner(0.0, ABOVE), corner(1.0, ABOVE), corner(0.0, -BELOW), corner(1.0, -BELOW)];
        let least = |axis: usize| corners.iter().map(|corner| corner[axis]).fold(f64::MAX, f64::min);
        let most = |axis: usize| corners.iter().map(|corner| corner[axis]).fold(f64::MIN, f64::max);
        Some(Glyph {
            text: character.text.chars().map(|c| meant(c, font)).collect(),
            left: least(0),
            right: most(0),
            top: least(1),
            bottom: most(1),
            baseline: origin[1],
            size: length(up),
            bold: character.bold || font.is_bold,
            direction: direction(along, character.down),
            aside: false,
        })
    }

    fn rule(&mut self, [from, to]: [Vector; 2]) {
        let [x, y] = [0, 1].map(|axis| (from[axis] - to[axis]).abs());
        let is_straight = x <= LEVEL * y || y <= LEVEL * x;
        if is_straight && [from, to].iter().all(|p| self.is_near(*p)) {
            let (left, right) = (from[0].min(to[0]), from[0].max(to[0]));
            self.page.rules.push(Rule { left, right, top: from[1].min(to[1]), bottom: from[1].max(to[1]) });
        }
    }

    /// Whether a point, in millimetres, is on the page: programs count from its corner, or from that of its area.
    fn is_within(&self, [x, y]: Vector) -> bool {
        let Boundary { left, top, width, height } = self.area;
        let within = |at: f64, from: f64, length: f64| at >= from.min(0.0) && at <= from.max(0.0) + length;
        within(x, left, width) && within(y, top, height)
    }

    /// Whether a point, in points, is not far from the page.
    fn is_near(&self, point: Vector) -> bool {
        point.iter().all(|n| n.abs() <= FAR * POINTS)
    }

    /// The page, and text that is printed over other text, each piece as a page of its own. Where its size is not said,
    /// what is drawn leaves as much room to the right and below as it does before it.
    pub(super) fn finish(self) -> (Page, Vec<Page>) {
        let Self { mut page, over, is_sized, .. } = self;
        if !is_sized {
            let room = |from: fn(&Glyph) -> f64, to: fn(&Glyph) -> f64| {
                let least = page.glyphs.iter().map(from).fold(f64::MAX, f64::min);
                let most = page.glyphs.iter().map(to).fold(0.0, f64::max);
                most + least.clamp(0.0, most)
            };
            (page.width, page.height) = (room(|c| c.left, |c| c.right), room(|c| c.top, |c| c.bottom));
        }
        let (width, height) = (page.width, page.height);
        let over = over.into_iter().map(|glyphs| Page { width, height, glyphs, rules: Vec::new() });
        let over = over.collect();
        (page, over)
    }

    /// Whether the page's text is a picture, as far as one can tell.
    pub(super) fn is_scanned(&mut self) -> bool {
        let [own, below] = self.pictures;
        let is_picture = match self.page.glyphs.is_empty() && self.unknown == 0 {
            true => own + below > 0.0 || self.curves >= MANY_CURVES,
            false => self.own == 0 && self.unknown == 0 && own >= MOST * self.area.width * self.area.height,
        };
        if is_picture && !self.faint.is_empty() {
            // What was recognised in it stands over it.
            self.page.glyphs.append(&mut self.faint);
            return false;
        }
        is_picture
    }
}

/// The middle of a character, in points.
fn middle(glyph: &Glyph) -> Vector {
    [f64::midpoint(glyph.left, glyph.right), f64::midpoint(glyph.top, glyph.bottom)]
}

/// The field of the page that a point is in, or one beside that.
fn field(point: Vector, beside: [i32; 2]) -> [i32; 2] {
    [0, 1].map(|axis| ((point[axis] / FIELD) as i32).saturating_add(beside[axis]))
}

/// What a character means. Those that mean something to one font alone are no text, but stand where they stand: words
/// beside them are no neighbours. Fonts of signs have them where Windows has, U+F000 and up.
fn meant(c: char, font: Font) -> char {
    match c {
        '!'..='~' if font.is_signs => char::from_u32(0xF000 + u32::from(c)).unwrap_or(UNKNOWN),
        '\u{E000}'..='\u{EFFF}' | '\u{F100}'..='\u{F8FF}' | '\u{F0000}'.. => UNKNOWN,
        c if c.is_control() => UNKNOWN,
        c => c,
    }
}

/// Which way a character is turned.
fn direction([x, y]: Vector, down: bool) -> Direction {
    match () {
        () if y.abs() <= LEVEL * x.abs() && x > 0.0 => {
            if down {
                Direction::Down
            } else {
                Direction::Level
            }
        }
        () if y.abs() <= LEVEL * x.abs() => Direction::Turned(2),
        () if x.abs() <= LEVEL * y.abs() && y > 0.0 => Direction::Turned(1),
        () if x.abs() <= LEVEL * y.abs() => Direction::Turned(3),
        () => Direction::Slanted,
    }
}
