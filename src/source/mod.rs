//! A folder to the files in it, in a fixed order.
//!
//! Entry points: [`walk`], [`Given`] for what the user says of the files, and [`Watcher`] to know when something changes.
//! Hidden files, the index itself and what programs and systems leave behind are left out ([`left_out`] has the list) and
//! named as such; everything else is listed, and what can't be listed is returned as such, never dropped. No report is opened
//! here.

mod given;
mod names;
mod left_out;
mod walk;
mod watch;

pub use given::{Edit, Given, is_unknown};
pub use left_out::{HOME, LeftOut, LeftOutWhy, is_left_out, weigh};
pub use walk::{LinkPolicy, Listing, SourceFile, Unlisted, changed_at, is_small, prefixes, walk};
pub use watch::Watcher;
