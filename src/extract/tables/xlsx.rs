//! What `calamine` doesn't tell of newer workbooks: rows and columns that are hidden.

use std::collections::HashMap;

use memchr::memmem;

use super::rows::Hidden;
use crate::extract::containers::ooxml;
use crate::extract::containers::package::Package;
use crate::extract::containers::xml::{self, Node};

/// What is hidden in each sheet, by its name. What can't be read hides nothing.
pub(super) fn hidden(bytes: &[u8]) -> HashMap<String, Hidden> {
    let mut hidden = HashMap::new();
    let Ok(mut package) = Package::open(bytes) else { return hidden };
    let Some((main, _)) = ooxml::main_part(&mut package) else { return hidden };
    let relations = ooxml::relations(&mut package, &main).unwrap_or_default();
    let mut names = Vec::new();
    let workbook = package.part(&main).ok().flatten().unwrap_or_default();
    let _ = xml::walk(&workbook, |node| {
        if let Node::Start(element) = node
            && element.name() == "sheet"
            && let (Some(name), Some(id)) = (element.attribute("name"), element.prefixed("id"))
        {
            names.push((name, id));
        }
    });
    for (name, id) in names {
        let Some(relation) = relations.iter().find(|relation| relation.id == id) else { continue };
        let sheet = package.part(&relation.target).ok().flatten().unwrap_or_default();
        // Most sheets hide nothing, and need not be walked through twice.
        if memmem::find(&sheet, b"hidden=").is_some() {
            hidden.insert(name, of_sheet(&sheet));
        }
    }
    hidden
}

fn of_sheet(bytes: &[u8]) -> Hidden {
    let mut hidden = Hidden::default();
    let mut row = 0;
    let _ = xml::walk(bytes, |node| {
        let Node::Start(element) = node else { return };
        let is_hidden = || matches!(element.attribute("hidden").as_deref(), Some("1" | "true"));
        match element.name() {
            "row" => {
                row = element.number("r").unwrap_or(row + 1);
                if is_hidden() {
                    hidden.rows.insert(row.saturating_sub(1));
                }
            }
            "col" if is_hidden() => {
                let column = |name| element.number(name).unwrap_or(1).saturating_sub(1);
                hidden.columns.push((column("min"), column("max")));
            }
            _ => {}
        }
    });
    hidden
}
