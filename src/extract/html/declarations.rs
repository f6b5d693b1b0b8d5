//! What a block of declarations says of whether an element is seen: `display: none; color: red`.

/// What is said of an element; nothing where it isn't.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Declared {
    /// `display`: whether it is shown at all.
    pub(super) display: Option<Said>,
    /// `visibility`, which what is in it inherits.
    pub(super) visibility: Option<Said>,
    /// `font-size`, likewise: whether its characters have a size.
    pub(super) size: Option<Said>,
    /// Whether it stands where the page is.
    pub(super) place: Option<Said>,
}

/// One property: whether it lets the element be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) is_seen: bool,
    pub(super) is_important: bool,
}

/// So far out of the page nothing of it is on a screen, in pixels or wider units.
const OFF_SCREEN: f64 = -500.0;

impl Declared {
    /// Reads the inside of a block.
    pub(super) fn parse(block: &str) -> Self {
        let mut declared = Self::default();
        let (mut is_lifted, mut is_off, mut is_clipped) = (None, false, false);
        let (mut color, mut background) = (None, None);
        for declaration in block.split(';') {
            let Some((name, value)) = declaration.split_once(':') else { continue };
            let value = value.trim().to_ascii_lowercase();
            let (value, is_important) = match value.split_once('!') {
                Some((value, "important")) => (value.trim().to_owned(), true),
                _ => (value, false),
            };
            let said = |is_seen| Some(Said { is_seen, is_important });
            match name.trim().to_ascii_lowercase().as_str() {
                // What a program of the page puts in later may be anything.
                _ if value.is_empty() || value.contains("var(") => {}
                "display" => declared.display = said(value != "none"),
                "visibility" => declared.visibility = said(!matches!(value.as_str(), "hidden" | "collapse")),
                "font-size" => declared.size = size(&value).and_then(said),
                "position" => is_lifted = Some((matches!(value.as_str(), "absolute" | "fixed"), is_important)),
                "left" | "top" | "right" | "bottom" => {
                    is_off |= number(&value).is_some_and(|(number, _)| number <= OFF_SCREEN);
                }
                "clip" => is_clipped = value.replace([' ', ','], "").starts_with("rect(0"),
                "color" => color = Some(value),
                "background" | "background-color" => background = Some(value),
                _ => {}
            }
        }
        if let Some((is_lifted, is_important)) = is_lifted {
            declared.place = Some(Said { is_seen: !(is_lifted && (is_off || is_clipped)), is_important });
        }
        // Only where both are said in one place is it sure that they meet.
        let is_color = |color: &String| color.starts_with(['#', 'r']) || color == "white";
        if color.as_ref().is_some_and(is_color) && color == background {
            declared.place = Some(Said { is_seen: false, is_important: false });
        }
        declared
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether anything in it hides.
    pub(super) fn hides(&self) -> bool {
        self.all().into_iter().flatten().any(|said| !said.is_seen)
    }

    /// Whether anything in it shows.
    pub(super) fn shows(&self) -> bool {
        self.all().into_iter().flatten().any(|said| said.is_seen)
    }

    fn all(&self) -> [Option<Said>; 4] {
        [self.display, self.visibility, self.size, self.place]
    }
}

/// Whether characters of such a size are seen; nothing for a part of the size around.
fn size(value: &str) -> Option<bool> {
    match number(value) {
        Some((0.0, _)) => Some(false),
        Some((_, "em" | "%" | "ex")) => None,
        Some((number, _)) => Some(number > 0.0),
        None => (!matches!(value, "inherit" | "smaller" | "larger" | "unset")).then_some(true),
    }
}

/// A number and its unit.
fn number(value: &str) -> Option<(f64, &str)> {
    let digits = value.trim_start_matches(['-', '+']).trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let (number, unit) = value.split_at(value.len() - digits.len());
    Some((number.parse().ok()?, unit))
}

#[cfg(test)]
mod tests {
    use super::Declared;

    #[test]
    fn what_hides() {
        for block in [
            "display:none",
            "color: red; DISPLAY : None !important",
            "visibility:hidden",
            "font-size:0",
            "font-size: 0px",
            "position:absolute; left:-9999px",
            "position:fixed;top:-100em;top:-1000em",
            "position:absolute;clip:rect(0, 0, 0, 0)",
            "color:#fff;background:#fff",
        ] {
            assert!(Declared::parse(block).hides(), "{block}");
        }
        for block in [
            "display:block",
            "font-size:12px",
            "font-size:0.5em",
            "font-size:100%",
            "left:-9999px",
            "position:absolute;left:-20px",
            "text-indent:-9999px",
            "opacity:0",
            "color:#fff",
            "display:var(--x)",
            "display",
            "",
        ] {
            assert!(!Declared::parse(block).hides(), "{block}");
        }
    }
}
