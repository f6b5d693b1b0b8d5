//! What a format's reader gives of a page: its characters and the straight lines drawn on it, and where they stand.

/// A page as it is drawn; lengths in points, from its top left corner.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct Page {
    pub(in crate::extract) width: f64,
    pub(in crate::extract) height: f64,
    /// In the order in which they are drawn.
    pub(in crate::extract) glyphs: Vec<Glyph>,
    pub(in crate::extract) rules: Vec<Rule>,
}

/// A character, or a few that are drawn as one, on a page.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct Glyph {
    pub(in crate::extract) text: String,
    pub(in crate::extract) left: f64,
    pub(in crate::extract) right: f64,
    pub(in crate::extract) top: f64,
    pub(in crate::extract) bottom: f64,
    /// The height of the baseline that it stands on; not looked at where the direction isn't level.
    pub(in crate::extract) baseline: f64,
    /// The font's size as drawn.
    pub(in crate::extract) size: f64,
    pub(in crate::extract) bold: bool,
    pub(in crate::extract) direction: Direction,
    /// Whether the format says that it is no text of the page: it is of a stamp or a watermark.
    pub(in crate::extract) aside: bool,
}

/// Where the character after a character stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::extract) enum Direction {
    /// To the right; or anywhere, where each is placed on its own.
    #[default]
    Level,
    /// Below, upright: vertical writing by its font.
    Down,
    /// The characters are turned clockwise by this number of right angles, 1 to 3.
    Turned(u8),
    /// They are turned by another angle.
    Slanted,
}

/// A straight line drawn on a page, level or upright: a thin box, or one side of a box.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::extract) struct Rule {
    pub(in crate::extract) left: f64,
    pub(in crate::extract) right: f64,
    pub(in crate::extract) top: f64,
    pub(in crate::extract) bottom: f64,
}

impl Page {
    /// Whether something is written on it.
    pub(in crate::extract) fn has_text(&self) -> bool {
        self.glyphs.iter().any(Glyph::is_shown)
    }
}

impl Glyph {
    /// Whether it can be seen, and stands somewhere.
    pub(super) fn is_shown(&self) -> bool {
        let numbers = [self.left, self.right, self.top, self.bottom];
        !self.text.trim().is_empty() && numbers.iter().all(|n| n.is_finite())
    }

    /// Whether it is a blank that stands somewhere.
    pub(super) fn is_blank(&self) -> bool {
        let numbers = [self.left, self.right, self.baseline];
        !self.text.is_empty() && self.text.trim().is_empty() && numbers.iter().all(|n| n.is_finite())
    }

    /// Where it stands on its line: the baseline.
    pub(super) fn foot(&self) -> f64 {
        if self.baseline.is_finite() { self.baseline } else { self.bottom }
    }

    pub(super) fn size(&self) -> f64 {
        let size = self.size.abs();
        if size.is_finite() && size > 0.0 { size } else { (self.bottom - self.top).abs().max(1.0) }
    }
}

/// A part of a page; lengths in points, from the top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Area {
    /// The smallest one that holds all of some.
    pub(super) fn around(areas: impl Iterator<Item = Self>) -> Self {
        let none = Self { left: f64::MAX, right: f64::MIN, top: f64::MAX, bottom: f64::MIN };
        areas.fold(none, |all, area| Self {
            left: all.left.min(area.left),
            right: all.right.max(area.right),
            top: all.top.min(area.top),
            bottom: all.bottom.max(area.bottom),
        })
    }

    pub(super) fn width(self) -> f64 {
        self.right - self.left
    }

    /// How much of their widths they share; negative: how far they are apart.
    pub(super) fn beside(self, other: Self) -> f64 {
        self.right.min(other.right) - self.left.max(other.left)
    }

    /// The same of their heights.
    pub(super) fn level_with(self, other: Self) -> f64 {
        self.bottom.min(other.bottom) - self.top.max(other.top)
    }
}

impl Glyph {
    pub(super) fn area(&self) -> Area {
        Area { left: self.left, right: self.right, top: self.top, bottom: self.bottom }
    }

    /// The middle of what is inked of a Chinese character on its baseline.
    pub(super) fn middle(&self) -> (f64, f64) {
        let y = match self.direction {
            Direction::Level => self.foot() - 0.35 * self.size(),
            _ => f64::midpoint(self.top, self.bottom),
        };
        (f64::midpoint(self.left, self.right), y)
    }
}
