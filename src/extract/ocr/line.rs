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

/// Adds text behind text: Chinese is written without blanks, whatever a program puts between.
pub(super) fn append(text: &mut String, more: &str) {
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let after_mark = text.ends_with([',', '.', ';', ':', '!', '?', ')', '%']);
    let blank = (is_latin(text.chars().last()) || after_mark) && is_latin(more.chars().next());
    if blank {
        text.push(' ');
    }
    text.push_str(more);
}
