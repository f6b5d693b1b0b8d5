//! What a package says of its documents, and a document of its pages: the paths of all that is read.

use std::collections::HashMap;

use super::geometry::Boundary;
use super::parts::{Item, items};
use crate::extract::containers::xml;
use crate::extract::problem::Problem;

/// A document of the package (DocBody).
#[derive(Debug, Default)]
pub(super) struct Body {
    /// Where its structure is described.
    pub(super) root: String,
    /// What is stored of it: title, author, date, program.
    pub(super) properties: Vec<(String, String)>,
}

/// The documents of a package, by the bytes of its first file. Other versions of a document are not what is shown.
pub(super) fn bodies(bytes: &[u8]) -> (Vec<Body>, Result<(), Problem>) {
    let mut bodies: Vec<Body> = Vec::new();
    let read = items(bytes, |item| match item {
        Item::Start(element) if element.name() == "DocBody" => bodies.push(Body::default()),
        Item::Start(_) => {}
        Item::End(name, text) => {
            let Some(body) = bodies.last_mut() else { return };
            let key = match name {
                "DocRoot" => return text.clone_into(&mut body.root),
                "Title" => "title",
                "Author" => "author",
                "Creator" => "program",
                "CreationDate" => "date",
                _ => return,
            };
            let value = if key == "date" { xml::day(text).unwrap_or_default() } else { text };
            body.properties.extend((!value.is_empty()).then(|| (key.to_owned(), value.to_owned())));
        }
    });
    (bodies, read)
}

/// How a document is put together.
#[derive(Debug, Default)]
pub(super) struct Structure {
    /// Its pages in order: their numbers and where they are described.
    pub(super) pages: Vec<(u32, String)>,
    /// Pages that other pages stand on.
    pub(super) templates: HashMap<u32, String>,
    pub(super) resources: Vec<String>,
    pub(super) annotations: Vec<String>,
    pub(super) attachments: Vec<String>,
    /// The size of pages that say none of their own.
    pub(super) area: Option<Boundary>,
    /// Headings as the document's outline has them, with their level, from 1.
    pub(super) outline: Vec<(u8, String)>,
}

impl Structure {
    /// Reads a document's main file; of a broken one what stands before the break.
    pub(super) fn of(bytes: &[u8]) -> (Self, Result<(), Problem>) {
        let mut found = Self::default();
        let mut level = 0_u8;
        let read = items(bytes, |item| match item {
            Item::Start(element) => {
                let place = || Some((element.number("ID")?, element.attribute("BaseLoc")?));
                match element.name() {
                    "Page" => {
                        let location = element.attribute("BaseLoc").unwrap_or_default();
                        found.pages.push((element.number("ID").unwrap_or_default(), location));
                    }
                    "TemplatePage" => found.templates.extend(place()),
                    "OutlineElem" => {
                        level = level.saturating_add(1);
                        found.outline.extend(element.attribute("Title").map(|title| (level, title)));
                    }
                    _ => {}
                }
            }
            Item::End("OutlineElem", _) => level = level.saturating_sub(1),
            Item::End("PhysicalBox", text) => found.area = Boundary::of(text),
            Item::End("PublicRes" | "DocumentRes", text) => found.resources.push(text.to_owned()),
            Item::End("Annotations", text) => found.annotations.push(text.to_owned()),
            Item::End("Attachments", text) => found.attachments.push(text.to_owned()),
            Item::End(..) => {}
        });
        (found, read)
    }
}

/// A file that is attached to a document.
#[derive(Debug, Default)]
pub(super) struct Attachment {
    pub(super) name: String,
    pub(super) path: String,
}

/// The files that a list of attachments names, those that a reader is shown.
pub(super) fn attachments(bytes: &[u8]) -> (Vec<Attachment>, Result<(), Problem>) {
    let mut found = Vec::new();
    let mut open: Option<Attachment> = None;
    let read = items(bytes, |item| match item {
        Item::Start(element) if element.name() == "Attachment" => {
            let name = element.attribute("Name").unwrap_or_default();
            let is_shown = element.attribute("Visible").is_none_or(|said| said != "false");
            open = is_shown.then(|| Attachment { name, path: String::new() });
        }
        Item::End("FileLoc", text) => {
            if let Some(attachment) = &mut open {
                text.clone_into(&mut attachment.path);
            }
        }
        Item::End("Attachment", _) => found.extend(open.take()),
        _ => {}
    });
    (found, read)
}
