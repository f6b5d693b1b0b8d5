//! One file a command: in go its arguments, out come results on standard output, and how it ended.

mod compact;
mod extract;
mod facets;
mod index;
mod launch;
mod list;
mod mcp;
mod search;
mod serve;
mod set;
mod show;
mod status;
mod verify;

pub(super) use compact::Compact;
pub(super) use extract::Extract;
pub(super) use facets::run as facets;
pub(super) use index::Index;
pub(super) use launch::Open;
pub(super) use list::run as list;
pub(super) use mcp::Mcp;
pub(super) use search::run as search;
pub(super) use serve::Serve;
pub(super) use set::Set;
pub(super) use show::run as show;
pub(super) use status::run as status;
pub(super) use verify::Verify;
