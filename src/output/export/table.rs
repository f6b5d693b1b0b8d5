//! What is written as a table, whatever the format.

use std::io;

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A text, and never a formula.
    Text(String),
    /// A number.
    Number(u64),
    /// A number with so many digits after the point.
    Decimal(f64, usize),
    /// Nothing is known.
    Empty,
}

impl Cell {
    /// What is known, as text.
    pub fn of(value: Option<impl ToString>) -> Self {
        value.map_or(Self::Empty, |value| Self::Text(value.to_string()))
    }

    /// A number that is known.
    pub fn number(value: Option<u64>) -> Self {
        value.map_or(Self::Empty, Self::Number)
    }

    /// A part of a whole, with four digits; nothing of nothing.
    pub fn share(part: u64, whole: u64) -> Self {
        if whole == 0 { Self::Empty } else { Self::Decimal(part as f64 / whole as f64, 4) }
    }

    /// A text that may be a number as it is written (no sign, no leading zero, no more digits than are kept exactly).
    pub fn read(text: &str) -> Self {
        /// Spreadsheet programs keep fifteen digits.
        const MAX_DIGITS: usize = 15;
        let is_number = !text.is_empty()
            && text.len() <= MAX_DIGITS
            && text.bytes().all(|byte| byte.is_ascii_digit())
            && (text == "0" || !text.starts_with('0'));
        match text.parse() {
            Ok(number) if is_number => Self::Number(number),
            _ => Self::Text(text.to_owned()),
        }
    }
}

/// A table that is written row by row, its head first.
pub trait Table {
    /// Writes a row.
    ///
    /// # Errors
    /// If it can't be written, or is one too many.
    fn row(&mut self, cells: &[Cell]) -> io::Result<()>;
}
