//! What lies over the cells of tables: charts, text boxes, comments that are shown; and what is printed around them.

use std::collections::{HashMap, HashSet};

use super::{ods_drawings, xls_drawings};
use crate::extract::containers::ole::Container;
use crate::extract::containers::ooxml::{self, Relation};
use crate::extract::containers::package::Package;
use crate::extract::containers::xml::{self, Node};
use crate::extract::document::{Blocks, Place, Style};
use crate::extract::drawings::{Page, drawn, in_reading_order};
use crate::extract::unread::{Thing, Unread};

/// What a file has beside its cells.
#[derive(Debug, Default)]
pub(super) struct Drawings {
    /// Paragraphs over the cells of a sheet, by its name.
    pub(super) over: HashMap<String, Vec<String>>,
    /// Headers and footers.
    pub(super) margins: Vec<String>,
    /// What is not read.
    pub(super) unread: Unread,
}

impl Drawings {
    /// Adds what stands over no cells, as on sheets that are a chart; then, each once, what is printed around all of them.
    pub(super) fn push_rest(&mut self, blocks: &mut Blocks, place: Place) {
        let mut sheets: Vec<_> = std::mem::take(&mut self.over).into_iter().collect();
        sheets.sort();
        sheets.iter().flat_map(|(_, lines)| lines).for_each(|line| blocks.push(line, Style::Plain, place));
        let mut seen = HashSet::new();
        for margin in self.margins.iter().filter(|margin| seen.insert(margin.as_str())) {
            blocks.push(margin, Style::Boilerplate, place);
        }
    }
}

/// Reads them of a table file of whatever format. What is broken is left out: the cells are read.
pub(super) fn read(bytes: &[u8]) -> Drawings {
    let mut drawings = Drawings::default();
    if let Ok(mut container) = Container::open(bytes) {
        xls_drawings::read(&mut container, &mut drawings);
    } else if let Ok(mut package) = Package::open(bytes) {
        match ooxml::main_part(&mut package) {
            Some((main, _)) => of_workbook(&mut package, &main, &mut drawings),
            None => ods_drawings::read(&mut package, &mut drawings),
        }
    }
    drawings
}

/// Those of a workbook whose main part lies at `main` (ECMA-376 part 1, 18.2 and 20.5).
fn of_workbook(package: &mut Package<'_>, main: &str, drawings: &mut Drawings) {
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
    let targets: HashMap<String, String> = ooxml::relations(package, main)
        .unwrap_or_default()
        .into_iter()
        .map(|relation| (relation.id, relation.target))
        .collect();
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

/// The texts of a header's left, middle and right (ECMA-376 part 1, 18.3.1.46): `&L`, `&C`, `&R` begin them; other codes
/// stand for numbers and the day, or say how what follows is written.
pub(super) fn sections(code: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '&' {
            sections.last_mut().into_iter().for_each(|section| section.push(c));
            continue;
        }
        match chars.next() {
            Some('L' | 'C' | 'R' | 'l' | 'c' | 'r') => sections.push(String::new()),
            Some('&') => sections.last_mut().into_iter().for_each(|section| section.push('&')),
            Some('"') => while chars.next().is_some_and(|c| c != '"') {},
            Some('K') => {
                // A colour: six digits, or a theme's number with what it is mixed with.
                for _ in 0..6 {
                    chars.next_if(|c| c.is_ascii_hexdigit() || matches!(c, '+' | '-'));
                }
            }
            Some(digit) if digit.is_ascii_digit() => while chars.next_if(char::is_ascii_digit).is_some() {},
            _ => {}
        }
    }
    let texts = sections.into_iter().map(|section| section.trim().to_owned());
    texts.filter(|text| !is_page_number(text)).collect()
}

/// Whether no more is left of a header than the words around a page's number, or nothing.
pub(super) fn is_page_number(text: &str) -> bool {
    let text = text.to_lowercase().replace("page", "").replace("of", "");
    !text.chars().any(|c| c.is_alphanumeric() && !matches!(c, '第' | '共' | '总' | '页' | '頁'))
}

#[cfg(test)]
mod tests {
    use super::{place, sections};

    #[test]
    fn headers_are_read_without_their_codes() {
        let code = "&L&\"宋体,Bold\"&14青山县统计局&C&K01+000第&P页 共&N页&R&D";
        assert_eq!(sections(code), ["青山县统计局"]);
        assert_eq!(sections("投入&&产出"), ["投入&产出"]);
        assert_eq!(["B12", "AA1", "1", "A0"].map(place), [Some((11, 1)), Some((0, 26)), None, None]);
    }
}
