//! Several questions side by side, or two fields crossed, as tables that fit the terminal.

use std::io;

use super::facets::{field, right};
use super::page::{QUIET, TITLE, Terminal, shown};
use super::totals::totals;
use crate::answer::{FigureRow, Figures};
use crate::message;
use crate::output::wrap::{columns, fit};
use crate::report::UNKNOWN;

/// Columns that the values of rows take at most.
const LABEL_WIDTH: usize = 30;
/// Columns that a number takes at least, and what stands above one at most.
const CELL_WIDTH: usize = 9;
/// In a pipe tables are as wide as they are.
const NO_WIDTH: usize = usize::MAX;

/// A table of texts: what stands above the columns, what before the rows, and the cells.
struct Grid {
    corner: String,
    heads: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
}

impl Terminal<'_> {
    /// The answer of `facets` for several queries of these names, or for two crossed fields.
    pub fn figures(&mut self, figures: &Figures, names: &[String]) -> io::Result<()> {
        match (figures.by.as_slice(), names) {
            // One question by two fields: the second's values stand above.
            (&[first, second], [] | [_]) => {
                let corner = format!("{} × {}", self.said(field(first)), self.said(field(second)));
                let grid = self.crossed(figures, corner);
                self.grid(&grid)?;
                self.more_rows(figures.others)?;
                if !figures.totals.is_empty() {
                    let legend = self.said(message!("figures-legend"));
                    writeln!(self.out, "{QUIET}{legend}{QUIET:#}")?;
                }
            }
            (by, _) => {
                let corner: Vec<String> = by.iter().map(|&by| self.said(field(by))).collect();
                let mut heads = vec![self.said(message!("column-all"))];
                heads.extend(names.iter().cloned());
                let row = |row: &FigureRow| {
                    let label: Vec<String> = row.values.iter().map(|value| self.value(value)).collect();
                    let mut cells = vec![row.all.map_or_else(String::new, |all| all.to_string())];
                    cells.extend(row.of.iter().map(|figure| figure.reports.to_string()));
                    (label.join(" · "), cells)
                };
                let rows = figures.rows.iter().map(row).collect();
                self.grid(&Grid { corner: corner.join(" · "), heads, rows })?;
                self.more_rows(figures.others)?;
            }
        }
        writeln!(self.out)?;
        for (number, counted) in figures.totals.iter().enumerate() {
            match names.get(number).filter(|name| !name.is_empty() && names.len() > 1) {
                Some(name) => {
                    let said = self.said(totals(counted));
                    writeln!(self.out, "{TITLE}{}{TITLE:#}  {said}", shown(name))?;
                }
                None => self.say(totals(counted))?,
            }
        }
        Ok(())
    }

    /// Reports that match, of all, in each cell.
    fn crossed(&self, figures: &Figures, corner: String) -> Grid {
        let mut across: Vec<&str> = figures.rows.iter().map(|row| row.values[1].as_str()).collect();
        across.sort_by_key(|value| (*value == UNKNOWN, *value));
        across.dedup();
        let mut rows: Vec<(String, Vec<String>)> = Vec::new();
        for same in figures.rows.chunk_by(|a, b| a.values[0] == b.values[0]) {
            let mut cells = vec![String::new(); across.len()];
            for row in same {
                let Some(at) = across.iter().position(|value| *value == row.values[1]) else { continue };
                let all = row.all.unwrap_or(0);
                cells[at] = row.of.first().map_or_else(|| all.to_string(), |of| format!("{}/{all}", of.reports));
            }
            rows.push((self.value(&same[0].values[0]), cells));
        }
        let heads = across.iter().map(|value| self.value(value)).collect();
        Grid { corner, heads, rows }
    }

    fn value(&self, value: &str) -> String {
        if value == UNKNOWN { self.said(message!("unknown")) } else { shown(value) }
    }

    fn more_rows(&mut self, more: usize) -> io::Result<()> {
        if more > 0 {
            let more = self.said(message!("more-values", n = more));
            writeln!(self.out, "  {QUIET}{more}{QUIET:#}")?;
        }
        Ok(())
    }

    /// Prints a table; columns that find no room stand below, in another one.
    fn grid(&mut self, grid: &Grid) -> io::Result<()> {
        let labels = grid.rows.iter().map(|(label, _)| label).chain([&grid.corner]);
        let label_width = labels.map(|label| columns(label)).max().unwrap_or(0).min(LABEL_WIDTH);
        let width = self.width.map_or(NO_WIDTH, |_| self.width());
        let across = (width.saturating_sub(label_width) / (CELL_WIDTH + 1)).max(1);
        let numbers: Vec<usize> = (0..grid.heads.len()).collect();
        for (block, numbers) in numbers.chunks(across.min(numbers.len().max(1))).enumerate() {
            if block > 0 {
                writeln!(self.out)?;
            }
            let corner = fit(&grid.corner, label_width);
            write!(self.out, "{TITLE}{corner}{TITLE:#}{:1$}", "", label_width - columns(&corner))?;
            for &number in numbers {
                let head = right(&fit(&shown(&grid.heads[number]), CELL_WIDTH), CELL_WIDTH);
                write!(self.out, " {QUIET}{head}{QUIET:#}")?;
            }
            writeln!(self.out)?;
            for (label, cells) in &grid.rows {
                let label = fit(label, label_width);
                write!(self.out, "{label}{:1$}", "", label_width - columns(&label))?;
                for &number in numbers {
                    write!(self.out, " {}", right(&cells[number], CELL_WIDTH))?;
                }
                writeln!(self.out)?;
            }
        }
        Ok(())
    }
}
