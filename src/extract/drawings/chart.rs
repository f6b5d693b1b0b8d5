//! Charts (ECMA-376 part 1, 21.2; and `chartex`, those since 2016): titles, titles of axes, names of categories and
//! series, and the values where labels show them. What a chart shows is kept in it as it was last drawn.

use std::collections::HashMap;

use super::shape::BETWEEN;
use crate::extract::containers::xml::{self, Element, Node};
use crate::extract::number_formats::{NumberFormat, general};

/// Elements are nested to this depth; charts need some twenty levels.
const MAX_DEPTH: usize = 64;

/// The paragraphs of a chart: its titles; its categories; each series with its labels. A broken one says what it says
/// until there.
pub(in crate::extract) fn chart(bytes: &[u8]) -> Vec<String> {
    let mut chart = Chart::default();
    let _ = xml::walk(bytes, |node| match node {
        Node::Start(element) => chart.start(&element),
        Node::End(name) => chart.end(&name),
        Node::Text(text) => chart.value += if chart.in_value { &text } else { "" },
    });
    chart.close_group();
    chart.lines()
}

#[derive(Default)]
struct Chart {
    /// Names of the open elements, and how many are open that are nested too deeply.
    path: Vec<String>,
    deeper: usize,
    in_value: bool,
    value: String,
    titles: Vec<String>,
    series: Vec<Series>,
    /// From here on series have the labels of their group.
    group: usize,
    group_labels: Labels,
    /// Number of the open point, and of the open label.
    point: u32,
    /// A table of all values stands below it.
    has_table: bool,
    /// Days are counted from 1904.
    is_1904: bool,
}

#[derive(Default)]
struct Series {
    name: Vec<String>,
    categories: Vec<(u32, String)>,
    values: Vec<(u32, String)>,
    format: String,
    category_format: String,
    labels: Labels,
    /// Texts of labels that were written, or are taken from cells.
    written: Vec<String>,
}

/// Whether values are written beside what is drawn of them.
#[derive(Clone, Default)]
struct Labels {
    is_said: bool,
    values: bool,
    percents: bool,
    points: HashMap<u32, bool>,
    format: Option<String>,
}

impl Chart {
    fn is_in(&self, name: &str) -> bool {
        self.path.iter().any(|open| open == name)
    }

    fn start(&mut self, element: &Element<'_>) {
        if self.path.len() >= MAX_DEPTH {
            self.deeper += 1;
            return;
        }
        match element.name() {
            "ser" | "series" => self.series.push(Series::default()),
            "pt" => {
                self.point = element.number("idx").unwrap_or(0);
                // Charts since 2016 keep a point's text in the point itself.
                self.in_value = self.is_in("data");
            }
            "idx" if self.is_in("dLbl") => self.point = element.number("val").unwrap_or(0),
            "dTable" => self.has_table = true,
            "date1904" => self.is_1904 = element.is_on(),
            "t" | "v" | "formatCode" => self.in_value = true,
            _ => {}
        }
        self.path.push(element.name().to_owned());
        if self.is_in("dLbls") {
            self.label(element);
        }
    }

