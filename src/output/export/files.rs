//! Files, as rows of a table: what became of each, and what differs from an earlier time.

use super::search::Column;
use super::table::Cell;
use crate::ingest::{Account, Accounted, Since, hex};
use crate::message;
use crate::messages::Lang;
use crate::output::time::utc;

/// The columns of files, a row each.
pub fn file_columns() -> Vec<Column> {
    vec![
        (message!("head-path"), 40),
        (message!("head-state"), 12),
        (message!("head-now"), 10),
        (message!("head-reason"), 30),
        (message!("head-files"), 6),
        (message!("head-bytes"), 10),
        (message!("head-modified"), 20),
        (message!("head-hash"), 20),
        (message!("head-format"), 10),
        (message!("head-passages"), 8),
        (message!("head-date"), 12),
        (message!("head-same-as"), 30),
    ]
}

/// The row of a file. Times are of UTC; states are those of `status --json`.
pub fn file_row(file: &Accounted, lang: Lang) -> Vec<Cell> {
    let read = file.read.as_ref();
    let reason = match &file.state {
        Account::Unread(reason) => Cell::Text(reason.say(lang)),
        Account::LeftOut(why) => Cell::Text(why.as_str().to_owned()),
        Account::InPart => {
            Cell::of(read.map(|read| read.gaps.iter().map(|gap| gap.say(lang)).collect::<Vec<_>>().join("；")))
        }
        Account::Read | Account::NotYet => Cell::Empty,
    };
    vec![
        Cell::Text(file.path.clone()),
        Cell::Text(file.state.as_str().to_owned()),
        Cell::Text(file.now.as_str().to_owned()),
        reason,
        Cell::Number(file.files as u64),
        Cell::Number(file.bytes),
        Cell::of((file.modified > 0).then(|| utc(file.modified / 1_000_000_000))),
        Cell::of(file.hash.map(|hash| hex(&hash))),
        Cell::of(read.map(|read| read.format.as_str())),
        Cell::number(read.map(|read| read.passages.into())),
        Cell::of(read.and_then(|read| read.date)),
        Cell::of(file.same_as.as_ref()),
    ]
}

/// The columns of what differs from an earlier time.
pub fn since_columns() -> Vec<Column> {
    vec![(message!("head-path"), 40), (message!("head-change"), 12), (message!("head-before"), 40)]
}

/// The row of a difference.
pub fn since_row(since: &Since) -> Vec<Cell> {
    let change = since.change.as_str().to_owned();
    vec![Cell::Text(since.path.clone()), Cell::Text(change), Cell::of(since.before.as_ref())]
}
