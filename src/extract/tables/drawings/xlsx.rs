//! What lies over the cells of tables since 2007: charts, text boxes, comments that are shown; headers and footers.

use std::collections::{HashMap, HashSet};

use super::found::Drawings;
use super::headers::sections;
use crate::extract::containers::ooxml::{self, Relation};
use crate::extract::containers::package::Package;
use crate::extract::containers::xml::{self, Node};
use crate::extract::drawings::{Page, drawn, in_reading_order};
use crate::extract::unread::{Thing, Unread};

/// Those of a workbook whose main part lies at `main` (ECMA-376 part 1, 18.2 and 20.5).
pub(super) fn read(package: &mut Package<'_>, main: &str, drawings: &mut Drawings) {
    let mut sheets: Vec<(String, String)> = Vec::new();
    let bytes = package.part(main).ok().flatten().unwrap_or_default();
    let _ = xml::walk(&bytes, |node| {
        if let Node::Start(element) = node
            && element.name() == "sheet"
            && let (Some(name), Some(id)) = (element.attribute("name"), element.prefixed("id"))
        {
            sheets.push((name, id));
        }
    });
    let relations = ooxml::relations(package, main).unwrap_or_default();
    if sheets.is_empty() {
        // A workbook in binary form: its sheets by the names of their parts.
        let parts = relations.iter().filter(|relation| relation.kind.ends_with("sheet"));
        sheets.extend(parts.map(|sheet| (sheet.target.clone(), sheet.id.clone())));
    }
    let targets: HashMap<String, String> =
        relations.into_iter().map(|relation| (relation.id, relation.target)).collect();
    for (name, id) in sheets {
        let Some(target) = targets.get(&id) else { continue };
        let relations = ooxml::relations(package, target).unwrap_or_default();
        let mut lines = Vec::new();
        for drawing in relations.iter().filter(|relation| relation.kind == "drawing") {
            of_drawing(package, &drawing.target, &mut lines, &mut drawings.unread);
        }
        for old in relations.iter().filter(|relation| relation.kind == "vmlDrawing") {
            of_old_drawing(package, &old.target, &relations, &mut lines);
        }
        let sheet = package.part(target).ok().flatten().unwrap_or_default();
        after_cells(&sheet, drawings);
        if !lines.is_empty() {
            drawings.over.insert(name, lines);
        }
    }
}

fn of_drawing(package: &mut Package<'_>, part: &str, lines: &mut Vec<String>, unread: &mut Unread) {
    let relations = ooxml::relations(package, part).unwrap_or_default();
    let drawn = drawn(package, &relations);
    let mut page = Page::new(&drawn, false);
    let bytes = package.part(part).ok().flatten().unwrap_or_default();
    let _ = xml::walk(&bytes, |node| page.tell(node));
    let (shapes, left, _) = page.finish();
    unread.add_all(&left);
    lines.extend(in_reading_order(shapes).into_iter().map(|(text, _)| text));
}

/// Comments that are shown all the time, and labels of controls (ECMA-376 part 4, 19.4).
fn of_old_drawing(package: &mut Package<'_>, part: &str, relations: &[Relation], lines: &mut Vec<String>) {
    let mut shown: HashSet<(u32, u32)> = HashSet::new();
    // Newer programs write a control twice.
    let mut said: HashSet<String> = lines.iter().cloned().collect();
    let (mut row, mut column, mut is_shown, mut is_comment) = (0, 0, false, false);
    let (mut value, mut text, mut in_text) = (String::new(), String::new(), false);
    let bytes = package.part(part).ok().flatten().unwrap_or_default();
    let _ = xml::walk(&bytes, |node| match node {
        Node::Start(element) => match element.name() {
            "shape" => (row, column, is_shown, is_comment) = (0, 0, false, false),
            "ClientData" => is_comment = element.attribute("ObjectType").as_deref() == Some("Note"),
            "Visible" => is_shown = true,
            "textbox" => (in_text, text) = (true, String::new()),
            _ => value.clear(),
        },
        Node::Text(more) if in_text => text += &more,
        Node::Text(more) => value += &more,
        Node::End(name) => match name.as_str() {
            "Row" => row = value.trim().parse().unwrap_or(0),
            "Column" => column = value.trim().parse().unwrap_or(0),
            "textbox" => in_text = false,
            "shape" if is_comment && is_shown => drop(shown.insert((row, column))),
            "shape" if !is_comment => {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if !text.is_empty() && said.insert(text.clone()) {
                    lines.push(text);
                }
            }
            _ => {}
        },
    });
    if shown.is_empty() {
        return;
    }
    for comments in relations.iter().filter(|relation| relation.kind == "comments") {
        let bytes = package.part(&comments.target).ok().flatten().unwrap_or_default();
        let (mut cell, mut text, mut in_text) = (None, String::new(), false);
        let _ = xml::walk(&bytes, |node| match node {
            Node::Start(element) => match element.name() {
                "comment" => (cell, text) = (element.attribute("ref").as_deref().and_then(place), String::new()),
                "t" => in_text = true,
                _ => {}
            },
            Node::Text(more) => text += if in_text { &more } else { "" },
            Node::End(name) if name == "t" => in_text = false,
            Node::End(name) if name == "comment" => {
                if cell.is_some_and(|cell| shown.contains(&cell)) {
                    lines.extend(text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()));
                }
            }
            Node::End(_) => {}
        });
    }
}

/// Row and column of a cell, from 0, by its name: B12.
fn place(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let digit = letter.is_ascii_alphabetic().then(|| u32::from(letter.to_ascii_uppercase() - b'A') + 1)?;
        column.checked_mul(26)?.checked_add(digit)
    })?;
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// What stands in a sheet's part after its cells: headers and footers, objects of other programs.
fn after_cells(sheet: &[u8], drawings: &mut Drawings) {
    const END: &[u8] = b"</sheetData>";
    let Some(at) = memchr::memmem::rfind(sheet, END) else { return };
    let Drawings { margins, unread, .. } = drawings;
    let (mut text, mut in_margin, mut skipped) = (String::new(), false, false);
    let _ = xml::walk(&sheet[at + END.len()..], |node| match node {
        Node::Start(element) => match element.name() {
            "Fallback" => skipped = true,
            "oleObject" if !skipped => {
                unread.add(Thing::of_program(&element.attribute("progId").unwrap_or_default()), 1);
            }
            name => in_margin = name.ends_with("Header") || name.ends_with("Footer"),
        },
        Node::Text(more) => text += if in_margin { &more } else { "" },
        Node::End(name) if name == "Fallback" => skipped = false,
        Node::End(_) => {
            margins.extend(sections(&std::mem::take(&mut text)));
            in_margin = false;
        }
    });
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn cells_have_names() {
        assert_eq!(["B12", "AA1", "1", "A0"].map(place), [Some((11, 1)), Some((0, 26)), None, None]);
    }
}