    /// Takes what is said of labels: of one, of a series, or of a group.
    fn label(&mut self, element: &Element<'_>) {
        let (point, of_point, in_series) = (self.point, self.is_in("dLbl"), self.is_in("ser"));
        let labels = match self.series.last_mut() {
            Some(series) if in_series => &mut series.labels,
            _ => &mut self.group_labels,
        };
        labels.is_said = true;
        match element.name() {
            "showVal" if of_point => drop(labels.points.insert(point, element.is_on())),
            "delete" if of_point && element.is_on() => drop(labels.points.insert(point, false)),
            "showVal" => labels.values = element.is_on(),
            "showPercent" if !of_point => labels.percents = element.is_on(),
            "numFmt" if !of_point && element.attribute("sourceLinked").as_deref() != Some("1") => {
                labels.format = element.attribute("formatCode");
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        self.path.pop();
        match name {
            "t" | "v" | "formatCode" | "pt" if self.in_value => {
                self.in_value = false;
                // Runs of a paragraph are one text: it ends with the paragraph.
                if name != "t" {
                    let value = std::mem::take(&mut self.value);
                    self.put(name, value);
                }
            }
            "p" => {
                let text = std::mem::take(&mut self.value);
                if !text.trim().is_empty() {
                    match self.series.last_mut() {
                        Some(series) if self.path.iter().any(|open| open == "dLbl") => series.written.push(text),
                        _ => self.titles.push(text),
                    }
                }
            }
            // A group of series that are drawn alike: bars, lines.
            group if group.ends_with("Chart") => self.close_group(),
            _ => {}
        }
    }

    /// Takes a value, by where it stands.
    fn put(&mut self, element: &str, value: String) {
        let is_in = |name: &str| self.path.iter().any(|open| open == name);
        let point = self.point;
        let Some(series) = self.series.last_mut().filter(|_| is_in("ser") || is_in("series")) else {
            match () {
                () if value.trim().is_empty() => {}
                // chartex: data stand before the series that show them.
                () if is_in("strDim") => self.put_category(value),
                () if is_in("title") => self.titles.push(value),
                () => {}
            }
            return;
        };
        match () {
            () if element == "formatCode" && (is_in("val") || is_in("yVal")) => series.format = value,
            () if element == "formatCode" => series.category_format = value,
            () if is_in("dlblRangeCache") => series.written.push(value),
            () if is_in("cat") || is_in("xVal") => series.categories.push((point, value)),
            () if is_in("val") || is_in("yVal") => series.values.push((point, value)),
            () if is_in("tx") => series.name.push(value),
            () => {}
        }
    }

    fn put_category(&mut self, value: String) {
        if self.series.is_empty() {
            self.series.push(Series::default());
        }
        let point = self.point;
        self.series[0].categories.push((point, value));
    }

    /// Gives series without labels of their own those of their group.
    fn close_group(&mut self) {
        let labels = std::mem::take(&mut self.group_labels);
        let group = self.group.min(self.series.len());
        for series in self.series[group..].iter_mut().filter(|series| !series.labels.is_said) {
            series.labels = labels.clone();
        }
        self.group = self.series.len();
    }

    fn lines(self) -> Vec<String> {
        let mut lines = self.titles;
        let mut last = Vec::new();
        for series in self.series {
            let category = |(_, name): &(u32, String)| match name.trim().parse::<f64>() {
                // Days and numbers are kept as numbers.
                Ok(number) if !series.category_format.is_empty() => {
                    shown(&series.category_format, number, self.is_1904)
                }
                _ => name.trim().to_owned(),
            };
            let categories: Vec<String> = series.categories.iter().map(category).collect();
            if !categories.is_empty() && categories != last {
                lines.push(categories.join(BETWEEN));
                last = categories;
            }
            let name = series.name.join(" ");
            let labels = series.shown(self.has_table, self.is_1904);
            lines.push(
                std::iter::once(name).chain(labels).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(BETWEEN),
            );
        }
        lines.into_iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
    }
}

impl Series {
    /// What its labels show.
    fn shown(self, in_table: bool, is_1904: bool) -> Vec<String> {
        let Self { labels, values, format, mut written, .. } = self;
        let sum: f64 = values.iter().filter_map(|(_, value)| value.parse::<f64>().ok()).sum();
        for (point, value) in values {
            let Ok(number) = value.trim().parse::<f64>() else { continue };
            if in_table || labels.points.get(&point).copied().unwrap_or(labels.values) {
                written.push(shown(labels.format.as_deref().unwrap_or(&format), number, is_1904));
            }
            if labels.percents && sum > 0.0 {
                let format = labels.format.as_deref().filter(|format| format.contains('%'));
                written.push(shown(format.unwrap_or("0%"), number / sum, is_1904));
            }
        }
        written
    }
}

/// A number as a format shows it; without one with all its digits.
pub(super) fn shown(format: &str, number: f64, is_1904: bool) -> String {
    let text = if format.is_empty() { general(number) } else { NumberFormat::parse(format).number(number, is_1904) };
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::chart;

    #[test]
    fn a_chart_is_its_titles_categories_and_series_with_the_labels_that_are_shown() {
        let points = |values: &[&str]| -> String {
            values.iter().enumerate().map(|(n, v)| format!("<c:pt idx=\"{n}\"><c:v>{v}</c:v></c:pt>")).collect()
        };
        let title = |text: &str| {
            format!("<c:title><c:tx><c:rich><a:p><a:r><a:t>{text}</a:t></a:r></a:p></c:rich></c:tx></c:title>")
        };
        let series = |name: &str, values: &[&str], labels: &str| {
            format!(
                "<c:ser><c:tx><c:strRef><c:f>A!$B$1</c:f><c:strCache>{}</c:strCache></c:strRef></c:tx>{labels}<c:cat>\
                 <c:strRef><c:strCache>{}</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache><c:formatCode>0.0\
                 </c:formatCode>{}</c:numCache></c:numRef></c:val></c:ser>",
                points(&[name]),
                points(&["一季度", "二季度"]),
                points(values)
            )
        };
        let own = "<c:dLbls><c:dLbl><c:idx val=\"1\"/><c:showVal val=\"0\"/></c:dLbl><c:showVal val=\"1\"/></c:dLbls>";
        let xml = format!(
            "<c:chartSpace><c:chart>{}<c:plotArea><c:barChart>{}{}<c:dLbls><c:showVal val=\"0\"/></c:dLbls></c:barChart>\
             <c:valAx>{}</c:valAx></c:plotArea></c:chart></c:chartSpace>",
            title("到位资金"),
            series("省外", &["3.26", "4"], own),
            series("县内", &["1", "2"], ""),
            title("万元")
        );
        assert_eq!(chart(xml.as_bytes()), ["到位资金", "万元", "一季度 | 二季度", "省外 | 3.3", "县内"]);
    }
}
