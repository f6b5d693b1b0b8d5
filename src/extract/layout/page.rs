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
    /// The height of the baseline that it stands on; of vertical writing and turned characters it says nothing.
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

    /// Where it stands on its line: the baseline.
    pub(super) fn foot(&self) -> f64 {
        if self.baseline.is_finite() { self.baseline } else { self.bottom }
    }

    pub(super) fn size(&self) -> f64 {
        let size = self.size.abs();
        if size.is_finite() && size > 0.0 { size } else { (self.bottom - self.top).abs().max(1.0) }
    }
}
