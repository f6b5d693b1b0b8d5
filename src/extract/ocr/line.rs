//! What a program recognised on a page.

use serde::{Deserialize, Serialize};

/// A line of text, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Line {
    /// Its text.
    pub(super) text: String,
    /// Where it stands on the page as that is read; none if the program doesn't say.
    pub(super) area: Option<Area>,
}

/// What stands this far from each other in a row, in its heights, is of two cells of a table.
pub(super) const CELL_GAP: f64 = 2.5;

/// A rectangle in pixels, from the top left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Area {
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) right: i32,
    pub(super) bottom: i32,
}

impl Area {
    pub(super) fn width(self) -> i32 {
        self.right.saturating_sub(self.left)
    }

    pub(super) fn height(self) -> i32 {
        self.bottom.saturating_sub(self.top)
    }

    /// The smallest one around both.
    pub(super) fn around(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// Adds text behind text: Chinese and numbers are written without blanks, whatever a program puts between.
pub(super) fn append(text: &mut String, more: &str) {
    if let (Some(last), Some(next)) = (text.chars().last(), more.chars().next())
        && last.is_ascii_alphanumeric()
        && next.is_ascii_alphanumeric()
        && !(last.is_ascii_digit() && next.is_ascii_digit())
    {
        text.push(' ');
    }
    text.push_str(more);
}
