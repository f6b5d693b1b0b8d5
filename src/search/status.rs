//! What could not be read, and what could be only in part: what `status` prints.

use crate::error::Result;
use crate::extract::{Problem, Reading};
use crate::index::{Outcome, PARTLY, PROBLEM, Reader};

/// The files that could be read only in part, by path, and how they were read.
///
/// # Errors
/// Of the index.
pub fn partly_read(reader: &Reader) -> Result<Vec<(String, Reading)>> {
    let mut found = Vec::new();
    for file in reader.files(PARTLY)? {
        let record = reader.record(file)?;
        if let Outcome::Read(report) = record.outcome {
            found.push((record.path, report.reading));
        }
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(found)
}

/// The files that could not be read, by path, and why.
///
/// # Errors
/// Of the index.
pub fn problems(reader: &Reader) -> Result<Vec<(String, Problem)>> {
    let mut problems = Vec::new();
    for file in reader.files(PROBLEM)? {
        let record = reader.record(file)?;
        if let Outcome::Unread(problem) = record.outcome {
            problems.push((record.path, problem));
        }
    }
    problems.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(problems)
}
