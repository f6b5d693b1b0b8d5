//! Which rows of which sheets the passages of a workbook are.

use serde::{Deserialize, Serialize};

use crate::extract::Place;

/// Passages that are rows of one sheet which follow each other, from one passage to the next run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowRun {
    /// The first of them, from 1.
    pub passage: u32,
    /// The sheet, from 1.
    pub sheet: u16,
    /// The first of the rows, from 1; 0 where the passages are none.
    pub row: u32,
}

/// Adds the next passage, which stands at `place`.
pub(super) fn add(runs: &mut Vec<RowRun>, passage: u32, place: Place) {
    let run = match place {
        Place::Row { sheet, row } => RowRun { passage, sheet, row },
        _ if runs.is_empty() => return,
        _ => RowRun { passage, sheet: 0, row: 0 },
    };
    let goes_on = runs.last().is_some_and(|last| {
        let next = if last.row > 0 { last.row.saturating_add(passage - last.passage) } else { 0 };
        (last.sheet, next) == (run.sheet, run.row)
    });
    if !goes_on {
        runs.push(run);
    }
}

/// The sheet and the row, from 1, that a passage is.
pub(super) fn of(runs: &[RowRun], passage: u32) -> Option<(u16, u32)> {
    let after = runs.partition_point(|run| run.passage <= passage);
    let run = runs[..after].last().filter(|run| run.row > 0)?;
    Some((run.sheet, run.row.saturating_add(passage - run.passage)))
}

#[cfg(test)]
mod tests {
    use super::{add, of};
    use crate::extract::Place;

    #[test]
    fn rows_are_found_again() {
        let row = |sheet, row| Place::Row { sheet, row };
        let places = [
            Place::Paragraph(1),
            row(1, 1),
            row(1, 1),
            row(1, 2),
            row(1, 5),
            row(2, 6),
            Place::Paragraph(2),
            row(2, 1),
        ];
        let mut runs = Vec::new();
        (1..).zip(places).for_each(|(passage, place)| add(&mut runs, passage, place));
        for (passage, place) in (1..).zip(places) {
            let expected = if let Place::Row { sheet, row } = place { Some((sheet, row)) } else { None };
            assert_eq!(of(&runs, passage), expected, "{passage}");
        }
        assert_eq!(runs.len(), 6);
    }
}
