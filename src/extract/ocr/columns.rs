//! Lines on a page to rows in the order in which they are read: column after column. A line that reaches over the gap between
//! columns, a title say, ends those above it.

use super::line::{Area, CELL_GAP, Line, append};

/// A column has at least so many lines.
const MIN_LINES: usize = 4;
/// Lines of a column are running text: half of them take up at least this share of its width. Those of a table don't.
const MIN_FILLED: f64 = 0.75;
/// Of all lines at most this share reaches over the gap.
const MAX_ACROSS: f64 = 0.3;
/// Columns of columns are looked for so deep.
const MAX_DEPTH: usize = 4;
/// A page with more lines than this is no text.
const MAX_LINES: usize = 3_000;

/// Between the cells of a table: no phrase goes from one to the next.
const CELLS: &str = " | ";

/// A row of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) text: String,
    pub(super) area: Area,
    /// Whether it is one of a table, of several cells.
    pub(super) has_cells: bool,
}

/// The rows of a page, a list for each column; none if of some line it isn't known where it stands.
pub(super) fn rows(lines: &[Line]) -> Option<Vec<Vec<Row>>> {
    let row = |line: &Line| Some(Row { text: line.text.clone(), area: line.area?, has_cells: false });
    let rows: Vec<Row> = lines.iter().map(row).collect::<Option<_>>()?;
    let mut heights: Vec<i32> = rows.iter().map(|row| row.area.height()).collect();
    heights.sort_unstable();
    let em = heights.get(heights.len() / 2).copied().unwrap_or_default();
    let mut columns = Vec::new();
    split(rows, em, 0, &mut columns);
    Some(columns)
}

/// Adds the columns of a region.
fn split(mut rows: Vec<Row>, em: i32, depth: usize, columns: &mut Vec<Vec<Row>>) {
    rows.sort_by_key(|row| (row.area.top, row.area.left));
    let gap = if depth < MAX_DEPTH && rows.len() <= MAX_LINES { gap(&rows, em) } else { None };
    let Some(gap) = gap else {
        return columns.push(joined(rows, em));
    };
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let mut both = |left: &mut Vec<Row>, right: &mut Vec<Row>| {
        for side in [left, right].map(std::mem::take).into_iter().filter(|side| !side.is_empty()) {
            split(side, em, depth + 1, columns);
        }
    };
    let mut across = Vec::new();
    for row in rows {
        match () {
            () if row.area.right <= gap || row.area.left >= gap => {
                both_end(&mut across, &mut both, &mut left, &mut right);
                if row.area.right <= gap { left.push(row) } else { right.push(row) }
            }
            () => across.push(row),
        }
    }
    both_end(&mut across, &mut both, &mut left, &mut right);
    both(&mut left, &mut right);
}

/// Where lines reach over the gap, the columns above them end.
fn both_end(
    across: &mut Vec<Row>,
    both: &mut impl FnMut(&mut Vec<Row>, &mut Vec<Row>),
    left: &mut Vec<Row>,
    right: &mut Vec<Row>,
) {
    if !across.is_empty() {
        both(left, right);
        both(across, &mut Vec::new());
    }
}

/// Where the gap between two columns is.
fn gap(rows: &[Row], em: i32) -> Option<i32> {
    let mut rights: Vec<i32> = rows.iter().map(|row| row.area.right).collect();
    rights.sort_unstable();
    rights.dedup();
    let fits = |at: i32| {
        let (left, other): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.area.right <= at);
        let (right, across): (Vec<&Row>, Vec<&Row>) = other.into_iter().partition(|row| row.area.left >= at + em);
        // One that begins in the left column and ends before the right one says that the left column is wider.
        let edge = right.iter().map(|row| row.area.left).min().unwrap_or_default();
        let is_left = |row: &&Row| row.area.left < at && row.area.right <= edge;
        let few = across.len() as f64 <= MAX_ACROSS * rows.len() as f64;
        let fits = few && is_column(&left) && is_column(&right) && !across.iter().any(is_left);
        fits.then(|| (rows.len() - across.len(), at + em / 2))
    };
    rights.into_iter().filter_map(fits).max_by_key(|(beside, _)| *beside).map(|(_, at)| at)
}

