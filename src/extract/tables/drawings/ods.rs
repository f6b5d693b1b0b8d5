//! What lies over the cells of OpenDocument tables.

use super::found::Drawings;
use super::headers::is_page_number;
use crate::extract::containers::package::Package;
use crate::extract::containers::xml::{self, Element, Node};
use crate::extract::drawings::{Objects, objects};
use crate::extract::unread::Thing;

/// Fields, of headers: numbers of pages, names of files, the day.
const FIELDS: [&str; 9] =
    ["sheet-name", "page-number", "page-count", "date", "time", "title", "file-name", "author-name", "author-initials"];

/// Reads them.
pub(super) fn read(package: &mut Package<'_>, drawings: &mut Drawings) {
    let objects = objects(package);
    let content = package.part("content.xml").ok().flatten().unwrap_or_default();
    over(&content, &objects, drawings);
    let styles = package.part("styles.xml").ok().flatten().unwrap_or_default();
    margins(&styles, &mut drawings.margins);
}

/// Reads those of a workbook that is one XML file.
pub(super) fn read_flat(bytes: &[u8], drawings: &mut Drawings) {
    over(bytes, &Objects::default(), drawings);
    margins(bytes, &mut drawings.margins);
}

fn over(content: &[u8], objects: &Objects, drawings: &mut Drawings) {
    let mut over = Over { objects, drawings, sheet: None, inside: 0, text: None };
    let _ = xml::walk(content, |node| over.tell(node));
}

struct Over<'a> {
    objects: &'a Objects,
    drawings: &'a mut Drawings,
    sheet: Option<String>,
    /// Depth within a shape, or a comment that is shown; 0 outside.
    inside: usize,
    text: Option<String>,
}

impl Over<'_> {
    fn tell(&mut self, node: Node<'_>) {
        match node {
            Node::Start(element) => self.start(&element),
            Node::Text(more) => self.text.iter_mut().for_each(|text| *text += &more),
            Node::End(name) => {
                self.inside = self.inside.saturating_sub(1);
                match (name.as_str(), self.text.take()) {
                    ("p", Some(text)) => self.put(&text),
                    (_, text) => self.text = text,
                }
            }
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        if self.inside > 0 {
            self.inside += 1;
            match element.name() {
                "p" => self.text = Some(String::new()),
                "object" => self.object(&element.attribute("href").unwrap_or_default()),
                "object-ole" => self.drawings.unread.add(Thing::Embedded, 1),
                _ => {}
            }
        } else if element.prefix() == Some("draw")
            || element.name() == "annotation" && element.attribute("display").as_deref() == Some("true")
        {
            self.inside = 1;
        } else if element.name() == "table" {
            self.sheet = element.attribute("name");
        }
    }

    fn object(&mut self, name: &str) {
        let known = self.objects.get(name.trim_start_matches("./"));
        let (thing, lines) = known.map_or((Thing::Embedded, &[][..]), |(thing, lines)| (*thing, lines));
        if lines.is_empty() {
            self.drawings.unread.add(thing, 1);
        }
        lines.iter().for_each(|line| self.put(line));
    }

    fn put(&mut self, line: &str) {
        if let (Some(sheet), false) = (&self.sheet, line.trim().is_empty()) {
            self.drawings.over.entry(sheet.clone()).or_default().push(line.trim().to_owned());
        }
    }
}

/// Headers and footers of pages, without their fields.
fn margins(styles: &[u8], margins: &mut Vec<String>) {
    let (mut is_shown, mut in_field, mut text) = (false, false, String::new());
    let _ = xml::walk(styles, |node| match node {
        Node::Start(element) => match element.name() {
            "header" | "footer" | "header-left" | "footer-left" | "header-first" | "footer-first" => {
                is_shown = element.attribute("display").as_deref() != Some("false");
            }
            "p" => text.clear(),
            name => in_field |= FIELDS.contains(&name),
        },
        Node::Text(more) => text += if is_shown && !in_field { &more } else { "" },
        Node::End(name) => match name.as_str() {
            "header" | "footer" | "header-left" | "footer-left" | "header-first" | "footer-first" => is_shown = false,
            "p" if !is_page_number(&text) => margins.push(std::mem::take(&mut text)),
            name => in_field &= !FIELDS.contains(&name),
        },
    });
}
