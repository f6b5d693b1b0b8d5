//! Tables of OpenDocument: what each cell shows stands beside its value ([OpenDocument 1.3] 9).

use std::collections::HashMap;

use super::drawings::{self, Drawings};
use super::rows::{Hidden, Rows};
use crate::extract::containers::package::Package;
use crate::extract::containers::xml::{self, Element, Node};
use crate::extract::document::Document;
use crate::extract::number_formats::general;
use crate::extract::problem::Problem;
use crate::message;

/// What is passed over with all it holds: comments, changes, lists that are not shown.
const SKIPPED: [&str; 5] = ["annotation", "tracked-changes", "content-validations", "forms", "dde-links"];
/// A row or cell that is the same so many times and more is so to fill the sheet.
const MAX_REPEATED: u32 = 1000;

/// Reads a workbook over whose cells this lies.
pub(super) fn read(package: &mut Package<'_>, drawings: Drawings) -> Result<Document, Problem> {
    let bytes = package.part("content.xml")?.ok_or_else(|| Problem::damaged(message!("no-content")))?;
    Ok(content(&bytes, drawings))
}

/// Reads one that is one XML file.
pub(in crate::extract) fn read_flat(bytes: &[u8]) -> Document {
    content(bytes, drawings::read_flat(bytes))
}

fn content(bytes: &[u8], drawings: Drawings) -> Document {
    let mut content = Content { rows: Rows::of(drawings), ..Content::default() };
    if let Err(problem) = xml::walk(bytes, |node| content.tell(node)) {
        content.rows.gap(problem.reason);
    }
    content.rows.finish()
}

/// Collects the cells while the part is walked through.
#[derive(Default)]
struct Content {
    rows: Rows,
    /// Styles of tables that hide them.
    styles: HashMap<String, bool>,
    style: String,
    skipped: usize,
    /// Depth within a hidden sheet.
    in_hidden: usize,
    in_table: bool,
    is_row_hidden: bool,
    /// The next row and column, from 0.
    row: u32,
    column: u32,
    row_repeated: u32,
    /// The cells of the row that is being read.
    cells: Vec<(u32, String)>,
    cell: Option<Cell>,
    in_paragraph: usize,
}

#[derive(Default)]
struct Cell {
    text: String,
    /// The value, for a program that wrote no text: an empty one is a format's that hides it.
    value: Option<String>,
    repeated: u32,
    is_covered: bool,
}

impl Content {
    fn tell(&mut self, node: Node<'_>) {
        match node {
            Node::Start(_) if self.skipped > 0 => self.skipped += 1,
            Node::Start(_) if self.in_hidden > 0 => self.in_hidden += 1,
            Node::Start(element) if SKIPPED.contains(&element.name()) => self.skipped = 1,
            // What lies over the cells is read apart.
            Node::Start(element) if element.prefix() == Some("draw") => self.skipped = 1,
            Node::Start(element) => self.start(&element),
            Node::End(_) if self.skipped > 0 => self.skipped -= 1,
            Node::End(_) if self.in_hidden > 0 => self.in_hidden -= 1,
            Node::End(name) => self.end(&name),
            Node::Text(text) if self.skipped == 0 && self.in_hidden == 0 && self.in_paragraph > 0 => self.text(&text),
            Node::Text(_) => {}
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        let named = |name| element.attribute(name).unwrap_or_default();
        let repeated = |name| element.number(name).unwrap_or(1).max(1);
        match element.name() {
            "style" => self.style = named("name"),
            "table-properties" => {
                self.styles.insert(self.style.clone(), named("display") == "false");
            }
            // A table of a chart, or within a cell, is none of the workbook's.
            "table" if !self.in_table => {
                if self.styles.get(&named("style-name")) == Some(&true) {
                    self.rows.hidden_sheet(&named("name"));
                    self.in_hidden = 1;
                    return;
                }
                (self.in_table, self.row, self.column) = (true, 0, 0);
                self.cells.clear();
                self.rows.sheet(&named("name"), Hidden::default());
            }
            "table-column" => {
                let last = self.column.saturating_add(repeated("number-columns-repeated") - 1);
                if is_hidden(element) {
                    self.rows.hidden().columns.push((self.column, last));
                }
                self.column = last.saturating_add(1);
            }
            "table-row" => {
                self.column = 0;
                self.row_repeated = repeated("number-rows-repeated");
                self.is_row_hidden = is_hidden(element);
            }
            name @ ("table-cell" | "covered-table-cell") if self.in_table && self.cell.is_none() => {
                self.cell = Some(Cell {
                    text: String::new(),
                    value: Some(value(element)),
                    repeated: repeated("number-columns-repeated"),
                    is_covered: name == "covered-table-cell",
                });
            }
            "p" | "h" => {
                self.in_paragraph += 1;
                self.cell.iter_mut().for_each(|cell| cell.value = None);
                // Lines of a cell are one text.
                self.text(" ");
            }
            "s" => self.text(" "),
            "tab" | "line-break" => self.text(" "),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        self.cell.iter_mut().for_each(|cell| cell.text += text);
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "h" => self.in_paragraph = self.in_paragraph.saturating_sub(1),
            "table-cell" | "covered-table-cell" => {
                if let Some(cell) = self.cell.take() {
                    self.add(cell);
                }
            }
            "table-row" => self.end_row(),
            "table" => self.in_table = false,
            _ => {}
        }
    }

    fn add(&mut self, cell: Cell) {
        let text = cell.value.unwrap_or(cell.text);
        if !cell.is_covered && !text.trim().is_empty() {
            let times = if cell.repeated < MAX_REPEATED { cell.repeated } else { 1 };
            self.cells.extend((0..times).map(|n| (self.column.saturating_add(n), text.clone())));
        }
        self.column = self.column.saturating_add(cell.repeated);
    }

    fn end_row(&mut self) {
        let times = if self.row_repeated < MAX_REPEATED { self.row_repeated } else { 1 };
        let cells = std::mem::take(&mut self.cells);
        if !cells.is_empty() {
            for row in (0..times).map(|n| self.row.saturating_add(n)) {
                if self.rows.is_full() {
                    break;
                }
                if self.is_row_hidden {
                    self.rows.hidden().rows.insert(row);
                }
                cells.iter().for_each(|(column, text)| self.rows.cell(row, *column, text));
            }
        }
        self.row = self.row.saturating_add(self.row_repeated);
    }
}

/// Whether a row or column is hidden, or left out by a filter.
fn is_hidden(element: &Element<'_>) -> bool {
    matches!(element.attribute("visibility").as_deref(), Some("collapse" | "filter"))
}

/// The value of a cell as a program would show it that shows no format.
fn value(element: &Element<'_>) -> String {
    let named = |name| element.attribute(name).unwrap_or_default();
    let number = || named("value").parse::<f64>().ok();
    match named("value-type").as_str() {
        "percentage" => number().map(|value| format!("{}%", general(value * 100.0))).unwrap_or_default(),
        "float" | "currency" => number().map(general).unwrap_or_default(),
        "date" => named("date-value").replace('T', " "),
        "boolean" => named("boolean-value").to_uppercase(),
        "string" => named("string-value"),
        _ => String::new(),
    }
}
