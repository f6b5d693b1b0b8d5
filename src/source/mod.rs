//! A folder to the files in it, in a fixed order.
//!
//! Entry points: [`walk`], [`Given`] for what the user says of the files, and [`Watcher`] to know when something changes.
//! Hidden files, the index itself and what programs and systems leave behind are left out ([`left_out`] has the list) and
//! named as such; everything else is listed, and what can't be listed is returned as such, never dropped. No report is opened
//! here.

mod calendar;
mod given;
mod names;
mod left_out;
mod volumes;
mod file;
mod walk;
mod watch;

pub use calendar::date;
pub use file::{SourceFile, Volume, changed_at};
pub use given::{Edit, Given, is_unknown};
pub use left_out::{HOME, LeftOut, LeftOutCounts, LeftOutWhy, is_left_out, weigh};
pub use volumes::{is_later_volume, is_piece};
pub use walk::{LinkPolicy, Listing, Unlisted, is_small, prefixes, walk};
pub use watch::Watcher;
