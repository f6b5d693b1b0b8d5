//! The JSON that programs read: in go answers, out come serialised types. Every place and length is in characters, never in
//! bytes.
//!
//! [`common`]: what several answers have in common. [`search`], [`list`] (and `show`), [`facets`], [`files`] (`status` and
//! `extract`), [`index`] (and `verify`): one file for those that go together.

mod common;
mod account;
mod facets;
mod files;
mod index;
mod list;
mod search;

pub use account::SinceLine;
pub use common::{Searched, TotalJson};
pub use facets::{Crossed, Facets};
pub use files::{Extracted, Status};
pub use index::{Indexed, Verified};
pub use list::{Cited, ListLine, Show, evidence};
pub use search::{Failed, Hit, Line, Search};
