//! The file of a page: what is drawn on it, and what it stands on.

use super::drawing::{Canvas, Drawing};
use super::geometry::Boundary;
use super::parts::nodes;
use crate::extract::containers::xml::Node;
use crate::extract::problem::Problem;

/// A page, or a template, as its file describes it.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) drawing: Drawing,
    /// The templates that it stands on.
    pub(super) templates: Vec<u32>,
    /// Files of resources of its own.
    pub(super) resources: Vec<String>,
    /// Its size, where it is not the document's.
    pub(super) area: Option<Boundary>,
}

impl Content {
    /// Reads a page's file; of a broken one what stands before the break.
    pub(super) fn of(bytes: &[u8]) -> (Self, Result<(), Problem>) {
        let mut found = Self::default();
        let mut canvas = Canvas::default();
        // The value that is open, if one is.
        let mut value: Option<String> = None;
        let read = nodes(bytes, |node| {
            match &node {
                Node::Start(element) if element.name() == "Template" => {
                    found.templates.extend(element.number("TemplateID"));
                }
                Node::Start(element) => {
                    value = matches!(element.name(), "PhysicalBox" | "PageRes").then(String::new);
                }
                Node::Text(text) => value.iter_mut().for_each(|value| *value += text),
                Node::End(name) => match (name.as_str(), value.take()) {
                    ("PhysicalBox", Some(value)) => found.area = Boundary::of(&value),
                    ("PageRes", Some(value)) => found.resources.push(value),
                    _ => {}
                },
            }
            canvas.tell(node);
        });
        found.drawing = canvas.finish();
        (found, read)
    }
}
