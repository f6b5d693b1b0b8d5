//! Objects in OpenDocument files: each is a document of its own in a folder of the package; charts are read
//! (OpenDocument 1.3 part 3, section 11).

use std::collections::HashMap;

use super::chart::shown;
use super::shape::BETWEEN;
use crate::extract::containers::package::Package;
use crate::extract::containers::xml::{self, Element, Node};
use crate::extract::unread::Thing;

/// A table in a chart has so many columns at most: more are a way to fill memory.
const MAX_COLUMNS: u32 = 1_000;

/// Elements are nested to this depth; charts need some ten levels.
const MAX_DEPTH: usize = 64;

/// No format writes more digits after the point.
const MAX_PLACES: u32 = 20;

/// Objects by the names of their folders: what each is, and its paragraphs.
pub(in crate::extract) type Objects = HashMap<String, (Thing, Vec<String>)>;

/// Reads the objects of a package.
pub(in crate::extract) fn objects(package: &mut Package<'_>) -> Objects {
    let entries = package.entries().into_iter();
    let folders = entries.filter_map(|entry| Some((entry.path.strip_suffix("/content.xml")?.to_owned(), entry.index)));
    let mut objects = Objects::new();
    for (folder, index) in folders.collect::<Vec<_>>() {
        let bytes = package.read(index).unwrap_or_default();
        objects.insert(folder, object(&bytes));
    }
    objects
}

/// What an object is by its content, and its paragraphs; none of what is not read.
pub(super) fn object(bytes: &[u8]) -> (Thing, Vec<String>) {
    let mut chart = Chart::default();
    // A broken one says what it says until there.
    let _ = xml::walk(bytes, |node| match node {
        Node::Start(element) => chart.start(&element),
        Node::Text(text) => chart.text += &text,
        Node::End(name) => chart.end(&name),
    });
    match chart.thing {
        Some(Thing::Chart) => (Thing::Chart, chart.lines()),
        thing => (thing.unwrap_or(Thing::Embedded), Vec::new()),
    }
}

/// Whether values are written, and shares of the whole.
#[derive(Clone, Default)]
struct Labels {
    values: bool,
    percents: bool,
    /// The name of the format of values; none where they are as the table has them.
    format: Option<String>,
}

#[derive(Default)]
struct Chart {
    /// What the object is: nothing that is known here, as long as nothing else is found.
    thing: Option<Thing>,
    /// Names of the open elements, and how many are open that are nested too deeply.
    path: Vec<String>,
    deeper: usize,
    text: String,
    /// What styles let be written beside what is drawn.
    labels: HashMap<String, Labels>,
    /// Name of the open style, and of the format that it says.
    style: String,
    format: Option<String>,
    /// Formats by their names, as tables of Excel write them.
    formats: HashMap<String, String>,
    titles: Vec<String>,
    /// What is written beside each series by itself, and labels that someone wrote.
    series: Vec<(Labels, Vec<String>)>,
    /// The table of what is drawn: a column a series, after that of the categories.
    rows: Vec<Vec<String>>,
}

impl Chart {
    fn start(&mut self, element: &Element<'_>) {
        if self.path.len() >= MAX_DEPTH {
            self.deeper += 1;
            return;
        }
        let attribute = |name| element.attribute(name).unwrap_or_default();
        match element.name() {
            "chart" => self.thing = Some(Thing::Chart),
            "math" if self.path.is_empty() => self.thing = Some(Thing::Formula),
            "style" => (self.style, self.format) = (attribute("name"), element.attribute("data-style-name")),
            "number-style" | "percentage-style" => self.style = attribute("name"),
            "number" => {
                let format = self.path.last().and_then(|style| number_format(style, element));
                self.formats.extend(format.map(|format| (self.style.clone(), format)));
            }
            "chart-properties" => {
                let shown = attribute("data-label-number");
                let is_linked = attribute("link-data-style-to-source") == "true";
                let labels = Labels {
                    values: shown.starts_with("value"),
                    percents: shown.ends_with("percentage"),
                    format: self.format.clone().filter(|_| !is_linked),
                };
                self.labels.insert(self.style.clone(), labels);
            }
            "series" => {
                let labels = self.labels.get(&attribute("style-name")).cloned().unwrap_or_default();
                self.series.push((labels, Vec::new()));
            }
            "table-row" => self.rows.push(Vec::new()),
            "table-cell" => {
                let repeated = element.number("number-columns-repeated").unwrap_or(1).clamp(1, MAX_COLUMNS);
                let row = self.rows.last_mut().filter(|row| row.len() < MAX_COLUMNS as usize);
                row.into_iter().for_each(|row| row.extend(std::iter::repeat_n(String::new(), repeated as usize)));
            }
            "p" => self.text.clear(),
            _ => {}
        }
        self.path.push(element.name().to_owned());
    }

    fn end(&mut self, name: &str) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        self.path.pop();
        if name != "p" {
            return;
        }
        let text = std::mem::take(&mut self.text).trim().to_owned();
        let is_in = |name: &str| self.path.iter().any(|open| open == name);
        match () {
            () if text.is_empty() => {}
            () if is_in("table-cell") => {
                if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
                    *cell += &text;
                }
            }
            () if is_in("data-label") => {
                self.series.last_mut().into_iter().for_each(|(_, written)| written.push(text.clone()))
            }
            () if is_in("title") || is_in("subtitle") || is_in("footer") => self.titles.push(text),
            () => {}
        }
    }

    fn lines(self) -> Vec<String> {
        let Self { titles: mut lines, series, rows, formats, .. } = self;
        let column = |number: usize| rows.iter().skip(1).map(move |row| row.get(number).map_or("", String::as_str));
        let joined =
            |texts: Vec<String>| texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(BETWEEN);
        lines.push(joined(column(0).map(str::to_owned).collect()));
        let names = rows.first().map(Vec::as_slice).unwrap_or_default();
        for (at, name) in names.iter().enumerate().skip(1) {
            // Where a series has several columns, which is whose is not told here: their names only.
            let own = series.get(at - 1).filter(|_| series.len() + 1 == names.len());
            let mut texts = vec![name.clone()];
            if let Some((labels, written)) = own {
                let number = |text: &str| text.parse::<f64>().ok();
                let sum: f64 = column(at).filter_map(number).sum();
                for value in column(at) {
                    let format = labels.format.as_ref().and_then(|name| formats.get(name));
                    let text = format.zip(number(value)).map(|(format, value)| shown(format, value, false));
                    texts.extend(labels.values.then(|| text.unwrap_or_else(|| value.to_owned())));
                    let share = number(value).filter(|_| labels.percents && sum > 0.0);
                    texts.extend(share.map(|value| shown("0%", value / sum, false)));
                }
                texts.extend(written.iter().cloned());
            }
            lines.push(joined(texts));
        }
        lines.retain(|line| !line.is_empty());
        lines
    }
}

/// The format that a style of numbers says, as tables of Excel write it; none if it shows all digits that there are.
fn number_format(style: &str, element: &Element<'_>) -> Option<String> {
    let whole = if element.attribute("grouping").as_deref() == Some("true") { "#,##0" } else { "0" };
    let places = element.number("decimal-places");
    let digits = match places {
        Some(places @ 1..) => format!("{whole}.{}", "0".repeat(places.min(MAX_PLACES) as usize)),
        _ => whole.to_owned(),
    };
    match style {
        "percentage-style" => Some(digits + "%"),
        "number-style" if places.is_some() => Some(digits),
        _ => None,
    }
}
