//! What stands on a slide, and in which order it is read: the title, what fills the layout's other places, then what was
//! put there freely, by rows from the top and from left to right; what stands around the text last.

use crate::extract::document::Style;

/// Stands between the cells of a row, the categories and the values of a chart: no phrase crosses it.
pub(in crate::extract) const BETWEEN: &str = " | ";

/// A shape with its text; a group is one.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct Shape {
    pub(in crate::extract) role: Role,
    /// Where it stands; none where it takes its layout's place.
    pub(in crate::extract) frame: Option<Frame>,
    /// Its paragraphs; a row of a table is one.
    pub(in crate::extract) lines: Vec<(String, Style)>,
}

/// What a shape is on its slide, in the order of reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::extract) enum Role {
    Title,
    #[default]
    Text,
    /// Header, footer, date.
    Margin,
}

/// A rectangle, in whatever unit the format has; the same for all shapes beside each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::extract) struct Frame {
    pub(in crate::extract) left: i64,
    pub(in crate::extract) top: i64,
    pub(in crate::extract) bottom: i64,
}

impl Role {
    /// What it makes of a paragraph.
    pub(in crate::extract) fn style(self, is_bold: bool) -> Style {
        match self {
            Self::Title => Style::Heading(1),
            Self::Text if is_bold => Style::Bold,
            Self::Text => Style::Plain,
            Self::Margin => Style::Boilerplate,
        }
    }
}

/// The lines of shapes that stand beside each other.
pub(in crate::extract) fn in_reading_order(mut shapes: Vec<Shape>) -> Vec<(String, Style)> {
    shapes.retain(|shape| !shape.lines.is_empty());
    // Stable: what has the same place stays in the order in which it was drawn.
    shapes.sort_by_key(|shape| (shape.role, shape.frame.map(|frame| frame.top)));
    let mut lines = Vec::new();
    let mut rest = shapes.into_iter().peekable();
    while let Some(first) = rest.next() {
        let mut row = vec![first];
        // A row is what begins above the middle of its first shape.
        while let Some(next) = rest.next_if(|next| next.role == row[0].role && is_beside(next.frame, row[0].frame)) {
            row.push(next);
        }
        row.sort_by_key(|shape| shape.frame.map(|frame| (frame.left, frame.top)));
        lines.extend(row.into_iter().flat_map(|shape| shape.lines));
    }
    lines
}

fn is_beside(next: Option<Frame>, first: Option<Frame>) -> bool {
    let (Some(next), Some(first)) = (next, first) else { return false };
    next.top <= first.top.midpoint(first.bottom.max(first.top))
}

#[cfg(test)]
mod tests {
    use super::{Frame, Role, Shape, in_reading_order};
    use crate::extract::document::Style;

    #[test]
    fn slides_are_read_by_rows_after_their_title() {
        let shape = |text: &str, role, frame: Option<(i64, i64, i64)>| Shape {
            role,
            frame: frame.map(|(left, top, bottom)| Frame { left, top, bottom }),
            lines: vec![(text.to_owned(), Style::Plain)],
        };
        let lines = in_reading_order(vec![
            shape("页脚", Role::Margin, None),
            shape("下", Role::Text, Some((0, 500, 600))),
            shape("右", Role::Text, Some((300, 90, 400))),
            shape("左", Role::Text, Some((0, 100, 400))),
            shape("正文", Role::Text, None),
            shape("标题", Role::Title, Some((0, 700, 800))),
            Shape::default(),
        ]);
        let texts: Vec<&str> = lines.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(texts, ["标题", "正文", "左", "右", "下", "页脚"]);
    }
}
