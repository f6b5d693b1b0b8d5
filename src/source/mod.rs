//! A folder to the files in it, in a fixed order.
//!
//! Entry points: [`walk`], [`Given`] for what the user says of the files, and [`Watcher`] to know when something changes.
//! Hidden files, the index itself and the lock files of office programs are left out; everything else is listed, and what
//! can't be listed is returned as such, never dropped. No report is opened here.

mod given;
mod names;
mod walk;
mod watch;

pub use given::Given;
pub use walk::{LinkPolicy, Listing, SourceFile, Unlisted, changed_at, walk};
pub use watch::Watcher;