fn is_column(rows: &[&Row]) -> bool {
    let Some(whole) = rows.iter().map(|row| row.area).reduce(Area::around) else { return false };
    let mut widths: Vec<i32> = rows.iter().map(|row| row.area.width()).collect();
    widths.sort_unstable();
    rows.len() >= MIN_LINES && f64::from(widths[widths.len() / 2]) >= MIN_FILLED * f64::from(whole.width())
}

/// Lines that stand beside each other are one row.
fn joined(rows: Vec<Row>, em: i32) -> Vec<Row> {
    let mut groups: Vec<Vec<Row>> = Vec::new();
    for row in rows {
        let middle = row.area.top + row.area.height() / 2;
        // A row may lean: the nearest of its parts counts.
        let is_beside = |group: &&mut Vec<Row>| {
            let distance = |part: &&Row| (part.area.left - row.area.right).max(row.area.left - part.area.right);
            let nearest = group.iter().min_by_key(distance).map(|part| part.area);
            let is_apart = group.iter().all(|part| distance(&part) > -em / 2);
            is_apart && nearest.is_some_and(|area| (area.top..area.bottom).contains(&middle))
        };
        match groups.iter_mut().rev().take(3).find(is_beside) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    groups.into_iter().filter_map(|group| one(group, em)).collect()
}

fn one(mut parts: Vec<Row>, em: i32) -> Option<Row> {
    parts.sort_by_key(|part| part.area.left);
    parts.into_iter().reduce(|mut row, part| {
        let gap = part.area.left - row.area.right;
        if f64::from(gap) > CELL_GAP * f64::from(em) {
            row.has_cells = true;
            row.text += CELLS;
        } else if gap > em {
            row.text.push(' ');
        }
        append(&mut row.text, &part.text);
        row.area = row.area.around(part.area);
        row
    })
}

#[cfg(test)]
mod tests {
    use super::{Area, Line, rows};

    fn line(text: &str, left: i32, top: i32, chars: i32) -> Line {
        let area = Area { left, top, right: left + 10 * chars, bottom: top + 10 };
        Line { text: text.to_owned(), area: Some(area) }
    }

    fn texts(lines: &[Line]) -> Vec<Vec<String>> {
        rows(lines)
            .expect("all stand somewhere")
            .into_iter()
            .map(|rows| rows.into_iter().map(|r| r.text).collect())
            .collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut lines = vec![line("题", 80, 0, 20), line("尾", 100, 200, 20)];
        for n in 0..5 {
            // As they stand: row by row.
            lines.push(line(&format!("左{n}"), 0, 20 + 15 * n, 15));
            lines.push(line(&format!("右{n}"), 180, 21 + 15 * n, 15));
        }
        let expected: [&[&str]; 4] =
            [&["题"], &["左0", "左1", "左2", "左3", "左4"], &["右0", "右1", "右2", "右3", "右4"], &["尾"]];
        assert_eq!(texts(&lines), expected);
    }

    #[test]
    fn rows_of_a_table_stay_rows() {
        let cells = |n: i32| {
            [line(&format!("名{n}"), 0, 15 * n, 2 + n % 3 * 5), line(&format!("数{n}"), 200, 15 * n, 3 + n % 2 * 9)]
        };
        let lines: Vec<Line> = (0..6).flat_map(cells).collect();
        assert_eq!(texts(&lines)[0][..2], ["名0 | 数0", "名1 | 数1"]);
    }

    #[test]
    fn parts_of_a_leaning_row_are_one() {
        let parts = [line("一", 0, 0, 10), line("二", 105, 4, 10), line("三", 210, 8, 10), line("下", 0, 14, 30)];
        assert_eq!(texts(&parts), [["一二三", "下"]]);
    }
}
