//! `metadata.csv` as a table: which of its columns say what, whatever parts them.

use super::file::{Reading, wrong};
use crate::error::Result;
use crate::message;
use crate::schema::Key;

/// What a head may be called whose column holds paths.
const PATH_HEADS: [&str; 7] = ["path", "file", "文件", "路径", "文件名", "文件路径", "报告"];
/// What may part columns: the sign that stands oftenest in the head.
const SEPARATORS: [char; 4] = [',', '，', '\t', ';'];

/// A table whose columns are understood.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// As they stand in the file.
    pub(super) heads: Vec<String>,
    /// Which column holds paths,
    pub(super) path: usize,
    /// and what the others hold.
    pub(super) keys: Vec<(usize, Key)>,
    /// Rows with their lines, from 1; each has as many cells as the head.
    pub(super) cells: Vec<(usize, Vec<String>)>,
}

impl Table {
    /// Reads a table.
    ///
    /// # Errors
    /// [`crate::error::Error::Schema`] with the line of what can't be understood.
    pub(super) fn read(file: &Reading<'_>) -> Result<Self> {
        let first = file.text.lines().next().unwrap_or_default();
        let count = |separator: &char| first.matches(*separator).count();
        // Of equally many the first.
        let separator = SEPARATORS.iter().rev().copied().max_by_key(count).unwrap_or(',');
        // The reader wants one byte: what stands for it in the text is no separator, and never in a cell.
        let text = if separator == '，' { outside_quotes(file.text) } else { file.text.to_owned() };
        let byte = if separator == '，' { UNIT } else { separator as u8 };
        let mut reader = csv::ReaderBuilder::new().delimiter(byte).trim(csv::Trim::All).from_reader(text.as_bytes());
        let broken = |e: csv::Error| {
            let line = e.position().map_or(1, csv::Position::line) as usize;
            let reason = match e.kind() {
                csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                    message!("cells-of-row", n = *len, heads = *expected_len)
                }
                _ => message!("wrong-format", reason = e.to_string()),
            };
            wrong(file.name, line, reason)
        };
        let heads: Vec<String> = reader.headers().map_err(broken)?.iter().map(str::to_owned).collect();
        let is_path = |head: &String| PATH_HEADS.contains(&head.to_lowercase().as_str());
        let Some(path) = heads.iter().position(is_path) else {
            return Err(wrong(file.name, 1, message!("no-path-column")));
        };
        let mut keys = Vec::new();
        for (column, head) in heads.iter().enumerate().filter(|&(column, head)| column != path && !head.is_empty()) {
            let key = Key::parse(head).ok_or_else(|| wrong(file.name, 1, message!("no-such-column", text = head)))?;
            keys.push((column, key));
        }
        let mut cells = Vec::new();
        for record in reader.records() {
            let record = record.map_err(broken)?;
            let line = record.position().map_or(0, csv::Position::line) as usize;
            cells.push((line, record.iter().map(str::to_owned).collect()));
        }
        Ok(Self { heads, path, keys, cells })
    }

    /// Of each row its line, its path, and what it says.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, &str, Vec<(Key, &str)>)> {
        self.cells.iter().map(|(line, cells)| {
            let cell = |column: usize| cells.get(column).map_or("", String::as_str);
            (*line, cell(self.path), self.keys.iter().map(|&(column, key)| (key, cell(column))).collect())
        })
    }
}

/// The control character that parts units, and stands in no text.
const UNIT: u8 = 0x1F;

/// A text with its full-width commas as that character, those between quotation marks aside.
fn outside_quotes(text: &str) -> String {
    let mut is_quoted = false;
    let comma = |c: char| {
        is_quoted ^= c == '"';
        if c == '，' && !is_quoted { char::from(UNIT) } else { c }
    };
    text.chars().map(comma).collect()
}
