//! Annotations: what is laid over a page.

use std::collections::HashMap;

use super::drawing::{Canvas, Drawing};
use super::geometry::{Boundary, Matrix};
use super::parts::{Item, items, nodes};
use crate::extract::containers::xml::Node;
use crate::extract::limits::MAX_PAGE_GLYPHS;
use crate::extract::problem::Problem;

/// What is laid over a page.
#[derive(Debug)]
pub(super) struct Annotation {
    /// Whether it is a stamp or a watermark, and no one's words on the page.
    pub(super) is_mark: bool,
    /// How it is placed on the page.
    pub(super) place: Matrix,
    pub(super) drawing: Drawing,
    /// What its author says in it.
    pub(super) remark: String,
}

/// The files that describe the annotations of pages, by the pages' numbers.
pub(super) fn of_pages(bytes: &[u8]) -> (HashMap<u32, Vec<String>>, Result<(), Problem>) {
    let mut found: HashMap<u32, Vec<String>> = HashMap::new();
    let mut page = None;
    let read = items(bytes, |item| match item {
        Item::Start(element) if element.name() == "Page" => page = element.number("PageID"),
        Item::End("FileLoc", path) => {
            if let Some(page) = page {
                found.entry(page).or_default().push(path.to_owned());
            }
        }
        _ => {}
    });
    (found, read)
}

/// The annotations that a file describes, those that are shown.
pub(super) fn read(bytes: &[u8]) -> (Vec<Annotation>, Result<(), Problem>) {
    let mut found: Vec<Annotation> = Vec::new();
    let mut open: Option<Annotation> = None;
    let mut canvas: Option<Canvas> = None;
    let mut in_remark = false;
    let mut characters = 0;
    let read = nodes(bytes, |node| match &node {
        Node::Start(element) if element.name() == "Annot" => {
            let is_shown = element.attribute("Visible").is_none_or(|said| said != "false");
            let is_mark = matches!(element.attribute("Type").as_deref(), Some("Stamp" | "Watermark"));
            let (place, drawing) = (Matrix::scale(1.0), Drawing::default());
            open = is_shown.then(|| Annotation { is_mark, place, drawing, remark: String::new() });
        }
        Node::Start(element) if element.name() == "Appearance" => {
            if let Some(annotation) = &mut open {
                let boundary = element.attribute("Boundary").and_then(|said| Boundary::of(&said));
                annotation.place = Matrix::of_object(None, boundary);
                canvas = Some(Canvas::default());
            }
        }
        Node::End(name) if name == "Appearance" => {
            if let (Some(annotation), Some(canvas)) = (&mut open, canvas.take()) {
                let drawing = canvas.finish();
                characters += drawing.characters;
                let is_over = characters > MAX_PAGE_GLYPHS;
                annotation.drawing = if is_over { Drawing { is_over, ..Drawing::default() } } else { drawing };
            }
        }
        Node::End(name) if name == "Annot" => found.extend(open.take()),
        _ => match (&mut canvas, &mut open) {
            (Some(canvas), _) => canvas.tell(node),
            (None, Some(annotation)) => match &node {
                Node::Start(element) => in_remark = element.name() == "Remark",
                Node::End(_) => in_remark = false,
                Node::Text(text) if in_remark => annotation.remark += text,
                Node::Text(_) => {}
            },
            (None, None) => {}
        },
    });
    (found, read)
}
