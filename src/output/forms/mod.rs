//! An answer in the form that a request wants it in: in go a request, what answers it and a place to write, out come the same
//! bytes wherever that place is, and what is said beside them.
//!
//! [`sink`]: where an answer is written. [`search`] (and [`batch`]), [`facets`], [`list`], [`status`], [`show`]: a file a
//! request. [`since`]: files against those of an earlier time. [`missing`]: what is said of filters that no report fits.
//!
//! What people read on a terminal is not here, and nothing is opened.

mod batch;
mod facets;
mod list;
mod missing;
mod search;
mod show;
mod since;
mod sink;
mod status;

pub use batch::{Line, lines, of_line};
pub use facets::Counting;
pub use list::{lacking, list};
pub use missing::{said_missing, said_of_missing};
pub use search::{concordance, printed, search};
pub use show::{CitedNow, Shown, shown};
pub use since::{earlier, write_since};
pub use sink::{Said, Sink, Unwritten, WriteSeek, csv_table, json_line, xlsx_table};
pub use status::FolderStatus;
