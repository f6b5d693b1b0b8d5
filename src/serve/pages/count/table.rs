//! Figures as a table: of one query, or of two fields, a row a value; of many queries the longer side runs down.

use super::state::{FIGURE, State};
use crate::answer::{BELOW, FacetField, Figure, FigureRow, Figures, Question};
use crate::message;
use crate::messages::Lang;
use crate::output::terminal::{field, percent, shown};
use crate::report::UNKNOWN;

/// A table.
pub(super) struct Table {
    /// What the heads of rows are,
    pub(super) corner: Vec<String>,
    /// and those of columns.
    pub(super) heads: Vec<Cell>,
    pub(super) rows: Vec<Row>,
    /// How many values are not shown.
    pub(super) others: usize,
}

/// A row: what it is of, and its figures.
pub(super) struct Row {
    pub(super) heads: Vec<Cell>,
    pub(super) cells: Vec<Cell>,
}

/// A figure or a head, and the way to what it stands for.
pub(super) struct Cell {
    pub(super) said: String,
    pub(super) address: Option<String>,
}

impl Cell {
    fn plain(said: String) -> Self {
        Self { said, address: None }
    }
}

/// What is counted.
pub(super) struct Counted<'a> {
    pub(super) figures: &'a Figures,
    pub(super) questions: &'a [Question],
    /// What the queries are called.
    pub(super) names: &'a [String],
    pub(super) state: &'a State,
    pub(super) lang: Lang,
}

/// Of a row of figures, or of all of them.
struct Line {
    heads: Vec<Cell>,
    /// The reports there are; none of sections.
    all: Option<u64>,
    of: Vec<Figure>,
    /// What its values are of, as filters have them.
    values: Vec<(FacetField, String)>,
}

impl Counted<'_> {
    /// As it is shown.
    pub(super) fn table(&self) -> Table {
        let figures = self.figures;
        let corner: Vec<String> = figures.by.iter().map(|by| field(*by).say(self.lang)).collect();
        let all = Cell::plain(message!("column-all").say(self.lang));
        let lines: Vec<Line> =
            std::iter::once(self.sum()).chain(figures.rows.iter().map(|row| self.line(row))).collect();
        let others = figures.others;
        if self.names.len() < 2 {
            let mut heads = vec![all];
            heads.extend(self.heads_of_one().map(Cell::plain));
            let row = |line: Line| {
                let cells = std::iter::once(self.of_all(&line)).chain(self.of_one(&line)).collect();
                Row { heads: line.heads, cells }
            };
            return Table { corner, heads, rows: lines.into_iter().map(row).collect(), others };
        }
        let names = self.names.iter().enumerate();
        let names = names.map(|(number, name)| Cell { said: shown(name), address: Some(self.way(number, &[])) });
        if figures.by.len() > 1 || figures.rows.len() >= self.names.len() {
            let row = |line: Line| {
                let of = (0..self.names.len()).map(|number| self.of_many(&line, number));
                let cells = std::iter::once(self.of_all(&line)).chain(of).collect();
                Row { heads: line.heads, cells }
            };
            let heads = std::iter::once(all).chain(names).collect();
            return Table { corner, heads, rows: lines.into_iter().map(row).collect(), others };
        }
        let of_all = Row { heads: vec![all], cells: lines.iter().map(|line| self.of_all(line)).collect() };
        let row = |(number, name)| Row {
            heads: vec![name],
            cells: lines.iter().map(|line| self.of_many(line, number)).collect(),
        };
        let rows = std::iter::once(of_all).chain(names.enumerate().map(row)).collect();
        let query = message!("count-query").say(self.lang);
        let heads = lines.into_iter().flat_map(|line| line.heads).collect();
        Table { corner: vec![query], heads, rows, others }
    }

    /// All of it.
    fn sum(&self) -> Line {
        let figures = self.figures;
        let mut heads = vec![Cell::plain(message!("count-sum").say(self.lang))];
        heads.extend(figures.by.iter().skip(1).map(|_| Cell::plain(String::new())));
        let of = |counted: &crate::answer::Counted| Figure {
            reports: counted.total.reports,
            passages: counted.total.passages,
        };
        Line { heads, all: Some(figures.all), of: figures.totals.iter().map(of).collect(), values: Vec::new() }
    }

    fn line(&self, row: &FigureRow) -> Line {
        let named = |value: &String| match value == UNKNOWN {
            true => message!("unknown").say(self.lang),
            false => shown(value),
        };
        // A filter has the last of the values of a hierarchy.
        let last = |value: &String| value.rsplit(BELOW).next().unwrap_or_default().to_owned();
        Line {
            heads: row.values.iter().map(|value| Cell::plain(named(value))).collect(),
            all: row.all,
            of: row.of.clone(),
            values: self.figures.by.iter().copied().zip(row.values.iter().map(last)).collect(),
        }
    }

    /// The heads of what is said of one query.
    fn heads_of_one(&self) -> impl Iterator<Item = String> {
        let heads = [message!("column-reports"), message!("column-share"), message!("column-passages")];
        let shown = heads.into_iter().take(self.shown_of_one());
        shown.map(|head| head.say(self.lang)).collect::<Vec<_>>().into_iter()
    }

    /// How much is said of one query: what lacks it has no passages with it.
    fn shown_of_one(&self) -> usize {
        match (self.names.is_empty(), self.state.is_on("without")) {
            (true, _) => 0,
            (false, true) => 2,
            (false, false) => 3,
        }
    }

    fn of_all(&self, line: &Line) -> Cell {
        let number = line.all.map_or_else(String::new, |all| all.to_string());
        Cell { said: number, address: line.all.filter(|all| *all > 0).map(|_| self.search(None, &line.values)) }
    }

    fn of_one(&self, line: &Line) -> impl Iterator<Item = Cell> {
        let figure = line.of.first().copied().unwrap_or_default();
        let way = (figure.reports > 0 && !self.names.is_empty()).then(|| self.way(0, &line.values));
        let cells = [
            Cell { said: figure.reports.to_string(), address: way },
            Cell::plain(percent(figure.reports, line.all.unwrap_or(0))),
            Cell::plain(figure.passages.to_string()),
        ];
        cells.into_iter().take(self.shown_of_one())
    }

    fn of_many(&self, line: &Line, number: usize) -> Cell {
        let figure = line.of[number];
        let said = match self.state.get(FIGURE) {
            Some("share") => percent(figure.reports, line.all.unwrap_or(0)),
            Some("passages") => figure.passages.to_string(),
            _ => figure.reports.to_string(),
        };
        Cell { said, address: (figure.reports > 0).then(|| self.way(number, &line.values)) }
    }

    /// The way to what is found of a query.
    fn way(&self, number: usize, values: &[(FacetField, String)]) -> String {
        self.search(self.questions[number].query.as_ref().map(|query| query.text.as_str()), values)
    }

    fn search(&self, query: Option<&str>, values: &[(FacetField, String)]) -> String {
        self.state.search(query, values.iter().map(|(field, value)| (*field, value.as_str())))
    }
}
