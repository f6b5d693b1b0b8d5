//! A folder to the files in it, in a fixed order.
//!
//! Entry points: [`walk`], and [`Given`] for what the user says of the files. Hidden files, the index itself and the lock files of office programs are left out; everything
//! else is listed, and what can't be listed is returned as such, never dropped. Nothing is opened here.

mod given;
mod walk;

pub use given::Given;
pub use walk::{LinkPolicy, Listing, SourceFile, Unlisted, walk};
