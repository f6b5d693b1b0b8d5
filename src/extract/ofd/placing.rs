//! Drawings within drawings, put on a page: in points, as layout takes them.

use super::drawing::Drawing;
use super::geometry::{Boundary, Matrix, Vector, length};
use super::resources::Resources;
use super::text::Character;
use crate::extract::layout::{Direction, Glyph, Page, Rule};
use crate::extract::limits::{MAX_PAGE_GLYPHS, MAX_PAGE_RULES};

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

/// A page while drawings are put on it.
pub(super) struct Placing<'a> {
    resources: &'a Resources,
    area: Boundary,
    pub(super) page: Page,
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
        let area = said.unwrap_or(Boundary { left: 0.0, top: 0.0, width: FAR, height: FAR });
        let (width, height) = (area.width * POINTS, area.height * POINTS);
        Self {
            resources,
            area,
            page: Page { width, height, ..Page::default() },
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
        self.characters += drawing.characters.len();
        if self.characters > MAX_PAGE_GLYPHS {
            self.is_over = true;
            return;
        }
        for character in &drawing.characters {
            self.character(character, place, layer);
        }
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

    fn character(&mut self, character: &Character, place: Matrix, layer: Layer) {
        let font = self.resources.font(character.font);
        let text = &character.text;
        if text.trim().is_empty() || !self.is_within(place.point(character.origin)) {
            return;
        }
        if text.contains(is_unknown) {
            self.unknown += usize::from(!font.is_symbols && !character.faint);
            return;
        }
        let place = place.then(Matrix::scale(POINTS));
        let (origin, along, up) =
            (place.point(character.origin), place.vector(character.along), place.vector(character.up));
        let corner = |right: f64, above: f64| [0, 1].map(|n| origin[n] + right * along[n] + above * up[n]);
        let corners = [corner(0.0, ABOVE), corner(1.0, ABOVE), corner(0.0, -BELOW), corner(1.0, -BELOW)];
        let least = |axis: usize| corners.iter().map(|corner| corner[axis]).fold(f64::MAX, f64::min);
        let most = |axis: usize| corners.iter().map(|corner| corner[axis]).fold(f64::MIN, f64::max);
        let glyph = Glyph {
            text: text.clone(),
            left: least(0),
            right: most(0),
            top: least(1),
            bottom: most(1),
            baseline: origin[1],
            size: length(up),
            bold: character.bold || font.is_bold,
            direction: direction(along, character.down),
            aside: false,
        };
        if character.faint {
            self.faint.push(glyph);
        } else {
            self.own += usize::from(layer == Layer::Own);
            self.page.glyphs.push(glyph);
        }
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

/// Whether a character is none of Unicode's: it has a meaning for one font alone.
fn is_unknown(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. | char::REPLACEMENT_CHARACTER) || c.is_control()
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
