//! What was done of a folder, counted.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::report::FileRecord;
use crate::source::{LeftOutCounts, LeftOutWhy, Listing, weigh};

/// What is there of a folder, and what was done for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that were read.
    pub reports: usize,
    /// Files among these that were read only in part.
    pub in_part: usize,
    /// Reports in the files that were read beyond the first of each.
    pub further: usize,
    /// Files that could not be read.
    pub problems: usize,
    /// Files that are left out: in archives, and, of what was done of a whole folder, all in it but the index.
    pub left_out: LeftOutCounts,
    /// Passages of the reports.
    pub passages: u64,
    /// Bytes of the files that were read.
    pub bytes: u64,
    /// What was done for it.
    pub changes: Changes,
    /// Files that were left for the next run: this one was stopped.
    pub left: usize,
}

/// How a file differs from what is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is not known.
    New,
    /// It is known otherwise, or is read again for another reason.
    Changed,
    /// It is known under another name.
    Moved,
    /// It can't be read, for which the reason is said anew; that alone is no change.
    Said,
}

/// How a folder differed from its index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that the index did not know.
    pub new: usize,
    /// Files that were changed, or are read again for another reason.
    pub changed: usize,
    /// Files that are the same under another name.
    pub moved: usize,
    /// Files that are no longer there.
    pub gone: usize,
    /// Files that were left as they are.
    pub unchanged: usize,
}

impl Changes {
    /// Counts a file that was read.
    pub fn count(&mut self, change: Change) {
        match change {
            Change::New => self.new += 1,
            Change::Changed => self.changed += 1,
            Change::Moved => self.moved += 1,
            Change::Said => {}
        }
    }

    /// Whether anything was done.
    pub fn any(self) -> bool {
        self.new + self.changed + self.moved + self.gone > 0
    }
}

impl Summary {
    /// Takes off what a file counted for that is read again, or is gone.
    pub fn take_off(&mut self, other: Self) {
        self.reports = self.reports.saturating_sub(other.reports);
        self.in_part = self.in_part.saturating_sub(other.in_part);
        self.further = self.further.saturating_sub(other.further);
        self.problems = self.problems.saturating_sub(other.problems);
        self.left_out.take_off(other.left_out);
        self.passages = self.passages.saturating_sub(other.passages);
        self.bytes = self.bytes.saturating_sub(other.bytes);
    }

    /// Counts what of a folder is left out.
    pub fn count_left_out(&mut self, listing: &Listing) {
        for left in listing.left_out.iter().filter(|left| left.why != LeftOutWhy::Index) {
            self.left_out.add(left.why, left.location.as_deref().map_or(1, |location| weigh(location).0));
        }
    }

    /// Counts a file that was read, or could not be, by its records. Of an archive the first report stands for the bytes of all
    /// of it.
    pub fn count_file<'a>(&mut self, records: impl IntoIterator<Item = &'a FileRecord>) {
        let mut bytes = None;
        for record in records {
            match record.report() {
                Some(report) => {
                    self.bytes += bytes.replace(0).unwrap_or(record.size);
                    self.passages += u64::from(report.passages);
                    let is_file = !report.part.is_further();
                    *(if is_file { &mut self.reports } else { &mut self.further }) += 1;
                    self.in_part += usize::from(is_file && !report.reading.is_whole());
                }
                None => match record.left_out() {
                    Some(why) => self.left_out.add(why, 1),
                    None => self.problems += 1,
                },
            }
        }
    }
}

/// Nanoseconds since 1970.
pub fn since_1970(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(u64::MAX))
}
